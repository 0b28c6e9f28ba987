import { createHash } from 'node:crypto';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../electron/store/ids.ts';
import { codeOf, startTeam, type Team, type TestAgent, value } from '../support/team.ts';

let team: Team;
let anna: TestAgent;
let lead: TestAgent;
let admin: TestAgent;
let annas: pg.Client;
let leads: pg.Client;
let admins: pg.Client;

beforeAll(async () => {
  team = await startTeam();
  anna = await team.add('anna', { name: 'Anna' });
  lead = await team.add('lead', { role: 'lead' });
  admin = await team.add('admin', { role: 'admin' });
  [annas, leads, admins] = await Promise.all([anna.connect(), lead.connect(), admin.connect()]);
});
afterAll(() => team.stop());

type Entry = {
  seq: string;
  login: string;
  agent_id: string;
  action: string;
  customer_id: string | null;
  detail: Record<string, unknown>;
};
const audit = async (filter: object): Promise<Entry[]> =>
  (await leads.query<Entry>('SELECT * FROM throughline.audit_read($1)', [JSON.stringify(filter)])).rows;

describe('audit', () => {
  test('who saw, claimed, gave over, wrote down why; nobody’s words are in it', async () => {
    const { id, customer } = await team.conversation();
    await annas.query('SELECT throughline.saw($1)', [customer]);
    await annas.query('SELECT throughline.saw($1)', [customer]);
    await annas.query("SELECT throughline.claim($1, 1, jsonb_build_object('assigneeId', $2::text))", [id, anna.id]);
    await annas.query('SELECT throughline.push($1)', [
      JSON.stringify({
        records: [
          {
            id: newId(),
            kind: 'note',
            customerId: customer,
            sentAt: 1,
            receivedAt: 1,
            rev: 1,
            payload: { text: 'a secret of theirs' },
          },
        ],
      }),
    ]);
    await leads.query('SELECT throughline.reassign($1, $2, NULL, $3)', [
      JSON.stringify([{ id, version: 2 }]),
      JSON.stringify({ agentId: lead.id }),
      'Anna is ill',
    ]);
    await leads.query('SELECT throughline.export_customer($1)', [customer]);
    const entries = await audit({ customerId: customer });
    expect(entries.map(({ action, login }) => `${login} ${action}`).toReversed()).toEqual([
      'anna saw',
      'anna claim',
      'lead reassign',
      'lead export',
    ]);
    expect(entries[1]?.detail).toMatchObject({ from: anna.id, to: lead.id, reason: 'Anna is ill' });
    expect(JSON.stringify(entries)).not.toContain('a secret');
  });

  test('it is searched by words, agent and action, by pages, and reading it is in it', async () => {
    const found = await audit({ words: 'ILL', agentId: lead.id, action: 'reassign' });
    expect(found).toHaveLength(1);
    const all = await audit({ max: 5000 });
    const pages: Entry[] = [];
    for (let before = all[0]?.seq; before !== undefined; ) {
      const page: Entry[] = await audit({ before: Number(before), max: 3 });
      pages.push(...page);
      before = page.at(-1)?.seq;
    }
    expect(pages.map(({ seq }) => seq)).toEqual(all.slice(1).map(({ seq }) => seq));
    expect(all[0]).toMatchObject({ action: 'audit-read', login: 'lead' });
  });
});

describe('who it was about', () => {
  test('is found by any name or address of theirs, however it is written, and by nobody who may not see them', async () => {
    const { customer } = await team.conversation();
    const other = await team.conversation();
    await team.owner('UPDATE throughline.customers SET name = $1 WHERE id = $2', ['Пётр Кузнецов', customer]);
    const twin = newId();
    await team.owner(
      "INSERT INTO throughline.customers (id, root_id, name, name_rank, created_at, rev) VALUES ($1, $2, 'Petr K.', 1, 1, 1)",
      [twin, customer],
    );
    await team.owner(
      `INSERT INTO throughline.contact_points (id, customer_id, kind, value, normalised, payload, rev)
       VALUES ($1, $2, 'email', 'Kuznetsov@Mail.test', 'kuznetsov@mail.test', '{"name": "Кузнецов П."}', 1)`,
      [newId(), twin],
    );
    for (const one of [customer, other.customer]) await annas.query('SELECT throughline.saw($1)', [one]);
    const found = async (db: pg.Client, words: string) =>
      (await db.query<Entry>('SELECT * FROM throughline.audit_read($1)', [JSON.stringify({ words })])).rows.filter(
        ({ action }) => action === 'saw',
      );
    for (const words of ['пётр', 'ПЕТР КУЗ', 'petr k', 'kuznetsov@', 'кузнецов п']) {
      const entries = await found(leads, words);
      expect(entries.map(({ customer_id }) => customer_id)).toEqual([customer]);
    }
    expect(await found(leads, 'никого такого')).toEqual([]);
    const half = await team.add('half-lead', { role: 'lead', visibility: 'own' });
    const halfs = await half.connect();
    expect(await found(halfs, 'пётр')).toEqual([]);
    expect((await found(leads, customer)).length).toBe(1);
  });
});

