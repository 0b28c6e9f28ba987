import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TeamView } from '../../shared/contract/team.ts';
import type { Desk } from '../support/engine.ts';
import type { TestAgent } from '../support/team.ts';
import { connected, type Office, online, openOffice, rowOf } from './office.ts';

/** An agent's desk, another's and a lead's on one server, and customers who write to one bot. */
let office: Office;
let annas: Desk;
let boriss: Desk;
let leads: Desk;
let lead: TestAgent;
let people = 1;

beforeAll(async () => {
  office = await openOffice();
  lead = await office.team.add('lead', { name: 'Lidia Lead', role: 'lead', visibility: 'all' });
  annas = await office.desk(office.anna, { bot: true });
  await online(annas);
  [boriss, leads] = [await office.desk(office.boris), await office.desk(lead)];
  await connected(boriss);
  await connected(leads);
  for (const desk of [annas, boriss, leads])
    await desk.until(async () => {
      const { colleagues } = await view(desk);
      return colleagues.filter(({ presence }) => presence === 'ready').length === 3;
    }, 'all three to be here');
});
afterAll(() => office.close());

const view = async (desk: Desk): Promise<TeamView> => {
  const seen = await desk.call('team.view', {});
  if (!seen) throw new Error('a desk in no team');
  return seen;
};
const holder = async (desk: Desk, customerId: string) =>
  (await desk.call('customer.get', { customerId })).conversation?.assignee?.id;
const has = (desk: Desk, customerId: string, id: string | undefined) =>
  desk.until(async () => (await holder(desk, customerId)) === id, `${id ?? 'nobody'} to have it`);

/** Somebody who waits, on all three desks. */
async function customer(words: string): Promise<string> {
  office.telegram.user(people++, { firstName: 'Мария' }).write(words);
  const { customerId } = await rowOf(annas, words);
  await Promise.all([rowOf(boriss, words), rowOf(leads, words)]);
  return customerId;
}
async function customerOf(desk: Desk, agent: TestAgent, words: string): Promise<string> {
  const customerId = await customer(words);
  await desk.call('conversation.change', { customerIds: [customerId], change: { assigneeId: agent.id } });
  await Promise.all([annas, boriss, leads].map((one) => has(one, customerId, agent.id)));
  return customerId;
}

