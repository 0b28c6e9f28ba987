import { createHash } from 'node:crypto';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../electron/store/ids.ts';
import { startTeam, type Team, type TestAgent } from '../support/team.ts';
import { olderReads, olderStatements } from './older-desk.ts';

/** What an older desktop says to a server that has every migration there is. */
let team: Team;
let anna: TestAgent;
let boris: TestAgent;
let desk: pg.Client;
let colleague: pg.Client;
let lead: pg.Client;

beforeAll(async () => {
  team = await startTeam();
  anna = await team.add('anna', { name: 'Anna', visibility: 'all' });
  boris = await team.add('boris', { name: 'Boris', visibility: 'all' });
  const petr = await team.add('petr', { name: 'Petr', role: 'lead', visibility: 'all' });
  [desk, colleague, lead] = [await anna.connect(), await boris.connect(), await petr.connect()];
});
afterAll(() => team.stop());

/** A statement of that desktop, by the words it has and no other has. */
function statement(part: string): string {
  const found = olderStatements.filter((one) => one.includes(part));
  if (found.length !== 1) throw new Error(`${part}: ${found.length} statements`);
  return found[0] ?? '';
}
async function ask<T = Record<string, unknown>>(part: string, values: unknown[] = [], by = desk): Promise<T> {
  const { rows } = await by.query<{ value: T }>({ text: statement(part), values });
  return rows[0]?.value as T;
}
const has = (value: unknown, what: keyof typeof olderReads): void => {
  expect(Object.keys(value as object)).toEqual(expect.arrayContaining([...olderReads[what]]));
};
const json = JSON.stringify;

const forLeads = /^(policy|department|agent|duty|channel)_put$|^(went_home|audit_read|whisper)$/;

