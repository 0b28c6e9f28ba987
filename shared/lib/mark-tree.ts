import type { TextMark } from '../model/index.ts';

export type MarkNode = { text: string } | { mark: TextMark; children: MarkNode[] };

/** Marks that stand on lines of their own. */
const blocks: ReadonlySet<TextMark['type']> = new Set(['quote', 'pre', 'bullet', 'number']);
export const isBlock = (mark: TextMark): boolean => blocks.has(mark.type);

/**
 * A marked text as the tree it is drawn from. A mark that crosses another is cut at its border, one that leaves the text or
 * covers nothing is left out: what a provider sends is never trusted to be well formed. The line break that ends a block is its
 * own and is not drawn twice.
 */
export function markTree(text: string, marks: readonly TextMark[] = []): MarkNode[] {
  const usable = marks
    .map((mark) => ({ ...mark, start: Math.max(0, mark.start), end: Math.min(text.length, mark.end) }))
    .filter(({ start, end }) => start < end)
    .sort((a, b) => a.start - b.start || b.end - a.end || Number(isBlock(b)) - Number(isBlock(a)));
  return nodes(text, usable, 0, text.length);
}

function nodes(text: string, marks: readonly TextMark[], from: number, to: number): MarkNode[] {
  const next = marks.findIndex((mark) => Math.max(mark.start, from) < Math.min(mark.end, to));
  const mark = marks[next];
  if (!mark) return from < to ? [{ text: text.slice(from, to) }] : [];
  const start = Math.max(mark.start, from);
  const end = Math.min(mark.end, to);
  const others = marks.slice(next + 1);
  const inner = others.filter((other) => other.start < end).map((other) => ({ ...other, end: Math.min(other.end, end) }));
  const after = others.filter((other) => other.end > end).map((other) => ({ ...other, start: Math.max(other.start, end) }));
  return [
    ...(start > from ? [{ text: text.slice(from, start) }] : []),
    { mark, children: nodes(text, inner, start, end) },
    ...nodes(text, after, isBlock(mark) && text[end] === '\n' ? end + 1 : end, to),
  ];
}