describe('giving over with a note', () => {
  const note = { wants: 'возврат', done: 'проверила заказ', promised: 'ответ до вечера', dontAsk: 'адрес' };

  test('a lead gives it to another, whose desk shows it with the note, and who accepts', async () => {
    const customerId = await customerOf(annas, office.anna, 'Верните деньги');
    const { given, refused } = await leads.call('conversation.reassign', {
      customerIds: [customerId],
      to: { agentId: office.boris.id },
      note,
      reason: 'Анна на обеде',
    });
    expect(refused).toEqual([]);
    expect(await holder(leads, customerId)).toBe(office.boris.id);
    const [handoff] = await boriss.until(async () => {
      const { handoffs } = await view(boriss);
      return handoffs.length > 0 && handoffs;
    }, 'the handoff to be offered');
    expect(handoff).toMatchObject({
      id: given[0]?.handoffId,
      customer: { id: customerId, name: 'Мария' },
      by: { name: 'Lidia Lead' },
      from: { name: 'Anna Lebedeva' },
      to: { name: 'Boris Orlov' },
      note,
      reason: 'Анна на обеде',
      state: 'offered',
    });
    expect((await view(leads)).given.map(({ id }) => id)).toEqual([handoff?.id]);
    await has(boriss, customerId, office.boris.id);
    await boriss.call('handoff.answer', { handoffId: handoff?.id ?? '', accept: true });
    expect((await view(boriss)).handoffs).toEqual([]);
    await leads.until(async () => (await view(leads)).given.length === 0, 'the lead to know that it was accepted');
    await has(annas, customerId, office.boris.id);
    // The history is a record of its own: the desk that gave it over writes it, and it comes after the claim.
    const assigned = async () =>
      (await annas.items(customerId)).flatMap(({ event }) => (event?.type === 'assigned' ? [event.to] : []));
    await annas.until(async () => (await assigned()).length === 2, 'both changes in the history');
    expect(await assigned()).toEqual(['Anna Lebedeva', 'Boris Orlov']);
  });

  test('returned with words it is back with the earlier one, and whoever gave it reads why', async () => {
    const customerId = await customerOf(annas, office.anna, 'Где курьер?');
    const { given } = await annas.call('conversation.reassign', {
      customerIds: [customerId],
      to: { agentId: office.boris.id },
      note,
    });
    const handoffId = given[0]?.handoffId ?? '';
    await boriss.until(async () => (await view(boriss)).handoffs.some(({ id }) => id === handoffId), 'the handoff');
    await boriss.call('handoff.answer', { handoffId, accept: false, text: 'Не моя смена' });
    expect(await holder(boriss, customerId)).toBe(office.anna.id);
    await has(annas, customerId, office.anna.id);
    const back = await annas.until(
      async () => (await view(annas)).given.find(({ state }) => state === 'returned'),
      'it to be back',
    );
    expect(back).toMatchObject({ id: handoffId, answer: 'Не моя смена' });
    await expect(boriss.call('handoff.answer', { handoffId, accept: true })).rejects.toMatchObject({
      code: 'conflict',
      details: { holder: { id: office.anna.id } },
    });
  });

  test('what a lead gave of hers and came back is told to her too, by whoever let it lie or returned it', async () => {
    const customerId = await customerOf(annas, office.anna, 'А это чьё?');
    const give = async () => {
      const { given } = await leads.call('conversation.reassign', {
        customerIds: [customerId],
        to: { agentId: office.boris.id },
      });
      return given[0]?.handoffId ?? '';
    };
    const told = async (handoffId: string, state: string) => {
      for (const desk of [leads, annas])
        await desk.until(
          async () => (await view(desk)).given.some((one) => one.id === handoffId && one.state === state),
          `it to be ${state}`,
        );
    };
    const returned = await give();
    await boriss.until(async () => (await view(boriss)).handoffs.some(({ id }) => id === returned), 'the handoff');
    expect((await view(annas)).given.map(({ id }) => id)).not.toContain(returned);
    await boriss.call('handoff.answer', { handoffId: returned, accept: false });
    await told(returned, 'returned');
    const lying = await give();
    await office.team.owner('UPDATE throughline.handoffs SET due_at = 1 WHERE id = $1', [lying]);
    await told(lying, 'expired');
    await has(annas, customerId, office.anna.id);
    expect((await view(boriss)).given.map(({ id }) => id)).not.toContain(lying);
    // Whichever desk asked for it wrote it down, once, and every desk has it.
    const unanswered = async (desk: Desk) =>
      (await desk.items(customerId)).flatMap(({ event, author }) =>
        event?.type === 'assigned' && event.unanswered !== undefined ? [{ ...event, by: author.type }] : [],
      );
    for (const desk of [annas, boriss, leads]) {
      await desk.until(async () => (await unanswered(desk)).length > 0, 'the timeline to tell of it');
      expect(await unanswered(desk)).toEqual([
        { type: 'assigned', to: 'Anna Lebedeva', unanswered: 'Boris Orlov', by: 'system' },
      ]);
    }
  });

  test('unanswered it comes back, and is undone as long as nobody changed it', async () => {
    const customerId = await customerOf(annas, office.anna, 'Ещё не всё');
    const give = async () =>
      (await leads.call('conversation.reassign', { customerIds: [customerId], to: { agentId: office.boris.id } })).given.map(
        ({ handoffId }) => handoffId,
      );
    const taken = await give();
    await has(boriss, customerId, office.boris.id);
    expect(await leads.call('handoff.undo', { handoffIds: taken })).toEqual({ restored: 1, changedSince: 0 });
    expect(await holder(leads, customerId)).toBe(office.anna.id);
    await has(boriss, customerId, office.anna.id);
    const handoffIds = await give();
    await has(boriss, customerId, office.boris.id);
    await boriss.call('conversation.change', { customerIds: [customerId], change: { status: 'pending' } });
    expect(await leads.call('handoff.undo', { handoffIds })).toEqual({ restored: 0, changedSince: 1 });
  });

  test('fifty at once; of those somebody changed meanwhile each is named with who has it', async () => {
    const fifty: string[] = [];
    const words = Array.from({ length: 50 }, (_, n) => `Нас много ${n}`);
    for (const each of words) office.telegram.user(people++, { firstName: 'Мария' }).write(each);
    for (const each of words) {
      const [{ customerId }] = await Promise.all([rowOf(annas, each), rowOf(boriss, each), rowOf(leads, each)]);
      fifty.push(customerId);
    }
    await boriss.call('conversation.change', { customerIds: [fifty[7] ?? ''], change: { status: 'resolved' } });
    await leads.until(
      async () => (await leads.call('customer.get', { customerId: fifty[7] ?? '' })).conversation === undefined,
      'one to be resolved',
    );
    const { given, refused } = await leads.call('conversation.reassign', {
      customerIds: fifty,
      to: { agentId: office.boris.id },
    });
    expect(given).toHaveLength(49);
    expect(refused).toEqual([{ customerId: fifty[7], name: 'Мария', why: 'gone' }]);
    await Promise.all([annas, boriss].map((desk) => has(desk, fifty[49] ?? '', office.boris.id)));
    await has(annas, fifty[0] ?? '', office.boris.id);
    // An agent may give what is theirs or nobody's: what a colleague has is refused by name, and holds up nothing.
    const own = await customer('Ничей');
    const mixed = await annas.call('conversation.reassign', {
      customerIds: [fifty[0] ?? '', own],
      to: { agentId: office.anna.id },
    });
    expect(mixed.given.map(({ customerId }) => customerId)).toEqual([own]);
    expect(mixed.refused).toMatchObject([{ customerId: fifty[0], why: 'not-allowed', holder: 'Boris Orlov' }]);
    expect(await leads.call('handoff.undo', { handoffIds: given.map(({ handoffId }) => handoffId) })).toEqual({
      restored: 49,
      changedSince: 0,
    });
  });

  test('each one is on the other desk at once, with its note', async () => {
    const customerId = await customerOf(annas, office.anna, 'Туда и обратно');
    const spans: number[] = [];
    for (let n = 0; n < 30; n += 1) {
      const [to, desk] = n % 2 === 0 ? [office.boris.id, boriss] : [office.anna.id, annas];
      const started = performance.now();
      const arrived = desk
        .until(async () => (await holder(desk, customerId)) === to, 'it to be here')
        .then(() => performance.now() - started);
      await leads.call('conversation.reassign', { customerIds: [customerId], to: { agentId: to }, note });
      spans.push(await arrived);
    }
    spans.sort((a, b) => a - b);
    const [p50 = 0, p95 = 0] = [spans[15], spans[28]];
    process.stdout.write(`given over to another desk: p50 ${p50.toFixed(0)} ms, p95 ${p95.toFixed(0)} ms\n`);
    expect(p50).toBeLessThan(300);
  });

  test('nothing is given to somebody whose desk is off', async () => {
    const vera = await office.team.add('vera', { name: 'Vera', visibility: 'all' });
    const customerId = await customer('Для Веры');
    await leads.until(async () => (await view(leads)).colleagues.some(({ id }) => id === vera.id), 'Vera to be of the team');
    const { given, refused } = await leads.call('conversation.reassign', { customerIds: [customerId], to: { agentId: vera.id } });
    expect([given, refused]).toEqual([[], [{ customerId, name: 'Мария', why: 'away' }]]);
  });
});

