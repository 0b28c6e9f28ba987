import type { TextMark } from '../model/index.ts';
import { type MarkNode, markTree } from './mark-tree.ts';

/** A marked text as a document has it: blocks on lines of their own, and letters inside a line only. */
export type MarkBlock =
  | { type: 'lines'; lines: MarkNode[][] }
  | { type: 'list'; ordered: boolean; items: MarkNode[][] }
  | { type: 'quote'; blocks: MarkBlock[] }
  | { type: 'pre'; text: string };

type Line = { start: number; end: number };

/**
 * Splits a marked text into blocks. Lines that follow each other under one mark are one block, list lines of one kind one list.
 * A mark over several lines dresses each of them, so that no block ever stands inside letters.
 */
export function markBlocks(text: string, marks: readonly TextMark[]): MarkBlock[] {
  const letters = marks.filter(({ type }) => !['quote', 'pre', 'bullet', 'number'].includes(type));
  const content = ({ start, end }: Line): MarkNode[] => markTree(text.slice(start, end), cut(letters, start, end));
  const quotes = marks.filter(({ type }) => type === 'quote').toSorted((a, b) => a.start - b.start || b.end - a.end);
  const over = (line: Line, type: TextMark['type']) => marks.find((mark) => mark.type === type && covers(mark, line));

  function blocks(lines: readonly Line[], depth: number): MarkBlock[] {
    return runs(lines, (line) => {
      const quote = quotes.filter((mark) => covers(mark, line))[depth];
      return quote ?? over(line, 'pre') ?? (over(line, 'bullet') && 'bullet') ?? (over(line, 'number') && 'number');
    }).map(([kind, run]): MarkBlock => {
      if (kind === undefined) return { type: 'lines', lines: run.map(content) };
      if (typeof kind === 'string') return { type: 'list', ordered: kind === 'number', items: run.map(content) };
      if (kind.type === 'quote') return { type: 'quote', blocks: blocks(run, depth + 1) };
      return { type: 'pre', text: text.slice(run[0]?.start, run.at(-1)?.end) };
    });
  }
  return blocks(linesOf(text), 0);
}

function linesOf(text: string): Line[] {
  let start = 0;
  return text.split('\n').map((line) => {
    const place = { start, end: start + line.length };
    start = place.end + 1;
    return place;
  });
}

/** An empty line is covered where a mark goes on over it. */
const covers = (mark: TextMark, { start, end }: Line): boolean => mark.start <= Math.max(start, end - 1) && mark.end > start;

function cut(marks: readonly TextMark[], start: number, end: number): TextMark[] {
  return marks
    .filter((mark) => mark.start < end && mark.end > start)
    .map((mark) => ({ ...mark, start: Math.max(mark.start, start) - start, end: Math.min(mark.end, end) - start }));
}

function runs<T, K>(values: readonly T[], keyOf: (value: T) => K): Array<[K, T[]]> {
  const found: Array<[K, T[]]> = [];
  for (const value of values) {
    const key = keyOf(value);
    const last = found.at(-1);
    if (last && last[0] === key) last[1].push(value);
    else found.push([key, [value]]);
  }
  return found;
}
