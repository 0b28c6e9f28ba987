import { readFileSync } from 'node:fs';
import type { Dice } from './dice.ts';
import type { Language } from './people.ts';

export type File = { name: string; mime: string; bytes: Buffer };

/** One page with lines of Latin text, in the built-in Helvetica (ISO 32000-1, sections 7.5 and 9.6.2.2). */
export function invoice(number: string, lines: readonly string[]): File {
  const shown = [`Invoice ${number}`, ...lines];
  const text = shown.map((line) => `(${line.replace(/[\\()]/g, '\\$&')}) Tj T*`).join('\n');
  const content = `BT /F1 14 Tf 22 TL 60 760 Td\n${text}\nET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let pdf = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const at = pdf.length;
    pdf += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(at).padStart(10, '0')} 00000 n \n`;
  });
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}`;
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${pdf.length}\n%%EOF\n`;
  return { name: `invoice-${number}.pdf`, mime: 'application/pdf', bytes: Buffer.from(pdf + table + trailer, 'latin1') };
}

/** A list of goods for a spreadsheet: UTF-8 with a byte order mark and semicolons, as Excel writes it in Russia. */
export function goodsList(dice: Dice, language: Language): File {
  const head = language === 'ru' ? 'Артикул;Наименование;Количество' : 'Article;Name;Quantity';
  const name = language === 'ru' ? 'Лампа «Вега»' : 'Vega lamp';
  const rows = Array.from({ length: 24 }, (_, n) => `AC-${1000 + n * 7};${name} ${n + 1};${1 + dice.int(60)}`);
  const file = language === 'ru' ? 'Список товаров на четвёртый квартал.csv' : 'Goods for the fourth quarter.csv';
  return { name: file, mime: 'text/csv', bytes: Buffer.from(`\uFEFF${[head, ...rows].join('\r\n')}\r\n`) };
}

const voices: Record<Language, { seconds: number }> = { ru: { seconds: 6 }, en: { seconds: 7 } };

/** A spoken sentence in Ogg Opus, as Telegram records it. */
export function voiceMessage(language: Language): { bytes: Buffer; seconds: number } {
  return { bytes: readFileSync(new URL(`./voice/${language}.ogg`, import.meta.url)), ...voices[language] };
}
