import type { MessageEntity } from 'grammy/types';
import { tidyMarks } from '../../../../shared/lib/marks.ts';
import type { TextMark } from '../../../../shared/model/index.ts';
import { isNumber, isRecord } from './read.ts';

export type Dress = TextMark extends infer Mark ? (Mark extends TextMark ? Omit<Mark, 'start' | 'end'> : never) : never;

const plain: Partial<Record<MessageEntity['type'], Dress>> = {
  bold: { type: 'bold' },
  italic: { type: 'italic' },
  underline: { type: 'underline' },
  strikethrough: { type: 'strike' },
  spoiler: { type: 'spoiler' },
  code: { type: 'code' },
  blockquote: { type: 'quote' },
  expandable_blockquote: { type: 'quote', collapsed: true },
};

/**
 * Formatting of a text out of its entities, whose offsets are UTF-16 code units like ours (Bot API, MessageEntity). Hashtags,
 * commands, custom emoji and dates stay words, and so does what a later version of the API may bring.
 */
export function marksOf(text: string, entities: readonly MessageEntity[] | undefined): TextMark[] {
  const marks: TextMark[] = [];
  for (const entity of Array.isArray(entities) ? entities.filter(isPlaced) : []) {
    const range = { start: Math.max(0, entity.offset), end: Math.min(text.length, entity.offset + entity.length) };
    if (!(range.start < range.end)) continue;
    const dress = dressOf(entity, text.slice(range.start, range.end));
    if (dress) marks.push(placed(text, range, dress));
  }
  return tidyMarks(text, marks);
}

/** Servers of other makers leave holes. */
const isPlaced = (entity: unknown): boolean => isRecord(entity) && isNumber(entity.offset) && isNumber(entity.length);

function dressOf(entity: MessageEntity, words: string): Dress | undefined {
  switch (entity.type) {
    case 'pre':
      return entity.language ? { type: 'pre', language: entity.language } : { type: 'pre' };
    case 'text_link':
      return link(entity.url);
    case 'text_mention':
      return entity.user?.username === undefined ? undefined : link(`https://t.me/${entity.user.username}`);
    case 'url':
      return link(/^[a-z][a-z0-9+.-]*:\/\//i.test(words) ? words : `http://${words}`);
    case 'email':
      return link(`mailto:${words}`);
    case 'phone_number':
      return link(`tel:${words.replace(/[^\d+]/g, '')}`);
    case 'mention':
      return link(`https://t.me/${words.replace(/^@/, '')}`);
    default:
      return plain[entity.type];
  }
}

/** Of an address nobody could open from here the words stay. */
export function link(url: string): Dress | undefined {
  return /^(https?:\/\/|mailto:|tel:)\S+$/i.test(url) ? { type: 'link', url } : undefined;
}

/** A quotation covers whole lines, and so does a block of code; code inside a line is told as such. */
function placed(text: string, range: { start: number; end: number }, dress: Dress): TextMark {
  if (dress.type !== 'quote' && dress.type !== 'pre') return { ...range, ...dress };
  let last = range.end;
  while (last > range.start + 1 && text[last - 1] === '\n') last -= 1;
  const next = text.indexOf('\n', last);
  const lines = {
    start: range.start === 0 ? 0 : text.lastIndexOf('\n', range.start - 1) + 1,
    end: next < 0 ? text.length : next,
  };
  const partial = lines.start < range.start || lines.end > last;
  if (dress.type === 'pre' && partial && !text.slice(range.start, last).includes('\n')) return { ...range, type: 'code' };
  return { ...lines, ...dress };
}
