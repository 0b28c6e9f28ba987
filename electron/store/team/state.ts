import type { ReadDb, WriteTx } from '../db.ts';

/** Place in the server's order of changes: transaction and number, both decimal text, since they exceed what a double holds. */
export type Place = { xid: string; seq: string };

/**
 * Where this desk stands with the server. `gap`: what was changed between two places and is still being read, the newest
 * first; `to` is how far down that has come.
 */
export type TeamState = {
  /** This installation, as the server knows it. */
  node: string | null;
  /** Identity of the server's history: another one is another server, or the same from an older backup. */
  epoch: string | null;
  cursor: Place | null;
  gap: { from: Place | null; to: Place; left: number } | null;
  /** What was said before this moment is no news to this desk; epoch ms. */
  joinedAt: number | null;
  /** Address and password of this desk's login, sealed with its own key; base64. */
  login: string | null;
  /** The last changes that were read, by which a server that went back to an older state is known; `seal`: its own word for each. */
  witness: Array<{ kind: string; id: string; xid: string; seal?: string }>;
  /** Epoch of the server whose agents, departments and rules are here. */
  thingsOf: string | null;
  /** Rules by which clocks of service were counted, and how far that has come while it goes on. */
  clocks: { rules: string; upTo: number | null } | null;
  /**
   * The server went back to an older state, whose last moment is `since`, epoch ms, and is told again what it lacks: `total` once that is
   * known, `records` so far.
   */
  restoring: { since: number | null; total: number | null; records: number } | null;
  /** Channels that this desk runs just now: what it says of a call there stands. */
  tells: string[];
};

const nothing: TeamState = {
  node: null,
  epoch: null,
  cursor: null,
  gap: null,
  joinedAt: null,
  login: null,
  witness: [],
  thingsOf: null,
  clocks: null,
  restoring: null,
  tells: [],
};

export function teamState<N extends keyof TeamState>(db: ReadDb, name: N): TeamState[N] {
  const text = db.value<string>('SELECT value FROM team_state WHERE name = ?', name);
  return text === undefined ? nothing[name] : (JSON.parse(text) as TeamState[N]);
}

export function setTeamState<N extends keyof TeamState>(tx: WriteTx, name: N, value: TeamState[N]): void {
  tx.run(
    'INSERT INTO team_state (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
    name,
    JSON.stringify(value),
  );
}

/** On its way into a team whose first reading is not over: what it has not, its channels too, is still to come. */
export const joining = (db: ReadDb): boolean =>
  teamState(db, 'node') !== null && (teamState(db, 'cursor') === null || teamState(db, 'gap') !== null);

/** This profile works in a team: what is to leave goes by way of the server. */
export const inTeam = (db: ReadDb): boolean =>
  db.value<string>("SELECT value FROM team_state WHERE name = 'epoch'") !== undefined;
