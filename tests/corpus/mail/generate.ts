import { base64, bytes, percent, quotedPrintable, words } from './encode.ts';
import { type Language, languages } from './languages.ts';
import { type Random, random } from './random.ts';
import type { Expected, Sample } from './sample.ts';

type Attached = { name: string; type: string; size: number; inline: boolean };
type Piece = { source: string; attachments: Attached[] };

/** Mails put together at random from what clients do, with what they say known beforehand. The same seed gives the same mails. */
export function generated(seed: number, count: number): Sample[] {
  return Array.from({ length: count }, (_, index) => one(random(seed + index * 7_919), index));
}

function one(pick: Random, index: number): Sample {
  const language = pick.of(languages);
  const unicode = pick.chance(0.35);
  const charset = unicode ? 'utf-8' : pick.of(language.charsets);
  const label = labelFor(pick, language, charset);
  const text = language.lines.slice(0, pick.whole(1, language.lines.length)).join('\n');
  const structure = pick.of(structures);
  const body = structure.write({ pick, language, charset, label, text, index });
  const { header, expected } = headerOf(pick, language, charset, index);
  const source = `${header}MIME-Version: 1.0\n${body.source}\n`;
  return {
    name: `generated/${index}-${structure.name}-${language.name}-${charset}-as-${label === '' ? 'nothing' : label}`,
    source: Buffer.from(pick.chance(0.8) ? source.replaceAll('\n', '\r\n') : source, 'latin1'),
    expected: { ...expected, text, hasHtml: structure.html, attachments: body.attachments, autoSubmitted: false, bounceOf: null },
  };
}

/** Wrong labels come with bytes enough to tell; the rest is labelled as it is. */
function labelFor(pick: Random, language: Language, charset: string): string {
  if (!pick.chance(0.3)) return charset;
  if (charset === 'utf-8') return pick.of(['', 'us-ascii', 'iso-8859-1', 'windows-1251']);
  // The older Western labels differ in signs that nobody could guess.
  return language.wrongLabels.length === 0 || charset === 'iso-8859-15' ? charset : pick.of(language.wrongLabels);
}

type Writing = { pick: Random; language: Language; charset: string; label: string; text: string; index: number };
type Structure = { name: string; html: boolean; write(writing: Writing): Piece };

const structures: Structure[] = [
  { name: 'plain', html: false, write: (w) => ({ source: plain(w), attachments: [] }) },
  { name: 'html', html: true, write: (w) => ({ source: html(w), attachments: [] }) },
  {
    name: 'alternative',
    html: true,
    write: (w) => ({ source: multipart(w, 'alternative', [plain(w), html(w)]), attachments: [] }),
  },
  {
    name: 'mixed',
    html: false,
    write(w) {
      const files = Array.from({ length: w.pick.whole(1, 3) }, (_, place) => file(w, place));
      return {
        source: multipart(w, 'mixed', [plain(w), ...files.map(({ source }) => source)]),
        attachments: files.flatMap(({ attachments }) => attachments),
      };
    },
  },
  {
    name: 'related',
    html: true,
    write(w) {
      const image = picture(w);
      return { source: multipart(w, 'related', [html(w, image.cid), image.source]), attachments: image.attachments };
    },
  },
  {
    name: 'everything',
    html: true,
    write(w) {
      const image = picture(w);
      const paper = file(w, 9);
      const inner = multipart(w, 'related', [html(w, image.cid), image.source]);
      return {
        source: multipart(w, 'mixed', [multipart(w, 'alternative', [plain(w), inner]), paper.source]),
        attachments: [...image.attachments, ...paper.attachments],
      };
    },
  },
  {
    name: 'never-closed',
    html: true,
    write(w) {
      const paper = file(w, 3);
      const inner = multipart(w, 'alternative', [plain(w), html(w)]).replace(/\n--[^\n]+--$/, '');
      return {
        source: multipart(w, 'mixed', [inner, paper.source]).replace(/\n--[^\n]+--$/, ''),
        attachments: paper.attachments,
      };
    },
  },
];

function encoded({ pick }: Writing, head: string, raw: string): string {
  const ascii = !/[^\n -~]/.test(raw);
  switch (pick.of(['8bit', 'quoted-printable', 'base64'])) {
    case 'quoted-printable':
      return `${head}Content-Transfer-Encoding: ${pick.of(['quoted-printable', 'Quoted-Printable'])}\n\n${quotedPrintable(raw)}`;
    case 'base64':
      return `${head}Content-Transfer-Encoding: base64\n\n${base64(raw.replaceAll('\n', '\r\n'), pick.of([60, 72, 76]))}`;
    default:
      return `${head}Content-Transfer-Encoding: ${ascii ? '7bit' : '8bit'}\n\n${raw}`;
  }
}

function contentType(type: string, label: string, pick: Random): string {
  if (label === '') return pick.chance(0.5) || type !== 'text/plain' ? `Content-Type: ${type}\n` : '';
  return `Content-Type: ${type}; charset=${pick.chance(0.5) ? `"${label}"` : label}\n`;
}

function plain(w: Writing): string {
  return encoded(w, contentType('text/plain', w.label, w.pick), bytes(w.text, w.charset));
}

function html(w: Writing, cid?: string): string {
  const rows = w.text.split('\n').map((line) => `<div>${line}</div>`);
  const image = cid === undefined ? '' : `<img src="cid:${cid}" alt="">`;
  return encoded(
    w,
    contentType('text/html', w.label, w.pick),
    bytes(`<html><body>${rows.join('')}${image}</body></html>`, w.charset),
  );
}

