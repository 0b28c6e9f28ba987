import { type ChildNode, type Document, type Element, isTag, isText } from 'domhandler';
import { parseDocument } from 'htmlparser2';
import { beginsHistory, introductionLines } from '../../../shared/lib/mail-parts.ts';

/** Larger bodies, and deeper ones than any program writes, are shown as they are. */
const longestHtml = 2 * 1024 * 1024;
const deepest = 200;
const mostNodes = 50_000;
/** With more of them it is a conversation between the lines. */
const mostQuotations = 40;

/**
 * An HTML body with the history it quotes and the signature folded into `details`, which open without a script. Nothing of it is
 * changed or lost. What stands between or below several quotations is an answer to them: then they stay open, and so does a
 * mail that says nothing of its own. In one that `passesOn` another, what is passed on stays open, being what it is about.
 */
export function folded(html: string, passesOn = false): string {
  if (html.length > longestHtml) return html;
  const nodes = flatten(parseDocument(html, { withStartIndices: true, withEndIndices: true }));
  if (nodes === undefined) return html;
  const marks = outermost(nodes.filter(isQuotation));
  if (marks.length > mostQuotations && marks.slice(0, mostQuotations).every(holdsQuotation)) return html;
  const [quote, ...others] = merged(rangesOf(marks, nodes), nodes);
  const signed = signatureIn(nodes, quote?.start);
  const ranges: Array<Range & { kind: 'quote' | 'signature' }> = [];
  const said = (range: Range | undefined) => saysSomething(nodes, [range, signed]);
  if (quote !== undefined && others.length === 0 && !passesOn && said(quote)) ranges.push({ ...quote, kind: 'quote' });
  // Somebody else's signature is theirs to fold.
  const inQuote = (range: Range) => quote !== undefined && range.start >= quote.start && range.end <= quote.end;
  if (signed !== undefined && !inQuote(signed) && said(ranges[0])) ranges.push({ ...signed, kind: 'signature' });
  return ranges
    .sort((a, b) => b.start - a.start)
    .reduce(
      (text, { start: from, end: to, kind }) =>
        `${text.slice(0, from)}<details class="throughline-${kind}"><summary>···</summary>${text.slice(from, to)}</details>${text.slice(to)}`,
      html,
    );
}

type Node = ChildNode;
/** Places in the source: `end` is behind the last character. */
type Range = { start: number; end: number };

const start = (node: Node): number => node.startIndex ?? 0;
const end = (node: Node): number => (node.endIndex ?? start(node)) + 1;

/** All nodes in the order of the source; `undefined` when there are too many or they lie too deep. */
function flatten(document: Document): Node[] | undefined {
  const found: Node[] = [];
  const stack: Array<{ node: Node; depth: number }> = document.children.map((node) => ({ node, depth: 0 })).reverse();
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { node, depth } = next;
    found.push(node);
    if (depth > deepest || found.length > mostNodes) return undefined;
    if (isTag(node) && !/^(style|script|head|title)$/.test(node.name)) {
      for (const child of [...node.children].reverse()) stack.push({ node: child, depth: depth + 1 });
    }
  }
  return found;
}

/** Marks that mail programs put on what they quote: Gmail, Apple Mail, Thunderbird, Outlook, Yahoo, Proton, Zoho, Tuta. */
const quoteClasses =
  /(^|\s)(gmail_quote(_container)?|moz-forward-container|yahoo_quoted|protonmail_quote|zmail_extra|tutanota_quote|ms-outlook-mobile-reference-message)(\s|$)/;
const quoteIds =
  /^(divRplyFwdMsg|appendonsend|stopSpelling|zwchr|mail-editor-reference-message-container|yahoo_quoted_\w+|OLK_SRC_BODY_SECTION|reply-intro|isForwardContent)$/;

function isQuotation(node: Node): boolean {
  if (isText(node)) return isMarkerText(node.data, node);
  if (!isTag(node)) return false;
  const { name, attribs } = node;
  if (quoteClasses.test(attribs.class ?? '') || quoteIds.test(attribs.id ?? '')) return true;
  if (name === 'hr') return beginsHistory(linesBelow(node), 0);
  if (name !== 'blockquote') return isOutlookHeader(node) || introducesTheRest(node);
  return (
    attribs.type?.toLowerCase() === 'cite' ||
    /border-left/i.test(attribs.style ?? '') ||
    introducedAbove(node) ||
    introducedInside(node)
  );
}

