import { afterAll, beforeAll, expect, it } from 'vitest';
import { emailConnector } from '../../../electron/connectors/email/connector.ts';
import { parsedMail } from '../../../electron/connectors/email/parsed-mail.ts';
import type { MailPayload } from '../../../electron/connectors/email/payload.ts';
import { partsOfMail } from '../../../shared/lib/mail-parts.ts';
import { emailConfig, type TempFiles, tempFiles } from '../../unit/connectors/email/harness.ts';
import { corpus, seed } from './index.ts';
import type { Meaning, Sample } from './sample.ts';

let files: TempFiles;
beforeAll(() => {
  files = tempFiles();
});
afterAll(() => files.remove());

/** What differs from what is expected of a mail, one line each. */
async function misread({ name, source, expected }: Sample): Promise<string[]> {
  const read = await parsedMail((await files.put(source)).hash, files);
  return Object.entries(expected).flatMap(([key, value]) => {
    const got = read[key as keyof typeof read];
    return JSON.stringify(sorted(got)) === JSON.stringify(sorted(value))
      ? []
      : [`${name}: ${key}\n  expected ${JSON.stringify(value)}\n  read     ${JSON.stringify(got)}`];
  });
}

const payload: MailPayload = {
  folder: 'INBOX',
  role: 'inbox',
  uid: 1,
  uidValidity: '1',
  flags: [],
  internalDate: Date.UTC(2026, 10, 21),
  size: 1,
};

/** As above, of what the connector makes of it. */
async function misunderstood({ name, source, meaning }: Sample): Promise<string[]> {
  if (meaning === undefined) return [];
  const { hash } = await files.put(source);
  const raw = { stream: 'INBOX', remoteKey: '1', body: JSON.stringify(payload), sourceHash: hash, receivedAt: 0 };
  const [event] = await emailConnector.map(raw, { channelId: 'mail', config: emailConfig(), files, country: 'RU' });
  if (event?.type !== 'message') return [`${name}: not a message but ${JSON.stringify(event)}`];
  const { said, signature, quoted } = partsOfMail(event.text);
  const html = event.htmlHash === undefined ? '' : Buffer.from(await files.get(event.htmlHash)).toString();
  const got: Required<Meaning> = {
    parts: { said, ...(signature === '' ? {} : { signature }), ...(quoted === '' ? {} : { quoted: true }) },
    folds: [...html.matchAll(/<details class="throughline-(quote|signature)">/g)].map(([, kind]) =>
      kind === 'quote' ? kind : 'signature',
    ),
    forwardedFrom: event.forwardedFrom ?? false,
    card: event.card ?? {},
    protection: event.mail?.protection ?? 'signed',
  };
  return Object.entries(meaning).flatMap(([key, value]) => {
    const found = within(got[key as keyof Meaning], value);
    return JSON.stringify(sorted(found)) === JSON.stringify(sorted(value))
      ? []
      : [`${name}: ${key}\n  expected ${JSON.stringify(value)}\n  made     ${JSON.stringify(found)}`];
  });
}

/** Of what was found only what is asked for. */
function within(found: unknown, asked: unknown): unknown {
  if (typeof found !== 'object' || found === null || typeof asked !== 'object' || asked === null || Array.isArray(asked))
    return found;
  return Object.fromEntries(Object.entries(found).filter(([key]) => key in asked || key === 'signature' || key === 'quoted'));
}

/** The order of the names in an object says nothing. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}

it('every mail of the corpus is read as expected', async () => {
  const mails = corpus();
  expect(new Set(mails.map(({ name }) => name)).size).toBe(mails.length);
  expect(mails.length).toBeGreaterThanOrEqual(400);
  const topics = new Map<string, { mails: number; expectations: number; wrong: number }>();
  const wrong: string[] = [];
  for (const mail of mails) {
    const differing = [...(await misread(mail)), ...(await misunderstood(mail))];
    wrong.push(...differing);
    const topic = mail.name.split('/')[0] ?? '';
    const counts = topics.get(topic) ?? { mails: 0, expectations: 0, wrong: 0 };
    counts.mails += 1;
    counts.expectations += Object.keys({ ...mail.expected, ...mail.meaning }).length;
    counts.wrong += differing.length;
    topics.set(topic, counts);
  }
  const lines = [...topics].map(
    ([topic, counts]) => `${topic}: ${counts.mails} mails, ${counts.expectations} expectations, ${counts.wrong} wrong`,
  );
  process.stdout.write(`mail corpus, seed ${seed}\n  ${lines.join('\n  ')}\n  ${mails.length} mails in all\n`);
  expect(wrong.join('\n')).toBe('');
}, 120_000);
