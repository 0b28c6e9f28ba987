/** The whole size by `DRILL_FULL=1`; otherwise the one that every change is tested with. */
export const full = process.env.DRILL_FULL === '1';

export const sizes = full
  ? {
      importMails: 20_000,
      importKills: 130,
      sends: 500,
      sendKills: 90,
      migrationKills: 50,
      closingKills: 30,
      farthest: 20_000,
      farthestSending: 1_500,
    }
  : {
      importMails: 300,
      importKills: 12,
      sends: 60,
      sendKills: 10,
      migrationKills: 10,
      closingKills: 6,
      farthest: 3_000,
      farthestSending: 1_500,
    };

/** How long one drill may take, in ms. */
export const drillLimit = full ? 3_600_000 : 180_000;

/** A whole number from 1 to `most`, small ones as likely as large ones: starts are as worth dying in as the work is. */
export const someNumber = (random: () => number, most: number): number => Math.max(1, Math.floor(most ** random()));
