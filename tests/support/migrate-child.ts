import { ensureDesk } from '../../electron/engine/desk.ts';
import { prepareDatabase } from '../../electron/store/open.ts';
import { plantCrashPoints } from './crash-points.ts';

/**
 * What the reader does before it answers, in a process of its own: arguments are the profile and the migrations; with
 * `DRILL_REPORT` and `DRILL_DIE_AT` it dies on the way. Exit status 0 when the database is ready, 1 and a sentence otherwise.
 */
const [profile = '', migrations = ''] = process.argv.slice(2);
const { DRILL_REPORT, DRILL_DIE_AT } = process.env;
if (DRILL_REPORT !== undefined && DRILL_DIE_AT !== undefined) plantCrashPoints(DRILL_REPORT).arm(Number(DRILL_DIE_AT));
try {
  prepareDatabase({ profile, migrations });
  ensureDesk({ profile, migrations });
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
}
