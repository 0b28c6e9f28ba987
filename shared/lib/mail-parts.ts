/**
 * A plain-text mail in its three parts, each possibly empty: what its author says, how they sign, what they quote of before.
 * Nothing is lost: together they are the mail but for empty lines between.
 */
export type MailParts = { said: string; signature: string; quoted: string };

/** Lines after which everything is somebody else's text, as the usual programs write them in English and Russian. */
const separators: readonly RegExp[] = [
  /^-{2,}\s*(original message|original e-?mail|reply message|forwarded (message|mail)|исходное (сообщение|письмо)|пересылаемое сообщение|пересланное (сообщение|письмо)|перенаправленное сообщение|конец пересылаемого сообщения)\s*-{2,}\s*$/i,
  /^(begin forwarded message|начало (переадресованного|пересланного|пересылаемого) (сообщения|письма)):?$/i,
  /^_{10,}$/,
  // Samsung's plain text has no line ends between these.
  /^-{8}\s*(original message|исходное сообщение)\s*-{8}\s?(from|от)\s?:\s/i,
  // Yahoo on Android goes on with the quoted words.
  /^on\s.{5,120}<\S+@\S+>\s?wrote:\s{2,}\S/i,
];
/** What begins one only where a header follows: BlackBerry's line, and the stroke that Yandex puts above the names. */
const unruled = /^(original message|исходное сообщение)$/i;
const stroke = /^-{10,}$/;
const headerTo = /^(кому|to)\s*:\s.*@/i;

/** Introductions of a quotation: "On Mon, 1 Sep 2026 at 10:00, Anna <a@b> wrote:", "1 сентября 2026, 10:00, Анна пишет:". */
const introductions: readonly RegExp[] = [
  /^(on|le|am|el)\s.{5,200}\b(wrote|writes|a écrit|schrieb|escribió)\s*:$/i,
  /^.{5,200}\s(wrote|writes|пишет|писал|писала|писал\(а\)|написал|написала|написал\(а\)|написали|пише|писав|написав|деп жазды|napisała?|skrev|geschreven|ha scritto|escreveu)\s*:$/i,
  // Thunderbird in German names the day first, Gmail in Chinese the author.
  /^am \d.{5,60}\sschrieb\s.{1,160}:$/i,
  /^\S.{1,150}\s*于.{5,40}\d{1,2}:\d{2}\s?写道[:：]$/,
  // Roundcube: "Магазин писал 2026-11-02 09:58:"
  /^.{1,150}\s(на)?писал(а|\(а\))?\s\d[\d.-]{7,9},?\s\d{1,2}:\d{2}:$/i,
  // mail.ru on a telephone puts no brackets round the address.
  /^\S.{5,150}\s\d{1,2}:\d{2}\b.{0,20}\s(от|from)\s(.{0,160}\s)?[^\s<>@]+@[^\s<>@]+:$/i,
  // The Bat!: "Вы писали 2 ноября 2026 г., 9:58:44:"; Lotus Notes: "Maria <m@x> wrote on 02.11.2026 09:58:44:"
  /^(вы|ты) (на)?писал\S{0,4} .{0,20}\d{4}.{0,20}:$/i,
  /^.{3,150}\swrote on .{0,20}\d{4}.{0,20}:$/i,
  // Gmail in Russian: "пн, 2 нояб. 2026 г. в 09:58, Магазин <op@shop.test>:"; mail.ru: "Понедельник, 2 ноября 2026, 9:58 +03:00 от Анна <a@b>:"
  /^\S.{5,150}\s\d{1,2}:\d{2}\b.{1,160}<[^<>\s]+@[^<>\s]+>\s*:$/,
  // Yandex: `02.11.2026, 09:58, "Анна" <a@b>:` and without an address of its own.
  /^\d{1,2}\.\d{1,2}\.\d{4},? (в )?\d{1,2}:\d{2}(:\d{2})?,? .{1,160}:$/,
  /^\d{1,2}\.\d{1,2}\.\d{4}, \d{1,2}:\d{2}, .{1,160}<[^<>\s]+@[^<>\s]+>$/,
];
const introductionEnds = /[:：>]$/;
/** How a folded introduction may begin. */
const introductionBegins =
  /^((on|le|w dniu|den|på|op|il|em)\s|\d|пн|вт|ср|чт|пт|сб|вс|понедельник|вторник|сред|четверг|пятниц|суббот|воскресень)/i;

