import type { Conversation, Item } from '../../../shared/model/index.ts';
import { calendarDays } from '../../i18n/time.ts';
import { isNews } from '../../state/timeline-window.ts';

export type TimelineLine =
  | { type: 'day'; key: string; at: number }
  | { type: 'unseen'; key: string }
  /** Where a conversation that is over ended. */
  | { type: 'ended'; key: string; conversation: Conversation }
  /** `first`: begins a group, so it says who and when. */
  | { type: 'item'; key: string; item: Item; first: boolean };

const groupMs = 5 * 60_000;

function speaker(item: Item): string {
  const { author, group = '' } = item;
  return `${item.kind} ${item.direction} ${group} ${author.type === 'system' ? '' : author.name}`;
}

/** Whether `item` continues what the one before it said: same author, channel and place, within five minutes. Mails never do. */
export function continues(before: Item | undefined, item: Item): boolean {
  if (!before || item.kind === 'email' || item.kind === 'event') return false;
  return speaker(before) === speaker(item) && item.sentAt - before.sentAt < groupMs;
}

/**
 * What is drawn, top to bottom: days, the border of what is new, items in groups. `readUpTo` is the read mark at the
 * moment of opening; the border stands before the first thing from outside that arrived after it. `ended` are conversations that
 * are over; each ends below its last item.
 */
export function layoutTimeline(items: readonly Item[], readUpTo: number, ended: readonly Conversation[] = []): TimelineLine[] {
  const over = new Map(ended.map((conversation) => [conversation.id, conversation]));
  const lastOf = new Map(items.map((item) => [item.conversationId, item.id]));
  const lines: TimelineLine[] = [];
  const firstUnseen = items.find((item) => isNews(item, readUpTo));
  const seenBefore = items.some((item) => item.arrival <= readUpTo);
  let before: Item | undefined;
  let dayBefore: number | undefined;
  for (const item of items) {
    const newDay = dayBefore === undefined || calendarDays(dayBefore, item.sentAt) !== 0;
    dayBefore = item.sentAt;
    if (newDay) lines.push({ type: 'day', key: `day-${new Date(item.sentAt).toDateString()}`, at: item.sentAt });
    const border = item === firstUnseen && seenBefore;
    if (border) lines.push({ type: 'unseen', key: 'unseen' });
    lines.push({ type: 'item', key: item.id, item, first: newDay || border || !continues(before, item) });
    before = item;
    const conversation = item.conversationId === undefined ? undefined : over.get(item.conversationId);
    if (conversation && lastOf.get(item.conversationId) === item.id) {
      lines.push({ type: 'ended', key: `ended-${conversation.id}`, conversation });
      before = undefined;
    }
  }
  return lines;
}

/** Order of arrival of the newest item held, which is how far a person has read when they see the end. */
export function newestArrival(items: readonly Item[]): number {
  return items.reduce((newest, item) => Math.max(newest, item.arrival), 0);
}
