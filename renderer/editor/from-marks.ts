import { Fragment, type Mark, type Node } from 'prosemirror-model';
import { tidyMarks } from '../../shared/lib/marks.ts';
import type { TextMark } from '../../shared/model/index.ts';
import { schema } from './schema.ts';

export type Marked = { text: string; marks: TextMark[] };
type Of<T extends TextMark['type']> = Extract<TextMark, { type: T }>;

/** The document of a text with marks; its inverse is `toMarks`. A mark that no line can carry is left out, its words stay. */
export function fromMarks({ text, marks }: Marked): Node {
  return schema.node('doc', null, blocksOf(text, tidyMarks(text, marks)));
}

/** The same as blocks, for pasting and inserting. */
export function blocksFrom({ text, marks }: Marked): Fragment {
  return Fragment.from(blocksOf(text, tidyMarks(text, marks)));
}

function blocksOf(text: string, marks: readonly TextMark[]): Node[] {
  const blocks: Node[] = [];
  const codes = marks.filter((mark): mark is Of<'pre'> => mark.type === 'pre');
  let start = 0;
  while (start <= text.length) {
    const code = codes.find((mark) => touches(mark, start, lineEnd(text, start)));
    const end = code ? codeEnd(text, start, code) : lineEnd(text, start);
    blocks.push(code ? preBlock(text, start, end, code, marks) : lineBlock(text, start, end, marks));
    start = end + 1;
  }
  return blocks;
}

const lineEnd = (text: string, from: number): number => {
  const at = text.indexOf('\n', from);
  return at < 0 ? text.length : at;
};

/** A block of code takes the whole of every line it reaches, an empty one behind its last line break too. */
function codeEnd(text: string, start: number, code: TextMark): number {
  const emptyLast = text[code.end - 1] === '\n' && lineEnd(text, code.end) === code.end;
  return emptyLast ? code.end : lineEnd(text, Math.max(start, code.end - 1));
}

/** Whether the mark covers some of a line; an empty line is covered when the mark goes round it. */
const touches = (mark: TextMark, start: number, end: number): boolean =>
  start === end ? mark.start <= start && mark.end >= end : mark.start < end && mark.end > start;

function quoteOf(start: number, end: number, marks: readonly TextMark[]): string | null {
  const quote = marks.find((mark): mark is Of<'quote'> => mark.type === 'quote' && touches(mark, start, end));
  if (!quote) return null;
  return quote.collapsed ? 'collapsed' : 'quote';
}

function preBlock(text: string, start: number, end: number, code: Of<'pre'>, marks: readonly TextMark[]): Node {
  const words = text.slice(start, end);
  const attrs = { language: code.language ?? null, quote: quoteOf(start, end, marks) };
  return schema.node('pre', attrs, words === '' ? [] : [schema.text(words)]);
}

function lineBlock(text: string, start: number, end: number, marks: readonly TextMark[]): Node {
  const list = start < end && marks.find((mark) => isList(mark) && touches(mark, start, end));
  const inside = marks.filter((mark) => mark.start < end && mark.end > start);
  return schema.node(
    'line',
    { list: list ? list.type : null, quote: quoteOf(start, end, marks) },
    inline(text, start, end, inside),
  );
}

const isList = ({ type }: TextMark): boolean => type === 'bullet' || type === 'number';

function inline(text: string, start: number, end: number, marks: readonly TextMark[]): Node[] {
  const borders = new Set([start, end]);
  for (const mark of marks) {
    if (mark.start > start && mark.start < end) borders.add(mark.start);
    if (mark.end > start && mark.end < end) borders.add(mark.end);
  }
  const places = [...borders].sort((a, b) => a - b);
  const pieces: Node[] = [];
  for (const [index, from] of places.entries()) {
    const to = places[index + 1];
    if (to === undefined) break;
    const here = marks.filter((mark) => mark.start <= from && mark.end >= to);
    pieces.push(leaf(text.slice(from, to), here, from) ?? schema.text(text.slice(from, to), lettersOf(here)));
  }
  return pieces;
}

/** What is more than letters: a picture, a colleague's name. */
function leaf(words: string, marks: readonly TextMark[], from: number): Node | undefined {
  for (const mark of marks) {
    const whole = mark.start === from && mark.end === from + words.length;
    if (mark.type === 'image' && whole && words === '\uFFFC') {
      const { hash, mime, width = null, height = null } = mark;
      return schema.node('image', { hash, mime, width, height }, undefined, lettersOf(marks));
    }
    if (mark.type === 'mention' && whole && words.startsWith('@')) {
      return schema.node('mention', { agentId: mark.agentId, label: words.slice(1) }, undefined, lettersOf(marks));
    }
  }
  return undefined;
}

function lettersOf(marks: readonly TextMark[]): Mark[] {
  let set: readonly Mark[] = [];
  for (const mark of marks) {
    const type = schema.marks[mark.type];
    if (type) set = type.create(mark.type === 'link' ? { url: mark.url } : null).addToSet(set);
  }
  return [...set];
}
