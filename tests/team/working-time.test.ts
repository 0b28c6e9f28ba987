import fc from 'fast-check';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { afterWorking, isWorked, minutes } from '../../electron/core/team/hours.ts';
import { newId } from '../../electron/store/ids.ts';
import type { WorkingHours } from '../../shared/model/index.ts';
import { codeOf, startTeam, type Team, type TestAgent, value } from '../support/team.ts';

let team: Team;
let anna: TestAgent;
let boris: TestAgent;
let lead: TestAgent;
let annas: pg.Client;
let leads: pg.Client;

beforeAll(async () => {
  team = await startTeam();
  anna = await team.add('anna', { visibility: 'all' });
  boris = await team.add('boris', { visibility: 'all' });
  lead = await team.add('lead', { role: 'lead' });
  [annas, leads] = await Promise.all([anna.connect(), lead.connect()]);
});
afterAll(() => team.stop());

const span = fc
  .tuple(fc.nat(1439), fc.integer({ min: 1, max: 700 }))
  .map(([from, length]) => ({ from, to: Math.min(1440, from + length) }));
const anyHours: fc.Arbitrary<WorkingHours> = fc.record({
  zone: fc.constantFrom(
    'Europe/Moscow',
    'Europe/Berlin',
    'America/New_York',
    'Asia/Kolkata',
    'Australia/Lord_Howe',
    'America/Santiago',
    'UTC',
  ),
  week: fc.array(fc.array(span, { maxLength: 3 }), { minLength: 7, maxLength: 7 }),
  days: fc.dictionary(
    fc.constantFrom('2026-03-08', '2026-03-29', '2026-04-05', '2026-10-25', '2026-11-01'),
    fc.array(span, { maxLength: 2 }),
  ),
});
const from = Date.parse('2026-03-01T00:00Z');
const anyMoment = fc.integer({ min: 0, max: 275 * 1440 }).map((minute) => from + minute * 60_000);

describe('server and desks count working time alike', () => {
  test('the moment after any work, with any hours, over changes of the clock too', { timeout: 180_000 }, async () => {
    const cases = fc.sample(fc.tuple(anyHours, anyMoment, fc.integer({ min: 0, max: 4000 })), {
      numRuns: 1500,
      seed: 20_261_122,
    });
    const rows = await team.owner<{ n: number; due: string | null; worked: boolean }>(
      `SELECT n, throughline.work_after(hours, since, work) AS due, throughline.worked_at(hours, since) AS worked
       FROM jsonb_to_recordset($1) AS t (n integer, hours jsonb, since bigint, work numeric) ORDER BY n`,
      [JSON.stringify(cases.map(([hours, since, work], n) => ({ n, hours, since, work })))],
    );
    const theirs = rows.map(({ due, worked }) => ({ due: due === null ? undefined : Number(due), worked }));
    const ours = cases.map(([hours, since, work]) => ({
      due: afterWorking(hours, since, minutes(work)),
      worked: isWorked(hours, since),
    }));
    const different = cases.flatMap((one, n) =>
      JSON.stringify(theirs[n]) === JSON.stringify(ours[n]) ? [] : [{ one, theirs: theirs[n], ours: ours[n] }],
    );
    expect(different).toEqual([]);
  });

  test('hours that are none are refused when they are set', async () => {
    const put = (hours: object) => codeOf(value(leads, "SELECT throughline.policy_put('hours', $1, 0)", [JSON.stringify(hours)]));
    const week = [[], [], [], [], [], [], []];
    expect(await put({ zone: 'Atlantis/Capital', week, days: {} })).toBe('22023');
    expect(await put({ zone: 'UTC', week: [], days: {} })).toBe('22023');
    expect(await put({ zone: 'UTC', week: [[{ from: 60, to: 30 }], ...week.slice(1)], days: {} })).toBe('22023');
    expect(await put({ zone: 'UTC', week, days: { '2026-01-01': [{ from: 0 }] } })).toBe('22023');
    expect(await put({ zone: 'UTC', week, days: {} })).toBe('ok');
  });
});

