import { fork } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { databasePath } from '../../electron/store/open.ts';
import { findChannel, saveChannel } from '../../electron/store/repos/channel.repo.ts';
import { ensureMe } from '../../electron/store/repos/settings.repo.ts';
import { openStore } from '../../electron/store/store.ts';
import { temporaryProfile } from '../support/engine.ts';
import type { Ending } from '../support/engine-process.ts';
import { runSeed, seeded } from '../support/random.ts';
import { arrive, botChannel, migrations as current, telegram } from '../support/store.ts';
import { placesOfDeath } from './deaths.ts';
import { drillLimit, sizes, someNumber } from './sizes.ts';

/** Killed in the middle of bringing an older database up to date; and two processes that want to do it at once. */
let place: Awaited<ReturnType<typeof temporaryProfile>>;

beforeEach(async () => {
  place = await temporaryProfile();
});
afterEach(() => place.remove());

const items = 500;
const statements = 30;

/** The program's migrations and one more, that copies the timeline and then changes it in many statements. */
function laterMigrations(): string {
  const folder = join(place.path, 'migrations');
  cpSync(current, folder, { recursive: true });
  const journal = join(folder, 'local', 'meta', '_journal.json');
  const { entries, ...rest } = JSON.parse(readFileSync(journal, 'utf8')) as { entries: Array<{ idx: number; when: number }> };
  const last = entries.at(-1) ?? { idx: 0, when: 0 };
  const tag = '9999_drill';
  entries.push({ ...last, ...{ tag, idx: last.idx + 1, when: last.when + 1000 } });
  writeFileSync(journal, JSON.stringify({ ...rest, entries }));
  const sql = ['CREATE TABLE drill AS SELECT * FROM items'];
  for (let n = 0; n < statements; n += 1) sql.push(`UPDATE items SET text = text || ' ${n}' WHERE key % ${statements} = ${n}`);
  writeFileSync(join(folder, 'local', `${tag}.sql`), sql.join(';\n--> statement-breakpoint\n'));
  return folder;
}

/** A database as the program of today leaves it, large enough for its copy to take a moment. */
function olderDatabase(profile: string): void {
  const store = openStore({ profile, migrations: current, epoch: 'older' });
  store.write((tx) => {
    ensureMe(tx, { name: 'Anna' });
    saveChannel(tx, { config: botChannel, address: '@shop_bot', sealed: new Uint8Array() }, 0);
    tx.run("INSERT INTO settings (name, value) VALUES ('ballast', hex(randomblob(4000000)))");
  });
  expect(findChannel(store.read, 'bot')).toBeDefined();
  arrive(
    store,
    'bot',
    Array.from({ length: items }, (_, n) => telegram(n % 50, { text: `text ${n}` })),
  );
  store.close();
}

async function migrate(profile: string, migrations: string, environment: NodeJS.ProcessEnv = {}): Promise<Ending> {
  const child = fork(fileURLToPath(new URL('../support/migrate-child.ts', import.meta.url)), [profile, migrations], {
    execArgv: ['--no-warnings'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, ...environment },
  });
  const [code, signal] = (await once(child, 'exit')) as [Ending['code'], Ending['signal']];
  return { code, signal };
}

type State = { sound: boolean; count: number; altered: number; migrated: boolean };

/** What a database file holds. Opens it as a program would after a crash, but changes nothing. */
function look(path: string): State {
  const db = new Database(path);
  try {
    const number = (sql: string) => Number(db.prepare(sql).pluck().get());
    return {
      sound: db.pragma('integrity_check', { simple: true }) === 'ok',
      count: number('SELECT COUNT(*) FROM items'),
      altered: number("SELECT COUNT(*) FROM items WHERE text NOT GLOB 'text [0-9]*' OR text GLOB 'text * *'"),
      migrated: number("SELECT COUNT(*) FROM sqlite_master WHERE name = 'drill'") === 1,
    };
  } finally {
    db.close();
  }
}

const old: State = { sound: true, count: items, altered: 0, migrated: false };
const renewed: State = { sound: true, count: items, altered: items, migrated: true };

