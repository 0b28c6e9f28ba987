/** The whole size by `DRILL_FULL=1`; otherwise the one that every change is tested with. */
export const full = process.env.DRILL_FULL === '1';

/**
 * `…Kills` are of engines that die alone, each at a crash point of chance; `…Lives` are of the whole program, in each of which
 * reader, engine and main are killed. At the whole size these are three hundred kills: 130 in imports, 90 in sending, 50 in
 * migrations, 30 in closing.
 */
export const sizes = full
  ? {
      importMails: 20_000,
      importKills: 85,
      importLives: 15,
      sends: 500,
      sendKills: 60,
      sendLives: 10,
      migrationKills: 35,
      migrationLives: 5,
      /** Items of the database that is migrated by the program. */
      migrationItems: 20_000,
      closingKills: 15,
      programClosings: 15,
      farthest: 20_000,
      farthestSending: 1_500,
    }
  : {
      importMails: 300,
      importKills: 7,
      importLives: 1,
      sends: 60,
      sendKills: 6,
      sendLives: 1,
      migrationKills: 6,
      migrationLives: 1,
      migrationItems: 500,
      closingKills: 3,
      programClosings: 3,
      farthest: 3_000,
      farthestSending: 1_500,
    };

/** How long one drill may take, in ms. */
export const drillLimit = full ? 3_600_000 : 480_000;

/** A whole number from 1 to `most`, small ones as likely as large ones: starts are as worth dying in as the work is. */
export const someNumber = (random: () => number, most: number): number => Math.max(1, Math.floor(most ** random()));
