import type { ReadDb, WriteTx } from '../db.ts';

/** Kinds of what only a team has and nobody changes here: kept as the server's rows, so that the window can be answered without it. */
export const thingKinds = ['agent', 'department', 'duty', 'setting', 'handoff', 'whisper'] as const;
export type ThingKind = (typeof thingKinds)[number];

/** `null`: it is not, or not for this agent. */
export function putThing(tx: WriteTx, kind: ThingKind, id: string, body: object | null): void {
  const text = body === null ? undefined : JSON.stringify(body);
  const before = tx.value<string>('SELECT body FROM team_things WHERE kind = ? AND id = ?', kind, id);
  if (text === before) return;
  if (text === undefined) tx.run('DELETE FROM team_things WHERE kind = ? AND id = ?', kind, id);
  else
    tx.run(
      'INSERT INTO team_things (kind, id, body) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET body = excluded.body',
      kind,
      id,
      text,
    );
  tx.touched.team = true;
}

export const thingsOf = <T>(db: ReadDb, kind: ThingKind): T[] =>
  db.values<string>('SELECT body FROM team_things WHERE kind = ? ORDER BY id', kind).map((text) => JSON.parse(text) as T);

export function thingOf<T>(db: ReadDb, kind: ThingKind, id: string): T | undefined {
  const text = db.value<string>('SELECT body FROM team_things WHERE kind = ? AND id = ?', kind, id);
  return text === undefined ? undefined : (JSON.parse(text) as T);
}

export const forgetThings = (tx: WriteTx): void => {
  tx.run('DELETE FROM team_things');
};
