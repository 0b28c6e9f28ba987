import { afterAll, beforeAll, expect, it } from 'vitest';
import { parsedMail } from '../../../electron/connectors/email/parsed-mail.ts';
import { type TempFiles, tempFiles } from '../../unit/connectors/email/harness.ts';
import { corpus, seed } from './index.ts';
import type { Sample } from './sample.ts';

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
    const differing = await misread(mail);
    wrong.push(...differing);
    const topic = mail.name.split('/')[0] ?? '';
    const counts = topics.get(topic) ?? { mails: 0, expectations: 0, wrong: 0 };
    counts.mails += 1;
    counts.expectations += Object.keys(mail.expected).length;
    counts.wrong += differing.length;
    topics.set(topic, counts);
  }
  const lines = [...topics].map(
    ([topic, counts]) => `${topic}: ${counts.mails} mails, ${counts.expectations} expectations, ${counts.wrong} wrong`,
  );
  process.stdout.write(`mail corpus, seed ${seed}\n  ${lines.join('\n  ')}\n  ${mails.length} mails in all\n`);
  expect(wrong.join('\n')).toBe('');
}, 120_000);
