import type { Capabilities, Item } from '../../../shared/model/index.ts';

export type Abilities = { withdraw: boolean; edit: boolean; reactions: readonly string[] };

/** Faces offered where a provider takes any. */
const anyEmoji = ['👍', '❤️', '🔥', '🙏', '👏', '😁', '🤔', '👌'];
const hourMs = 3_600_000;

/** What a channel lets us do with an item that is there already. */
export function abilities(item: Item, can: Capabilities, now: number): Abilities {
  const arrived = item.delivery === 'sent' || item.delivery === 'delivered' || item.delivery === 'read';
  const ours = item.direction === 'out' && arrived && item.deletedAt === undefined;
  const within = (limit: { hours?: number } | undefined): boolean =>
    limit !== undefined && (limit.hours === undefined || now - item.sentAt < limit.hours * hourMs);
  const there = item.deletedAt === undefined && (item.direction === 'in' || arrived);
  return {
    withdraw: ours && within(can.withdraw),
    edit: ours && within(can.edit),
    reactions: there && can.reactions ? (can.reactions.emoji?.slice(0, 8) ?? anyEmoji) : [],
  };
}
