import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openReader } from '../../electron/store/store.ts';
import { startTelegramEmulator, type TelegramEmulator } from '../servers/telegram/index.ts';
import { temporaryProfile } from '../support/engine.ts';
import { migrations } from '../support/store.ts';

/** The engine without a window, in plain Node, by the flags of the public surface. */
const entry = fileURLToPath(new URL('../../electron/engine/relay.ts', import.meta.url));
let telegram: TelegramEmulator;
let profile: Awaited<ReturnType<typeof temporaryProfile>>;
let provision: string;
const running: Relay[] = [];

class Relay {
  readonly child: ChildProcessWithoutNullStreams;
  readonly lines: string[] = [];
  readonly #listeners = new Set<() => void>();

  constructor(flags: string[]) {
    this.child = spawn(process.execPath, ['--no-warnings', entry, ...flags]);
    createInterface({ input: this.child.stderr }).on('line', (line) => {
      this.lines.push(line);
      for (const listener of this.#listeners) listener();
    });
    running.push(this);
  }

  said(words: RegExp): Promise<string> {
    return new Promise((resolve) => {
      const look = (): void => {
        const line = this.lines.find((each) => words.test(each));
        if (line === undefined) return;
        this.#listeners.delete(look);
        resolve(line);
      };
      this.#listeners.add(look);
      look();
    });
  }

  async end(signal?: NodeJS.Signals): Promise<number | null> {
    if (this.child.exitCode !== null) return this.child.exitCode;
    const ended = once(this.child, 'exit') as Promise<[number | null]>;
    if (signal) this.child.kill(signal);
    return (await ended)[0];
  }
}

beforeEach(async () => {
  telegram = await startTelegramEmulator();
  profile = await temporaryProfile();
  provision = join(profile.path, 'provision.json');
  const bot = { id: 'bot', kind: 'telegram', name: 'Shop bot', token: telegram.token, apiRoot: telegram.apiRoot };
  writeFileSync(provision, JSON.stringify({ channels: [bot] }));
});
afterEach(async () => {
  for (const relay of running.splice(0)) await relay.end('SIGKILL');
  await telegram.stop();
  await profile.remove();
});

test('it connects, says so, takes messages in, and stops cleanly within two seconds', async () => {
  telegram.user(77, { firstName: 'Мария' }).write('Привет');
  const relay = new Relay(['--profile', profile.path, '--provision', provision]);
  await relay.said(/Shop bot: online/);
  // The offset that confirms the message goes out only after its commit.
  await telegram.waitForCall((call) => call.method.toLowerCase() === 'getupdates' && Number(call.params.offset) > 0);
  const asked = Date.now();
  expect(await relay.end('SIGTERM')).toBe(0);
  expect(Date.now() - asked).toBeLessThan(2000);
  const reader = openReader({ profile: profile.path, migrations });
  expect(reader.value('SELECT COUNT(*) FROM items')).toBe(1);
  reader.raw.close();
});

test('one engine on a profile: the second says so and ends with 1', async () => {
  const first = new Relay(['--profile', profile.path, '--provision', provision]);
  await first.said(/Shop bot: online/);
  const second = new Relay(['--profile', profile.path]);
  expect(await second.end()).toBe(1);
  await second.said(/already running/);
});

test('wrong use is one sentence and 2', async () => {
  writeFileSync(provision, JSON.stringify({ channels: [{ id: 'x', kind: 'pigeon', name: 'X' }] }));
  const relay = new Relay(['--profile', profile.path, '--provision', provision]);
  expect(await relay.end()).toBe(2);
  await relay.said(/channels\[0\]\.kind/);
  const nameless = new Relay([]);
  expect(await nameless.end()).toBe(2);
  await nameless.said(/--profile/);
  const nowhere = new Relay(['--profile', join(provision, 'below-a-file')]);
  expect(await nowhere.end()).toBe(2);
  await nowhere.said(/^--profile: expected a folder that can be written/);
});
