import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TeamView } from '../../shared/contract/team.ts';
import type { Desk } from '../support/engine.ts';
import type { TestAgent } from '../support/team.ts';
import { connected, type Office, online, openOffice, rowOf } from './office.ts';

/** A lead's desk and an agent's, who also runs the bot: the rules that the one sets are what the other works by. */
let office: Office;
let annas: Desk;
let leads: Desk;
let lead: TestAgent;
let people = 1;

beforeAll(async () => {
  office = await openOffice();
  lead = await office.team.add('lead', { name: 'Lidia Lead', role: 'admin', visibility: 'all' });
  annas = await office.desk(office.anna, { bot: true });
  await online(annas);
  leads = await office.desk(lead);
  await connected(leads);
  await leads.call('agent.state.set', { state: 'break' });
  await annas.until(async () => (await stateOf(annas, lead.id)) === 'break', 'the lead to be on a break');
});
afterAll(() => office.close());

const view = async (desk: Desk): Promise<TeamView> => {
  const seen = await desk.call('team.view', {});
  if (!seen) throw new Error('a desk in no team');
  return seen;
};
const stateOf = async (desk: Desk, id: string) => (await view(desk)).colleagues.find((one) => one.id === id)?.presence;
async function customer(words: string): Promise<string> {
  office.telegram.user(people++, { firstName: 'Мария' }).write(words);
  const { customerId } = await rowOf(annas, words);
  await rowOf(leads, words);
  return customerId;
}
const conversation = async (desk: Desk, customerId: string) => (await desk.call('customer.get', { customerId })).conversation;
const holder = async (desk: Desk, customerId: string) => (await conversation(desk, customerId))?.assignee?.id;

describe('departments, duties and rules', () => {
  test('a lead makes them, and every desk has them at once', async () => {
    const week = Array.from({ length: 7 }, () => [{ from: 0, to: 1440 }]);
    const { id } = await leads.call('team.saveDepartment', {
      key: 'support',
      name: 'Поддержка',
      hours: { zone: 'Europe/Moscow', week, days: {} },
    });
    expect((await view(leads)).departments).toEqual([
      { id, key: 'support', name: 'Поддержка', hours: { zone: 'Europe/Moscow', week, days: {} } },
    ]);
    await annas.until(async () => (await view(annas)).departments.length === 1, 'the department to be on the other desk');
    await expect(leads.call('team.saveDepartment', { key: 'support', name: 'Другая' })).rejects.toMatchObject({
      code: 'conflict',
    });
    await leads.call('team.saveDepartment', { id, key: 'support', name: 'Поддержка клиентов' });
    await leads.call('team.saveAgent', {
      id: office.anna.id,
      departments: [id],
      skills: ['возврат'],
      languages: ['ru'],
      capacity: { total: 5 },
    });
    await annas.until(async () => (await view(annas)).me.departments.includes(id), 'Anna to belong to it');
    expect((await view(leads)).colleagues.find((one) => one.id === office.anna.id)).toMatchObject({
      skills: ['возврат'],
      languages: ['ru'],
      capacity: { total: 5 },
    });
    const duty = await leads.call('team.saveDuty', { channelId: 'bot', departmentId: id, ownerId: office.anna.id });
    const { duties, gaps } = await leads.call('team.policies', {});
    expect(duties).toMatchObject([{ id: duty.id, channelId: 'bot', departmentId: id, ownerId: office.anna.id }]);
    expect(gaps).toEqual([]);
    await leads.call('team.saveDuty', {
      ...duty,
      channelId: 'bot',
      departmentId: id,
      hours: { zone: 'UTC', week: week.map(() => [{ from: 0, to: 1080 }]), days: {} },
    });
    expect((await leads.call('team.policies', {})).gaps).toEqual(
      [0, 1, 2, 3, 4, 5, 6].map((weekday) => ({ channelId: 'bot', weekday, span: { from: 1080, to: 1440 } })),
    );
  });

  test('rules are told part by part, and those nobody has set are the usual ones', async () => {
    const usual = await leads.call('team.policies', {});
    expect(usual).toMatchObject({
      assignment: { by: 'queue', capacity: 20 },
      takeOver: 'anyone',
      responseLeaseMinutes: 0,
      handoffMinutes: 30,
    });
    await leads.call('team.setPolicies', {
      takeOver: 'lead',
      handoffMinutes: 5,
      sla: { firstAnswerMinutes: 30, nextAnswerMinutes: 60, resolutionMinutes: 0 },
    });
    expect(await leads.call('team.policies', {})).toMatchObject({
      takeOver: 'lead',
      handoffMinutes: 5,
      sla: { firstAnswerMinutes: 30 },
    });
    await annas.until(async () => (await view(annas)).takeOver === 'lead', 'the rule to be on the other desk');
    await expect(annas.call('team.setPolicies', { takeOver: 'anyone' })).rejects.toMatchObject({ code: 'not-allowed' });
    await leads.call('team.setPolicies', { takeOver: 'anyone' });
  });
});

