import { createHash } from 'node:crypto';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../electron/store/ids.ts';
import { codeOf, startTeam, type Team, type TestAgent, value } from '../support/team.ts';

let team: Team;
let own: TestAgent;
let department: TestAgent;
let all: TestAgent;
const db = new Map<TestAgent, pg.Client>();
const as = (agent: TestAgent): pg.Client => {
  const client = db.get(agent);
  if (client === undefined) throw new Error('not connected');
  return client;
};

/** Conversations by whose they are, each with a record, an address, a file and a message that waits. */
const world = new Map<string, { id: string; customer: string; hash: string }>();

beforeAll(async () => {
  team = await startTeam();
  own = await team.add('own', { departments: ['support'], visibility: 'own' });
  department = await team.add('department', { departments: ['support'] });
  all = await team.add('all');
  await team.add('vera', { departments: ['sales'] });
  for (const agent of [own, department, all]) db.set(agent, await agent.connect());
  const cases: Array<[string, { department?: string; assignee?: string }]> = [
    ['own’s', { department: 'support', assignee: own.id }],
    ['department’s', { department: 'support', assignee: department.id }],
    ['support, nobody’s', { department: 'support' }],
    ['no department, nobody’s', {}],
    ['sales, nobody’s', { department: 'sales' }],
    ['sales, given to department', { department: 'sales', assignee: department.id }],
  ];
  for (const [name, fields] of cases) {
    const one = await team.conversation(fields);
    world.set(name, { ...one, hash: await furnish(one.customer, name) });
  }
});
afterAll(() => team.stop());

async function furnish(customer: string, name: string): Promise<string> {
  const hash = createHash('sha256').update(name).digest('hex');
  const record = newId();
  await team.owner(
    "INSERT INTO throughline.records (id, kind, customer_id, direction, sent_at, received_at, rev, payload) VALUES ($1, 'note', $2, 'none', 1, 1, 1, $3)",
    [record, customer, JSON.stringify({ text: name })],
  );
  await team.owner(
    "INSERT INTO throughline.files (hash, size, store, complete, created_at) VALUES ($1, $2, 'database', true, 1)",
    [hash, Buffer.byteLength(name)],
  );
  await team.owner('INSERT INTO throughline.file_chunks (hash, n, bytes) VALUES ($1, 0, $2)', [hash, Buffer.from(name)]);
  await team.owner('INSERT INTO throughline.record_files (record_id, hash) VALUES ($1, $2)', [record, hash]);
  await team.owner(
    "INSERT INTO throughline.contact_points (id, customer_id, kind, value, normalised, payload, rev) VALUES ($1, $2, 'email', $3, $3, '{}', 1)",
    [newId(), customer, name],
  );
  await team.owner(
    "INSERT INTO throughline.outbox (id, channel_id, customer_id, author_id, intent, state, created_at, next_attempt_at) VALUES ($1, 'x', $2, $3, '{}', 'queued', 1, now())",
    [newId(), customer, own.id],
  );
  return hash;
}

const names = (ids: string[], of: (one: { id: string; customer: string; hash: string }) => string) =>
  [...world].filter(([, one]) => ids.includes(of(one))).map(([name]) => name);
const column = async (agent: TestAgent, sql: string): Promise<string[]> =>
  (await as(agent).query<{ x: string }>(sql)).rows.map(({ x }) => x);

const expected: Array<[string, () => TestAgent, string[]]> = [
  ['own', () => own, ['own’s']],
  [
    'department',
    () => department,
    ['own’s', 'department’s', 'support, nobody’s', 'no department, nobody’s', 'sales, given to department'],
  ],
  [
    'all',
    () => all,
    ['own’s', 'department’s', 'support, nobody’s', 'no department, nobody’s', 'sales, nobody’s', 'sales, given to department'],
  ],
];

