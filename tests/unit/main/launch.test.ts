import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readLaunch } from '../../../electron/host/launch.ts';

const folder = mkdtempSync(join(tmpdir(), 'throughline-launch-'));
const good = join(folder, 'good.json');
const bad = join(folder, 'bad.json');

beforeAll(() => {
  writeFileSync(good, '{"workspace":{"name":"Acme"}}');
  writeFileSync(bad, '{"channels":[{"kind":"fax"}]}');
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('readLaunch', () => {
  it('makes paths absolute and reads the file', async () => {
    const outcome = await readLaunch(['--profile', 'desk', '--provision', 'good.json'], {}, folder);
    expect(outcome).toEqual({ ok: true, launch: { profile: join(folder, 'desk'), provision: { workspace: { name: 'Acme' } } } });
  });

  it.each([
    [['--provision', bad], `--provision ${bad}: channels[0].kind: expected "email" or "telegram" or "asterisk" or "cloud-pbx"`],
    [
      ['--provision', join(folder, 'none.json')],
      `--provision: expected a readable JSON file at ${join(folder, 'none.json')} (ENOENT)`,
    ],
    [['--provision', folder], `--provision: expected a readable JSON file at ${folder} (EISDIR)`],
    [['--lang', 'fr'], '--lang: expected "en" or "ru", got "fr"'],
  ])('refuses %j in one sentence', async (args, message) => {
    expect(await readLaunch(args, {}, '/')).toEqual({ ok: false, message });
  });
});
