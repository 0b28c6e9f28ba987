import { type AddressObject, simpleParser } from 'mailparser';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parsedMail } from '../../../electron/connectors/email/parsed-mail.ts';
import { type TempFiles, tempFiles } from '../../unit/connectors/email/harness.ts';
import { corpus } from './index.ts';

/**
 * A well-kept reader reads the same mails. It must never see more than ours; where it sees less, the corpus says what is right
 * (attachments behind a part that is never closed, or behind white space after a boundary, RFC 2046, section 5.1.1).
 */
let files: TempFiles;
beforeAll(() => {
  files = tempFiles();
});
afterAll(() => files.remove());

const addresses = (given: AddressObject | AddressObject[] | undefined): string[] =>
  [given ?? []].flat().flatMap((one) => one.value.flatMap((each) => each.group ?? [each]).map((each) => each.address ?? ''));

it('mailparser sees the same heads, and never an attachment that we miss', async () => {
  const ordinary = corpus().filter(({ name }) => name.startsWith('generated/'));
  expect(ordinary.length).toBeGreaterThanOrEqual(400);
  const differing = { subject: 0, to: 0, messageId: 0 };
  let fewer = 0;
  const told: string[] = [];
  for (const { name, source } of ordinary) {
    const ours = await parsedMail((await files.put(source)).hash, files);
    const theirs = await simpleParser(Buffer.from(source));
    const pairs = {
      subject: [ours.subject ?? '', theirs.subject ?? ''],
      to: [ours.to.map(({ address }) => address).join(), addresses(theirs.to).join()],
      messageId: [ours.messageId ?? '', (theirs.messageId ?? '').replace(/^<|>$/g, '')],
    };
    if (theirs.attachments.length < ours.attachments.length) fewer += 1;
    if (theirs.attachments.length > ours.attachments.length) told.push(`${name}: mailparser found more attachments`);
    for (const key of Object.keys(pairs) as Array<keyof typeof pairs>) {
      if (pairs[key][0] === pairs[key][1]) continue;
      differing[key] += 1;
      told.push(`${name}: ${key} ${JSON.stringify(pairs[key])}`);
    }
  }
  process.stdout.write(
    `second opinion: ${ordinary.length} mails, heads differing ${JSON.stringify(differing)}, fewer attachments found by mailparser in ${fewer}\n`,
  );
  expect(told.join('\n')).toBe('');
}, 120_000);