describe('an older desktop on the newest server', () => {
  test.each(olderStatements)('says what is still understood: %s', async (text) => {
    if (text.startsWith('LISTEN')) await desk.query(text);
    else {
      await desk.query(`PREPARE older AS ${text}`);
      await desk.query('DEALLOCATE older');
    }
    // What agents could call they still can.
    const name = /throughline\.(\w+)\(/.exec(text)?.[1];
    if (name === undefined) return;
    const { rows } = await desk.query<{ may: boolean }>(
      `SELECT bool_or(has_function_privilege(p.oid, 'EXECUTE')) AS may FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
       WHERE n.nspname = 'throughline' AND p.proname = $1`,
      [name],
    );
    if (!forLeads.test(name)) expect(rows[0]?.may).toBe(true);
  });

  test('works a day, and reads in every answer what it is used to', async () => {
    const hello = await ask('hello(', [anna.node, 'desk', 'Anna’s', 1, '0.1.0', '[]']);
    has(hello, 'hello');
    expect(hello).toMatchObject({ accepted: true, rolledBack: false });
    await team.owner(
      "INSERT INTO throughline.channels (id, kind, name, address, config, secrets, created_at) VALUES ('bot', 'telegram', 'Bot', '', '{}', '', 1)",
    );
    const lease = await ask<{ ok: boolean; fence: number }>('lease_take', ['bot', anna.node, 8000]);
    expect(lease).toMatchObject({ ok: true });
    expect((await desk.query(statement('FROM throughline.channels c'))).rows).toMatchObject([{ channel: 'bot', free: false }]);

    const [customer, contact, conversation, item] = [newId(), newId(), newId(), newId()];
    const bytes = Buffer.from('что приложено');
    const hash = createHash('sha256').update(bytes).digest('hex');
    expect(await ask('file_put', [hash, bytes.length, 'database'])).toBe(true);
    expect(await ask('file_chunk(', [hash, 0, bytes])).toBe(true);
    expect(await ask('file_done', [hash])).toBe(true);
    const pushed = await ask<{ conversations: Record<string, { id: string; version: number }> }>('push(', [
      json({
        node: anna.node,
        channel: 'bot',
        fence: lease.fence,
        customers: [{ id: customer, name: 'Мария', nameRank: 1, createdAt: 1, rev: 1 }],
        contactPoints: [
          {
            id: contact,
            customerId: customer,
            kind: 'telegram',
            value: '7',
            normalised: '7',
            removedAt: null,
            payload: {},
            rev: 1,
          },
        ],
        opens: [{ id: conversation, customerId: customer, at: 1, imported: false, reopen: true, channelId: 'bot' }],
        records: [
          {
            id: item,
            kind: 'telegram',
            customerId: customer,
            conversationId: conversation,
            channelId: 'bot',
            remoteKey: '7/1',
            direction: 'in',
            automatic: false,
            authorId: null,
            sentAt: 2,
            receivedAt: 2,
            rev: 1,
            quiet: false,
            payload: { text: 'Где заказ?' },
            files: [hash],
          },
        ],
        cursors: [{ stream: 'updates', cursor: '1' }],
      }),
    ]);
    has(pushed, 'push');
    expect(pushed).toMatchObject({ refused: [], conversations: { [customer]: { id: conversation } } });
    expect((await desk.query(statement('throughline.cursors'), ['bot'])).rows).toEqual([{ stream: 'updates', cursor: '1' }]);

    const { rows } = await colleague.query<{ kind: string; id: string; body: unknown }>(statement('throughline.pull('), [
      null,
      null,
      null,
      null,
      false,
      400,
    ]);
    for (const [kind, id, what] of [
      ['customer', customer, 'customer'],
      ['contact-point', contact, 'contact'],
      ['conversation', conversation, 'conversation'],
      ['record', item, 'record'],
    ] as const)
      has(rows.find((row) => row.kind === kind && row.id === id)?.body, what);
    expect((await colleague.query(statement('throughline.files WHERE'), [hash])).rows).toEqual([
      { size: String(bytes.length), complete: true },
    ]);
    expect((await colleague.query(statement('throughline.file_chunks'), [hash, 0])).rows).toEqual([{ bytes }]);
    const person = await ask('person(', [customer, null, 200], colleague);
    has(person, 'person');

    const version = pushed.conversations[customer]?.version ?? 0;
    const claimed = await ask<{ ok: boolean; conversation: { version: number } }>('claim($1, $2, $3)', [
      conversation,
      version,
      json({ assigneeId: anna.id }),
    ]);
    expect(claimed.ok).toBe(true);
    has(claimed.conversation, 'conversation');
    expect(await ask('claim($1, $2, $3)', [conversation, version, json({ assigneeId: boris.id })], colleague)).toMatchObject({
      ok: false,
      holder: { id: anna.id },
    });
    const [given] = await ask<Array<{ ok: boolean; handoffId: string }>>('reassign', [
      json([{ id: conversation, version: claimed.conversation.version }]),
      json({ agentId: boris.id }),
      null,
      null,
    ]);
    const [told] = (await colleague.query(statement('jsonb_to_recordset'), [json([{ kind: 'handoff', id: given?.handoffId }])]))
      .rows;
    has(told.body, 'handoff');
    expect(await ask('handoff_answer', [given?.handoffId, true, null], colleague)).toMatchObject({ ok: true });
    expect(await ask('sweep()')).toEqual({ handoffs: [], conversations: [] });
    expect(await ask('dispatch()')).toEqual([]);

    const order = newId();
    const entry = { id: order, channelId: 'bot', customerId: customer, conversationId: conversation, intent: { send: {} } };
    expect(await ask('outbox_enqueue', [json(entry)], colleague)).toMatchObject({ ok: true, state: 'queued' });
    const { rows: orders } = await desk.query(statement('outbox_claim'), ['bot', anna.node, lease.fence, 4, []]);
    has(orders[0].row, 'outbox');
    expect(orders[0].row.id).toBe(order);
    const settled = await ask('outbox_settle', [order, anna.node, lease.fence, 'accepted', json({ remoteId: '7/2' }), 0]);
    expect(settled).toMatchObject({ ok: true, state: 'accepted' });
    expect(await ask('missing', ['record', [item, newId()]])).toHaveLength(1);

    await ask('presence_set', [anna.node, 'ready', customer]);
    await ask('throughline.watch', [anna.node, customer, 'looking', 30_000]);
    await ask('saw(', [customer]);
    expect(await ask('together()')).toMatchObject({ presence: expect.any(Array), watchers: expect.any(Array) });
    await ask('unwatch', [anna.node, customer]);
    const whispered = newId();
    await ask('whisper($1', [whispered, customer, boris.id, 'Позвони им'], lead);
    await ask('whisper_seen', [whispered], colleague);
    expect(await ask('lease_renew', ['bot', anna.node, lease.fence, 8000])).toMatchObject({ ok: true });
    expect(await ask('lease_release', ['bot', anna.node, lease.fence])).toMatchObject({ ok: true });
  });
});
