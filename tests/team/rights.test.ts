import { createHash } from 'node:crypto';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../electron/store/ids.ts';
import { readable } from '../../electron/team/admin/rights.ts';
import { codeOf, connectTo, startTeam, type Team, type TestAgent, value } from '../support/team.ts';
import { calls, type Ground } from './rights-calls.ts';

const roles = ['agent', 'lead', 'admin'] as const;
type Role = (typeof roles)[number];

let team: Team;
let colleague: TestAgent;
const people: Partial<Record<Role, { agent: TestAgent; db: pg.Client }>> = {};
const of = (role: Role) => {
  const one = people[role];
  if (one === undefined) throw new Error(`no ${role}`);
  return one;
};

beforeAll(async () => {
  team = await startTeam();
  colleague = await team.add('colleague');
  for (const role of roles) {
    const agent = await team.add(`the-${role}`, { role });
    people[role] = { agent, db: await agent.connect() };
  }
});
afterAll(() => team.stop());

/** Everything a call may want, made anew, so that one call does not change what the next one finds. */
async function ground(role: Role): Promise<Ground> {
  const colleagues = await team.conversation({ assignee: colleague.id });
  const free = await team.conversation();
  const [message, handoff, channel] = [newId(), newId(), `bot-${newId()}`];
  const file = createHash('sha256').update(channel).digest('hex');
  await team.owner(
    "INSERT INTO throughline.channels (id, kind, name, address, config, secrets, created_at) VALUES ($1, 'telegram', 'Bot', '', '{}', '', 1)",
    [channel],
  );
  await team.owner(
    "INSERT INTO throughline.outbox (id, channel_id, customer_id, author_id, intent, state, created_at, next_attempt_at) VALUES ($1, $2, $3, $4, '{}', 'queued', 1, now())",
    [message, channel, free.customer, colleague.id],
  );
  await team.owner(
    "INSERT INTO throughline.handoffs (id, conversation_id, customer_id, by_id, to_id, note, state, before, created_at, due_at) VALUES ($1, $2, $3, $4, $4, '{}', 'offered', '{\"version\": 1}', 1, 9e12)",
    [handoff, colleagues.id, colleagues.customer, colleague.id],
  );
  const other = newId();
  await team.owner(
    'INSERT INTO throughline.customers (id, root_id, name, name_rank, created_at, rev) VALUES ($1, $1, $2, 1, 9e12, 1)',
    [other, 'Other'],
  );
  await team.owner(
    'INSERT INTO throughline.links (id, a_id, b_id, evidence, agent_id, created_at, restore) VALUES ($1, $2, $3, \'{}\', $4, 1, \'{"absorbed": [], "moved": []}\')',
    [newId(), other, free.customer, colleague.id],
  );
  const files = await team.owner<{ hash: string }>(
    "INSERT INTO throughline.files (hash, size, store, created_at) VALUES ($1, 1, 'database', 1) RETURNING hash",
    [file],
  );
  const [meta] = await team.owner<{ epoch: string }>('SELECT epoch FROM throughline.meta');
  const department = newId();
  await team.owner('INSERT INTO throughline.departments (id, key, name) VALUES ($1, $2, $2)', [department, `d-${department}`]);
  await team.owner('UPDATE throughline.agents SET version = 1 WHERE id = $1', [colleague.id]);
  await team.owner("DELETE FROM throughline.settings WHERE name = 'x'");
  return {
    colleagues,
    free,
    message,
    handoff,
    file: files[0]?.hash ?? '',
    channel,
    colleague: colleague.id,
    department,
    me: of(role).agent.id,
    ownNode: of(role).agent.node,
    foreignNode: colleague.node,
    epoch: meta?.epoch ?? '',
  };
}

/** Refused, or as if it were not there. `22023` and `TL001` are refusals of what only a proof or a lease opens. */
const refusals = ['42501', 'P0002', '22023', 'TL001'];

