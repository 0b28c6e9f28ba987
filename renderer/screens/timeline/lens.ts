import type { TimelineLens } from '../../../shared/contract/api.ts';
import type { ChannelKind, ItemKind } from '../../../shared/model/index.ts';

/** Kinds of items one can ask for alone. */
export const lensKinds = ['email', 'telegram', 'call', 'note'] as const;
export type LensKind = (typeof lensKinds)[number];

/** What comes by a channel of this kind. */
export const carried = (kind: ChannelKind): LensKind => (kind === 'email' || kind === 'telegram' ? kind : 'call');

export const kindOf = ({ kinds }: TimelineLens): ItemKind | undefined => kinds?.[0];

type Channel = { channelId: string; kind: ChannelKind };

/** With this channel alone, or without asking for it where it was; a kind that never comes by it is asked for no longer. */
export function withChannel(lens: TimelineLens, { channelId, kind }: Channel): TimelineLens {
  const { channelId: before, kinds, ...rest } = lens;
  const kept = kinds && { kinds };
  if (before === channelId) return { ...rest, ...kept };
  return { ...rest, ...(kindOf(lens) === carried(kind) ? kept : {}), channelId };
}

/** With this kind alone, or without asking for it where it was; a channel that does not carry it is asked for no longer. */
export function withKind(lens: TimelineLens, kind: LensKind, channels: readonly Channel[]): TimelineLens {
  const { channelId, kinds, files, ...rest } = lens;
  const channel = channels.find((each) => each.channelId === channelId);
  const kept = files && kind !== 'note' ? { files } : {};
  if (kinds?.[0] === kind) return { ...rest, ...(channelId && { channelId }), ...(files && { files }) };
  return {
    ...rest,
    ...kept,
    ...(channel && carried(channel.kind) === kind ? { channelId: channel.channelId } : {}),
    kinds: [kind],
  };
}

/** With files alone, or with those without them again. A note has none. */
export function withFiles({ files, kinds, ...rest }: TimelineLens): TimelineLens {
  const kept = kinds && !(files === undefined && kinds.includes('note')) ? { kinds } : {};
  return { ...rest, ...kept, ...(files ? {} : { files: true }) };
}