function multipart({ pick, index }: Writing, kind: string, parts: string[]): string {
  const boundary = `${pick.of(['----=_Part', '=_next', 'Apple-Mail=', 'b'])}${index}_${pick.whole(1, 1e6)}`;
  const open = `--${boundary}${pick.chance(0.1) ? '  ' : ''}\n`;
  const preamble = pick.chance(0.3) ? 'This is a multi-part message in MIME format.\n' : '';
  return `Content-Type: multipart/${kind};\n\tboundary="${boundary}"\n\n${preamble}${open}${parts.join(`\n${open}`)}\n--${boundary}--`;
}

function file(w: Writing, place: number): Piece {
  const raw = bytes(`%PDF-1.4 ${w.index}-${place}`, 'us-ascii').repeat(w.pick.whole(1, 40));
  const name = `${place}-${w.language.file}`;
  const type = 'application/pdf';
  const head = `Content-Type: ${type}\nContent-Disposition: attachment${filename(w.pick, name)}\nContent-Transfer-Encoding: base64\n\n`;
  return { source: `${head}${base64(raw)}`, attachments: [{ name, type, size: raw.length, inline: false }] };
}

function filename(pick: Random, name: string): string {
  const raw = bytes(name, 'utf-8');
  switch (pick.of(['word', 'extended', 'pieces', 'raw'])) {
    case 'word':
      return `;\n filename="=?utf-8?B?${base64(raw, 1_000)}?="`;
    case 'extended':
      return `; filename*=UTF-8''${percent(raw)}`;
    case 'pieces': {
      const pieces = percent(raw).match(/(?:%..|[^%]){1,9}/g) ?? [];
      return pieces.map((piece, at) => `;\n filename*${at}*=${at === 0 ? "utf-8''" : ''}${piece}`).join('');
    }
    default:
      return `; filename="${raw}"`;
  }
}

function picture({ index }: Writing): Piece & { cid: string } {
  const raw = `GIF89a${'\u0001'.repeat(20 + (index % 50))}`;
  const cid = `image${index}@mail.test`;
  const name = `logo${index}.gif`;
  const source = `Content-Type: image/gif; name=${name}\nContent-ID: <${cid}>\nContent-Disposition: inline; filename=${name}\nContent-Transfer-Encoding: base64\n\n${base64(raw)}`;
  return { cid, source, attachments: [{ name, type: 'image/gif', size: raw.length, inline: true }] };
}

const zones: ReadonlyArray<readonly [string, number]> = [
  ['+0300', 180],
  ['+0300 (MSK)', 180],
  ['-0500', -300],
  ['EST', -300],
  ['GMT', 0],
  ['UT', 0],
  ['+0545', 345],
  ['-0000', 0],
];

function headerOf(pick: Random, language: Language, charset: string, index: number): { header: string; expected: Expected } {
  const [zone, minutes] = pick.of(zones);
  const time = Date.UTC(2026, pick.whole(0, 10), pick.whole(1, 28), pick.whole(0, 23), pick.whole(0, 59), pick.whole(0, 59));
  const local = new Date(time + minutes * 60_000).toUTCString().slice(0, -4);
  const from = { name: language.person, address: `customer${index}@mail.test` };
  const to = [{ name: 'Shop, Inc.', address: 'op@shop.test' }];
  const cc = pick.chance(0.4) ? [{ address: `c${index}@mail.test` }, { name: 'Team', address: 't@mail.test' }] : [];
  const chain = Array.from({ length: pick.whole(0, 4) }, (_, at) => `m${index}.${at}@mail.test`);
  const subject = `${language.subject} ${index}`;
  const lines = [
    `From: ${phrase(pick, language.person, charset)} <${from.address}>`,
    `To: ${pick.of(['"Shop, Inc." <op@shop.test>', '"Shop, Inc."\n <op@shop.test>'])}`,
    ...(cc.length === 0
      ? []
      : [pick.of([`Cc: c${index}@mail.test, Team <t@mail.test>`, `CC: Us: c${index}@mail.test,\n\tTeam <t@mail.test>;`])]),
    `Subject: ${phrase(pick, subject, charset)}`,
    `Date: ${pick.chance(0.8) ? local : local.replace(/^\w+, /, '')} ${zone}`,
    `Message-ID: <g${index}@mail.test>`,
    ...(chain.length === 0
      ? []
      : [`In-Reply-To: <${chain.at(-1)}>`, `References: ${chain.map((id) => `<${id}>`).join(pick.of([' ', '\n ', '\n\t']))}`]),
  ];
  return {
    header: `${pick.shuffled(lines).join('\n')}\n`,
    expected: {
      from,
      to,
      cc,
      subject,
      date: new Date(time).toISOString(),
      messageId: `g${index}@mail.test`,
      inReplyTo: chain.at(-1) ?? null,
      references: chain,
    },
  };
}

/** A name or subject as senders put it into a header. Only Russian is guessed from raw bytes. */
function phrase(pick: Random, text: string, charset: string): string {
  if (/^[ -~]*$/.test(text)) return text;
  const style = pick.of(['B', 'Q', 'utf-8', 'raw']);
  if (style === 'raw') return bytes(text, 'utf-8');
  if (style === 'utf-8') return words(text, 'utf-8', pick.of(['B', 'Q']), pick.whole(7, 45));
  return words(text, charset, style === 'B' ? 'B' : 'Q', pick.whole(7, 45));
}
