import { createHash } from 'node:crypto';
import { simpleParser } from 'mailparser';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { composeMail } from '../../../../electron/connectors/email/compose.ts';
import { type MailReading, readMail } from '../../../../electron/connectors/email/reading.ts';
import type { SendIntent } from '../../../../shared/contract/connector.ts';
import type { TextMark } from '../../../../shared/model/index.ts';
import { emailConfig, intentOf, type TempFiles, tempFiles } from './harness.ts';

let files: TempFiles;
beforeEach(() => {
  files = tempFiles();
});
afterEach(() => files.remove());

const source = async (intent: SendIntent, options: { bcc?: true } = {}) =>
  (await composeMail(intent, emailConfig(), files, options)).source;

/** The mail as two readers see it that know nothing of each other. */
async function read(intent: SendIntent, options: { bcc?: true } = {}) {
  const raw = await source(intent, options);
  const ours = await readMail((await files.put(raw)).hash, files);
  return { raw: raw.toString('latin1'), ours, theirs: await simpleParser(raw) };
}

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const names = (mail: MailReading) => mail.attachments.map(({ name, inline }) => `${name}${inline ? ' (inline)' : ''}`);

async function formatted(): Promise<SendIntent> {
  const image = await files.put(png);
  const bill = await files.put(Buffer.from('%PDF-1.4'));
  const text = 'Здравствуйте!\nвот схема: \uFFFC\nпервое\nвторое\nкод';
  const at = (words: string) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length });
  return intentOf({
    text,
    marks: [
      { type: 'bold', ...at('Здравствуйте') },
      { type: 'image', hash: image.hash, mime: 'image/png', width: 20, ...at('\uFFFC') },
      { type: 'bullet', ...at('первое') },
      { type: 'bullet', ...at('второе') },
      { type: 'code', ...at('код') },
    ],
    files: [
      { ...image, name: 'схема.png', mime: 'image/png' },
      { ...bill, name: 'Счёт № 5 «Север».pdf', mime: 'application/pdf' },
    ],
  });
}

