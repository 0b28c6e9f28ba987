import pg from 'pg';
import type { TeamAddress } from '../../core/team-url.ts';
import { connect } from '../connect.ts';
import { type Groups, groupsOf } from './rights.ts';

/** Something could not be done: one sentence for the administrator. `wrongUse` means that it was asked wrongly. */
export class TeamCommandError extends Error {
  readonly wrongUse: boolean;
  constructor(message: string, wrongUse = false) {
    super(message);
    this.name = 'TeamCommandError';
    this.wrongUse = wrongUse;
  }
}

/** An administrator's connection, inside one transaction: a command happens whole or not at all, and one at a time. */
export type AdminSession = {
  db: pg.Client;
  address: TeamAddress;
  groups: Groups;
  /** What was done, in the administrator's words, for the end. */
  did: string[];
};

/** Any two commands on one database wait for each other, though not for ever: anybody who may connect could hold such a lock. */
const commandLock = 'SELECT pg_advisory_xact_lock(7421, 0)';
const othersTakeMs = 10_000;
const notInTime = '55P03';

const oldestServer = 140_000;

/** Runs a command in its transaction, and says what went wrong as a sentence. */
export async function asAdministrator<T>(
  address: TeamAddress,
  options: { ca?: string },
  run: (session: AdminSession) => Promise<T>,
): Promise<T> {
  let db: pg.Client;
  try {
    db = await connect(address, { ...options, program: 'throughline team' });
  } catch (error) {
    throw new TeamCommandError(explain(error, address));
  }
  try {
    const { rows } = await db.query<{ version: number; shown: string }>(
      "SELECT current_setting('server_version_num')::int AS version, current_setting('server_version') AS shown",
    );
    const [server] = rows;
    if ((server?.version ?? 0) < oldestServer) {
      throw new TeamCommandError(`PostgreSQL 14 or later is needed, and this is ${server?.shown ?? 'an unknown one'}`);
    }
    await db.query('BEGIN');
    await takeTurn(db);
    const result = await run({ db, address, groups: groupsOf(address.database), did: [] });
    await db.query('COMMIT');
    return result;
  } catch (error) {
    if (error instanceof TeamCommandError) throw error;
    throw new TeamCommandError(explain(error, address));
  } finally {
    // A transaction that is still open ends with the connection.
    await db.end().catch(() => undefined);
  }
}

async function takeTurn(db: pg.Client): Promise<void> {
  // Nothing that others put into the schema `public`, open to everybody until PostgreSQL 15, is run with an administrator's rights.
  await db.query(`SET LOCAL search_path = pg_catalog, pg_temp; SET LOCAL lock_timeout = ${othersTakeMs}`);
  try {
    await db.query(commandLock);
  } catch (error) {
    if ((error as { code?: string }).code !== notInTime) throw error;
    await db.query('ROLLBACK');
    const { rows } = await db.query<{ who: string }>(
      `SELECT DISTINCT format('%s (process %s)', s.usename, s.pid) AS who FROM pg_locks l JOIN pg_stat_activity s ON s.pid = l.pid
       WHERE l.locktype = 'advisory' AND l.classid = 7421 AND l.objid = 0 AND l.granted AND s.datname = current_database()`,
    );
    const who = rows.map((row) => row.who).join(', ') || 'somebody';
    throw new TeamCommandError(
      `Another command is at work on this team: ${who}; try again when it is over, or end that connection`,
    );
  }
  await db.query('SET LOCAL lock_timeout = 0');
}

/** Everything from here on is done, and owned, by the owner role. */
export const becomeOwner = async ({ db, groups }: AdminSession): Promise<void> => {
  await db.query(`SET LOCAL ROLE ${pg.escapeIdentifier(groups.owner)}`);
};

/** The administrator again, who may make roles. */
export const becomeAdministrator = async ({ db }: AdminSession): Promise<void> => {
  await db.query('RESET ROLE');
};

function explain(error: unknown, address: TeamAddress): string {
  const { code, message } = error as { code?: string; message?: string };
  const where = `${address.host}:${address.port}`;
  switch (code) {
    case 'ECONNREFUSED':
    case 'EHOSTUNREACH':
    case 'ETIMEDOUT':
      return `No PostgreSQL answers at ${where}`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `There is no host ${address.host}`;
    case '28P01':
    case '28000':
      return `PostgreSQL does not let ${address.user} in: ${message ?? 'wrong password'}`;
    case '3D000':
      return `There is no database ${address.database} at ${where}; create it first, owned by ${address.user}`;
    case '42501':
      return `${address.user} may not do this (${message ?? ''}): it must own the database and have CREATEROLE`;
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
    case 'CERT_HAS_EXPIRED':
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return `The certificate of ${where} could not be verified (${message ?? code}); give its authority with --ca`;
    default:
      return message ?? String(error);
  }
}