describe('the response lease', () => {
  const hours = (week: Array<Array<{ from: number; to: number }>>) => ({ zone: 'UTC', week, days: {} });
  const always = hours(Array.from({ length: 7 }, () => [{ from: 0, to: 1440 }]));
  const never = hours(Array.from({ length: 7 }, () => []));
  const rule = async (minutesOf: number, hoursOf: object) => {
    await team.owner("DELETE FROM throughline.settings WHERE name IN ('responseLease', 'hours')");
    await team.owner("INSERT INTO throughline.settings (name, value) VALUES ('responseLease', $1), ('hours', $2)", [
      JSON.stringify({ minutes: minutesOf }),
      JSON.stringify(hoursOf),
    ]);
  };
  const row = async (id: string) =>
    (
      await team.owner<{ response_due: string | null; assignee_id: string | null }>(
        'SELECT response_due, assignee_id FROM throughline.conversations WHERE id = $1',
        [id],
      )
    )[0];
  const take = async (id: string) =>
    value(annas, 'SELECT throughline.claim($1, 1, $2)', [id, JSON.stringify({ assigneeId: anna.id })]);

  test('runs while the team works, and not while it does not', async () => {
    await rule(15, always);
    const working = await team.conversation();
    await take(working.id);
    const left = Number((await row(working.id))?.response_due) - Date.now();
    expect(left).toBeGreaterThan(14 * 60_000);
    expect(left).toBeLessThan(16 * 60_000);
    await rule(15, never);
    const resting = await team.conversation();
    await take(resting.id);
    expect(await row(resting.id)).toMatchObject({ assignee_id: anna.id, response_due: null });
    expect(await value(annas, 'SELECT throughline.sweep()')).toMatchObject({ conversations: [] });
  });

  test('runs by the hours of the department where it has its own, whatever those of the team are', async () => {
    const department = async (key: string, own: object | null) =>
      team.owner('INSERT INTO throughline.departments (id, key, name, hours) VALUES (gen_random_uuid(), $1, $1, $2)', [
        key,
        own === null ? null : JSON.stringify(own),
      ]);
    await department('round-the-clock', always);
    await department('closed', never);
    await department('as-the-team', null);
    const due = async (key: string) => {
      const { id } = await team.conversation({ department: key });
      await take(id);
      return (await row(id))?.response_due !== null;
    };
    await rule(15, never);
    expect([await due('round-the-clock'), await due('closed'), await due('as-the-team')]).toEqual([true, false, false]);
    await rule(15, always);
    expect([await due('round-the-clock'), await due('closed'), await due('as-the-team')]).toEqual([true, false, true]);
  });

  test('brings back what was given out before there was the rule, whoever has it being silent or gone', async () => {
    await team.owner("DELETE FROM throughline.settings WHERE name IN ('responseLease', 'hours')");
    const earlier = Date.now() - 3_600_000;
    const old = await team.conversation({ assignee: boris.id, at: earlier });
    const recent = await team.conversation({ assignee: boris.id });
    expect(await value(annas, 'SELECT throughline.sweep()')).toMatchObject({ conversations: [] });
    await rule(30, always);
    expect(await value(annas, 'SELECT throughline.sweep()')).toMatchObject({ conversations: [old.id] });
    expect((await row(recent.id))?.assignee_id).toBe(boris.id);
    await team.owner("DELETE FROM throughline.settings WHERE name IN ('responseLease', 'hours')");
  });

  describe('of who is not there', () => {
    const lease = async (of: object, hoursOf: object | null = always) => {
      await team.owner("DELETE FROM throughline.settings WHERE name IN ('responseLease', 'hours')");
      await team.owner("INSERT INTO throughline.settings (name, value) VALUES ('responseLease', $1), ('hours', $2)", [
        JSON.stringify(of),
        JSON.stringify(hoursOf),
      ]);
    };
    const ago = (minutesOf: number) => new Date(Date.now() - minutesOf * 60_000);
    /** Boris's desk as it was told last, and when. */
    const boriss = (state: string, since: Date, seen = new Date()) =>
      team.owner(
        `INSERT INTO throughline.presence (node_id, agent_id, state, since, seen_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (node_id) DO UPDATE SET state = excluded.state, since = excluded.since, seen_at = excluded.seen_at`,
        [boris.node, boris.id, state, since, seen],
      );
    /** Anna's desk looks; it has been there for so long. */
    const returned = async (watchedMinutes = 600): Promise<string[]> => {
      await team.owner('UPDATE throughline.nodes SET seen_at = $1 WHERE agent_id = $2', [ago(watchedMinutes), anna.id]);
      return (await value<{ conversations: string[] }>(annas, 'SELECT throughline.sweep()')).conversations;
    };
    const has = (minutesOf: number) => team.conversation({ assignee: boris.id, at: ago(minutesOf).getTime() });

    test('it goes back sooner: who is away or off, not who is here and silent, on a break or in a call', async () => {
      await lease({ minutes: 60, absentMinutes: 5 });
      const { id } = await has(20);
      for (const state of ['ready', 'busy', 'break', 'call']) {
        await boriss(state, ago(30));
        expect(await returned()).toEqual([]);
      }
      await boriss('away', ago(3));
      expect(await returned()).toEqual([]);
      await boriss('away', ago(6));
      expect(await returned()).toEqual([id]);
      expect(await row(id)).toMatchObject({ assignee_id: null });
      const off = await has(20);
      await boriss('offline', ago(6));
      expect(await returned()).toEqual([off.id]);
      const gone = await has(20);
      await boriss('ready', ago(60), ago(6));
      expect(await returned()).toEqual([gone.id]);
      const audited = await team.owner<{ detail: object }>(
        "SELECT detail FROM throughline.audit WHERE action = 'response-lease-absent' ORDER BY seq DESC LIMIT 1",
      );
      expect(audited[0]?.detail).toMatchObject({ from: boris.id });
    });

    test('counted from when the customer waits and they had it, and only what waits', async () => {
      await lease({ absentMinutes: 5 });
      await boriss('away', ago(60));
      const recent = await has(3);
      const answered = await has(20);
      await team.owner('UPDATE throughline.conversations SET waiting_since = NULL WHERE id = $1', [answered.id]);
      const justGiven = await has(20);
      await team.owner('UPDATE throughline.conversations SET assigned_at = $1 WHERE id = $2', [ago(2).getTime(), justGiven.id]);
      expect(await returned()).toEqual([]);
      for (const { id } of [recent, answered, justGiven])
        await team.owner("UPDATE throughline.conversations SET status = 'resolved' WHERE id = $1", [id]);
    });

    test('in working hours, by a setting of its own, and not because nobody could be seen', async () => {
      await boriss('offline', ago(120));
      const { id } = await has(120);
      await lease({ minutes: 600 });
      expect(await returned()).toEqual([]);
      await lease({ minutes: 600, absentMinutes: 5 }, never);
      expect(await returned()).toEqual([]);
      await lease({ minutes: 600, absentMinutes: 5 });
      // Whoever looks has only just come back themselves: for all they know so have the others.
      expect(await returned(1)).toEqual([]);
      expect(await returned(10)).toEqual([id]);
    });

    test('with two desks they are here as long as one of them is', async () => {
      await lease({ absentMinutes: 5 });
      const second = newId();
      const { id } = await has(30);
      await boriss('away', ago(30));
      await team.owner(
        "INSERT INTO throughline.presence (node_id, agent_id, state, since, seen_at) VALUES ($1, $2, 'ready', now(), now())",
        [second, boris.id],
      );
      expect(await returned()).toEqual([]);
      await team.owner("UPDATE throughline.presence SET state = 'away', since = $1 WHERE node_id = $2", [ago(2), second]);
      expect(await returned()).toEqual([]);
      await team.owner('UPDATE throughline.presence SET since = $1 WHERE node_id = $2', [ago(6), second]);
      expect(await returned()).toEqual([id]);
      await team.owner('DELETE FROM throughline.presence');
      await team.owner("DELETE FROM throughline.settings WHERE name IN ('responseLease', 'hours')");
    });
  });

  test('whoever works on what they were given has accepted it without a word', async () => {
    const give = async () => {
      const { id, customer } = await team.conversation({ assignee: anna.id });
      await value(annas, 'SELECT throughline.reassign($1, $2)', [
        JSON.stringify([{ id, version: 1 }]),
        JSON.stringify({ agentId: boris.id }),
      ]);
      await team.owner('UPDATE throughline.handoffs SET due_at = 1 WHERE conversation_id = $1', [id]);
      return { id, customer };
    };
    const [untouched, changed, answered] = [await give(), await give(), await give()];
    const boriss = await boris.connect();
    await value(boriss, 'SELECT throughline.claim($1, 2, $2)', [changed.id, JSON.stringify({ status: 'pending' })]);
    await team.owner(
      `INSERT INTO throughline.records (id, kind, customer_id, direction, author_id, sent_at, received_at, rev, payload)
       VALUES ($1, 'telegram', $2, 'out', $3, $4, $4, 1, '{}')`,
      [newId(), answered.customer, boris.id, Date.now() + 1000],
    );
    const { handoffs } = await value<{ handoffs: string[] }>(annas, 'SELECT throughline.sweep()');
    expect(handoffs).toHaveLength(1);
    const states = await team.owner<{ conversation_id: string; state: string }>(
      'SELECT conversation_id, state FROM throughline.handoffs WHERE conversation_id = ANY ($1)',
      [[untouched.id, changed.id, answered.id]],
    );
    const of = (id: string) => states.find((one) => one.conversation_id === id)?.state;
    expect([of(untouched.id), of(changed.id), of(answered.id)]).toEqual(['expired', 'accepted', 'accepted']);
    expect((await row(changed.id))?.assignee_id).toBe(boris.id);
  });

  test('a handoff comes back after its minutes of work, and without the rule never by itself', async () => {
    const due = async (minutesOf: number, hoursOf: object): Promise<number> => {
      await team.owner("DELETE FROM throughline.settings WHERE name IN ('handoff', 'hours')");
      await team.owner("INSERT INTO throughline.settings (name, value) VALUES ('handoff', $1), ('hours', $2)", [
        JSON.stringify({ minutes: minutesOf }),
        JSON.stringify(hoursOf),
      ]);
      const { id } = await team.conversation({ assignee: anna.id });
      await value(annas, 'SELECT throughline.reassign($1, $2)', [
        JSON.stringify([{ id, version: 1 }]),
        JSON.stringify({ agentId: boris.id }),
      ]);
      const [handoff] = await team.owner<{ due_at: string }>(
        'SELECT due_at FROM throughline.handoffs WHERE conversation_id = $1',
        [id],
      );
      return (Number(handoff?.due_at) - Date.now()) / 60_000;
    };
    expect(await due(10, always)).toBeCloseTo(10, 0);
    expect(await due(0, always)).toBeGreaterThan(365 * 1440);
    // Tomorrow's first minute, or today's: an hour is worked a day.
    const hourly = hours(Array.from({ length: 7 }, () => [{ from: 0, to: 60 }]));
    expect(await due(120, hourly)).toBeGreaterThan(1000);
    await team.owner("DELETE FROM throughline.settings WHERE name IN ('handoff', 'hours')");
  });
});
