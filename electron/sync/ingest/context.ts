import type { ChannelKind } from '../../../shared/model/index.ts';
import type { Desks } from './desk.ts';

/** What applying needs to know of the channel, the desk and the moment. */
export type ApplyContext = {
  /** `portraits`: its provider shows pictures of people; `desks`: of a PBX, who sits where. */
  channel: { key: number; id: string; kind: ChannelKind; connectedAt: number; portraits?: boolean; desks?: Desks };
  country: string;
  now: number;
};