/**
 * Outlook starts the quoted mail with its header as text: a From line soon followed by Sent or Date. Of the languages in which it
 * writes them these are the names.
 */
const headerFrom = /^\*?(from|от|от кого|отправитель|von|de|da|od|від|fra|från|van)\s?:\*?\s/i;
const headerSent =
  /^\*?(sent|date|отправлено|отправленные|дата|когда|gesendet|datum|envoyé|enviado( el)?|fecha|data|inviato|wysłano|надіслано|sendt|skickat|verzonden)\s?:\*?\s/i;
/** Other programs have the date first: it is a header where a From with an address soon follows, and whom it was to or what about. */
const headerFromAddress = /^\*?(from|от|от кого)\s?:\*?\s.*\S@\S/i;
const headerRest = /^\*?(to|subject|кому|тема)\s?:\*?\s/i;

/** What programs put below a mail. */
const added =
  /^(sent from (my )?\S|sent (with|via) \S|get outlook for |отправлено со? (моего )?\S|отправлено из \S|отправлено через \S|получит[еь] outlook для )/i;
const closing =
  /^(с (наилучшими |глубоким )?(уважением|пожеланиями)|с наилучшими пожеланиями|всего (доброго|наилучшего)|искренне ваш[аи]?|best( regards| wishes)?|kind(est)? regards|(with )?(warm )?regards|yours( truly| sincerely| faithfully)?|sincerely( yours)?|cheers|respectfully)(?!\p{L})/iu;
const longestSignature = 14;
const longestSignatureLine = 100;

/** Does this line begin what is quoted to the end of the mail? */
export function beginsHistory(lines: readonly string[], index: number): boolean {
  const line = (lines[index] ?? '').trim();
  if (separators.some((pattern) => pattern.test(line))) return true;
  const below = (most: number) => lines.slice(index + 1, index + 1 + most).map((next) => next.trim());
  if (unruled.test(line)) return below(2).some((next) => headerFrom.test(next));
  if (stroke.test(line)) return headerTo.test(below(1)[0] ?? '');
  if (headerSent.test(line)) {
    return below(4).some((next) => headerFromAddress.test(next)) && below(4).some((next) => headerRest.test(next));
  }
  return headerFrom.test(line) && below(4).some((next) => headerSent.test(next));
}

/** How many lines from here introduce a quotation: two or three when it is folded, none when this is no introduction. */
export function introductionLines(lines: readonly string[], index: number): 0 | 1 | 2 | 3 {
  const line = (lines[index] ?? '').trim();
  // All of them end so; few lines do, and asking each for every pattern is most of the work.
  if (introductionEnds.test(line) && introductions.some((pattern) => pattern.test(line))) return 1;
  let joined = line;
  for (const more of [1, 2] as const) {
    const next = (lines[index + more] ?? '').trim();
    if (next === '') return 0;
    joined += ` ${next}`;
    if (!introductionEnds.test(next)) continue;
    if (!introductionBegins.test(line)) return 0;
    if (introductions.some((pattern) => pattern.test(joined))) return more === 1 ? 2 : 3;
  }
  return 0;
}

/** The Bat! puts the initials of whom it quotes before the sign. */
export const isQuoted = (line: string | undefined): boolean => /^\s*(\p{Lu}{1,3})?>/u.test(line ?? '');

