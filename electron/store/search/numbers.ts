import type { DigitRun } from './words.ts';

/**
 * A phone number is indexed as its digits, as its last ten (which 8 916 …, +7 916 … and 916 … share) and as its last
 * seven (the number as neighbours dial it).
 */
const phoneTokens = (digits: string): string[] => [digits, digits.slice(-10), digits.slice(-7)];

const longestPhone = 15; // ITU-T E.164, section 6
const isLong = (digits: string): boolean => digits.length >= 10 && digits.length <= 12;

/** Neighbouring groups that together have a phone's length: two numbers may stand side by side. */
function longNeighbours(groups: readonly string[]): string[] {
  const found: string[] = [];
  for (let from = 0; from < groups.length; from += 1) {
    let digits = '';
    for (let to = from; to < groups.length && digits.length < 12; to += 1) {
      digits += groups[to] ?? '';
      if (isLong(digits)) found.push(digits);
    }
  }
  return found;
}

/** Index tokens of a run of digits beside its single groups, which are words already; empty when it is no phone. */
export function digitRunTokens(run: DigitRun): string[] {
  const digits = run.groups.join('');
  if (digits.length < 7) return [];
  if (run.groups.length === 1 && !run.plus && !isLong(digits)) return [];
  if (digits.length <= longestPhone) return [...new Set(phoneTokens(digits))];
  return [...new Set(longNeighbours(run.groups.slice(0, 64)).flatMap(phoneTokens))];
}