/** `-----Исходное сообщение-----` and its like stand in a text of their own. */
function isMarkerText(data: string, node: Node): boolean {
  const line = data.trim();
  if (line.length > 200 || line === '') return false;
  return beginsHistory([line, textOf(node.next).slice(0, 100)], 0) && /^[-_*]|^(begin|начало)/i.test(line);
}

/** Outlook parts off the header of the mail it quotes by a line above: From, then Sent or Date. */
function isOutlookHeader(node: Element): boolean {
  if (node.name !== 'div' || !/border-top|border:none/i.test(node.attribs.style ?? '')) return false;
  const text = textOf(node).slice(0, 400).trim();
  return /^(from|от|от кого)\s*:/i.test(text) && /(sent|date|отправлено|дата)\s*:/i.test(text);
}

const isIntroduction = (text: string): boolean => {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 5 && line.length < 300 && introductionLines([line], 0) > 0;
};

const introduces = (node: Node): boolean =>
  (isTag(node) && /(^|\s)(gmail_attr|moz-cite-prefix)(\s|$)/.test(node.attribs.class ?? '')) || isIntroduction(textOf(node));

function introducedAbove(node: Node): boolean {
  const above = filledBefore(node);
  return above !== undefined && introduces(above);
}

const introducedInside = (node: Element): boolean => introductionLines(linesOf(textOf(node)), 0) > 0;

/** Some programs write the introduction as a line of its own, with a moment in it, and what is quoted below without any mark. */
function introducesTheRest(node: Element): boolean {
  if (!isBlock(node)) return false;
  const text = textOf(node);
  if (text.length > 300 || !/\d{1,2}[:.]\d{2}/.test(text) || !isIntroduction(text)) return false;
  const below = siblings(node, 'next').find((each) => textOf(each).trim() !== '');
  return below !== undefined && isTag(below) && isBlock(below);
}

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** The first lines below this among its siblings. */
function linesBelow(node: Node): string[] {
  return linesOf(siblings(node, 'next').map(textOf).join(''));
}

/** Nobody puts more than so many empty ones between what belongs together. */
const mostSiblings = 30;

/** The next of the same parent, or those before from the nearest on. */
function siblings(node: Node, side: 'next' | 'prev'): Node[] {
  const found: Node[] = [];
  for (let at = node[side]; at !== null && found.length < mostSiblings; at = at[side]) found.push(at);
  return found;
}

/** The sibling above that says something, when nothing else stands between. */
function filledBefore(node: Node): Node | undefined {
  return siblings(node, 'prev').find((each) => textOf(each).trim() !== '');
}

const signatureClasses =
  /(^|\s)(gmail_signature|moz-signature|protonmail_signature_block(?!-empty)|x_?signature|mail-signature|email-signature|js-signature)(\s|$)/i;
const signatureIds =
  /^(signature|composer_signature|ms-outlook-mobile-signature|AppleMailSignature|lightning-signature|x_Signature|mail-app-auto-default-signature|Zm-_Id_-Sgn)$/i;

function isSignature({ attribs }: Element): boolean {
  return (
    signatureClasses.test(attribs.class ?? '') ||
    signatureIds.test(attribs.id ?? '') ||
    attribs['data-smartmail'] === 'gmail_signature' ||
    attribs['data-signature-widget'] === 'container'
  );
}

/** What a program marked as one, else what stands below a line of two dashes (RFC 3676, section 4.3), up to what is quoted. */
function signatureIn(nodes: readonly Node[], quote = Number.POSITIVE_INFINITY): Range | undefined {
  const marked = nodes.filter(isTag).find(isSignature);
  if (marked !== undefined) return { start: start(marked), end: end(marked) };
  const [line, ...others] = new Set(nodes.flatMap((node) => dashesAt(node) ?? []));
  if (line === undefined || others.length > 0) return undefined;
  let last = line;
  while (last.next !== null && end(last.next) <= quote) last = last.next;
  return end(last) - start(line) <= longestSignature ? { start: start(line), end: end(last) } : undefined;
}

/** More markup than this is no signature. */
const longestSignature = 20_000;

/** What begins with a line of two dashes, where this is that line: a block of its own, or a line among others parted by `br`. */
function dashesAt(node: Node): Node | undefined {
  if (isTag(node)) return isBlock(node) && node.children.length <= 2 && textOf(node).trim() === '--' ? node : undefined;
  if (!isText(node) || node.data.trim() !== '--' || !isBreak(node.next)) return undefined;
  const above = filledOrBreakBefore(node);
  if (above === undefined) return node.parent !== null && isBlock(node.parent) ? (node.parent as Element) : node;
  return isBreak(above) || isBlock(above) ? node : undefined;
}

