import type { WriteTx } from '../db.ts';
import { setTeamState, teamState } from './state.ts';
import { thingsOf } from './things.ts';

const atOnce = 200;

/**
 * Counts the clocks of some open conversations anew where the rules they were counted by are others by now. Answers whether there is
 * more to do: a hundred thousand at once would keep the desk from everything else.
 */
export function renewSomeClocks(tx: WriteTx): boolean {
  const rules = rulesOf(tx);
  const done = teamState(tx, 'clocks');
  if (done?.rules === rules && done.upTo === null) return false;
  const after = done?.rules === rules ? (done.upTo ?? 0) : 0;
  const keys = tx.values<number>(
    'SELECT customer_key FROM inbox WHERE customer_key > ? AND open > 0 ORDER BY customer_key LIMIT ?',
    after,
    atOnce,
  );
  for (const key of keys) tx.touchCustomer(key);
  const last = keys.at(-1);
  setTeamState(tx, 'clocks', { rules, upTo: keys.length < atOnce ? null : (last ?? null) });
  return keys.length === atOnce;
}

/** What clocks are counted by, as one text. */
function rulesOf(tx: WriteTx): string {
  const settings = thingsOf<{ name: string; value: unknown }>(tx, 'setting').filter(
    ({ name }) => name === 'sla' || name === 'hours',
  );
  const departments = thingsOf<{ id: string; hours: unknown }>(tx, 'department').filter(({ hours }) => hours !== null);
  return JSON.stringify([settings.map(({ name, value }) => [name, value]), departments.map(({ id, hours }) => [id, hours])]);
}
