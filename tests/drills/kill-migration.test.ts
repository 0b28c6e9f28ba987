import { fork } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { databasePath } from '../../electron/store/open.ts';
import { temporaryProfile } from '../support/engine.ts';
import type { Ending } from '../support/engine-process.ts';
import { runSeed } from '../support/random.ts';
import { migrations as current } from '../support/store.ts';
import { placesOfDeath } from './deaths.ts';
import { beside, laterMigrations, look, old, olderDatabase, renewed, statements } from './older-database.ts';
import { drillLimit, sizes } from './sizes.ts';
import { Tally } from './tally.ts';

/** Killed in the middle of bringing an older database up to date; and two processes that want to do it at once. */
let place: Awaited<ReturnType<typeof temporaryProfile>>;

beforeEach(async () => {
  place = await temporaryProfile();
});
afterEach(() => place.remove());

const items = 500;

async function migrate(profile: string, migrations: string, environment: NodeJS.ProcessEnv = {}): Promise<Ending> {
  const child = fork(fileURLToPath(new URL('../support/migrate-child.ts', import.meta.url)), [profile, migrations], {
    execArgv: ['--no-warnings'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, ...environment },
  });
  const [code, signal] = (await once(child, 'exit')) as [Ending['code'], Ending['signal']];
  return { code, signal };
}

test(
  'killed while it migrates: the old one whole or the new one whole, backups that can be used, and it starts again',
  async () => {
    const tally = new Tally('migration', runSeed());
    const migrations = laterMigrations(join(place.path, 'migrations'));
    const report = join(place.path, 'deaths.txt');
    const base = join(place.path, 'older');
    olderDatabase(base, items);
    let databases = 0;
    let losses = 0;
    let profile = '';
    while (tally.allKills < sizes.migrationKills) {
      if (profile === '') {
        profile = join(place.path, `p${databases}`);
        databases += 1;
        cpSync(base, profile, { recursive: true });
      }
      const { code, signal } = await migrate(profile, migrations, {
        DRILL_REPORT: report,
        DRILL_DIE_AT: String(1 + Math.floor(tally.random() * (statements + 40))),
      });
      expect(code === 0 || signal === 'SIGKILL').toBe(true);
      if (signal === 'SIGKILL') tally.killed('reader');
      const state = look(databasePath(profile));
      losses += items - state.count;
      expect([old(items), renewed(items)]).toContainEqual(state);
      const { backups } = beside(profile);
      for (const backup of backups) expect(look(backup)).toEqual(old(items));
      if (state.migrated) expect(backups).toHaveLength(1);
      if (state.migrated || code === 0) {
        expect(await migrate(profile, migrations)).toEqual({ code: 0, signal: null });
        expect(look(databasePath(profile))).toEqual(renewed(items));
        expect(beside(profile)).toEqual({ backups: [expect.any(String)], others: [] });
        profile = '';
      }
    }
    tally.close({ databases, items: databases * items, duplicates: 0, losses }, placesOfDeath(report));
  },
  drillLimit,
);

test('started again and again: one backup, and what was half copied goes', async () => {
  const migrations = laterMigrations(join(place.path, 'migrations'));
  const profile = join(place.path, 'half');
  olderDatabase(profile, items);
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
  expect(look(path)).toEqual(renewed(items));
  const { backups, others } = beside(profile);
  expect(backups.map(look)).toEqual([old(items)]);
  expect(others).toEqual([]);
});

test('reader and engine at the same moment: one migrates, the other waits, both go on', async () => {
  const migrations = laterMigrations(join(place.path, 'migrations'));
  for (let round = 0; round < 2; round += 1) {
    const profile = join(place.path, `both${round}`);
    olderDatabase(profile, items);
    const endings = await Promise.all([migrate(profile, migrations), migrate(profile, migrations), migrate(profile, migrations)]);
    expect(endings).toEqual(endings.map(() => ({ code: 0, signal: null })));
    expect(look(databasePath(profile))).toEqual(renewed(items));
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
