import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { normalisePhone } from './normalise.ts';
import * as words from './phone-words.ts';

/** A line the writer wrote: whether it is in the signature, and what came right before it. */
type Line = { text: string; inSignature: boolean; before: string };
type Candidate = { raw: string; prefix: string; suffix: string };

const most = 3;
const longestSignature = 8;
/** A closing with more than this after it is one in the middle of a letter. */
const longestEnd = 14;

/** Limits, in UTF-16 units, that no letter of a person reaches; a machine's may, and must not hold up a mailbox. */
const longestText = 100_000;
const longestLine = 4_000;
const mostInLine = 12;
/** How much of a line around a number can say whose it is. */
const reach = 240;

/** Whether there is anything to read at all; most letters hold no number. */
const anyNumber = /\d(?:[ \t\u00A0\u202F().\-\u2010-\u2015]{0,3}\d){8}/;
const numberPattern =
  /(?<![\p{L}\p{N}@=/_#№-])(?<!\d[.,:])\+?\(?\d(?:[ \t\u00A0\u202F().\-\u2010-\u2015]{0,3}\d){8,14}(?![\p{L}\p{N}@_])/gu;
const datePattern = /(?<!\d)(?:\d{1,2}\.\d{1,2}\.(?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d)(?!\d)/;
const sentenceEnd = /[!?;]\s|\.\s+(?=\p{Lu})/gu;

/** Up to the first quoted or forwarded message; lines quoted with `>` left out. */
function authored(text: string): string[] {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const cut = lines.findIndex((line) => /[:_-]/.test(line) && words.quotedFrom.test(line));
  return (cut < 0 ? lines : lines.slice(0, cut)).filter((line) => !/^\s*>/.test(line));
}

const withoutNumbers = (line: string): string => line.replace(numberPattern, ' ');

/** A closing followed by at most a name, as in "Best regards, Maria". */
function isClosing(line: string): boolean {
  const text = withoutNumbers(line);
  const found = words.closing.exec(text);
  return found !== null && /^\s*(?:\p{Lu}[\p{L}.'’-]*[\s,]*){0,3}(?:\p{L}{1,5}[.:]\s*)?$/u.test(text.slice(found[0].length));
}

/** Index of the first line of the signature and of the first line after it; equal when there is none. */
function signature(lines: readonly string[]): [number, number] {
  const delimiter = lines.findIndex((line) => /^--\s?$/.test(line));
  let first = delimiter < 0 ? lines.findLastIndex(isClosing) : delimiter + 1;
  if (first < 0) first = lines.length;
  const rest = lines.slice(first).filter((line) => line.trim() !== '');
  if (delimiter < 0 && rest.length > longestEnd) return [0, 0];
  const note = lines.findIndex((line, at) => at >= first && words.postscript.test(line));
  return [first, Math.min(note < 0 ? lines.length : note, first + longestSignature * 2)];
}

function readLines(text: string): Line[] {
  const lines = authored(text);
  const [first, last] = signature(lines);
  return lines.map((line, at) => {
    const above = lines[at - 1] ?? '';
    const lastWords = lines.slice(0, at).findLast((earlier) => earlier.trim() !== '') ?? '';
    // A line over an empty one still introduces what follows when it ends in a colon.
    const before = above.trim() !== '' || /:\s*$/.test(lastWords) ? lastWords : '';
    return { text: line, inSignature: at >= first && at < last, before: /[.!?]\s*$/.test(before) ? '' : before };
  });
}

function candidates(line: string): Candidate[] {
  const found: Candidate[] = [];
  let prefix = '';
  let from = 0;
  if (line.length > longestLine || !anyNumber.test(line)) return found;
  for (const match of line.matchAll(numberPattern)) {
    if (found.length >= mostInLine) break;
    const between = line.slice(from, match.index);
    // "+7 916 …, +7 926 …": what introduced the first number introduces the next.
    prefix =
      from > 0 && /^(?:[\s,;/]|или|и|or|and)*$/iu.test(between)
        ? prefix
        : withoutNumbers(line.slice(Math.max(0, match.index - reach), match.index));
    from = match.index + match[0].length;
    found.push({ raw: match[0], prefix, suffix: line.slice(from, from + reach) });
  }
  return found;
}

function lastSentence(text: string): string {
  const ends = [...text.matchAll(sentenceEnd)];
  const end = ends.at(-1);
  return end ? text.slice(end.index + end[0].length) : text;
}

/** The clause after a number, as far as it still speaks of it: "…, это муж", "… (my wife)". */
function clauseAfter(suffix: string): string {
  const pointing = /^[\s,–—-]*(?:это|этот|that['’]?s|this|it['’]?s|which|спросить|спросите|ask)(?![\p{L}])/iu;
  const until = pointing.test(suffix) ? /[.!?;\n]/ : /[,.!?;\n]/;
  const end = suffix.search(until);
  return end < 0 ? suffix : suffix.slice(0, end);
}

const isUnlike = (text: string): boolean => [words.otherNumber, words.fax, words.sharedLine].some((word) => word.test(text));
const hasNoWords = (text: string): boolean => !/[\p{L}\d]/u.test(text);

/** Written like a phone number, rather than a bare run of digits that may be anything. */
const looksLikePhone = (raw: string): boolean => /\D/.test(raw.trim()) || /^[78]\d{10}$/.test(raw.trim());

const namesIn = (text: string): string[] =>
  (text.toLowerCase().match(/\p{L}{2,}/gu) ?? []).map((word) => word.replaceAll('ё', 'е'));

/** "Maria Kuznetsova, +7 916 …" by Maria Kuznetsova: nothing but the writer's own name before the number. */
function followsOwnName(sameLine: string, ownName: readonly string[]): boolean {
  const before = namesIn(sameLine);
  return before.length > 0 && before.every((word) => ownName.includes(word));
}

function isStatedOwn(line: Line, { raw, prefix, suffix }: Candidate, ownName: readonly string[]): boolean {
  const sameLine = lastSentence(prefix);
  const isWholeLine = sameLine.length === prefix.length;
  const context = isWholeLine ? `${lastSentence(line.before)} ${sameLine}` : sameLine;
  const after = clauseAfter(suffix);
  if (datePattern.test(raw) || isUnlike(context) || words.extensionAfter.test(suffix)) return false;
  if (words.disowned.test(context) || words.disowned.test(after)) return false;
  if (words.ownAfter.test(suffix) || words.ownLabel.test(context)) return !words.otherAfter.test(suffix);

  if (followsOwnName(sameLine, ownName) && looksLikePhone(raw)) return !words.otherAfter.test(suffix);

  const about = `${line.inSignature ? sameLine : context} ${after}`;
  if (words.relative.test(about) || words.otherAfter.test(suffix)) return false;
  if (line.inSignature) {
    const isShort = (withoutNumbers(line.text).match(/\p{L}+/gu) ?? []).length <= 8;
    const introduced = /:\s*$/.test(line.before) && words.relative.test(line.before);
    return isShort && !introduced && (looksLikePhone(raw) || words.phoneLabel.test(sameLine));
  }
  if (words.somebodyElse.test(about)) return false;
  if (words.phoneLabel.test(context)) return true;
  const isAlone = hasNoWords(prefix) && (hasNoWords(withoutNumbers(suffix)) || words.kindAfter.test(suffix));
  return isAlone && looksLikePhone(raw) && !/:\s*$/.test(line.before);
}

/** A number of one person: an allotted one, and not of a kind that only firms have. */
function personal(raw: string, country: string): string | undefined {
  const key = normalisePhone(raw, country);
  const parsed = key === undefined ? undefined : parsePhoneNumberFromString(key);
  if (!parsed?.isValid()) return undefined;
  const type = parsed.getType();
  const isShared = type === 'TOLL_FREE' || type === 'PREMIUM_RATE' || type === 'SHARED_COST' || type === 'UAN';
  return isShared ? undefined : parsed.number;
}

/**
 * Phone numbers (E.164, at most three, in order of appearance) that the writer of a mail gives as their own: in the
 * signature, after a label ("тел.", "my number is"), or alone on a line. A number of somebody else, one to be called
 * no more, one with an extension or a firm's free line, and anything quoted from another mail is left out; in doubt,
 * so is a number that may be the writer's. `country` (ISO 3166) reads numbers without a country; `ownName` is what the
 * writer is called.
 */
export function statedPhones(text: string, country: string, ownName = ''): string[] {
  const found = new Set<string>();
  const name = namesIn(ownName);
  if (!anyNumber.test(text)) return [];
  for (const line of readLines(text.slice(0, longestText))) {
    if (found.size >= most) break;
    for (const candidate of candidates(line.text)) {
      if (!isStatedOwn(line, candidate, name)) continue;
      const phone = personal(candidate.raw, country);
      if (phone !== undefined) found.add(phone);
    }
  }
  return [...found].slice(0, most);
}
