import type { CannedLanguage, CannedReply, CannedText, CustomerView } from '../../../shared/contract/api.ts';
import type { TextMark } from '../../../shared/model/index.ts';

/** What can stand for something in a canned text. */
export const variables = ['{customer.name}', '{agent.name}', '{channel.name}', '{date}'] as const;
export type Variable = (typeof variables)[number];
export type Values = Partial<Record<Variable, string>>;

const pattern = /\{(?:customer\.name|agent\.name|channel\.name|date)\}/g;

/** Puts values in place of variables. What is not known stays, so that it is seen before it is sent. */
export function fillVariables({ text, marks = [] }: CannedText, values: Values): { text: string; marks: TextMark[] } {
  let filled = '';
  let from = 0;
  const moves: Array<{ at: number; by: number; length: number }> = [];
  for (const match of text.matchAll(pattern)) {
    const value = values[match[0] as Variable];
    if (value === undefined || value === '') continue;
    filled += text.slice(from, match.index) + value;
    from = match.index + match[0].length;
    moves.push({ at: match.index, by: value.length - match[0].length, length: match[0].length });
  }
  filled += text.slice(from);
  const moved = (place: number): number =>
    moves.reduce((now, { at, by, length }) => (place >= at + length ? now + by : now), place);
  return { text: filled, marks: marks.map((mark) => ({ ...mark, start: moved(mark.start), end: moved(mark.end) })) };
}

/** Variables that nobody has filled yet, each once. */
export function unfilled(text: string): string[] {
  return [...new Set(text.match(pattern) ?? [])];
}

/** Places of unfilled variables in a line. */
export function unfilledPlaces(text: string): Array<{ from: number; to: number }> {
  return [...text.matchAll(pattern)].map((match) => ({ from: match.index, to: match.index + match[0].length }));
}

/** The text in the language asked for, else in the other one. */
export function variantOf(
  { variants }: Pick<CannedReply, 'variants'>,
  language: CannedLanguage,
): { language: CannedLanguage; content: CannedText } {
  const other: CannedLanguage = language === 'ru' ? 'en' : 'ru';
  const wanted = variants[language];
  if (wanted) return { language, content: wanted };
  return { language: other, content: variants[other] ?? { text: '' } };
}

/** What is known of everything a variable can stand for. `now` in ms; the date is worded in the text's own language. */
export function valuesFor(
  known: { view: Pick<CustomerView, 'name' | 'nameIsAddress'>; agentName: string; channelName: string | undefined },
  language: CannedLanguage,
  now: number,
): Values {
  const date = new Intl.DateTimeFormat(language === 'ru' ? 'ru-RU' : 'en-GB', { day: 'numeric', month: 'long' }).format(now);
  return {
    ...(known.view.nameIsAddress ? {} : { '{customer.name}': known.view.name }),
    ...(known.agentName === '' ? {} : { '{agent.name}': known.agentName }),
    ...(known.channelName === undefined ? {} : { '{channel.name}': known.channelName }),
    '{date}': date,
  };
}

/** The language they write in: that of their last words, by letters. */
export function languageOf(texts: readonly string[], otherwise: CannedLanguage): CannedLanguage {
  for (const text of texts) {
    const cyrillic = text.match(/\p{Script=Cyrillic}/gu)?.length ?? 0;
    const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
    if (cyrillic + latin > 3) return cyrillic >= latin ? 'ru' : 'en';
  }
  return otherwise;
}

/** A canned reply as it is written here: in that language where it has it, with its variables filled. `now` in ms. */
export function writtenFor(
  canned: Pick<CannedReply, 'variants'>,
  language: CannedLanguage,
  known: Parameters<typeof valuesFor>[0],
  now: number,
): { text: string; marks: TextMark[] } {
  const { language: own, content } = variantOf(canned, language);
  return fillVariables(content, valuesFor(known, own, now));
}

let remembered: { items: readonly { direction: string; text: string }[]; words: string[] } | undefined;
/** What they wrote last, the latest first. The same array for the same items, so that nothing is drawn anew for it. */
export function lastWords(items: readonly { direction: string; text: string }[]): string[] {
  if (remembered?.items !== items) {
    remembered = {
      items,
      words: items
        .filter((item) => item.direction === 'in')
        .map((item) => item.text)
        .reverse()
        .slice(0, 5),
    };
  }
  return remembered.words;
}
