import { type MarkBlock, markBlocks } from '../../../shared/lib/mark-blocks.ts';
import type { MarkNode } from '../../../shared/lib/mark-tree.ts';
import type { TextMark } from '../../../shared/model/index.ts';

type ImageMark = Extract<TextMark, { type: 'image' }>;
/** A picture inside the text: the part it is in, by content id without brackets, and what stands for it where it is not shown. */
export type Picture = { cid: string; name: string };

const styles = {
  body: 'font-family:Arial,Helvetica,sans-serif;font-size:14px;line-height:1.45',
  list: 'margin:4px 0 4px 24px;padding:0',
  quote: 'margin:4px 0 4px 4px;padding:0 0 0 10px;border-left:3px solid #b8bec6',
  pre: 'margin:6px 0;padding:8px 10px;background-color:#f1f3f5;color:#1f2328;font-family:Consolas,Menlo,monospace;font-size:13px;white-space:pre-wrap',
  code: 'padding:1px 4px;background-color:#f1f3f5;color:#1f2328;font-family:Consolas,Menlo,monospace;font-size:13px',
  image: 'max-width:100%;border:0',
} as const;
/** Wider than the column of most readers, and Outlook obeys nothing but the attribute. */
const widestImage = 640;

/**
 * A marked text as the body of a mail: tags that every client knows, every style on its own tag, nothing fetched and nothing
 * that runs. Marks a mail cannot show leave their words.
 */
export function mailHtml(text: string, marks: readonly TextMark[], pictureOf: (mark: ImageMark) => Picture | undefined): string {
  const body = markBlocks(text, marks)
    .map((block) => blockHtml(block, pictureOf))
    .join('\n');
  return [
    '<!DOCTYPE html>',
    '<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head>',
    `<body><div style="${styles.body}">`,
    body,
    '</div></body></html>',
    '',
  ].join('\n');
}

type PictureOf = (mark: ImageMark) => Picture | undefined;

function blockHtml(block: MarkBlock, pictureOf: PictureOf): string {
  const inline = (nodes: readonly MarkNode[]) => nodes.map((node) => nodeHtml(node, pictureOf, true)).join('');
  switch (block.type) {
    case 'lines':
      return block.lines.map((nodes) => `<div>${inline(nodes) || '<br>'}</div>`).join('\n');
    case 'list': {
      const tag = block.ordered ? 'ol' : 'ul';
      const items = block.items.map((nodes) => `<li>${inline(nodes) || '<br>'}</li>`).join('\n');
      return `<${tag} style="${styles.list}">\n${items}\n</${tag}>`;
    }
    case 'quote':
      return `<blockquote style="${styles.quote}">\n${block.blocks.map((each) => blockHtml(each, pictureOf)).join('\n')}\n</blockquote>`;
    case 'pre':
      return `<pre style="${styles.pre}">${escaped(block.text)}</pre>`;
  }
}

/** `linked`: addresses in plain words become links, which they are not inside a link or code. */
function nodeHtml(node: MarkNode, pictureOf: PictureOf, linked: boolean): string {
  if ('text' in node) return linked ? withLinks(node.text) : spaced(escaped(node.text));
  const { mark } = node;
  const words = (inner: boolean) => node.children.map((child) => nodeHtml(child, pictureOf, inner)).join('');
  switch (mark.type) {
    case 'bold':
      return `<b>${words(linked)}</b>`;
    case 'italic':
      return `<i>${words(linked)}</i>`;
    case 'underline':
      return `<u>${words(linked)}</u>`;
    case 'strike':
      return `<s>${words(linked)}</s>`;
    case 'code':
      return `<code style="${styles.code}">${words(false)}</code>`;
    case 'link':
      return isSafeLink(mark.url) ? `<a href="${escaped(mark.url)}">${words(false)}</a>` : words(linked);
    case 'image': {
      const picture = pictureOf(mark);
      return picture === undefined ? '' : imageHtml(mark, picture);
    }
    default:
      return words(linked);
  }
}

function imageHtml({ width }: ImageMark, { cid, name }: Picture): string {
  const measured = width === undefined ? '' : ` width="${Math.max(1, Math.min(Math.round(width), widestImage))}"`;
  return `<img src="cid:${escaped(encodeURI(cid))}" alt="${escaped(name)}"${measured} style="${styles.image}">`;
}

/** What a link of ours may point at: a page, a mailbox, a telephone. */
export function isSafeLink(url: string): boolean {
  return /^(https?:\/\/|mailto:|tel:)[^\s]/i.test(url) && URL.canParse(url);
}

const bareUrl = /\bhttps?:\/\/[^\s<>"]*[^\s<>"'’”».,;:!?()[\]{}]/gi;

function withLinks(text: string): string {
  let at = 0;
  let html = '';
  for (const { 0: url, index } of text.matchAll(bareUrl)) {
    html += spaced(escaped(text.slice(at, index)));
    html += isSafeLink(url) ? `<a href="${escaped(url)}">${escaped(url)}</a>` : escaped(url);
    at = index + url.length;
  }
  return html + spaced(escaped(text.slice(at)));
}

/** HTML runs spaces together: of several, and at the beginning of a line, each but the last is kept from that. */
function spaced(html: string): string {
  return html.replace(/\t/g, '    ').replace(/^ | +(?= )/g, (run) => '&nbsp;'.repeat(run.length));
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

// biome-ignore lint/suspicious/noControlCharactersInRegex: these have no place in HTML at all
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffc]/g;

function escaped(text: string): string {
  return text.replace(unwritable, '').replace(/[&<>"']/g, (char) => entities[char] ?? char);
}
