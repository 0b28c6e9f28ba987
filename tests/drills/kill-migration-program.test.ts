import { cpSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { root } from '../../build/runtime/index.ts';
import { databasePath, prepareDatabase } from '../../electron/store/open.ts';
import { temporaryProfile } from '../support/engine.ts';
import { Program } from '../support/program.ts';
import { prepareProgram } from '../support/program-setup.ts';
import { runSeed } from '../support/random.ts';
import { beside, laterMigrations, look, old, olderDatabase, renewed } from './older-database.ts';
import { drillLimit, sizes } from './sizes.ts';
import { afterMoments, shuffled, Tally } from './tally.ts';

/** The whole program brings an older profile up to date, and loses reader, engine and main while it does. */
let place: Awaited<ReturnType<typeof temporaryProfile>>;
let leaveProgram: () => Promise<void>;

beforeAll(async () => {
  leaveProgram = await prepareProgram();
});
afterAll(() => leaveProgram());
beforeEach(async () => {
  place = await temporaryProfile();
});
afterEach(() => place.remove());

/** The program as it is built, with one more migration than it has. */
function laterProgram(): string {
  const application = join(place.path, 'application');
  mkdirSync(application);
  for (const part of ['package.json', 'out']) cpSync(join(root, part), join(application, part), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(application, 'node_modules'));
  laterMigrations(join(application, 'drizzle'));
  return application;
}

/** How long the migration takes where nothing disturbs it, ms. */
function undisturbed(base: string, application: string): number {
  const profile = join(place.path, 'undisturbed');
  cpSync(base, profile, { recursive: true });
  const began = Date.now();
  prepareDatabase({ profile, migrations: join(application, 'drizzle') });
  return Date.now() - began;
}

test(
  'killed while it migrates: the old one whole or the new one whole, and the next start shows everybody',
  async () => {
    const tally = new Tally('migration by the program', runSeed());
    const { migrationLives: lives, migrationItems: items } = sizes;
    const application = laterProgram();
    const base = join(place.path, 'older');
    olderDatabase(base, items);
    const took = undisturbed(base, application);
    let losses = 0;
    for (let life = 0; life < lives; life += 1) {
      const profile = join(place.path, `life${life}`, 'profile');
      cpSync(base, profile, { recursive: true });
      const program = await Program.start({ profile, application });
      try {
        for (const name of [...shuffled(['reader', 'engine'] as const, tally.random), 'main'] as const) {
          // Each kill lets somebody else begin the migration anew: a moment of chance in it.
          await program.there(name);
          await afterMoments(tally.random() * took);
          await program.kill(name);
          tally.killed(name);
        }
      } finally {
        await program.end();
      }
      const state = look(databasePath(profile));
      losses += items - state.count;
      expect([old(items), renewed(items)]).toContainEqual(state);
      for (const backup of beside(profile).backups) expect(look(backup)).toEqual(old(items));

      const again = await Program.launch({ profile, application });
      try {
        expect(await again.works()).toBe(true);
        expect((await again.call('inbox.counts', {})).all).toBe(50);
        await again.measure();
        expect(await again.close()).toEqual({ code: 0, signal: null });
      } finally {
        await again.end();
        tally.held(again.peaks);
      }
      expect(look(databasePath(profile))).toEqual(renewed(items));
      expect(beside(profile)).toEqual({ backups: [expect.any(String)], others: [] });
    }
    tally.close({ databases: lives, items: lives * items, duplicates: 0, losses }, `undisturbed in ${took} ms`);
  },
  drillLimit,
);