test('whispered to the one who has the person, read once, and seen by nobody else', async () => {
  const customerId = await customerOf(annas, office.anna, 'Шёпотом');
  expect(await leads.call('whisper.send', { customerId, text: 'Предложи скидку' })).toEqual({ to: 'Anna Lebedeva' });
  const [whisper] = await annas.until(async () => {
    const { whispers } = await view(annas);
    return whispers.length > 0 && whispers;
  }, 'the whisper');
  expect(whisper).toMatchObject({ customer: { id: customerId }, from: { name: 'Lidia Lead' }, text: 'Предложи скидку' });
  // What came after it is read after it.
  await leads.call('note.add', { customerId, text: 'После шёпота' });
  await boriss.until(async () => (await boriss.items(customerId)).some(({ text }) => text === 'После шёпота'), 'the note');
  expect((await view(boriss)).whispers).toEqual([]);
  await annas.call('whisper.seen', { whisperId: whisper?.id ?? '' });
  expect((await view(annas)).whispers).toEqual([]);
  await expect(annas.call('whisper.send', { customerId, text: 'я' })).rejects.toMatchObject({ code: 'not-allowed' });
});

test('who went home leaves nothing behind: it goes to those who are here, the rest to the queue', async () => {
  const customerId = await customerOf(boriss, office.boris, 'Борис уходит');
  await leads.call('agent.state.set', { state: 'break' });
  await annas.until(
    async () => (await view(annas)).colleagues.find(({ id }) => id === lead.id)?.presence === 'break',
    'the lead to be on a break for all',
  );
  const { given } = await leads.call('team.wentHome', { agentId: office.boris.id, reason: 'заболел' });
  expect(given.find((one) => one.customerId === customerId)).toMatchObject({ toName: 'Anna Lebedeva' });
  expect(await holder(leads, customerId)).toBe(office.anna.id);
  await has(boriss, customerId, office.anna.id);
  await boriss.until(async () => (await boriss.call('inbox.counts', {})).mine === 0, 'nothing of his to be left');
  await leads.call('agent.state.set', { state: 'ready' });
});