/** What lies beside the database: backups by their name, and what is no whole backup. */
function beside(profile: string): { backups: string[]; others: string[] } {
  const path = databasePath(profile);
  const names = readdirSync(dirname(path)).filter((name) => name.startsWith(`${basename(path)}.before-`));
  const whole = names.filter((name) => name.endsWith('.db'));
  return { backups: whole.map((name) => join(dirname(path), name)), others: names.filter((name) => !whole.includes(name)) };
}

test(
  'killed while it migrates: the old one whole or the new one whole, backups that can be used, and it starts again',
  async () => {
    const random = seeded(runSeed());
    const migrations = laterMigrations();
    const report = join(place.path, 'deaths.txt');
    const base = join(place.path, 'older');
    olderDatabase(base);
    let resumed = 0;
    let profile = '';
    for (let kill = 0; kill < sizes.migrationKills; kill += 1) {
      if (profile === '') {
        profile = join(place.path, `p${kill}`);
        cpSync(base, profile, { recursive: true });
      } else resumed += 1;
      const { code, signal } = await migrate(profile, migrations, {
        DRILL_REPORT: report,
        DRILL_DIE_AT: String(someNumber(random, statements + 25)),
      });
      expect(code === 0 || signal === 'SIGKILL').toBe(true);
      const state = look(databasePath(profile));
      expect([old, renewed]).toContainEqual(state);
      const { backups } = beside(profile);
      for (const backup of backups) expect(look(backup)).toEqual(old);
      if (state.migrated) expect(backups).toHaveLength(1);
      if (state.migrated || code === 0) {
        expect(await migrate(profile, migrations)).toEqual({ code: 0, signal: null });
        expect(look(databasePath(profile))).toEqual(renewed);
        expect(beside(profile)).toEqual({ backups: [expect.any(String)], others: [] });
        profile = '';
      }
    }
    process.stdout.write(`${sizes.migrationKills} starts, ${resumed} of them after a kill; died at ${placesOfDeath(report)}\n`);
  },
  drillLimit,
);

test('started again and again: one backup, and what was half copied goes', async () => {
  const migrations = laterMigrations();
  const profile = join(place.path, 'half');
  olderDatabase(profile);
  const path = databasePath(profile);
  const journal = JSON.parse(readFileSync(join(migrations, 'local', 'meta', '_journal.json'), 'utf8')) as {
    entries: Array<{ when: number }>;
  };
  // Each is killed right before it commits, when its backup is made; then one that ended in the middle of the copy.
  for (let n = 0; n < 3; n += 1) {
    const environment = { DRILL_REPORT: join(place.path, 'd'), DRILL_DIE_AT: String(statements + 3) };
    expect(await migrate(profile, migrations, environment)).toEqual({ code: null, signal: 'SIGKILL' });
  }
  expect(beside(profile).backups).toHaveLength(1);
  writeFileSync(`${path}.before-${journal.entries.at(-1)?.when}.partial`, 'half a copy');
  expect(await migrate(profile, migrations)).toEqual({ code: 0, signal: null });
  expect(look(path)).toEqual(renewed);
  const { backups, others } = beside(profile);
  expect(backups.map(look)).toEqual([old]);
  expect(others).toEqual([]);
});

test('reader and engine at the same moment: one migrates, the other waits, both go on', async () => {
  const migrations = laterMigrations();
  for (let round = 0; round < 2; round += 1) {
    const profile = join(place.path, `both${round}`);
    olderDatabase(profile);
    const endings = await Promise.all([migrate(profile, migrations), migrate(profile, migrations), migrate(profile, migrations)]);
    expect(endings).toEqual(endings.map(() => ({ code: 0, signal: null })));
    expect(look(databasePath(profile))).toEqual(renewed);
    expect(beside(profile).backups).toHaveLength(1);
  }
});

test('a new profile opened by both at the same moment', async () => {
  for (let round = 0; round < 2; round += 1) {
    const profile = join(place.path, `new${round}`);
    mkdirSync(profile);
    const endings = await Promise.all([migrate(profile, current), migrate(profile, current), migrate(profile, current)]);
    expect(endings).toEqual(endings.map(() => ({ code: 0, signal: null })));
    const db = new Database(databasePath(profile));
    expect(db.prepare('SELECT COUNT(*) FROM agents').pluck().get()).toBe(1);
    db.close();
  }
});
