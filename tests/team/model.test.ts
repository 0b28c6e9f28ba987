import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Desk } from '../support/engine.ts';
import type { FaultProxy } from '../support/fault-proxy.ts';
import { seeded } from '../support/random.ts';
import { answer, connected, deliveries, type Office, online, openOffice } from './office.ts';

/**
 * Desks do what people do while their lines to the server come and go at random. Afterwards every desk has what the server has,
 * nothing a desk had said yes to is lost, and no answer reached a customer twice. `TEAM_SEED` repeats a run, `TEAM_OPERATIONS`
 * makes it longer.
 */
const seed = Number(process.env.TEAM_SEED ?? Math.floor(Math.random() * 1e9));
const operations = Number(process.env.TEAM_OPERATIONS ?? 120);

type Place = { desk: Desk; door: FaultProxy; open: boolean };

let office: Office;
const places: Place[] = [];

beforeAll(async () => {
  office = await openOffice();
  const third = await office.team.add('vera', { name: 'Vera', visibility: 'all' });
  for (const [n, agent] of [office.anna, office.boris, third].entries()) {
    const door = await office.door();
    const desk = await office.desk(agent, { bot: n === 0, through: door });
    await connected(desk);
    if (n === 0) await online(desk);
    places.push({ desk, door, open: true });
  }
}, 120_000);
afterAll(() => office.close());

test(`${operations} operations, seed ${seed}`, { timeout: 60_000 + operations * 2_000 }, async () => {
  process.stdout.write(`TEAM_SEED=${seed} TEAM_OPERATIONS=${operations}\n`);
  const random = seeded(seed);
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
  const written: string[] = [];
  const noted: string[] = [];
  const answered: string[] = [];
  for (let n = 0; n < operations; n += 1) {
    const place = pick(places);
    if (!place) continue;
    const rows = await place.desk.rows();
    const row = pick(rows);
    const dice = random();
    if (dice < 0.3 || !row) {
      const text = `said ${n}`;
      office.telegram.user(100 + Math.floor(random() * 5), { firstName: 'Customer' }).write(text);
      written.push(text);
    } else if (dice < 0.5) {
      await place.desk.call('note.add', { customerId: row.customerId, text: `noted ${n}` });
      noted.push(`noted ${n}`);
    } else if (dice < 0.65) {
      const me = (await place.desk.call('workspace.get', {})).me.id;
      const change = dice < 0.6 ? { assigneeId: me } : { status: 'pending' as const };
      // Somebody may have been first; that is what is told, and no failure.
      await place.desk
        .call('conversation.change', { customerIds: [row.customerId], change })
        .catch((error: { code?: string }) => {
          if (error.code !== 'conflict' && error.code !== 'unavailable' && error.code !== 'not-allowed') throw error;
        });
    } else if (dice < 0.85) {
      await answer(place.desk, row.customerId, `answered ${n}`);
      answered.push(`answered ${n}`);
    } else {
      await (place.open ? place.door.down() : place.door.up());
      place.open = !place.open;
    }
  }
  for (const place of places) if (!place.open) await place.door.up();
  await Promise.all(places.map(({ desk }) => connected(desk)));
  for (const { desk } of places)
    await desk.until(async () => (await desk.call('team.get', {}))?.waiting === 0, 'what waited to be decided');

  const texts = (desk: Desk, where: string) =>
    desk.engine.store.read.values<string>(`SELECT text FROM items WHERE ${where} ORDER BY text`);
  const all = [...written].sort();
  for (const { desk } of places) {
    await desk.until(async () => texts(desk, "direction = 'in'").join() === all.join(), 'every message once');
    await desk.until(async () => texts(desk, "kind = 'note'").join() === [...noted].sort().join(), 'every note once');
    await desk.until(
      async () => texts(desk, "direction = 'out' AND delivery IN ('queued', 'sending')").length === 0,
      'every answer to have a fate',
    );
  }
  const reached = deliveries(office);
  expect(new Set(reached).size, 'an answer reached a customer twice').toBe(reached.length);
  for (const text of answered) if (!reached.includes(text) && heldBack(text) !== 1) expect(fatesOf(text)).toContain('unknown');
  const holders = await office.team.owner(
    `SELECT customer_id FROM throughline.conversations WHERE status <> 'resolved' AND merged_into IS NULL GROUP BY customer_id HAVING count(*) > 1`,
  );
  expect(holders).toEqual([]);
  for (const { desk } of places)
    await desk.until(
      async () => conversationsOf(desk) === (await conversationsOnServer()),
      'who has what to be the same everywhere',
    );
});

const conversationsOnServer = async (): Promise<string> =>
  (
    await office.team.owner<{ id: string; assignee_id: string | null; status: string }>(
      'SELECT id, assignee_id, status FROM throughline.conversations WHERE merged_into IS NULL ORDER BY id',
    )
  )
    .map(({ id, assignee_id, status }) => `${id} ${assignee_id ?? ''} ${status}`)
    .join('\n');

const fatesOf = (text: string): string[] =>
  places.flatMap(({ desk }) => desk.engine.store.read.values<string>('SELECT delivery FROM items WHERE text = ?', text));

/** At how many desks it waits for a person, because a colleague answered while the server was away from its author. */
const heldBack = (text: string): number =>
  places.flatMap(({ desk }) =>
    desk.engine.store.read.values(
      "SELECT key FROM held_replies WHERE json_extract(body, '$.reply.text') = ? AND json_extract(problem, '$.code') = 'answered-meanwhile'",
      text,
    ),
  ).length;

const conversationsOf = (desk: Desk): string =>
  desk.engine.store.read
    .all<{ id: string; assignee: string | null; status: string }>(
      'SELECT c.id, a.id AS assignee, c.status FROM conversations c LEFT JOIN agents a ON a.key = c.assignee_key WHERE c.merged_into IS NULL ORDER BY c.id',
    )
    .map(({ id, assignee, status }) => `${id} ${assignee ?? ''} ${status}`)
    .join('\n');
