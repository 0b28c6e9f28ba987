import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../electron/store/ids.ts';
import { codeOf, startTeam, type Team, type TestAgent, value } from '../support/team.ts';

type Conversation = { id: string; version: number; assignee_id: string | null; department_id: string | null; status: string };
type Answer = {
  ok: boolean;
  why?: string;
  conversation: Conversation;
  holder?: { id: string; name: string } | null;
  handoffId?: string;
};

let team: Team;
let anna: TestAgent;
let boris: TestAgent;
let lead: TestAgent;
let annas: pg.Client;
let boriss: pg.Client;
let leads: pg.Client;

beforeAll(async () => {
  team = await startTeam();
  anna = await team.add('anna', { name: 'Anna' });
  boris = await team.add('boris', { name: 'Boris' });
  lead = await team.add('lead', { role: 'lead' });
  [annas, boriss, leads] = await Promise.all([anna.connect(), boris.connect(), lead.connect()]);
});
afterAll(() => team.stop());

const claim = (db: pg.Client, id: string, version: number, change: object) =>
  value<Answer>(db, 'SELECT throughline.claim($1, $2, $3)', [id, version, JSON.stringify(change)]);
const reassign = (db: pg.Client, entries: object[], target: object, note?: object) =>
  value<Answer[]>(db, 'SELECT throughline.reassign($1, $2, $3)', [
    JSON.stringify(entries),
    JSON.stringify(target),
    note === undefined ? null : JSON.stringify(note),
  ]);
const audit = (id: string) =>
  team.owner<{ action: string; login: string }>('SELECT action, login FROM throughline.audit WHERE subject = $1 ORDER BY seq', [
    id,
  ]);

describe('claims', () => {
  test('one wins, and the other is told who has it', async () => {
    const { id } = await team.conversation();
    const [a, b] = await Promise.all([
      claim(annas, id, 1, { assigneeId: anna.id }),
      claim(boriss, id, 1, { assigneeId: boris.id }),
    ]);
    const [winner, loser] = a.ok ? [a, b] : [b, a];
    expect(winner).toMatchObject({ ok: true, conversation: { version: 2 } });
    expect(loser).toMatchObject({ ok: false, why: 'changed', holder: { id: winner.conversation.assignee_id } });
    expect((await audit(id)).map(({ action }) => action)).toEqual(['claim']);
  });

  test('twenty take the same 500 times, and one wins each time', { timeout: 180_000 }, async () => {
    const twenty = await Promise.all(Array.from({ length: 20 }, (_, n) => team.add(`racer${n}`)));
    const clients = await Promise.all(twenty.map((agent) => agent.connect()));
    const rounds = 500;
    let [won, told] = [0, 0];
    const started = performance.now();
    for (let round = 0; round < rounds; round += 1) {
      const { id } = await team.conversation();
      const answers = await Promise.all(clients.map((client, n) => claim(client, id, 1, { assigneeId: twenty[n]?.id })));
      const winners = answers.filter(({ ok }) => ok);
      won += winners.length;
      told += answers.filter(({ ok, holder }) => !ok && holder?.id === winners[0]?.conversation.assignee_id).length;
    }
    const seconds = (performance.now() - started) / 1000;
    process.stdout.write(
      `20 agents, ${rounds} rounds: ${won} won, ${told} told who has it, ${Math.round((rounds * 20) / seconds)} claims a second\n`,
    );
    expect({ won, told }).toEqual({ won: rounds, told: rounds * 19 });
  });

  test('ten take the next again and again, and no two get the same', async () => {
    await team.owner("UPDATE throughline.conversations SET status = 'resolved' WHERE status <> 'resolved'");
    const waiting = new Set<string>();
    for (let n = 0; n < 30; n += 1) waiting.add((await team.conversation({ at: n })).id);
    const clients = await Promise.all(Array.from({ length: 10 }, () => anna.connect()));
    const each = await Promise.all(
      clients.map(async (client) => {
        const mine: Array<Conversation | null> = [];
        for (let n = 0; n < 4; n += 1) mine.push(await value<Conversation | null>(client, 'SELECT throughline.take_next()'));
        return mine;
      }),
    );
    const taken = each.flat();
    const got = taken.flatMap((one) => (one === null ? [] : [one.id]));
    expect(new Set(got)).toEqual(waiting);
    expect(got).toHaveLength(30);
  });

  test('an agent takes over unless the team leaves that to leads', async () => {
    const { id } = await team.conversation({ assignee: boris.id });
    expect(await claim(annas, id, 1, { assigneeId: anna.id })).toMatchObject({ ok: true });
    await team.owner("INSERT INTO throughline.settings (name, value) VALUES ('takeOver', '\"lead\"')");
    expect(await codeOf(claim(boriss, id, 2, { assigneeId: boris.id }))).toBe('42501');
    expect(await claim(leads, id, 2, { assigneeId: lead.id })).toMatchObject({ ok: true });
    await team.owner("DELETE FROM throughline.settings WHERE name = 'takeOver'");
  });

  test('status, snooze, result and tags', async () => {
    const { id } = await team.conversation({ assignee: anna.id });
    const [a, b] = [newId(), newId()];
    expect(await claim(annas, id, 1, { status: 'snoozed', snoozedUntil: 5, addTags: [a, b] })).toMatchObject({
      conversation: { status: 'snoozed', snoozed_until: 5, version: 2 },
    });
    const done = await claim(annas, id, 2, { status: 'resolved', result: 'sold', removeTags: [b] });
    expect(done).toMatchObject({
      conversation: { status: 'resolved', result: 'sold', tags: [a], snoozed_until: null, waiting_since: null },
    });
    expect(await codeOf(claim(annas, id, 3, { status: 'lost' }))).toBe('22023');
    expect(await codeOf(claim(annas, id, 3, { assigneeId: newId() }))).toBe('P0002');
  });
});

