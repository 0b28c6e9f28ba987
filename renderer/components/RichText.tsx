import { Fragment, useMemo } from 'react';

export type TextPart = { text: string; href?: string };

const address = /\bhttps?:\/\/[^\s<>"«»]+|\bwww\.[^\s<>"«»]+\.[^\s<>"«»]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+/giu;

/** Cuts a text at the web and mail addresses in it. Punctuation that ends a sentence stays outside the link. */
export function splitLinks(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const match of text.matchAll(address)) {
    const open = match[0].includes('(');
    const found = match[0].replace(open ? /[.,;:!?'»”]+$/u : /[.,;:!?'»”)]+$/u, '');
    const href = /^https?:/i.test(found) ? found : found.includes('@') ? `mailto:${found}` : `https://${found}`;
    if (match.index > from) parts.push({ text: text.slice(from, match.index) });
    parts.push({ text: found, href });
    from = match.index + found.length;
  }
  if (from < text.length) parts.push({ text: text.slice(from) });
  return parts;
}

/** Plain text with its addresses made into links. */
export function RichText({ text, onOpen }: { text: string; onOpen: (url: string) => void }) {
  const parts = useMemo(() => splitLinks(text), [text]);
  return parts.map((part, index) => {
    const { href } = part;
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text have no other identity
    if (href === undefined) return <Fragment key={index}>{part.text}</Fragment>;
    return (
      <a
        // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text have no other identity
        key={index}
        href={href}
        title={href}
        onClick={(event) => {
          event.preventDefault();
          onOpen(href);
        }}
      >
        {part.text}
      </a>
    );
  });
}
