import type { TextMark, TextMarkType } from '../../shared/model/index.ts';
import type { Marked } from './from-marks.ts';

/** Nothing in these is for reading. */
const silent = new Set(['script', 'style', 'head', 'title', 'meta', 'link', 'noscript', 'template', 'svg', 'object', 'iframe']);
const blocks = new Set(
  'address article aside blockquote center dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody tfoot thead tr ul'.split(
    ' ',
  ),
);
const lettersByTag: Record<string, TextMarkType> = {
  b: 'bold',
  strong: 'bold',
  h1: 'bold',
  h2: 'bold',
  h3: 'bold',
  h4: 'bold',
  h5: 'bold',
  h6: 'bold',
  th: 'bold',
  i: 'italic',
  em: 'italic',
  cite: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strike',
  strike: 'strike',
  del: 'strike',
  code: 'code',
  tt: 'code',
  kbd: 'code',
  samp: 'code',
};

type Letters = ReadonlySet<TextMarkType>;
type Context = { letters: Letters; url?: string; list?: 'bullet' | 'number'; quote: boolean; pre: boolean; spaces: boolean };
type Line = { text: string; marks: TextMark[]; list?: 'bullet' | 'number' | undefined; quote: boolean; pre: boolean };

/** Web and mail addresses, phones: what a link may lead to. */
export function linkTarget(href: string): string | undefined {
  return /^(?:https?:\/\/|mailto:|tel:)\S+$/i.test(href.trim()) ? href.trim() : undefined;
}

/**
 * What is worth keeping of a page that was copied elsewhere (Word, a browser, a mail): its words in lines, and of its looks
 * what our marks can say. Fonts, colours, sizes, tables' borders and everything hidden is left behind.
 */
export function fromPage(body: Node): Marked {
  const lines: Line[] = [];
  let line: Line | undefined;

  const begin = (context: Context): Line => {
    line = { text: '', marks: [], quote: context.quote, pre: context.pre };
    lines.push(line);
    return line;
  };
  const finish = (): void => {
    line = undefined;
  };

  const write = (words: string, context: Context): void => {
    const kept = context.spaces ? words.replace(/\r\n?/g, '\n') : words.replace(/[\s\u00A0]+/g, ' ');
    for (const [index, piece] of kept.split('\n').entries()) {
      if (index > 0) begin(context);
      const now = line ?? (piece.trim() === '' && !context.spaces ? undefined : begin(context));
      if (!now || piece === '') continue;
      const gap = !context.spaces && (now.text === '' || now.text.endsWith(' ')) ? piece.trimStart() : piece;
      const start = now.text.length;
      now.text += gap;
      if (gap === '') continue;
      const place = { start, end: now.text.length };
      for (const type of context.letters) now.marks.push({ ...place, type } as TextMark);
      if (context.url !== undefined) now.marks.push({ ...place, type: 'link', url: context.url });
    }
  };

  const visit = (node: Node, context: Context): void => {
    if (node.nodeType === 3) {
      write(node.nodeValue ?? '', context);
      return;
    }
    if (node.nodeType !== 1 && node.nodeType !== 11) return;
    const element = node as HTMLElement;
    const tag = element.localName ?? '';
    const style = styleOf(element);
    if (silent.has(tag) || /display:none/.test(style)) return;
    if (tag === 'br') {
      if (line) finish();
      else begin(context);
      return;
    }
    // Word writes the sign of a list into the line and says that it is to be ignored.
    if (/mso-list:ignore/.test(style)) {
      const own = line ?? begin(context);
      own.list = /\d/.test(element.textContent ?? '') ? 'number' : 'bullet';
      return;
    }
    const inner = within(element, tag, style, context);
    const block = blocks.has(tag);
    // Google Docs puts a paragraph into each entry of a list: it is the entry's own line.
    const entryLine = tag === 'p' && line?.text === '' && line.list !== undefined;
    if (block && !entryLine) finish();
    if (tag === 'li') begin(inner).list = inner.list ?? 'bullet';
    if (tag === 'td' || tag === 'th') if (line && line.text !== '') write('\t', { ...inner, spaces: true });
    for (const child of [...element.childNodes]) visit(child, inner);
    if (block) {
      if (tag === 'p' && line === undefined && (element.textContent ?? '').trim() === '' && lines.length > 0) begin(context);
      finish();
    }
  };

  visit(body, { letters: new Set(), quote: false, pre: false, spaces: false });
  return joined(lines);
}

const styleOf = (element: Element): string =>
  (element.getAttribute?.('style') ?? '').toLowerCase().replace(/\s*([:;,])\s*/g, '$1');

function within(element: Element, tag: string, style: string, context: Context): Context {
  const letters = new Set(context.letters);
  const byTag = lettersByTag[tag];
  if (byTag) letters.add(byTag);
  const weight = /font-weight:(\w+)/.exec(style)?.[1];
  if (weight !== undefined) {
    if (weight === 'bold' || weight === 'bolder' || Number(weight) >= 600) letters.add('bold');
    else letters.delete('bold');
  }
  const slant = /font-style:(\w+)/.exec(style)?.[1];
  if (slant === 'italic' || slant === 'oblique') letters.add('italic');
  else if (slant !== undefined) letters.delete('italic');
  const line = /text-decoration(?:-line)?:([^;]+)/.exec(style)?.[1] ?? '';
  if (line.includes('line-through')) letters.add('strike');
  if (line.includes('underline') && tag !== 'a') letters.add('underline');
  if (element.hasAttribute?.('data-spoiler')) letters.add('spoiler');
  const pre = context.pre || tag === 'pre';
  const url = tag === 'a' ? linkTarget(element.getAttribute('href') ?? '') : context.url;
  const list = tag === 'ul' ? 'bullet' : tag === 'ol' ? 'number' : context.list;
  return {
    letters: pre ? new Set<TextMarkType>() : letters,
    quote: context.quote || tag === 'blockquote',
    pre,
    spaces: pre || /white-space:(?:pre|break-spaces)/.test(style) || (context.spaces && !/white-space:/.test(style)),
    ...(url === undefined || pre ? {} : { url }),
    ...(list === undefined ? {} : { list }),
  };
}

/** Lines as one text, without empty ones at its ends and without two of them together. */
function joined(lines: readonly Line[]): Marked {
  const trimmed = lines.map((line) => (line.pre ? line : { ...line, text: line.text.trimEnd() }));
  const first = trimmed.findIndex((line) => line.text !== '');
  const last = trimmed.findLastIndex((line) => line.text !== '');
  const kept = trimmed
    .slice(first < 0 ? 0 : first, last + 1)
    .filter((line, index, all) => line.pre || line.text !== '' || all[index - 1]?.text !== '');
  let text = '';
  const marks: TextMark[] = [];
  let open: { quote?: TextMark; pre?: TextMark } = {};
  for (const [index, line] of kept.entries()) {
    if (index > 0) text += '\n';
    const start = text.length;
    text += line.text;
    const end = text.length;
    for (const mark of line.marks) marks.push({ ...mark, start: mark.start + start, end: Math.min(mark.end + start, end) });
    if (line.list) marks.push({ type: line.list, start, end });
    const next: typeof open = {};
    for (const type of ['quote', 'pre'] as const) {
      if (!line[type]) continue;
      const mark = open[type] ?? { type, start, end };
      mark.end = end;
      if (!open[type]) marks.push(mark);
      next[type] = mark;
    }
    open = next;
  }
  return { text, marks };
}
