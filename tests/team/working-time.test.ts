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
