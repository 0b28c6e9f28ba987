import type { ChannelKind } from '../../../shared/model/index.ts';
import { begunAt, eachDeskListens } from '../../core/pbx.ts';
import { sameId } from '../../store/ids.ts';
import type { Desks } from './desk.ts';

/** What applying needs to know of the channel, the desk and the moment. */
export type ApplyContext = {
  /** `portraits`: its provider shows pictures of people; `desks`: of a PBX, who sits where. */
  channel: { key: number; id: string; kind: ChannelKind; connectedAt: number; portraits?: boolean; desks?: Desks };
  country: string;
  now: number;
};

/**
 * The name of something that every desk which listens makes of the same call: the item, the stranger who rang, their number, the
 * conversation. `undefined` where one desk listens for all, and where the provider's name tells no moment.
 */
export function nameAt(
  { channel }: Pick<ApplyContext, 'channel'>,
  remoteId: string,
  ...what: readonly string[]
): string | undefined {
  const at = eachDeskListens(channel.kind) ? begunAt(remoteId) : undefined;
  return at === undefined ? undefined : sameId(at, channel.id, remoteId, ...what);
}
