import { type MarkBlock, markBlocks } from '../../../shared/lib/mark-blocks.ts';
import type { MarkNode } from '../../../shared/lib/mark-tree.ts';
import type { TextMark } from '../../../shared/model/index.ts';

type ImageMark = Extract<TextMark, { type: 'image' }>;

/**
 * A marked text for those who read no HTML: list lines have their sign or number, quotes the sign of mails, a link its address
 * behind its words, a picture the name of its file.
 */
export function mailText(text: string, marks: readonly TextMark[], nameOf: (mark: ImageMark) => string | undefined): string {
  return markBlocks(text, marks)
    .flatMap((block) => blockLines(block, nameOf))
    .join('\n');
}

type NameOf = (mark: ImageMark) => string | undefined;

function blockLines(block: MarkBlock, nameOf: NameOf): string[] {
  switch (block.type) {
    case 'lines':
      return block.lines.map((nodes) => words(nodes, nameOf));
    case 'list':
      return block.items.map((nodes, index) => `${block.ordered ? `${index + 1}.` : '-'} ${words(nodes, nameOf)}`);
    case 'quote':
      return block.blocks
        .flatMap((each) => blockLines(each, nameOf))
        .map((line) => (line === '' || line.startsWith('>') ? `>${line}` : `> ${line}`));
    case 'pre':
      return block.text.split('\n');
  }
}

function words(nodes: readonly MarkNode[], nameOf: NameOf): string {
  return nodes
    .map((node) => {
      if ('text' in node) return node.text.replaceAll('\uFFFC', '');
      const inner = words(node.children, nameOf);
      if (node.mark.type === 'image') return `[${nameOf(node.mark) ?? ''}]`;
      if (node.mark.type !== 'link' || saysSo(inner, node.mark.url)) return inner;
      return `${inner} (${node.mark.url})`;
    })
    .join('');
}

/** Words that are the address already, with or without what a browser leaves out too. */
function saysSo(inner: string, url: string): boolean {
  const bare = (address: string) =>
    address
      .trim()
      .replace(/^(https?:\/\/|mailto:|tel:)/i, '')
      .replace(/\/$/, '')
      .toLowerCase();
  return bare(inner) === bare(url);
}
