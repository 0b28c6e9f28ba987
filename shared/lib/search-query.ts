import type { SearchOperator } from '../model/index.ts';
import { type Period, periodOf } from './search-days.ts';

export const searchThings = ['file', 'photo', 'voice', 'video'] as const;
export type SearchThing = (typeof searchThings)[number];

/** What an operator asks for. `period` is what the date names: a day, a month or a year of the agent's calendar. */
export type SearchWish =
  | { operator: 'from' | 'to' | 'channel' | 'tag'; value: string }
  | { operator: 'before' | 'after'; value: string; period: Period }
  | { operator: 'has'; value: string; thing: SearchThing }
  | { operator: 'is'; value: string }
  | { operator: 'in'; value: string };

/** A piece of a query and where it stands, in UTF-16 units, `end` exclusive; `excluded` by a minus before it. */
export type SearchPart = { start: number; end: number; excluded: boolean } & (
  | { type: 'word'; text: string }
  /** `open` when its closing quote is not typed yet. */
  | { type: 'phrase'; text: string; open: boolean }
  | ({ type: 'wish' } & SearchWish)
  /** An operator that has no value yet, or one that means nothing: the beginning of another, or a mistake. */
  | { type: 'unfinished'; operator: SearchOperator; typed: string }
);

const operatorNames: Record<string, SearchOperator> = {
  from: 'from',
  от: 'from',
  to: 'to',
  кому: 'to',
  channel: 'channel',
  канал: 'channel',
  before: 'before',
  до: 'before',
  after: 'after',
  после: 'after',
  has: 'has',
  есть: 'has',
  is: 'is',
  это: 'is',
  in: 'in',
  в: 'in',
  tag: 'tag',
  метка: 'tag',
  тег: 'tag',
};

const thingNames: Record<string, SearchThing> = {
  file: 'file',
  файл: 'file',
  attachment: 'file',
  вложение: 'file',
  photo: 'photo',
  image: 'photo',
  фото: 'photo',
  voice: 'voice',
  голос: 'voice',
  голосовое: 'voice',
  video: 'video',
  видео: 'video',
};
const noteNames = new Set(['note', 'заметка']);
const resolvedNames = new Set(['resolved', 'решенные', 'решенных', 'закрытые', 'закрытых']);

const named = <T>(names: Record<string, T>, name: string): T | undefined =>
  Object.hasOwn(names, name) ? names[name] : undefined;

const plain = (text: string): string => text.toLowerCase().replaceAll('ё', 'е');

/** What an operator with a value means; undefined when it means nothing. `now` in epoch ms. */
function wishOf(operator: SearchOperator, value: string, now: number): SearchWish | undefined {
  switch (operator) {
    case 'from':
    case 'to':
    case 'channel':
    case 'tag':
      return { operator, value };
    case 'before':
    case 'after': {
      const period = periodOf(value, now);
      return period && { operator, value, period };
    }
    case 'has': {
      const thing = named(thingNames, plain(value));
      return thing && { operator, value, thing };
    }
    case 'is':
      return noteNames.has(plain(value)) ? { operator, value } : undefined;
    case 'in':
      return resolvedNames.has(plain(value)) ? { operator, value } : undefined;
  }
}

// A minus excludes where a word begins, and not before a digit, where it belongs to a number.
const partPattern =
  /(-(?=[^\s\d-]))?(?:(\p{L}+):(?:["«“„]([^"»”“]*)(["»”“]|$)|([^\s"«“„]*))|["«“„]([^"»”“]*)(["»”“]|$)|\S[^\s"«“„]*)/gu;

/** What a person typed, in parts. Nothing fails: an operator nobody knows is a word. */
export function parseSearch(query: string, now: number): SearchPart[] {
  const parts: SearchPart[] = [];
  for (const found of query.matchAll(partPattern)) {
    const [text, minus, name = '', quoted, , bare, phrase, closing] = found;
    const at = { start: found.index, end: found.index + text.length, excluded: minus !== undefined };
    const operator = named(operatorNames, plain(name));
    if (operator) {
      const value = (quoted ?? bare ?? '').trim();
      const wish = value === '' ? undefined : wishOf(operator, value, now);
      if (wish) parts.push({ type: 'wish', ...wish, ...at });
      else parts.push({ type: 'unfinished', operator, typed: value, ...at });
    } else if (phrase !== undefined) {
      if (phrase.trim() !== '') parts.push({ type: 'phrase', text: phrase.trim(), open: closing === '', ...at });
    } else {
      parts.push({ type: 'word', text: text.slice(minus?.length ?? 0), ...at });
    }
  }
  return parts;
}

/** The plain words where they stand, and spaces in place of all else: a word before an operator is a finished one. */
export function plainWords(query: string, parts: readonly SearchPart[]): string {
  let words = '';
  for (const part of parts) {
    if (part.type !== 'word' || part.excluded) continue;
    words = words.padEnd(part.start) + query.slice(part.start, part.end);
  }
  return words.padEnd(query.length);
}

/** The query without one of its parts. */
export const withoutPart = (query: string, part: SearchPart): string =>
  `${query.slice(0, part.start).trimEnd()} ${query.slice(part.end).trimStart()}`.trim();

/** A value as it is written behind an operator. */
export const quotedValue = (value: string): string => (/[\s"«“„]/.test(value) ? `"${value.replaceAll('"', '')}"` : value);