test('all of it is taken back by one undo, what went to the queue too; by nobody who may not, and not what somebody has by now', async () => {
  const mine = [];
  for (const words of ['Первый Бориса', 'Второй Бориса', 'Третий Бориса'])
    mine.push(await customerOf(boriss, office.boris, words));
  const floor = await leads.call('floor.get', {});
  const open = floor.agents.find(({ id }) => id === office.anna.id)?.open ?? 0;
  await leads.call('team.saveAgent', { id: office.anna.id, capacity: { total: open + 1 } });
  await leads.call('agent.state.set', { state: 'break' });
  await leads.until(
    async () => (await view(leads)).colleagues.find(({ isMe }) => isMe)?.presence === 'break',
    'the lead to be away',
  );
  const before = await leads.call('floor.get', {});
  const had = before.agents.find(({ id }) => id === office.boris.id)?.open;
  const { given } = await leads.call('team.wentHome', { agentId: office.boris.id, reason: 'ушёл' });
  expect(given.filter(({ toName }) => toName !== undefined)).toMatchObject([{ toName: 'Anna Lebedeva' }]);
  expect(given.length).toBeGreaterThanOrEqual(mine.length);
  const [byNow = ''] = given.filter(({ toName }) => toName === undefined).map(({ customerId }) => customerId);
  const handoffIds = given.map(({ handoffId }) => handoffId);
  await has(annas, byNow, undefined);
  expect(await annas.call('handoff.undo', { handoffIds })).toEqual({ restored: 0, changedSince: given.length });
  await annas.call('conversation.change', { customerIds: [byNow], change: { assigneeId: office.anna.id } });
  await has(leads, byNow, office.anna.id);

  expect(await leads.call('handoff.undo', { handoffIds })).toEqual({ restored: given.length - 1, changedSince: 1 });
  for (const customerId of mine.filter((id) => id !== byNow)) await has(boriss, customerId, office.boris.id);
  expect(await holder(leads, byNow)).toBe(office.anna.id);
  const after = await leads.call('floor.get', {});
  expect(after.agents.find(({ id }) => id === office.boris.id)?.open).toBe((had ?? 0) - 1);
  await leads.call('agent.state.set', { state: 'ready' });
});
