/** Lines after which the rest of a mail is somebody else's text, as the usual clients write them in English and Russian. */
const endings: readonly RegExp[] = [
  /^-{2,}\s*(original message|forwarded message|исходное сообщение|пересылаемое сообщение|пересланное сообщение|конец пересылаемого сообщения)\s*-{2,}$/i,
  /^(begin forwarded message|начало переадресованного сообщения|начало переадресованного письма):$/i,
  // Gmail, Apple Mail, Thunderbird, mail.ru, Yandex: "On Mon, 1 Sep 2026 at 10:00, Anna <a@b> wrote:", "1 сентября 2026, 10:00, Анна <a@b> пишет:"
  /^(on|le|am)\s.{5,200}\b(wrote|a écrit|schrieb)\s*:$/i,
  /^.{5,200}\s(пишет|писал|писала|писал\(а\)|написал|написала|написал\(а\))\s*:$/i,
  // Gmail in Russian: "пн, 2 нояб. 2026 г. в 09:58, Магазин <op@shop.test>:"
  /^\S.{5,150}\s\d{1,2}:\d{2},?\s.{1,150}<[^<>\s]+@[^<>\s]+>\s*:$/,
  /^_{20,}$/,
];

/** Outlook starts the quoted mail with its header as text: a From line soon followed by Sent or Date. */
const outlookFrom = /^\*?(from|от|от кого)\s*:\*?\s/i;
const outlookSent = /^\*?(sent|date|отправлено|дата|когда)\s*:\*?\s/i;

/**
 * The author's own new words: quoted lines and everything after a marker of quoted history are cut. An answer written below
 * or between quoted lines stays.
 */
export function ownText(text: string): string {
  const lines = text.split(/\r?\n/);
  const kept: string[] = [];
  for (const [index, line] of lines.entries()) {
    const trimmed = line.trim();
    if (startsHistory(trimmed, lines, index)) {
      // A "wrote:" line before quoted lines introduces only those: what stands below them may still be the answer.
      if (!lines.slice(index + 1, index + 4).some((next) => next.trimStart().startsWith('>'))) break;
      continue;
    }
    if (!line.trimStart().startsWith('>')) kept.push(line);
  }
  return kept.join('\n').trim();
}

function startsHistory(trimmed: string, lines: readonly string[], index: number): boolean {
  if (endings.some((pattern) => pattern.test(trimmed))) return true;
  // The introduction may be folded over two lines.
  const joined = `${trimmed} ${lines[index + 1]?.trim() ?? ''}`;
  if (
    /^(on\s|\d|пн|вт|ср|чт|пт|сб|вс|понедельник|вторник|сред|четверг|пятниц|суббот|воскресень)/i.test(trimmed) &&
    endings.slice(2, 5).some((pattern) => pattern.test(joined))
  ) {
    return true;
  }
  return outlookFrom.test(trimmed) && lines.slice(index + 1, index + 5).some((next) => outlookSent.test(next.trim()));
}