/** Parts a mail. One whose answer stands below or between what it quotes is left whole, and so is one that only quotes. */
export function partsOfMail(text: string): MailParts {
  const all = text.split('\n');
  const below = signatureBelow(all);
  const lines = all.slice(0, below);
  const start = historyStart(lines);
  const said = lines.slice(0, start);
  if (said.every((line) => line.trim() === '')) return { said: text.trimEnd(), signature: '', quoted: '' };
  const cut = signatureStart(said);
  return {
    said: said.slice(0, cut).join('\n').trimEnd(),
    signature: [...said.slice(cut), ...all.slice(below)].join('\n').trim(),
    quoted: lines.slice(start).join('\n').trim(),
  };
}

/** A row and a notice show 200 letters; a signature that begins within them ends here, and so does what introduces a quotation. */
export const enoughOfMail = 2_048;
const enoughLines = 64;

/** The first of what a mail really says, for where there is room for a line. Of a longer text no more is looked at than it takes. */
export const saidAtFirst = (text: string): string =>
  partsOfMail(text.slice(0, enoughOfMail).split('\n', enoughLines).join('\n')).said;

function historyStart(lines: readonly string[]): number {
  // From here on everything is quoted; asked once, since there may be a hundred thousand such lines.
  let tail = lines.length;
  while (tail > 0 && ((lines[tail - 1] ?? '').trim() === '' || isQuoted(lines[tail - 1]))) tail -= 1;
  for (let index = 0; index < lines.length; index += 1) {
    if (beginsHistory(lines, index)) return index;
    const introduced = introductionLines(lines, index);
    const first = introduced === 0 ? index : nextFilled(lines, index + introduced);
    if (introduced > 0 && !isQuoted(lines[first])) {
      // Without marks on its lines, what was introduced goes to the end.
      if (first < lines.length) return index;
      continue;
    }
    if (!isQuoted(lines[first])) continue;
    if (first >= tail) return index;
    if (introduced > 0) index = first;
  }
  return lines.length;
}

function nextFilled(lines: readonly string[], from: number): number {
  let at = from;
  while (at < lines.length && (lines[at] ?? '').trim() === '') at += 1;
  return at;
}

const isMark = (line: string | undefined): boolean => /^--\s?$/.test(line ?? '');

/** Whether what follows from here to the end of the mail is no longer than a signature. */
function isShort(lines: readonly string[], from: number): boolean {
  const rest = lines.slice(from);
  return (
    rest.length <= longestSignature * 2 &&
    rest.filter((line) => line.trim() !== '').length <= longestSignature &&
    rest.every((line) => line.length <= longestSignatureLine && !isQuoted(line))
  );
}

/** Where a signature begins that stands below what is quoted, as Thunderbird puts it: by its mark alone. The end where there is none. */
function signatureBelow(lines: readonly string[]): number {
  const index = lines.findLastIndex(isMark);
  if (index < 1 || !isShort(lines, index)) return lines.length;
  let above = index - 1;
  while (above > 0 && (lines[above] ?? '').trim() === '') above -= 1;
  return isQuoted(lines[above]) ? index : lines.length;
}

/** Where the signature begins among the lines of what was said: "-- " (RFC 3676, section 4.3), a closing, what a program added. */
function signatureStart(lines: readonly string[]): number {
  const end = lines.length;
  const short = (from: number) => isShort(lines, from);
  const marks = lines.filter(isMark).length;
  for (let index = Math.max(1, end - longestSignature * 2); index < end; index += 1) {
    const line = lines[index] ?? '';
    if (marks === 1 && isMark(line) && short(index) && filledBefore(lines, index)) return index;
    // A closing and a name are part of the letter; with a position, a phone and an address below they are not.
    if (closing.test(line.trim()) && line.trim().length < 60 && short(index) && filledBefore(lines, index)) {
      const below = lines.slice(index + 1).filter((each) => each.trim() !== '');
      if (below.length >= 2) return index;
    }
    if (added.test(line.trim()) && short(index) && filledBefore(lines, index) && nextFilled(lines, index + 1) === end)
      return index;
  }
  return end;
}

const filledBefore = (lines: readonly string[], index: number): boolean =>
  lines.slice(0, index).some((line) => line.trim() !== '' && !isQuoted(line));