describe('giving over', () => {
  test('fifty at once; those somebody changed meanwhile are named and hold up nothing', async () => {
    const fifty: Array<{ id: string }> = [];
    for (let n = 0; n < 50; n += 1) fifty.push(await team.conversation({ assignee: anna.id }));
    await claim(annas, fifty[7]?.id ?? '', 1, { status: 'pending' });
    const answers = await reassign(
      leads,
      fifty.map(({ id }) => ({ id, version: 1 })),
      { agentId: boris.id },
      { wants: 'a refund' },
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(49);
    expect(answers.filter(({ ok }) => !ok)).toMatchObject([{ why: 'changed', conversation: { id: fifty[7]?.id } }]);
  });

  test('accepted, returned, undone', async () => {
    const give = async () => {
      const { id } = await team.conversation({ assignee: anna.id });
      const [answer] = await reassign(annas, [{ id, version: 1 }], { agentId: boris.id }, { done: 'called' });
      return { id, handoff: answer?.handoffId };
    };
    const decide = (db: pg.Client, handoff: string | undefined, accept: boolean) =>
      value<Answer>(db, 'SELECT throughline.handoff_answer($1, $2, $3)', [handoff, accept, 'why']);
    const accepted = await give();
    expect(await codeOf(decide(annas, accepted.handoff, true))).toBe('P0002');
    expect(await decide(boriss, accepted.handoff, true)).toMatchObject({ ok: true, conversation: { assignee_id: boris.id } });
    expect(await decide(boriss, accepted.handoff, false)).toMatchObject({ ok: false, why: 'accepted' });
    const returned = await give();
    expect(await decide(boriss, returned.handoff, false)).toMatchObject({ ok: true, conversation: { assignee_id: anna.id } });
    const undone = await give();
    expect(await value(annas, 'SELECT throughline.handoff_undo($1)', [undone.handoff])).toMatchObject({
      ok: true,
      conversation: { assignee_id: anna.id },
    });
    const changed = await give();
    await claim(boriss, changed.id, 2, { status: 'pending' });
    expect(await value(annas, 'SELECT throughline.handoff_undo($1)', [changed.handoff])).toMatchObject({
      ok: false,
      conversation: { assignee_id: boris.id },
    });
    expect((await audit(returned.id)).map(({ action }) => action)).toEqual(['reassign']);
  });

  test('one that nobody answers comes back, once', async () => {
    const { id } = await team.conversation({ assignee: anna.id });
    await reassign(leads, [{ id, version: 1 }], { agentId: boris.id });
    await team.owner('UPDATE throughline.handoffs SET due_at = 1 WHERE conversation_id = $1', [id]);
    const sweeps = await Promise.all(
      [annas, boriss, leads].map((db) => value<{ handoffs: string[] }>(db, 'SELECT throughline.sweep()')),
    );
    expect(sweeps.flatMap(({ handoffs }) => handoffs)).toHaveLength(1);
    expect(await team.owner('SELECT assignee_id FROM throughline.conversations WHERE id = $1', [id])).toEqual([
      { assignee_id: anna.id },
    ]);
  });

  test('what its holder lets wait too long goes back to the queue', async () => {
    await team.owner("INSERT INTO throughline.settings (name, value) VALUES ('responseLease', '{\"minutes\": 15}')");
    const { id } = await team.conversation();
    const { conversation } = await claim(annas, id, 1, { assigneeId: anna.id });
    expect(conversation).toMatchObject({ response_due: expect.any(Number) });
    expect(await value(annas, 'SELECT throughline.sweep()')).toMatchObject({ conversations: [] });
    await team.owner('UPDATE throughline.conversations SET response_due = 1 WHERE id = $1', [id]);
    expect(await value(annas, 'SELECT throughline.sweep()')).toMatchObject({ conversations: [id] });
    expect(await team.owner('SELECT assignee_id, response_due FROM throughline.conversations WHERE id = $1', [id])).toEqual([
      { assignee_id: null, response_due: null },
    ]);
    await team.owner("DELETE FROM throughline.settings WHERE name = 'responseLease'");
  });

  test('what waits is pushed to who is ready, has room and is responsible', async () => {
    await team.owner("UPDATE throughline.conversations SET status = 'resolved' WHERE status <> 'resolved'");
    await team.owner('INSERT INTO throughline.settings (name, value) VALUES (\'assignment\', \'{"by": "balanced"}\')');
    await team.owner('UPDATE throughline.agents SET capacity = \'{"total": 2}\' WHERE id = $1', [boris.id]);
    for (let n = 0; n < 6; n += 1) await team.conversation({ at: n });
    expect(await value<unknown[]>(leads, 'SELECT throughline.dispatch()')).toEqual([]);
    await annas.query("SELECT throughline.presence_set($1, 'ready')", [anna.node]);
    await boriss.query("SELECT throughline.presence_set($1, 'ready')", [boris.node]);
    await leads.query("SELECT throughline.presence_set($1, 'break')", [lead.node]);
    const given = await value<Array<{ to: string }>>(annas, 'SELECT throughline.dispatch()');
    const to = (id: string) => given.filter((one) => one.to === id).length;
    expect([to(anna.id), to(boris.id), given.length]).toEqual([4, 2, 6]);
    const home = await value<Array<{ to: string | null }>>(leads, "SELECT throughline.went_home($1, 'ill')", [anna.id]);
    expect(home.map((one) => one.to)).toEqual([null, null, null, null]);
    await team.owner("DELETE FROM throughline.settings WHERE name = 'assignment'");
  });
});

describe('linking', () => {
  const link = (db: pg.Client, a: string, b: string, rule = false, id = newId()) =>
    value<{ ok: boolean; root: string; why?: string }>(db, 'SELECT throughline.link($1, $2, $3, $4, $5)', [
      id,
      a,
      b,
      '{}',
      rule,
    ]).then((answer) => ({ id, ...answer }));
  const open = (customer: string) =>
    team.owner<{ id: string; customer_id: string; merged_into: string | null }>(
      "SELECT id, customer_id, merged_into FROM throughline.conversations WHERE customer_id = $1 AND status <> 'resolved' AND merged_into IS NULL",
      [customer],
    );

  test('one open conversation is left, and undoing puts both back exactly', async () => {
    const [a, b] = [await team.conversation({ at: 1 }), await team.conversation({ at: 2 })];
    const answer = await link(annas, b.customer, a.customer);
    expect(answer).toMatchObject({ ok: true, root: a.customer });
    expect((await open(a.customer)).map(({ id }) => id)).toEqual([a.id]);
    expect(await open(b.customer)).toEqual([]);
    expect(await link(annas, a.customer, b.customer)).toMatchObject({ ok: false, why: 'linked' });
    expect(await value(annas, 'SELECT throughline.unlink($1)', [answer.id])).toMatchObject({ ok: true, root: b.customer });
    expect((await open(a.customer)).map(({ id }) => id)).toEqual([a.id]);
    expect((await open(b.customer)).map(({ id }) => id)).toEqual([b.id]);
    expect(await link(annas, a.customer, b.customer, true)).toMatchObject({ ok: false, why: 'undone-by-hand' });
  });

  test('what was over before they were joined does not come back beside the open one', async () => {
    const [a, b] = [await team.conversation({ at: 1 }), await team.conversation({ at: 2 })];
    await claim(annas, b.id, 1, { status: 'resolved' });
    await link(annas, a.customer, b.customer);
    expect(await codeOf(claim(annas, b.id, 2, { status: 'open' }))).toBe('23505');
    await claim(annas, a.id, 1, { status: 'resolved' });
    expect(await claim(annas, b.id, 2, { status: 'open' })).toMatchObject({ ok: true });
    expect((await open(a.customer)).map(({ id }) => id)).toEqual([b.id]);
  });

  test('a chain falls apart where it is cut', async () => {
    const [a, b, c] = [
      await team.conversation({ at: 1 }),
      await team.conversation({ at: 2 }),
      await team.conversation({ at: 3 }),
    ];
    const first = await link(annas, a.customer, b.customer);
    await link(annas, b.customer, c.customer);
    const roots = () =>
      team
        .owner('SELECT root_id FROM throughline.customers WHERE id = ANY ($1) ORDER BY created_at', [
          [a.customer, b.customer, c.customer],
        ])
        .then((rows) => rows.map(({ root_id }) => root_id));
    expect(await roots()).toEqual([a.customer, a.customer, a.customer]);
    await annas.query('SELECT throughline.unlink($1)', [first.id]);
    expect(await roots()).toEqual([a.customer, b.customer, b.customer]);
  });

  test('ten link the same two at once, and one link is made', async () => {
    const [a, b] = [await team.conversation(), await team.conversation()];
    const clients = await Promise.all(Array.from({ length: 10 }, () => anna.connect()));
    const answers = await Promise.all(clients.map((client) => link(client, a.customer, b.customer)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  });
});
