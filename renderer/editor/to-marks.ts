import type { Mark, Node } from 'prosemirror-model';
import { tidyMarks } from '../../shared/lib/marks.ts';
import type { TextMark } from '../../shared/model/index.ts';
import type { Marked } from './from-marks.ts';

/** A mark that is still open: it began in this line, or in the one before and may go on. */
type Open = TextMark & { block: string };

/** The text of a document with its marks, tidy: what `fromMarks` makes the same document of. */
export function toMarks(doc: Node): Marked {
  const parts: string[] = [];
  const marks: TextMark[] = [];
  let length = 0;
  let open: Open[] = [];
  let quote: Extract<TextMark, { type: 'quote' }> | undefined;

  doc.forEach((block, _offset, index) => {
    if (index > 0) {
      parts.push('\n');
      length += 1;
    }
    const start = length;
    const look = lookOf(block, index);
    open = open.filter((mark) => mark.block === look);
    block.forEach((node) => {
      const words = node.isText ? (node.text ?? '') : node.type.name === 'image' ? '\uFFFC' : node.textContent || leafText(node);
      const own = node.marks.map((mark) => ofLetters(mark, length, words.length));
      const leaf = ofLeaf(node, length, words.length);
      // What goes on from the node or the line before is one mark.
      const next: Open[] = own.map((mark) => {
        const before = open.find((other) => sameLetters(other, mark) && goesOn(other, length, start));
        if (!before) {
          const fresh = { ...mark, block: look };
          marks.push(fresh);
          return fresh;
        }
        before.end = mark.end;
        return before;
      });
      if (leaf) marks.push(leaf);
      open = next;
      parts.push(words);
      length += words.length;
    });
    if (block.childCount === 0) open = [];
    const list: unknown = block.attrs.list;
    if (list === 'bullet' || list === 'number') marks.push({ type: list, start, end: length });
    if (block.type.name === 'pre') {
      const language: unknown = block.attrs.language;
      marks.push({ type: 'pre', start, end: length, ...(typeof language === 'string' ? { language } : {}) });
    }
    const quoted: unknown = block.attrs.quote;
    if (quoted !== 'quote' && quoted !== 'collapsed') quote = undefined;
    else if (quote && (quote.collapsed === true) === (quoted === 'collapsed')) quote.end = length;
    else {
      quote = { type: 'quote', start, end: length, ...(quoted === 'collapsed' ? { collapsed: true } : {}) };
      marks.push(quote);
    }
  });
  const text = parts.join('');
  return { text, marks: tidyMarks(text, marks.map(withoutBlock)) };
}

/** Ends where this node begins, or at the end of the line before it. */
const goesOn = (mark: TextMark, at: number, lineStart: number): boolean =>
  mark.end === at || (at === lineStart && mark.end === lineStart - 1);

/** Letters go on from line to line only where nothing else begins between them. */
const lookOf = ({ type, attrs }: Node, index: number): string =>
  attrs.list || type.name === 'pre' ? `alone ${index}` : `line ${attrs.quote ?? ''}`;

const leafText = (node: Node): string => node.type.spec.leafText?.(node) ?? '';

function sameLetters(a: TextMark, b: TextMark): boolean {
  return a.type === b.type && (a.type !== 'link' || (b.type === 'link' && a.url === b.url));
}

function ofLetters(mark: Mark, start: number, length: number): TextMark {
  const place = { start, end: start + length };
  const name = mark.type.name as 'bold' | 'italic' | 'underline' | 'strike' | 'spoiler' | 'code' | 'link';
  return name === 'link' ? { type: name, url: String(mark.attrs.url), ...place } : { type: name, ...place };
}

function ofLeaf(node: Node, start: number, length: number): TextMark | undefined {
  const place = { start, end: start + length };
  if (node.type.name === 'mention') return { type: 'mention', agentId: String(node.attrs.agentId), ...place };
  if (node.type.name !== 'image') return undefined;
  const { hash, mime, width, height } = node.attrs;
  return {
    type: 'image',
    hash: String(hash),
    mime: String(mime),
    ...(typeof width === 'number' ? { width } : {}),
    ...(typeof height === 'number' ? { height } : {}),
    ...place,
  };
}

function withoutBlock(mark: TextMark | Open): TextMark {
  if (!('block' in mark)) return mark;
  const { block: _block, ...rest } = mark;
  return rest;
}
