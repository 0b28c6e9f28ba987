import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../../..', import.meta.url));
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'parse-mail-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function parseMail(...args: string[]): Promise<{ status: number; out: string; err: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [join(root, 'build/parse-mail.ts'), ...args], (error, out, err) => {
      resolve({ status: typeof error?.code === 'number' ? error.code : 0, out, err });
    });
  });
}

describe('parse-mail', () => {
  it('prints one line of JSON, what the connector sees', async () => {
    const { status, out } = await parseMail(join(root, 'tests/fixtures/email/gmail-reply-ru.eml'));
    expect(status).toBe(0);
    expect(out.trimEnd().split('\n')).toHaveLength(1);
    expect(JSON.parse(out)).toEqual({
      from: { name: 'Мария Кузнецова', address: 'maria.kuznetsova@mail.test' },
      to: [{ name: 'Магазин', address: 'op@shop.test' }],
      cc: [],
      subject: 'Re: Заказ № 456: когда доставка?',
      date: '2026-11-02T07:12:31.000Z',
      messageId: 'CAF3xJ8=second@mail.mail.test',
      inReplyTo: '0192e4c0-7a3b-7000-8000-0000000000aa@shop.test',
      references: ['CAF3xJ8=first@mail.mail.test', '0192e4c0-7a3b-7000-8000-0000000000aa@shop.test'],
      text: expect.stringContaining('Спасибо, жду в четверг.'),
      hasHtml: true,
      attachments: [],
      autoSubmitted: false,
      bounceOf: null,
    });
  });

  it('finds something to say of a file that is no mail', async () => {
    const path = join(folder, 'noise.eml');
    writeFileSync(path, Buffer.from(Array.from({ length: 5_000 }, (_, index) => (index * 7_919) % 256)));
    const { status, out } = await parseMail(path);
    expect(status).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ from: null, to: [], attachments: [] });
  });

  it('refuses wrong use in one sentence', async () => {
    for (const args of [[], ['a.eml', 'b.eml'], [join(folder, 'missing.eml')]]) {
      const { status, out, err } = await parseMail(...args);
      expect(status).toBe(2);
      expect(out).toBe('');
      expect(err.trimEnd().split('\n')).toHaveLength(1);
    }
  });
});
