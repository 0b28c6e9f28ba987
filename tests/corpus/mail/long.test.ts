import { afterAll, beforeAll, expect, it } from 'vitest';
import { folded } from '../../../electron/connectors/email/fold.ts';
import { forwardedFrom } from '../../../electron/connectors/email/forwarded.ts';
import { hasRemoteContent } from '../../../electron/connectors/email/html.ts';
import { ownText } from '../../../electron/connectors/email/quoted.ts';
import { readMail } from '../../../electron/connectors/email/reading.ts';
import { partsOfMail } from '../../../shared/lib/mail-parts.ts';
import { type TempFiles, tempFiles } from '../../unit/connectors/email/harness.ts';
import { wire } from './sample.ts';

let files: TempFiles;
beforeAll(() => {
  files = tempFiles();
});
afterAll(() => files.remove());

/** What patterns stumble over when it comes a hundred thousand times. */
const stones = [
  ...[' ', '\t', ' \u00a0', '(', '<', '=?', '=?a?q?', '>', '"', '\\', '--', ',', '@', ';', '; a=', 'a@b ', '\u0000', '=', '=3'],
  ...[
    '&lt;',
    '<a ',
    '<img src="',
    '<!--',
    '[',
    'cid:',
    '+7 9',
    '1 ',
    'x',
    'message-id: ',
    '<p>',
    '<div>',
    '<blockquote>',
    'http://',
    'Ж',
  ],
  ...[
    '-- \n',
    'From: a\n',
    'Sent: a\n',
    '---------- Forwarded message ---------\n',
    'On 1 Jan, 10:00, ',
    '1 Jan 2026 ',
    'С уважением,\n',
  ],
  ...['<blockquote type=cite>', '<div class=gmail_quote>', '<p>-----Original Message-----'],
  ...['begin 644 ', 'begin 644 a\n', '5.1.1 ', '. ', 'a.', '(a', '> \n', '- ', '\r', '5 Nov ', '\u{1f600}'],
  ...['，', 'a@b，', '; (', '"a" ', '<p style="a : ', " style='", '<div style="white-space:pre">'],
];

const places: Record<string, (stone: string) => string> = {
  subject: (stone) => `From: a@b.test\nSubject: ${stone}`,
  from: (stone) => `From: ${stone}`,
  date: (stone) => `From: a@b.test\nDate: ${stone}`,
  references: (stone) => `From: a@b.test\nReferences: ${stone}`,
  type: (stone) => `From: a@b.test\nContent-Type: text/plain; ${stone}`,
  file: (stone) => `From: a@b.test\nContent-Disposition: attachment; filename="${stone}`,
  header: (stone) => `From: a@b.test\n${stone}`,
  plain: (stone) => `From: a@b.test\n\n${stone}`,
  flowed: (stone) => `From: a@b.test\nContent-Type: text/plain; format=flowed\n\n${stone}`,
  quoted: (stone) => `From: a@b.test\nContent-Transfer-Encoding: quoted-printable\n\n${stone}`,
  html: (stone) => `From: a@b.test\nContent-Type: text/html\n\n${stone}`,
  enriched: (stone) => `From: a@b.test\nContent-Type: text/enriched\n\n${stone}`,
  calendar: (stone) => `From: a@b.test\nContent-Type: text/calendar\n\n${stone}`,
  multipart: (stone) => `From: a@b.test\nContent-Type: multipart/mixed; boundary=b\n\n${stone}`,
  bounce: (stone) => `From: mailer-daemon@b.test\nReturn-Path: <>\nSubject: failure notice\n\n${stone}`,
  related: (stone) =>
    `From: a@b.test\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n${stone}\n--b\nContent-Type: image/png\nContent-Location: http://x.test/y.png\n\nx\n--b--`,
};

/** Reading takes some ten milliseconds; where the time goes with the square of the length, it takes minutes. */
const bound = 3_000;

it.each(Object.keys(places))(
  'no length of anything makes reading slow: %s',
  async (place) => {
    const slow: string[] = [];
    for (const stone of stones) {
      const source = wire(`${places[place]?.(stone.repeat(Math.ceil(100_000 / stone.length)))}x\n`);
      const { hash } = await files.put(source);
      const began = performance.now();
      const mail = await readMail(hash, files);
      hasRemoteContent(mail.html ?? '');
      ownText(mail.text);
      partsOfMail(mail.text);
      folded(mail.html ?? '');
      forwardedFrom({ ...mail, subject: `Fwd: ${mail.subject ?? ''}` }, 0, 0);
      if (performance.now() - began > bound) slow.push(JSON.stringify(stone));
    }
    expect(slow).toEqual([]);
  },
  60_000,
);
