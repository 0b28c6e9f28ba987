import { type MarkSpec, type NodeSpec, Schema } from 'prosemirror-model';
import type { AgentId, FileHash } from '../../shared/model/index.ts';

/** A line of a list, or none. */
export type ListKind = 'bullet' | 'number';
/** Whether a line is quoted; `collapsed` is shown folded where the channel can. */
export type QuoteKind = 'quote' | 'collapsed';
export type ImageAttrs = { hash: FileHash; mime: string; width: number | null; height: number | null };
export type MentionAttrs = { agentId: AgentId; label: string };

const line: NodeSpec = {
  group: 'block',
  content: 'inline*',
  attrs: { list: { default: null }, quote: { default: null } },
  toDOM: ({ attrs }) => ['div', domOf(attrs), 0],
};
const pre: NodeSpec = {
  group: 'block',
  content: 'text*',
  marks: '',
  code: true,
  defining: true,
  attrs: { language: { default: null }, quote: { default: null } },
  toDOM: ({ attrs }) => ['pre', domOf(attrs), ['code', 0]],
};
const image: NodeSpec = {
  group: 'inline',
  inline: true,
  draggable: true,
  attrs: { hash: {}, mime: {}, width: { default: null }, height: { default: null } },
  toDOM: ({ attrs }) => ['img', { 'data-hash': attrs.hash, 'data-mime': attrs.mime }],
};
const mention: NodeSpec = {
  group: 'inline',
  inline: true,
  atom: true,
  attrs: { agentId: {}, label: {} },
  leafText: ({ attrs }) => `@${attrs.label}`,
  toDOM: ({ attrs }) => ['span', { 'data-mention': attrs.agentId }, `@${attrs.label}`],
};

const letters: Record<string, string> = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  strike: 's',
  code: 'code',
};

/**
 * One block for each line of the text: nothing nests, so that a place in the document and a place in the text differ by
 * counting alone. A list is lines that say so, a quote likewise; the style sheet makes them look like what they are.
 */
export const schema = new Schema({
  nodes: { doc: { content: 'block+' }, line, pre, text: { group: 'inline' }, image, mention },
  marks: {
    ...Object.fromEntries(Object.entries(letters).map(([name, tag]): [string, MarkSpec] => [name, { toDOM: () => [tag, 0] }])),
    spoiler: { toDOM: () => ['span', { 'data-spoiler': '' }, 0] } as MarkSpec,
    link: { attrs: { url: {} }, inclusive: false, toDOM: ({ attrs }) => ['a', { href: attrs.url }, 0] } as MarkSpec,
  },
});

/** Marks of letters that carry nothing but their kind. */
export const plainMarks = ['bold', 'italic', 'underline', 'strike', 'spoiler', 'code'] as const;
export type PlainMark = (typeof plainMarks)[number];

function domOf(attrs: Readonly<Record<string, unknown>>): Record<string, string> {
  const shown = Object.entries(attrs).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return Object.fromEntries(shown.map(([name, value]) => [`data-${name}`, value]));
}