describe('the floor', () => {
  test('says who has what, what waits where, and whose time runs out', async () => {
    const [department] = (await view(leads)).departments;
    const customerId = await customer('Сколько ждать?');
    expect((await conversation(leads, customerId))?.department).toEqual({ id: department?.id, name: 'Поддержка клиентов' });
    expect(await office.team.owner('SELECT channel_id, language FROM throughline.conversations')).toEqual([
      { channel_id: 'bot', language: 'ru' },
    ]);
    await expect(annas.call('floor.get', {})).rejects.toMatchObject({ code: 'not-allowed' });
    const floor = await leads.until(async () => {
      const seen = await leads.call('floor.get', {});
      return seen.queues[0]?.ready === 1 && seen;
    }, 'Anna to stand ready on the floor');
    expect(floor).toMatchObject({ waiting: 1, late: 0, onCalls: 0 });
    expect(floor.queues).toMatchObject(
      [{ department, unassigned: 1, open: 1, ready: 1 }].map(({ department: known, ...rest }) => ({
        department: { id: known?.id },
        ...rest,
      })),
    );
    // Clocks are counted anew some at a time after the rules have changed.
    await leads.until(async () => (await conversation(leads, customerId))?.sla?.clock === 'first-answer', 'its clock to run');
    const { rows } = await leads.call('inbox.page', { view: 'all', departmentId: department?.id ?? '', limit: 10 });
    expect(rows.map((row) => [row.customerId, row.sla?.clock])).toEqual([[customerId, 'first-answer']]);
    await leads.call('conversation.reassign', { customerIds: [customerId], to: { agentId: office.anna.id } });
    const after = await leads.call('floor.get', {});
    expect(after.agents.find(({ id }) => id === office.anna.id)).toMatchObject({
      open: 1,
      waiting: 1,
      limit: 5,
      presence: 'ready',
    });
    expect(after.queues).toMatchObject([{ unassigned: 0, open: 1 }]);
    expect((await leads.call('inbox.page', { view: 'all', assigneeId: office.anna.id, limit: 10 })).rows).toHaveLength(1);
  });

  test('the next of the queue is taken, and nobody waits any more', async () => {
    const customerId = await customer('Кто следующий?');
    expect(await annas.call('conversation.takeNext', {})).toEqual({ customerId });
    expect(await holder(annas, customerId)).toBe(office.anna.id);
    await leads.until(async () => (await holder(leads, customerId)) === office.anna.id, 'it to be taken on the other desk');
    expect(await annas.call('conversation.takeNext', {})).toEqual({});
  });

  test('where the team gives out by itself, who is ready has what arrives, and the timeline says that a rule did it', async () => {
    await leads.call('team.setPolicies', { assignment: { by: 'balanced', capacity: 10, lastAgentFirst: false, stickyDays: 0 } });
    await annas.until(async () => (await annas.call('team.policies', {})).assignment.by === 'balanced', 'the rule to be known');
    const customerId = await customer('Кому достанусь?');
    await leads.until(async () => (await holder(leads, customerId)) === office.anna.id, 'Anna to be given it');
    const event = await leads.until(
      async () => (await leads.items(customerId)).find((item) => item.event?.type === 'assigned'),
      'the timeline to say so',
    );
    expect(event).toMatchObject({ event: { to: 'Anna Lebedeva' } });
    expect(event.author).toEqual({ type: 'system' });
    await annas.call('agent.state.set', { state: 'offline' });
    await leads.until(async () => (await stateOf(leads, office.anna.id)) === 'offline', 'Anna to be off');
    const other = await customer('А меня возьмут?');
    await leads.call('agent.state.set', { state: 'ready' });
    await leads.call('team.saveAgent', { id: lead.id, departments: (await view(leads)).departments.map(({ id }) => id) });
    await leads.until(async () => (await holder(leads, other)) === lead.id, 'the lead to be given it, who came back');
    await leads.call('team.setPolicies', { assignment: { by: 'queue', capacity: 10, lastAgentFirst: false, stickyDays: 0 } });
  });

  test('all of it is in the audit, page by page and found by words', async () => {
    const first = await leads.call('audit.page', { limit: 5 });
    expect([first.entries.length, first.older]).toEqual([5, true]);
    const next = await leads.call('audit.page', { limit: 5, before: first.entries.at(-1)?.seq ?? 0 });
    expect(next.entries[0]?.seq).toBeLessThan(first.entries.at(-1)?.seq ?? 0);
    const reassigned = await leads.call('audit.page', { limit: 50, words: 'reassign' });
    expect(reassigned.entries.find(({ action }) => action === 'reassign')).toMatchObject({
      login: 'lead',
      agentId: lead.id,
      kind: 'conversation',
      customer: { name: 'Мария' },
      detail: { to: office.anna.id },
    });
    const rules = await leads.call('audit.page', { limit: 50, words: 'takeOver' });
    expect(rules.entries.filter(({ action }) => action === 'settings').length).toBeGreaterThan(0);
  });
});