describe('erasing', () => {
  test('takes all of a person, leaves who did it, and no import brings them back', async () => {
    const { customer } = await team.conversation();
    const other = await team.conversation();
    const [address, mine, shared] = ['maria@mail.test', 'only here', 'also there'];
    const hashes = [mine, shared].map((text) => createHash('sha256').update(text).digest('hex'));
    for (const [n, text] of [mine, shared].entries()) {
      await annas.query("SELECT throughline.file_put($1, $2, 'database')", [hashes[n], Buffer.byteLength(text)]);
      await annas.query('SELECT throughline.file_chunk($1, 0, $2)', [hashes[n], Buffer.from(text)]);
      await annas.query('SELECT throughline.file_done($1)', [hashes[n]]);
    }
    const note = (customerId: string, files: unknown) => ({
      id: newId(),
      kind: 'note',
      customerId,
      sentAt: 1,
      receivedAt: 1,
      rev: 1,
      payload: { text: 'x' },
      files,
    });
    const point = { id: newId(), customerId: customer, kind: 'email', value: address, normalised: address, rev: 1 };
    const push = (batch: object) =>
      value<{ refused: Array<{ id: string; why: string }> }>(annas, 'SELECT throughline.push($1)', [JSON.stringify(batch)]);
    await push({ contactPoints: [point], records: [note(customer, hashes), note(other.customer, [hashes[1]])] });
    expect(await value(admins, 'SELECT throughline.erase($1)', [customer])).toMatchObject({ ok: true, records: 1 });
    for (const table of ['records', 'contact_points', 'conversations', 'outbox', 'handoffs']) {
      expect(await team.owner(`SELECT 1 FROM throughline.${table} WHERE customer_id = $1`, [customer])).toEqual([]);
    }
    expect(await team.owner('SELECT name FROM throughline.customers WHERE id = $1', [customer])).toEqual([{ name: '' }]);
    expect(await team.owner('SELECT hash FROM throughline.file_chunks')).toEqual([{ hash: hashes[1] }]);
    expect(
      await value(
        admins,
        "SELECT body FROM throughline.pull('0', 0, NULL, NULL, false, 5000) WHERE kind = 'contact-point' AND id = $1",
        [point.id],
      ),
    ).toBeNull();
    const again = newId();
    const { refused } = await push({
      customers: [{ id: again, name: 'Maria', nameRank: 1, createdAt: 1, rev: 1 }],
      contactPoints: [{ ...point, id: newId(), customerId: again }],
      records: [note(customer, [])],
    });
    expect(refused.map(({ why }) => why)).toEqual(['erased', 'erased']);
    const dump =
      JSON.stringify(await team.owner('SELECT * FROM throughline.tombstones')) +
      JSON.stringify(await audit({ customerId: customer }));
    expect(dump).not.toContain(address);
    expect(dump).toContain('"erase"');
  });
});

