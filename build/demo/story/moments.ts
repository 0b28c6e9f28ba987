import type { Dice } from './dice.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/**
 * When each of `count` people was last heard of, in epoch ms, newest first: some a few minutes ago, most of the rest
 * spread over the days and weeks before.
 */
export function lastHeard(dice: Dice, count: number, now: number): number[] {
  const [first, last] = [4 * minute, 80 * day];
  const step = (last / first) ** (1 / Math.max(1, count - 1));
  return Array.from({ length: count }, (_, n) => {
    const wobble = 0.9 + dice.int(20) / 100;
    return now - Math.round(first * step ** n * wobble);
  });
}

/** How long an answer took: minutes to hours. In ms. */
export function answerDelay(dice: Dice): number {
  return (4 + dice.int(170)) * minute;
}

/** The Bot API keeps what nobody fetched for a day (getUpdates), so older chats cannot come from there. */
export const chatsReachBack = 22 * hour;