describe('what ends', () => {
  const named = async (key: string) => (await view(leads)).departments.find((one) => one.key === key);
  /** A department with somebody who waits, a line of the matrix and the lead in it. */
  async function department(words: string): Promise<{ id: string; customerId: string; dutyId: string }> {
    const { id } = await leads.call('team.saveDepartment', { key: 'sales', name: 'Продажи' });
    const departments = (await view(leads)).me.departments;
    await leads.call('team.saveAgent', { id: lead.id, departments: [...departments, id] });
    const duty = await leads.call('team.saveDuty', { topic: 'цены', departmentId: id, ownerId: office.anna.id });
    const customerId = await customer(words);
    await leads.call('conversation.reassign', { customerIds: [customerId], to: { departmentId: id } });
    await annas.until(async () => (await conversation(annas, customerId))?.department?.id === id, 'it to be of the department');
    return { id, customerId, dutyId: duty.id };
  }
  const belongs = (desk: Desk, customerId: string, id: string | undefined) =>
    desk.until(async () => (await conversation(desk, customerId))?.department?.id === id, 'it to be where it goes');
  const duty = async (id: string) => (await leads.call('team.policies', {})).duties.find((one) => one.id === id);

  test('a department: what it had goes to another one', async () => {
    const support = await named('support');
    const { id, customerId, dutyId } = await department('Кто по ценам?');
    await expect(annas.call('team.removeDepartment', { id })).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(leads.call('team.removeDepartment', { id, into: id })).rejects.toMatchObject({ code: 'not-found' });
    await leads.call('team.removeDepartment', { id, into: support?.id ?? '' });
    expect(await named('sales')).toBeUndefined();
    await Promise.all([annas, leads].map((desk) => belongs(desk, customerId, support?.id)));
    await leads.until(async () => (await duty(dutyId))?.departmentId === support?.id, 'the line to be theirs');
    await leads.until(async () => !(await view(leads)).me.departments.includes(id), 'nobody to belong to it');
    await annas.until(
      async () => !(await view(annas)).departments.some((one) => one.id === id),
      'it to be gone on the other desk',
    );
    await expect(leads.call('team.removeDepartment', { id })).rejects.toMatchObject({ code: 'not-found' });
    const { entries } = await leads.call('audit.page', { limit: 5, words: 'department-removed' });
    expect(entries.find(({ action }) => action === 'department-removed')?.detail).toMatchObject({
      name: 'Продажи',
      into: support?.id,
      conversations: 1,
      duties: 1,
      agents: 1,
    });
  });

  test('a department under the name of one that ended is that one again; without an heir it all goes to everybody', async () => {
    const before = await office.team.owner<{ id: string }>("SELECT id FROM throughline.departments WHERE key = 'sales'");
    const { id, customerId, dutyId } = await department('Снова о ценах');
    expect(before).toEqual([{ id }]);
    await leads.call('team.removeDepartment', { id });
    await Promise.all([annas, leads].map((desk) => belongs(desk, customerId, undefined)));
    await leads.until(async () => (await duty(dutyId)) === undefined, 'the line to end');
    expect(
      await office.team.owner("SELECT 1 FROM throughline.handoffs WHERE state = 'offered' AND to_department = $1", [id]),
    ).toEqual([]);
    const taken: unknown[] = [];
    for (let next = await annas.call('conversation.takeNext', {}); next.customerId; ) {
      taken.push(next.customerId);
      next = await annas.call('conversation.takeNext', {});
    }
    expect(taken).toContain(customerId);
  });

  test('hours of the team, of a department and of a line: then those of the next wider hold', async () => {
    const week = Array.from({ length: 7 }, () => [{ from: 540, to: 1080 }]);
    const hours = { zone: 'UTC', week, days: {} };
    await leads.call('team.setPolicies', { hours });
    expect((await leads.call('team.policies', {})).hours).toEqual(hours);
    await leads.call('team.setPolicies', { hours: null });
    expect((await leads.call('team.policies', {})).hours).toBeUndefined();
    const { id } = await leads.call('team.saveDepartment', { key: 'night', name: 'Ночь', hours });
    await leads.call('team.saveDepartment', { id, key: 'night', name: 'Ночь' });
    expect(await named('night')).toEqual({ id, key: 'night', name: 'Ночь' });
    const line = await leads.call('team.saveDuty', { topic: 'ночь', departmentId: id, ownerId: office.anna.id, hours });
    await leads.call('team.saveDuty', { id: line.id, topic: 'ночь', departmentId: id, ownerId: office.anna.id });
    expect(await duty(line.id)).not.toHaveProperty('hours');
    expect(await office.team.owner('SELECT throughline.hours_for($1) AS hours', [id])).toEqual([{ hours: null }]);
  });
});

test('a channel of the team is taken from everybody by who administers it, and by nobody else', async () => {
  const channels = async (desk: Desk) => (await desk.call('channel.list', {})).map(({ id }) => id);
  await expect(annas.call('channel.remove', { channelId: 'bot' })).rejects.toMatchObject({ code: 'not-allowed' });
  expect(await channels(annas)).toContain('bot');
  await customer('Вы ещё здесь?');
  await leads.call('channel.remove', { channelId: 'bot' });
  for (const desk of [leads, annas])
    await desk.until(async () => !(await channels(desk)).includes('bot'), 'the channel to be gone');
  const { entries } = await leads.call('audit.page', { limit: 20, words: 'channel-removed' });
  expect(entries.find(({ action }) => action === 'channel-removed')).toMatchObject({ login: 'lead', subject: 'bot' });
});