const isBlock = (node: Node | Document): boolean => isTag(node) && /^(div|p)$/.test(node.name);
const isBreak = (node: Node | null): boolean => node !== null && isTag(node) && node.name === 'br';

function filledOrBreakBefore(node: Node): Node | undefined {
  return siblings(node, 'prev').find((each) => !isText(each) || each.data.trim() !== '');
}

function outermost(nodes: readonly Node[]): Node[] {
  const kept: Node[] = [];
  for (const node of nodes) {
    const last = kept.at(-1);
    if (last === undefined || start(node) >= end(last)) kept.push(node);
  }
  return kept;
}

/** Of marks that only begin a quotation the first one counts: it goes to the end. */
function rangesOf(marks: readonly Node[], nodes: readonly Node[]): Range[] {
  const first = marks.findIndex((mark) => !holdsQuotation(mark));
  return marks.slice(0, first < 0 ? marks.length : first + 1).map((mark) => rangeOf(mark, nodes));
}

/** Does the element hold what is quoted, rather than only begin it? */
const holdsQuotation = (node: Node): boolean =>
  isTag(node) &&
  (node.name === 'blockquote' ||
    /gmail_quote|yahoo_quoted|protonmail_quote|zmail_extra|tutanota_quote|moz-forward/.test(node.attribs.class ?? ''));

/**
 * What belongs to a quotation: its introduction above, and for a mark that only begins it, everything below to the end. A mark
 * that comes first in its surroundings stands for them.
 */
function rangeOf(node: Node, nodes: readonly Node[]): Range {
  let top = node;
  if (holdsQuotation(node)) {
    const above = filledBefore(node);
    return { start: above !== undefined && introduces(above) ? start(above) : start(node), end: end(node) };
  }
  for (
    let parent = node.parent;
    parent !== null && isTag(parent) && parent.name !== 'body' && parent.name !== 'html';
    parent = top.parent
  ) {
    const outer: Element = parent;
    if (nodes.some((each) => isText(each) && each.data.trim() !== '' && start(each) >= start(outer) && start(each) < start(top)))
      break;
    top = outer;
  }
  let last = top;
  while (last.next !== null) last = last.next;
  return { start: start(top), end: end(last) };
}

/** Quotations with nothing said between them are one. */
function merged(ranges: readonly Range[], nodes: readonly Node[]): Range[] {
  const result: Range[] = [];
  for (const range of ranges) {
    const last = result.at(-1);
    if (last !== undefined && (range.start < last.end || !saysBetween(nodes, last.end, range.start)))
      last.end = Math.max(last.end, range.end);
    else result.push({ ...range });
  }
  return result;
}

const saysBetween = (nodes: readonly Node[], from: number, to: number): boolean =>
  nodes.some((node) => speaks(node) && start(node) >= from && end(node) <= to);

/** Is anything said outside these? */
function saysSomething(nodes: readonly Node[], ranges: ReadonlyArray<Range | undefined>): boolean {
  return nodes.some(
    (node) =>
      speaks(node) && !ranges.some((range) => range !== undefined && start(node) >= range.start && end(node) <= range.end),
  );
}

/** Words or a picture. */
function speaks(node: Node): boolean {
  if (isText(node)) return /[\p{L}\p{N}\p{S}]/u.test(node.data) && !/^(style|script|title)$/.test(isTagNamed(node.parent));
  return isTag(node) && node.name === 'img' && !/^1(px)?$/.test(node.attribs.width ?? '');
}

const isTagNamed = (node: unknown): string =>
  typeof node === 'object' && node !== null && 'name' in node ? String(node.name) : '';

/** The words of a node, up to some hundreds of letters and of nodes, which is all that is asked of it. */
function textOf(node: Node | null): string {
  let text = '';
  let left = 300;
  const stack: Node[] = node === null ? [] : [node];
  for (let next = stack.pop(); next !== undefined && text.length < 600 && left > 0; next = stack.pop()) {
    left -= 1;
    if (isText(next)) text += next.data;
    else if (isTag(next)) {
      if (/^(br|div|p|tr)$/.test(next.name)) text += '\n';
      stack.push(...next.children.slice(0, left).reverse());
    }
  }
  return text.replaceAll('\u00a0', ' ');
}