describe.each(expected)('who sees %s', (_, who, seen) => {
  test('conversations, people, addresses, records, files and their bytes, messages that wait', async () => {
    const agent = who();
    expect(names(await column(agent, 'SELECT id AS x FROM throughline.conversations'), ({ id }) => id)).toEqual(seen);
    for (const table of ['contact_points', 'records', 'outbox']) {
      expect(names(await column(agent, `SELECT customer_id AS x FROM throughline.${table}`), ({ customer }) => customer)).toEqual(
        seen,
      );
    }
    expect(names(await column(agent, 'SELECT id AS x FROM throughline.customers'), ({ customer }) => customer)).toEqual(seen);
    for (const table of ['files', 'file_chunks', 'record_files']) {
      expect(names(await column(agent, `SELECT hash AS x FROM throughline.${table}`), ({ hash }) => hash)).toEqual(seen);
    }
  });

  test('the same of one person and of what is pulled; the rest is as if it were not there', async () => {
    const agent = who();
    for (const [name, { id, customer }] of world) {
      const visible = seen.includes(name);
      expect((await value<object | null>(as(agent), 'SELECT throughline.person($1)', [customer])) !== null).toBe(visible);
      const claim = as(agent).query('SELECT throughline.claim($1, 999, $2)', [id, '{"status": "pending"}']);
      expect(await codeOf(claim)).toBe(visible ? 'ok' : 'P0002');
      const watch = as(agent).query("SELECT throughline.watch($1, $2, 'looking')", [agent.node, customer]);
      expect(await codeOf(watch)).toBe(visible ? 'ok' : 'P0002');
    }
    const { rows } = await as(agent).query<{ id: string; body: object | null }>(
      "SELECT id, body FROM throughline.pull('0', 0, NULL, NULL, false, 5000) WHERE kind = 'conversation'",
    );
    expect(rows).toHaveLength(world.size);
    expect(
      names(
        rows.filter(({ body }) => body !== null).map(({ id }) => id),
        ({ id }) => id,
      ),
    ).toEqual(seen);
  });
});

test('who sees only their own still gets the longest waiting of their departments from the queue', async () => {
  const first = await team.conversation({ department: 'support', at: 1_000 });
  await team.conversation({ department: 'sales', at: 10 });
  const taken = await value<{ id: string }>(as(own), 'SELECT throughline.take_next()');
  expect(taken.id).toBe(first.id);
  expect(await value(as(own), 'SELECT count(*)::int FROM throughline.conversations WHERE id = $1', [first.id])).toBe(1);
});

test('what is given away is gone from view in the same moment, and said so by a pull', async () => {
  const { id, customer } = await team.conversation({ assignee: own.id, department: 'support' });
  const cursor = await value<{ xid: string; seq: string }>(
    as(own),
    "SELECT json_build_object('xid', xid::text, 'seq', seq::text) FROM throughline.changes ORDER BY changes.xid DESC, changes.seq DESC LIMIT 1",
  );
  await as(own).query('SELECT throughline.reassign($1, $2)', [
    JSON.stringify([{ id, version: 1 }]),
    JSON.stringify({ agentId: department.id }),
  ]);
  expect(await value(as(own), 'SELECT count(*)::int FROM throughline.records WHERE customer_id = $1', [customer])).toBe(0);
  const { rows } = await as(own).query('SELECT kind, body FROM throughline.pull($1, $2, NULL, NULL, false, 100) WHERE id = $3', [
    cursor.xid,
    cursor.seq,
    id,
  ]);
  expect(rows).toEqual([{ kind: 'conversation', body: null }]);
});

test('a whisper is seen by the two it is between', async () => {
  const lead = await team.add('lead', { role: 'lead' });
  const { customer } = await team.conversation({ assignee: department.id });
  const client = await lead.connect();
  await client.query("SELECT throughline.whisper($1, $2, $3, 'ask for the order')", [newId(), customer, department.id]);
  const count = (of: pg.Client) => value(of, 'SELECT count(*)::int FROM throughline.whispers');
  expect([await count(client), await count(as(department)), await count(as(all))]).toEqual([1, 1, 0]);
});

test('what one does not see one adds nothing to, and whom one brings in one sees', async () => {
  const { customer } = await team.conversation({ department: 'sales' });
  const record = (customerId: string) => ({
    id: newId(),
    kind: 'note',
    customerId,
    sentAt: 1,
    receivedAt: 1,
    rev: 1,
    payload: {},
  });
  const point = (customerId: string) => ({ id: newId(), customerId, kind: 'email', value: 'x@y', normalised: 'x@y', rev: 1 });
  const push = (batch: object) =>
    value<{ refused: Array<{ why: string }> }>(as(own), 'SELECT throughline.push($1)', [JSON.stringify(batch)]);
  const hidden = await push({
    customers: [{ id: customer, name: 'Renamed', nameRank: 9, createdAt: 1, rev: 99 }],
    contactPoints: [point(customer)],
    opens: [{ id: newId(), customerId: customer }],
    records: [record(customer)],
  });
  expect(hidden.refused.map(({ why }) => why)).toEqual(['unseen', 'unseen', 'unseen']);
  expect(await team.owner('SELECT rev::int FROM throughline.customers WHERE id = $1', [customer])).toEqual([{ rev: 1 }]);
  const newcomer = newId();
  const brought = await push({
    customers: [{ id: newcomer, name: 'New', nameRank: 1, createdAt: 1, rev: 1 }],
    contactPoints: [point(newcomer)],
    opens: [{ id: newId(), customerId: newcomer }],
    records: [record(newcomer)],
  });
  expect(brought.refused).toEqual([]);
  expect(await value(as(own), 'SELECT count(*)::int FROM throughline.records WHERE customer_id = $1', [newcomer])).toBe(1);
});
