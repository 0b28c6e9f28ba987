import type { MessageEntity } from 'grammy/types';
import { sliceMarks } from '../../../../shared/lib/marks.ts';
import type { TextMark } from '../../../../shared/model/index.ts';
import type { Range } from './split.ts';

/** A text and its formatting. */
export type Words = { text: string; marks?: TextMark[] };

/** The part of a formatted text in a range, its marks cut and moved along. */
export function cutWords({ text, marks = [] }: Words, { start, end }: Range): Words {
  const kept = sliceMarks(marks, start, end);
  return { text: text.slice(start, end), ...(kept.length === 0 ? {} : { marks: kept }) };
}

/** Without white space at the ends, which the server would cut off (Bot API, formatting options). */
export function trimWords(words: Words): Words {
  const end = words.text.trimEnd().length;
  return cutWords(words, { start: Math.min(end, words.text.length - words.text.trimStart().length), end });
}

const simple = {
  bold: 'bold',
  italic: 'italic',
  underline: 'underline',
  strike: 'strikethrough',
  spoiler: 'spoiler',
  code: 'code',
} as const;

/**
 * Formatting as entities, whose offsets are UTF-16 code units like ours. What Telegram has no entity for is left out and its
 * words stay; so is anything inside code, where nothing else may be (Bot API, "Formatting options").
 */
export function entitiesOf({ marks = [] }: Words): MessageEntity[] {
  const code = marks.filter(({ type }) => type === 'code' || type === 'pre');
  const inCode = (mark: TextMark) => code.some((outer) => outer !== mark && outer.start <= mark.start && mark.end <= outer.end);
  return marks.filter((mark) => !inCode(mark)).flatMap((mark) => entityOf(mark) ?? []);
}

function entityOf(mark: TextMark): MessageEntity | undefined {
  const range = { offset: mark.start, length: mark.end - mark.start };
  switch (mark.type) {
    case 'quote':
      return { ...range, type: mark.collapsed ? 'expandable_blockquote' : 'blockquote' };
    case 'pre':
      return { ...range, type: 'pre', ...(mark.language ? { language: mark.language } : {}) };
    case 'link':
      return /^(https?|tg):\/\//i.test(mark.url) ? { ...range, type: 'text_link', url: mark.url } : undefined;
    case 'bullet':
    case 'number':
    case 'mention':
    case 'image':
      return undefined;
    default:
      return { ...range, type: simple[mark.type] };
  }
}