describe('structure', () => {
  it('without formatting: plain text alone', async () => {
    const { raw, theirs, ours } = await read(intentOf({ marks: [] }));
    expect(raw).toMatch(/^Content-Type: text\/plain; charset=utf-8/m);
    expect(raw).not.toMatch(/multipart|text\/html/);
    expect(theirs.html).toBe(false);
    expect(ours.html).toBeUndefined();
  });

  it('marks that a mail cannot show are not formatting', async () => {
    expect((await read(intentOf({ text: 'abc', marks: [{ type: 'spoiler', start: 0, end: 3 }] }))).theirs.html).toBe(false);
  });

  it('text and HTML beside each other, the picture with the HTML, the file with all of it', async () => {
    const { raw, theirs, ours } = await read(await formatted());
    const types = [...raw.matchAll(/^Content-Type: ([\w/-]+)/gm)].map(([, type]) => type);
    expect(types).toEqual([
      'multipart/mixed',
      'multipart/alternative',
      'text/plain',
      'multipart/related',
      'text/html',
      'image/png',
      'application/pdf',
    ]);
    const words = 'Здравствуйте!\nвот схема: [схема.png]\n- первое\n- второе\nкод';
    expect(theirs.text?.trim()).toBe(words);
    expect(ours.text).toBe(words);
    expect(theirs.html).toContain('<b>Здравствуйте</b>');
    expect(theirs.html).toContain('data:image/png;base64,');
    expect(ours.html).toMatch(/<img src="app:\/\/throughline\/file\/[0-9a-f]{64}\?type=image%2Fpng" alt="схема.png" width="20"/);
    expect(names(ours)).toEqual(['схема.png (inline)', 'Счёт № 5 «Север».pdf']);
    expect(theirs.attachments.map(({ filename, related }) => [filename, related === true])).toEqual([
      ['схема.png', true],
      ['Счёт № 5 «Север».pdf', false],
    ]);
    expect(theirs.attachments[0]?.content.equals(png)).toBe(true);
  });

  it('a picture shown twice is carried once, and one nobody staged has a name all the same', async () => {
    const { hash } = await files.put(png);
    const image = (start: number): TextMark => ({ type: 'image', hash, mime: 'image/png', start, end: start + 1 });
    const { ours, raw } = await read(intentOf({ text: '\uFFFC и \uFFFC', marks: [image(0), image(4)] }));
    expect(names(ours)).toEqual(['image-1.png (inline)']);
    expect(raw.match(/^Content-ID:/gm)).toHaveLength(1);
  });

  it('a drawing that could run something is no picture: it goes as a file, if at all', async () => {
    const svg = await files.put(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'));
    const text = 'смотрите \uFFFC';
    const { ours, theirs } = await read(
      intentOf({
        text,
        marks: [
          { type: 'bold', start: 0, end: 3 },
          { type: 'image', hash: svg.hash, mime: 'image/svg+xml', start: 9, end: 10 },
        ],
        files: [{ ...svg, name: 'a.svg', mime: 'image/svg+xml' }],
      }),
    );
    expect(names(ours)).toEqual(['a.svg']);
    expect(theirs.html).not.toContain('<img');
    expect(ours.text).toBe('смотрите');
  });

  it('a mail as a file arrives byte for byte', async () => {
    const eml = await files.put(Buffer.from('Subject: x\n\nбайты\n.\nFrom bare line ends\n'));
    const { theirs } = await read(intentOf({ files: [{ ...eml, name: 'mail.eml', mime: 'message/rfc822' }] }));
    const [part] = theirs.attachments;
    expect(part?.filename).toBe('mail.eml');
    expect(
      createHash('sha256')
        .update(part?.content ?? '')
        .digest('hex'),
    ).toBe(eml.hash);
  });

  it('lines end as they must, in every encoding', async () => {
    for (const text of ['один\nдва\r\nтри', 'one\ntwo', 'é '.repeat(200)]) {
      const { theirs, ours } = await read(intentOf({ text }));
      expect(theirs.text?.replace(/\n$/, '')).toBe(text.replace(/\r\n/g, '\n'));
      expect(ours.text).toBe(text.replace(/\r\n/g, '\n').trim());
      expect((await source(intentOf({ text }))).toString('latin1')).not.toMatch(/[^\r]\n/);
    }
  });
});

describe('people', () => {
  it('names in both scripts, and with letters that mean something to mail', async () => {
    const { ours, theirs } = await read(
      intentOf({
        fromName: 'Анна "Аня" Лебедева, отдел <продаж>',
        toName: 'O’Neil, Mary (VIP)',
        cc: [{ name: 'Борис; Глеб', address: 'boris@mail.test' }, { address: 'плюс@mail.test' }],
        subject: `Re: ${'Очень длинная тема '.repeat(12)}конец`,
      }),
    );
    expect(ours.from).toEqual([{ name: 'Анна "Аня" Лебедева, отдел <продаж>', address: 'op@shop.test' }]);
    expect(ours.to).toEqual([{ name: 'O’Neil, Mary (VIP)', address: 'maria@mail.test' }]);
    expect(ours.cc).toEqual([{ name: 'Борис; Глеб', address: 'boris@mail.test' }, { address: 'плюс@mail.test' }]);
    expect(theirs.from?.value).toEqual([{ name: 'Анна "Аня" Лебедева, отдел <продаж>', address: 'op@shop.test' }]);
    expect(theirs.subject).toBe(`Re: ${'Очень длинная тема '.repeat(12)}конец`);
  });

  it('nobody can write a header into a name, a subject or a file name', async () => {
    const nasty = 'x\r\nBcc: evil@mail.test\r\n\r\n<script>';
    const file = { ...(await files.put(Buffer.from('x'))), name: nasty, mime: 'text/plain\r\nX-Evil: 1' };
    const { raw, theirs } = await read(intentOf({ fromName: nasty, toName: nasty, subject: nasty, files: [file] }));
    expect(raw).not.toMatch(/^(Bcc|X-Evil):/im);
    expect(theirs.bcc).toBeUndefined();
  });

  it('blind copies are in the envelope and in our own copy, and in nothing that leaves', async () => {
    const intent = intentOf({ cc: [{ address: 'c@mail.test' }], bcc: [{ name: 'Шеф', address: 'boss@shop.test' }] });
    const { envelope, source: leaves } = await composeMail(intent, emailConfig(), files);
    expect(envelope).toEqual({ from: 'op@shop.test', to: 'maria@mail.test', also: ['c@mail.test', 'boss@shop.test'] });
    expect(leaves.toString('latin1')).not.toMatch(/boss|^bcc/im);
    const { ours, raw } = await read(intent, { bcc: true });
    expect(ours.bcc).toEqual([{ name: 'Шеф', address: 'boss@shop.test' }]);
    expect(raw.replace(/^Bcc: .*\r\n(\s.*\r\n)*/m, '')).toBe(leaves.toString('latin1'));
  });
});

describe('calendar answers', () => {
  it('are a further view of the words, with their method (RFC 6047)', async () => {
    const ics =
      'BEGIN:VCALENDAR\nVERSION:2.0\nMETHOD:REPLY\nBEGIN:VEVENT\nUID:1@x\nATTENDEE;PARTSTAT=ACCEPTED:mailto:op@shop.test\nSUMMARY:Встреча\nEND:VEVENT\nEND:VCALENDAR\n';
    const { raw, theirs, ours } = await read(intentOf({ text: 'Принято: Встреча', calendar: { method: 'reply', ics } }));
    expect([...raw.matchAll(/^Content-Type: ([^\r]*)/gm)].map(([, type]) => type)).toEqual([
      expect.stringMatching(/^multipart\/alternative/),
      'text/plain; charset=utf-8',
      'text/calendar; charset=utf-8; method=REPLY',
    ]);
    const part = theirs.attachments.find(({ contentType }) => contentType === 'text/calendar');
    expect(part?.content.toString('utf8')).toBe(ics.replace(/\n/g, '\r\n'));
    expect(theirs.text?.trim()).toBe('Принято: Встреча');
    expect(ours.text).toContain('Принято: Встреча');
  });
});

describe('answers', () => {
  const chain = Array.from({ length: 60 }, (_, index) => `id${index}@mail.test`);

  it('say what they answer, with the root and the newest of a long chain', async () => {
    const { theirs } = await read(intentOf({ replyTo: { remoteId: 'last@mail.test', references: chain } }));
    expect(theirs.inReplyTo).toBe('<last@mail.test>');
    const references = [theirs.references ?? []].flat();
    expect(references).toHaveLength(20);
    expect([references[0], references.at(-2), references.at(-1)]).toEqual([
      '<id0@mail.test>',
      '<id59@mail.test>',
      '<last@mail.test>',
    ]);
  });

  it('of a machine say so, and our own reader hears it', async () => {
    const answer = await read(intentOf({ automatic: true, replyTo: { remoteId: 'a@b', references: [] } }));
    expect(answer.theirs.headers.get('auto-submitted')).toBe('auto-replied');
    expect(answer.ours.automatic).toBe(true);
    const notice = await read(intentOf({ automatic: true }));
    expect(notice.theirs.headers.get('auto-submitted')).toBe('auto-generated');
  });

  it('of a person carry nothing a list or a machine would', async () => {
    const { raw, ours } = await read(await formatted());
    expect(ours.automatic).toBe(false);
    expect(raw.slice(0, raw.indexOf('\r\n\r\n'))).not.toMatch(/^(list-|precedence|auto-submitted|x-auto|x-mailer)/im);
  });
});

describe('every attempt', () => {
  it('is the same bytes, and another mail is others', async () => {
    const intent = await formatted();
    const [first, again] = [await source(intent), await source(structuredClone(intent))];
    expect(first.equals(again)).toBe(true);
    const other = await source({ ...intent, remoteId: `other-${intent.remoteId}` });
    expect(other.equals(first)).toBe(false);
    expect(/boundary="([^"]+)"/.exec(other.toString('latin1'))?.[1]).not.toBe(
      /boundary="([^"]+)"/.exec(first.toString('latin1'))?.[1],
    );
  });
});
