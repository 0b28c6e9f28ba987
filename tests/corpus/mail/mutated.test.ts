import { afterAll, expect, it } from 'vitest';
import { parsedMail } from '../../../electron/connectors/email/parsed-mail.ts';
import { readMail } from '../../../electron/connectors/email/reading.ts';
import { tempFiles } from '../../unit/connectors/email/harness.ts';
import { corpus } from './index.ts';
import { mutated } from './mutate.ts';
import { random } from './random.ts';

/** `SEED=7 MUTATIONS=20000` reads other mails, or more of them. */
const seed = Number(process.env.SEED ?? 20261122);
const count = Number(process.env.MUTATIONS ?? 400);
/** Reading takes milliseconds. A slow one is read once more, in case it was the machine. */
const bound = 2_000;
const mostMemory = 1_500 * 1024 * 1024;

const fields = 'attachments,autoSubmitted,bounceOf,cc,date,from,hasHtml,inReplyTo,messageId,references,subject,text,to'.split(
  ',',
);

let files = tempFiles();
afterAll(() => files.remove());

async function msOf(hash: string): Promise<number> {
  const began = performance.now();
  // That there is no header at all is all that may be said instead of a reading.
  await readMail(hash, files).catch((error: Error) => expect(error.message).toMatch(/^Not a mail/));
  return performance.now() - began;
}

it(
  'damaged mails are read at once, without an error, with every field',
  async () => {
    process.stdout.write(`mutated mails: seed ${seed}, ${count} of them\n`);
    const pick = random(seed);
    const mails = corpus()
      .filter(({ source }) => source.length < 200_000)
      .map(({ source }) => source.toString('latin1'));
    let peak = 0;
    for (let place = 0; place < count; place += 1) {
      const source = Buffer.from(mutated(pick.of(mails), mails, pick), 'latin1');
      const { hash } = await files.put(source);
      const at = `seed ${seed}, mail ${place}`;
      if ((await msOf(hash)) > bound) expect(await msOf(hash), at).toBeLessThan(bound);
      const printed: object = JSON.parse(JSON.stringify(await parsedMail(hash, files)));
      expect(Object.keys(printed).sort(), at).toEqual(fields);
      peak = Math.max(peak, process.memoryUsage.rss());
      if (place % 500 !== 499) continue;
      files.remove();
      files = tempFiles();
    }
    expect(peak).toBeLessThan(mostMemory);
  },
  60_000 + count * 500,
);
