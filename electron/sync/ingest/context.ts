import type { ChannelKind } from '../../../shared/model/index.ts';

/** What applying needs to know of the channel, the desk and the moment. */
export type ApplyContext = {
  /** `portraits`: its provider shows pictures of people. */
  channel: { key: number; id: string; kind: ChannelKind; connectedAt: number; portraits?: boolean };
  country: string;
  now: number;
};
