import { once } from 'node:events';
import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Bouncer, startBouncer } from '../servers/postgres/bouncer.ts';
import { codeOf, connectTo, startTeam, type Team, type TestAgent, value } from '../support/team.ts';

let team: Team;
let bouncer: Bouncer;
let agents: TestAgent[];
let clients: pg.Client[];

/** The same address, by way of the bouncer. */
const through = (url: string): string => {
  const changed = new URL(url);
  changed.port = String(bouncer.port);
  return changed.href;
};

beforeAll(async () => {
  team = await startTeam();
  agents = [];
  for (let n = 0; n < 20; n += 1) agents.push(await team.add(`agent${n}`, { password: `secret ${n}` }));
  const passwords = new Map(agents.map(({ login }, n) => [login, `secret ${n}`]));
  bouncer = await startBouncer({ port: team.cluster.port, database: team.database.database }, passwords);
  clients = await Promise.all(agents.map(({ url }) => connectTo(through(url))));
}, 120_000);
afterAll(async () => {
  await Promise.all(clients.map((client) => client.end()));
  await bouncer.stop();
  await team.stop();
});

test('behind it everyone is who they are', async () => {
  for (const [n, client] of clients.entries()) expect(await value(client, 'SELECT throughline.me()')).toBe(agents[n]?.id);
  expect(await codeOf(connectTo(through(team.database.url('agent0', 'wrong'))))).not.toBe('ok');
  expect(
    await codeOf(clients[0]?.query("SELECT throughline.went_home(NULL, '')") ?? Promise.reject(new Error('no client'))),
  ).toBe('42501');
});

test('twenty take the same 100 times, and one wins each time', { timeout: 180_000 }, async () => {
  let won = 0;
  for (let round = 0; round < 100; round += 1) {
    const { id } = await team.conversation();
    const answers = await Promise.all(
      clients.map((client, n) =>
        value<{ ok: boolean }>(client, "SELECT throughline.claim($1, 1, jsonb_build_object('assigneeId', $2::text))", [
          id,
          agents[n]?.id,
        ]),
      ),
    );
    won += answers.filter(({ ok }) => ok).length;
  }
  expect(won).toBe(100);
});

test('a change is heard by whoever listens', async () => {
  const [listener, other] = clients;
  if (listener === undefined || other === undefined) throw new Error('no clients');
  await listener.query('LISTEN throughline');
  const { id } = await team.conversation();
  const heard = once(listener, 'notification');
  await value(other, 'SELECT throughline.claim($1, 1, \'{"status": "pending"}\')', [id]);
  expect((await heard)[0]).toMatchObject({ channel: 'throughline', payload: 'changes' });
});
