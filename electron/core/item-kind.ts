import type { ChannelKind, ItemKind } from '../../shared/model/index.ts';

/** What a thing that came or goes by a channel is on the timeline. */
export const itemKindOf = (channel: ChannelKind): ItemKind =>
  channel === 'asterisk' || channel === 'cloud-pbx' ? 'call' : channel;
