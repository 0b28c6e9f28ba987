/**
 * Beginnings of the names of months, in English and Russian, in all the cases and abbreviations that programs write, and as German,
 * French and Spanish ones have them.
 */
const months: ReadonlyArray<readonly [RegExp, number]> = [
  [/^(jan|янв|ene)/i, 0],
  [/^(feb|fév|фев)/i, 1],
  [/^(mar|mär|mrz|мар)/i, 2],
  [/^(apr|avr|abr|апр)/i, 3],
  [/^(ma[yi]|ма[йя])/i, 4],
  [/^(jui?n|июн)/i, 5],
  [/^(jui?l|июл)/i, 6],
  [/^(aug|aoû|ago|авг)/i, 7],
  [/^(sep|сен)/i, 8],
  [/^(o[ck]t|окт)/i, 9],
  [/^(nov|ноя)/i, 10],
  [/^(de[cz]|déc|dic|дек)/i, 11],
];

/**
 * The moment that a person's line names, as programs write it into a forwarded mail: `Mon, Nov 2, 2026 at 9:58 AM`, `понедельник,
 * 2 ноября 2026 г. 9:58`, `02.11.2026, 09:58`, with an offset of its own or in the writer's (`offset`, minutes east of UTC).
 * Epoch ms; `undefined` when it cannot be told.
 */
export function momentIn(text: string, offset: number): number | undefined {
  const line = text.slice(0, 120);
  const day = dayIn(line);
  if (day === undefined) return undefined;
  const clock = /(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?\s*([ap]\.?m\.?)?/i.exec(line.slice(day.end));
  const [hours, minutes, seconds] = clock === null ? [0, 0, 0] : clockOf(clock);
  if (hours > 23 || minutes > 59 || seconds > 59) return undefined;
  const zone = /(?:^|\s)(?:GMT|UTC)?\s?([+-])(\d{2}):?(\d{2})\b/.exec(line.slice(day.end));
  const east = zone === null ? offset : (zone[1] === '-' ? -1 : 1) * (Number(zone[2]) * 60 + Number(zone[3]));
  const moment = Date.UTC(day.year, day.month, day.date, hours, minutes, seconds) - east * 60_000;
  return Number.isNaN(moment) ? undefined : moment;
}

type Day = { year: number; month: number; date: number; end: number };

function dayIn(line: string): Day | undefined {
  const dotted = /(\d{1,2})\.(\d{1,2})\.(\d{4})/.exec(line);
  if (dotted !== null) return dayOf(Number(dotted[3]), Number(dotted[2]) - 1, Number(dotted[1]), dotted);
  const iso = /(\d{4})-(\d{2})-(\d{2})/.exec(line);
  if (iso !== null) return dayOf(Number(iso[1]), Number(iso[2]) - 1, Number(iso[3]), iso);
  const european = /(\d{1,2})\.?\s+(\p{L}{3,10})\.?\s*,?\s+(\d{4})/u.exec(line);
  if (european !== null) return dayOf(Number(european[3]), monthOf(european[2]), Number(european[1]), european);
  const american = /(\p{L}{3,10})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})/u.exec(line);
  if (american !== null) return dayOf(Number(american[3]), monthOf(american[1]), Number(american[2]), american);
  return undefined;
}

function dayOf(year: number, month: number | undefined, date: number, { index, 0: whole }: RegExpExecArray): Day | undefined {
  if (month === undefined || month < 0 || month > 11 || date < 1 || date > 31 || year < 1980) return undefined;
  return { year, month, date, end: index + whole.length };
}

/** 0 to 11. */
export const monthOf = (word = ''): number | undefined => months.find(([begins]) => begins.test(word))?.[1];

function clockOf(clock: RegExpExecArray): [number, number, number] {
  const [, hours = '0', minutes = '0', seconds = '0', half] = clock;
  const hour = Number(hours);
  if (half === undefined) return [hour, Number(minutes), Number(seconds)];
  return [(hour % 12) + (/^p/i.test(half) ? 12 : 0), Number(minutes), Number(seconds)];
}