describe('what the team is set to', () => {
  test('settings are changed on the version they were read at', async () => {
    const set = (version: number, to: unknown) =>
      value<object>(admins, "SELECT throughline.settings_set('takeOver', $1, $2)", [JSON.stringify(to), version]);
    expect(await set(0, 'lead')).toEqual({ ok: true, version: 1 });
    expect(await set(0, 'anyone')).toEqual({ ok: false, version: 1, value: 'lead' });
    expect(await set(1, 'anyone')).toEqual({ ok: true, version: 2 });
    expect(await value(annas, "SELECT value FROM throughline.settings WHERE name = 'takeOver'")).toBe('anyone');
  });

  test('departments and duties decide where what comes by a channel goes', async () => {
    const put = (fn: string, body: object, version = 0) =>
      value<{ ok: boolean; id: string }>(leads, `SELECT throughline.${fn}($1, $2)`, [JSON.stringify(body), version]);
    const support = await put('department_put', { key: 'support', name: 'Support' });
    const billing = await put('department_put', { key: 'billing', name: 'Billing' });
    expect(await put('department_put', { key: 'support', name: 'Twice' })).toEqual({ ok: false });
    // What a line names is there: nothing would ever come by it otherwise.
    const refused = (body: object) => codeOf(put('duty_put', body));
    expect(await refused({ channelId: 'bot', departmentId: support.id })).toBe('P0002');
    await team.owner(
      "INSERT INTO throughline.channels (id, kind, name, address, config, secrets, created_at) VALUES ('bot', 'telegram', 'Bot', '', '{}', '', 1)",
    );
    expect(await refused({ channelId: 'bot', departmentId: newId() })).toBe('P0002');
    expect(await refused({ channelId: 'bot', departmentId: support.id, ownerId: newId() })).toBe('P0002');
    const line = await put('duty_put', { channelId: 'bot', departmentId: support.id });
    await put('duty_put', { topic: 'invoice', departmentId: billing.id, ownerId: anna.id });
    const open = async (channelId: string, topic?: string) => {
      const customer = newId();
      const { conversations } = await value<{ conversations: Record<string, { department_id: string | null }> }>(
        annas,
        'SELECT throughline.push($1)',
        [
          JSON.stringify({
            customers: [{ id: customer, name: 'x', nameRank: 1, createdAt: 1, rev: 1 }],
            opens: [{ id: newId(), customerId: customer, channelId, topic }],
          }),
        ],
      );
      return conversations[customer]?.department_id;
    };
    expect(await open('bot')).toBe(support.id);
    expect(await open('bot', 'invoice')).toBe(billing.id);
    expect(await open('mail')).toBeNull();
    // What has ended since may stay where it stands.
    await team.owner("UPDATE throughline.channels SET removed_at = 1 WHERE id = 'bot'");
    const kept = { id: line.id, channelId: 'bot', departmentId: support.id, deputyId: anna.id };
    expect(await put('duty_put', kept, 1)).toMatchObject({ ok: true, version: 2 });
    expect(await refused({ channelId: 'bot', departmentId: billing.id })).toBe('P0002');
    expect(await put('department_put', { id: support.id, removed: true }, 1)).toMatchObject({ ok: true });
  });

  test('how an agent works is for leads, what they see for administrators', async () => {
    const put = (db: pg.Client, body: object, version: number) =>
      value<object>(db, 'SELECT throughline.agent_put($1, $2)', [JSON.stringify({ id: anna.id, ...body }), version]);
    expect(await put(leads, { capacity: { total: 3 }, skills: ['invoice'], languages: ['ru'] }, 1)).toMatchObject({
      ok: true,
      version: 2,
    });
    expect(await put(admins, { visibility: 'own', departments: [] }, 2)).toMatchObject({ ok: true, version: 3 });
    expect(await put(leads, { capacity: {} }, 2)).toEqual({ ok: false });
    expect(await value(annas, 'SELECT capacity FROM throughline.agents WHERE id = $1', [anna.id])).toEqual({ total: 3 });
  });
});

describe('who is here', () => {
  test('states and who looks at whom, until they go', async () => {
    const { customer } = await team.conversation({ assignee: lead.id });
    const together = () =>
      value<{ presence: Array<{ agentId: string; state: string }>; watchers: Array<{ agentId: string; doing: string }> }>(
        leads,
        'SELECT throughline.together()',
      );
    await leads.query("SELECT throughline.presence_set($1, 'ready', $2)", [lead.node, customer]);
    await leads.query("SELECT throughline.watch($1, $2, 'typing')", [lead.node, customer]);
    expect(await together()).toMatchObject({
      presence: [{ agentId: lead.id, state: 'ready' }],
      watchers: [{ agentId: lead.id, doing: 'typing' }],
    });
    // An agent who sees only their own hears nothing of somebody else’s customer.
    expect(await value(annas, "SELECT throughline.together() -> 'watchers'")).toEqual([]);
    expect(await value(annas, "SELECT throughline.together() -> 'presence' -> 0")).toMatchObject({
      customerId: null,
      looking: true,
    });
    await team.owner("UPDATE throughline.presence SET seen_at = now() - interval '1 minute'");
    expect(await together()).toMatchObject({ presence: [{ state: 'offline' }] });
    await leads.query("SELECT throughline.presence_set($1, 'offline')", [lead.node]);
    expect(await together()).toMatchObject({ presence: [{ state: 'offline' }], watchers: [] });
  });
});
