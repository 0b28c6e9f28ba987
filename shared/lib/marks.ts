import type { TextMark, TextMarkType } from '../model/index.ts';

/**
 * Puts marks into the form everybody may rely on: inside the text, whole characters, in order, the outer before the inner,
 * nested and never crossing. Equal ones that touch become one. Of two that cross, the later is cut in two at the border, so
 * that nothing looks different. What covers nothing is left out.
 */
export function tidyMarks(text: string, marks: readonly TextMark[]): TextMark[] {
  const whole = marks.flatMap((mark) => {
    const start = outOfPair(text, clamp(mark.start, text.length), -1);
    const end = outOfPair(text, clamp(mark.end, text.length), 1);
    return start < end ? [{ ...mark, start, end }] : [];
  });
  const open: TextMark[] = [];
  const tidy: TextMark[] = [];
  const waiting = joined(whole).sort(outerFirst);
  for (let mark = waiting.shift(); mark !== undefined; mark = waiting.shift()) {
    const { start, end } = mark;
    while ((open.at(-1)?.end ?? Number.POSITIVE_INFINITY) <= start) open.pop();
    const border = open.at(-1)?.end ?? end;
    const inner = { ...mark, end: Math.min(end, border) };
    open.push(inner);
    tidy.push(inner);
    if (end > border) insertSorted(waiting, { ...mark, start: border });
  }
  return tidy;
}

/** Marks of `text.slice(start, end)`: those that reach into it, cut to it and counted from its beginning. */
export function sliceMarks(marks: readonly TextMark[], start: number, end: number): TextMark[] {
  return marks.flatMap((mark) => {
    const from = Math.max(mark.start, start);
    const to = Math.min(mark.end, end);
    return from < to ? [{ ...mark, start: from - start, end: to - start }] : [];
  });
}

/** The same marks in a text that has `by` more units before them. */
export const shiftMarks = (marks: readonly TextMark[], by: number): TextMark[] =>
  marks.map((mark) => ({ ...mark, start: mark.start + by, end: mark.end + by }));

/** What a channel can show of them; their words stay, since they stand in the text. */
export const shownMarks = (marks: readonly TextMark[], types: readonly TextMarkType[]): TextMark[] =>
  marks.filter(({ type }) => types.includes(type));

/** Whether both dress the text alike, in whatever order the fields were written. */
export const sameMarks = (a: readonly TextMark[], b: readonly TextMark[]): boolean =>
  a.length === b.length && a.every((mark, index) => look(mark, true) === look(b[index], true));

const clamp = (at: number, length: number): number => Math.max(0, Math.min(Math.trunc(at) || 0, length));

/** Steps out of the middle of a surrogate pair, so that no half of a character is marked. */
function outOfPair(text: string, at: number, step: -1 | 1): number {
  const low = text.charCodeAt(at);
  const high = text.charCodeAt(at - 1);
  const between = at > 0 && at < text.length && low >= 0xdc00 && low <= 0xdfff && high >= 0xd800 && high <= 0xdbff;
  return between ? at + step : at;
}

const rank: readonly TextMarkType[] = [
  'quote',
  'pre',
  'bullet',
  'number',
  'spoiler',
  'link',
  'bold',
  'italic',
  'underline',
  'strike',
  'code',
  'image',
];

/** By start; of those that start together the longer, and of equal ones the block before the letters. */
const outerFirst = (a: TextMark, b: TextMark): number =>
  a.start - b.start || b.end - a.end || rank.indexOf(a.type) - rank.indexOf(b.type);

function insertSorted(marks: TextMark[], mark: TextMark): void {
  const at = marks.findIndex((other) => outerFirst(mark, other) < 0);
  marks.splice(at < 0 ? marks.length : at, 0, mark);
}

/** Lines of a list and blocks that touch are two; letters that touch are one. */
const touchingIsOne: ReadonlySet<TextMarkType> = new Set(['bold', 'italic', 'underline', 'strike', 'spoiler', 'code', 'link']);

function joined(marks: readonly TextMark[]): TextMark[] {
  const last = new Map<string, TextMark>();
  const result: TextMark[] = [];
  for (const mark of [...marks].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const key = look(mark, false);
    const before = last.get(key);
    if (before && (mark.start < before.end || (mark.start === before.end && touchingIsOne.has(mark.type)))) {
      before.end = Math.max(before.end, mark.end);
      continue;
    }
    const own = { ...mark };
    last.set(key, own);
    result.push(own);
  }
  return result;
}

/** Everything that makes a mark what it is, as text. */
function look(mark: TextMark | undefined, withPlace: boolean): string {
  const fields = Object.entries(mark ?? {}).filter(
    ([name, value]) => value !== undefined && (withPlace || (name !== 'start' && name !== 'end')),
  );
  return JSON.stringify(fields.sort(([a], [b]) => (a < b ? -1 : 1)));
}