describe('functions', () => {
  test('each is tried here, also one that is new', async () => {
    const rows = await team.owner<{ name: string }>(
      "SELECT DISTINCT proname AS name FROM pg_proc WHERE pronamespace = 'throughline'::regnamespace",
    );
    expect(Object.keys(calls).sort()).toEqual(rows.map(({ name }) => name).sort());
    expect(rows.length).toBeGreaterThan(70);
  });

  for (const role of roles) {
    test.each(
      Object.entries(calls).flatMap(([name, list]) =>
        list.map((one, n) => [n === 0 ? name : `${name} (${n + 1})`, one] as const),
      ),
    )(`${role}: %s`, async (_, one) => {
      const on = await ground(role);
      const code = await codeOf(of(role).db.query(one.sql, one.values?.(on) ?? []));
      if (one[role] === 'may') expect(code).toBe('ok');
      else expect(refusals).toContain(code);
    });
  }

  test('whoever is no agent may call none of them', async () => {
    await team.cluster.superuser("CREATE ROLE stranger LOGIN PASSWORD 'x'");
    const stranger = await connectTo(team.database.url('stranger', 'x'));
    const on = await ground('agent');
    for (const list of Object.values(calls)) {
      for (const one of list) expect(await codeOf(stranger.query(one.sql, one.values?.(on) ?? []))).toBe('42501');
    }
    await stranger.end();
  });

  test('each has a fixed search path, so that nothing of a caller’s is taken for ours', async () => {
    const open = await team.owner(
      "SELECT proname FROM pg_proc WHERE pronamespace = 'throughline'::regnamespace AND coalesce(array_to_string(proconfig, ','), '') NOT LIKE 'search_path=%pg_temp%'",
    );
    expect(open).toEqual([]);
    const { db } = of('agent');
    const on = await ground('agent');
    await db.query("CREATE TEMP TABLE agents AS SELECT a.* FROM throughline.agents a WHERE login = 'the-agent'");
    await db.query("UPDATE pg_temp.agents SET role = 'admin'");
    await db.query('SET search_path = pg_temp, throughline');
    expect(
      await codeOf(
        db.query('SELECT throughline.reassign($1, $2)', [
          JSON.stringify([{ id: on.colleagues.id, version: 1 }]),
          JSON.stringify({ agentId: of('agent').agent.id }),
        ]),
      ),
    ).toBe('42501');
    await db.query('RESET search_path');
    await db.query('DROP TABLE pg_temp.agents');
  });
});

describe('tables', () => {
  const writes = [
    (table: string) => `DELETE FROM throughline.${table}`,
    (table: string) => `TRUNCATE throughline.${table}`,
    (table: string) => `INSERT INTO throughline.${table} OVERRIDING SYSTEM VALUE SELECT * FROM throughline.${table}`,
    (table: string) => `ALTER TABLE throughline.${table} DISABLE ROW LEVEL SECURITY`,
    (table: string) => `DROP TABLE throughline.${table}`,
    (table: string) => `SELECT 1; LOCK TABLE throughline.${table} IN ACCESS EXCLUSIVE MODE`,
  ];
  const tables = () =>
    team.owner<{ name: string; column: string }>(
      `SELECT c.relname AS name, (SELECT attname FROM pg_attribute a WHERE a.attrelid = c.oid ORDER BY a.attnum DESC LIMIT 1) AS column
       FROM pg_class c WHERE c.relnamespace = 'throughline'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm')`,
    );

  test.each(roles)('%s writes none of them and reads those meant for it', async (role) => {
    const { db } = of(role);
    const all = await tables();
    expect(all.length).toBeGreaterThan(25);
    for (const { name, column } of all) {
      for (const write of writes) expect(`${write(name)}: ${await codeOf(db.query(write(name)))}`).toBe(`${write(name)}: 42501`);
      expect(await codeOf(db.query(`UPDATE throughline.${name} SET "${column}" = "${column}"`))).toBe('42501');
      const reads = (readable as readonly string[]).includes(name);
      expect(`${name}: ${await codeOf(db.query(`SELECT * FROM throughline.${name}`))}`).toBe(
        `${name}: ${reads ? 'ok' : '42501'}`,
      );
    }
    for (const { name } of await team.owner<{ name: string }>(
      "SELECT relname AS name FROM pg_class WHERE relnamespace = 'throughline'::regnamespace AND relkind = 'S'",
    )) {
      expect(await codeOf(db.query(`SELECT nextval('throughline.${name}')`))).toBe('42501');
    }
  });

  test('the audit cannot be changed by its owner either', async () => {
    const code = (sql: string) => codeOf(team.owner(sql));
    expect(await code("UPDATE throughline.audit SET action = 'x'")).toBe('42501');
    expect(await code('DELETE FROM throughline.audit')).toBe('42501');
    expect(await code('TRUNCATE throughline.audit')).toBe('42501');
  });

  test('everyone sees their own box with the team key and no other', async () => {
    for (const role of roles) {
      const { rows } = await of(role).db.query<{ login: string }>('SELECT login FROM throughline.key_boxes');
      expect(rows).toEqual([{ login: `the-${role}` }]);
    }
  });
});

describe('ways around', () => {
  const attempts = [
    'SET ROLE throughline_lead',
    'SET ROLE throughline_admin',
    'SET ROLE throughline_owner',
    "SELECT set_config('role', 'throughline_owner', false)",
    'SET SESSION AUTHORIZATION throughline_dba',
    'ALTER ROLE "the-agent" SUPERUSER',
    'ALTER ROLE "the-agent" CREATEROLE',
    "ALTER ROLE colleague PASSWORD 'x'",
    'GRANT throughline_lead TO "the-agent"',
    'CREATE ROLE another',
    'CREATE TABLE throughline.mine (id int)',
    'CREATE FUNCTION throughline.mine() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$',
    'ALTER FUNCTION throughline.erase(uuid) SECURITY INVOKER',
    'CREATE POLICY all_of_it ON throughline.conversations USING (true)',
    'GRANT SELECT ON throughline.audit TO "the-agent"',
    "COPY throughline.customers TO PROGRAM 'cat'",
    'CREATE EXTENSION dblink',
  ];
  test.each(attempts)('%s', async (sql) => {
    expect(['42501', '22023', '0A000', '58P01']).toContain(await codeOf(of('agent').db.query(sql)));
    expect(await value(of('agent').db, 'SELECT current_user::text')).toBe('the-agent');
  });

  test('a note in a colleague’s name becomes one’s own, and theirs is not changed', async () => {
    const { db, agent } = of('agent');
    const { free } = await ground('agent');
    const note = (id: string, rev: number, text: string) =>
      JSON.stringify({
        records: [
          {
            id,
            kind: 'note',
            customerId: free.customer,
            authorId: colleague.id,
            sentAt: 1,
            receivedAt: 1,
            rev,
            payload: { text },
          },
        ],
      });
    const forged = newId();
    await db.query('SELECT throughline.push($1)', [note(forged, 1, 'forged')]);
    expect(await value(db, 'SELECT author_id FROM throughline.records WHERE id = $1', [forged])).toBe(agent.id);
    const theirs = await colleague.connect();
    const id = newId();
    await theirs.query('SELECT throughline.push($1)', [note(id, 1, 'theirs')]);
    const answer = await value<{ refused: unknown }>(db, 'SELECT throughline.push($1)', [note(id, 2, 'changed')]);
    expect(answer.refused).toEqual([{ id, why: 'not-author' }]);
    expect(await value(db, "SELECT payload ->> 'text' FROM throughline.records WHERE id = $1", [id])).toBe('theirs');
  });

  test('what a provider says is believed of the holder of the channel alone', async () => {
    const { db } = of('agent');
    const { free, channel } = await ground('agent');
    const id = newId();
    const record = {
      id,
      kind: 'telegram',
      customerId: free.customer,
      channelId: channel,
      remoteKey: '1',
      direction: 'in',
      sentAt: 1,
      receivedAt: 1,
      rev: 1,
      payload: {},
    };
    const push = (more: object) =>
      value<{ refused: unknown[] }>(db, 'SELECT throughline.push($1)', [JSON.stringify({ records: [record], ...more })]);
    expect((await push({})).refused).toEqual([{ id, why: 'not-holder' }]);
    // Only a server that went back takes it from others, and this one did not.
    expect((await push({ recover: true })).refused).toEqual([{ id, why: 'not-holder' }]);
    expect(await value(db, 'SELECT count(*)::int FROM throughline.records WHERE id = $1', [id])).toBe(0);
  });

  test('nor is a message of a channel changed by leaving the channel out, or by holding another one', async () => {
    const { db, agent } = of('agent');
    const { free, channel } = await ground('agent');
    const other = (await ground('agent')).channel;
    const theirs = await colleague.connect();
    const { fence } = await value<{ fence: number }>(theirs, 'SELECT throughline.lease_take($1, $2, 60000)', [
      channel,
      colleague.node,
    ]);
    const id = newId();
    const record = {
      id,
      kind: 'telegram',
      customerId: free.customer,
      direction: 'in',
      sentAt: 1,
      receivedAt: 1,
      rev: 1,
      payload: { text: 'said' },
    };
    await theirs.query('SELECT throughline.push($1)', [
      JSON.stringify({ node: colleague.node, channel, fence, records: [{ ...record, channelId: channel, remoteKey: '1' }] }),
    ]);
    const changed = { ...record, rev: 9, payload: { text: 'never said' } };
    const held = await value<{ fence: number }>(db, 'SELECT throughline.lease_take($1, $2, 60000)', [other, agent.node]);
    for (const batch of [
      { records: [changed] },
      { records: [{ ...changed, channelId: channel, remoteKey: '1' }] },
      { node: agent.node, channel: other, fence: held.fence, records: [{ ...changed, channelId: other, remoteKey: '1' }] },
      { node: agent.node, channel: other, fence: held.fence, records: [changed] },
    ]) {
      const { refused } = await value<{ refused: unknown[] }>(db, 'SELECT throughline.push($1)', [JSON.stringify(batch)]);
      expect(refused).toEqual([{ id, why: 'not-holder' }]);
    }
    expect(await value(db, "SELECT payload ->> 'text' FROM throughline.records WHERE id = $1", [id])).toBe('said');
  });

  test('whoever holds a channel does not write notes in the names of others', async () => {
    const { db, agent } = of('agent');
    const { free, channel } = await ground('agent');
    const { fence } = await value<{ fence: number }>(db, 'SELECT throughline.lease_take($1, $2, 60000)', [channel, agent.node]);
    const id = newId();
    await db.query('SELECT throughline.push($1)', [
      JSON.stringify({
        node: agent.node,
        channel,
        fence,
        records: [
          { id, kind: 'note', customerId: free.customer, authorId: colleague.id, sentAt: 1, receivedAt: 1, rev: 1, payload: {} },
        ],
      }),
    ]);
    expect(await value(db, 'SELECT author_id FROM throughline.records WHERE id = $1', [id])).toBe(agent.id);
  });

  test('nor over what a colleague noted, or noted of somebody they do not see', async () => {
    const sales = newId();
    await team.owner("INSERT INTO throughline.departments (id, key, name) VALUES ($1, $2, 'Sales')", [sales, sales]);
    const unseen = await team.conversation({ department: sales, assignee: colleague.id });
    const narrow = await team.add(`narrow-${newId().slice(-8)}`, { visibility: 'own' });
    const [db, theirs] = [await narrow.connect(), await colleague.connect()];
    const { channel } = await ground('agent');
    const { fence } = await value<{ fence: number }>(db, 'SELECT throughline.lease_take($1, $2, 60000)', [channel, narrow.node]);
    for (const kind of ['note', 'promise']) {
      const id = newId();
      const record = {
        id,
        kind,
        customerId: unseen.customer,
        authorId: colleague.id,
        sentAt: 1,
        receivedAt: 1,
        rev: 1,
        payload: { text: 'theirs' },
      };
      await theirs.query('SELECT throughline.push($1)', [JSON.stringify({ records: [record] })]);
      const changed = { ...record, rev: 9, payload: { text: 'changed' } };
      for (const one of [changed, { ...changed, channelId: channel, remoteKey: id }]) {
        const batch = JSON.stringify({ node: narrow.node, channel, fence, records: [one] });
        const { refused } = await value<{ refused: unknown[] }>(db, 'SELECT throughline.push($1)', [batch]);
        expect(refused).toEqual([{ id, why: 'not-author' }]);
      }
      expect(await value(theirs, "SELECT payload ->> 'text' FROM throughline.records WHERE id = $1", [id])).toBe('theirs');
    }
  });

  test('a conversation one does not see is not told by opening one under its number', async () => {
    const { colleagues } = await ground('agent');
    const narrow = await team.add(`narrow-${newId().slice(-8)}`, { visibility: 'own' });
    const db = await narrow.connect();
    const mine = newId();
    const batch = {
      customers: [{ id: mine, name: 'Mine', nameRank: 0, createdAt: 1, rev: 1 }],
      opens: [{ id: colleagues.id, customerId: mine }],
    };
    const answer = await value<object>(db, 'SELECT throughline.push($1)', [JSON.stringify(batch)]);
    expect(answer).toMatchObject({ conversations: {}, refused: [{ id: colleagues.id, why: 'unseen' }] });
    // Opened by oneself and said again, because the answer was lost, it is told again.
    const other = newId();
    const again = {
      customers: [{ id: other, name: 'Other', nameRank: 0, createdAt: 1, rev: 1 }],
      opens: [{ id: newId(), customerId: other }],
    };
    for (let n = 0; n < 2; n += 1) {
      const { conversations } = await value<{ conversations: object }>(db, 'SELECT throughline.push($1)', [
        JSON.stringify(again),
      ]);
      expect(Object.keys(conversations)).toEqual([other]);
    }
  });

  test('whoever takes the locks that are anybody’s keeps nobody from joining people and giving out what waits', async () => {
    const { db } = of('agent');
    const [a, b, ready] = [await team.conversation(), await team.conversation(), await team.add(`ready-${newId().slice(-8)}`)];
    const theirs = await ready.connect();
    for (const n of [0, 1, 2]) await db.query('SELECT pg_advisory_lock(7421, $1)', [n]);
    await theirs.query("SET lock_timeout = '5s'");
    await theirs.query("SELECT throughline.presence_set($1, 'ready')", [ready.node]);
    await team.owner(
      `INSERT INTO throughline.settings (name, value) VALUES ('assignment', '{"by": "balanced"}') ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
    );
    const linkId = newId();
    await theirs.query("SELECT throughline.link($1, $2, $3, '{}')", [linkId, a.customer, b.customer]);
    expect(await value<unknown[]>(theirs, 'SELECT throughline.dispatch(1)')).toHaveLength(1);
    expect(await value(theirs, 'SELECT throughline.unlink($1)', [linkId])).toMatchObject({ ok: true });
    await db.query('SELECT pg_advisory_unlock_all()');
    await team.owner("DELETE FROM throughline.settings WHERE name = 'assignment'");
  });

  test('until when an answer is due is not for the one who owes it to say', async () => {
    const { id } = await team.conversation({ assignee: of('agent').agent.id });
    const later = of('agent').db.query('SELECT throughline.claim($1, 1, \'{"responseDue": 9000000000000}\')', [id]);
    expect(await codeOf(later)).toBe('42501');
  });
});
