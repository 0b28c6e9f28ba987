import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ConversationChange } from '../../shared/contract/api.ts';
import type { Desk } from '../support/engine.ts';
import { EngineProcess } from '../support/engine-process.ts';
import type { FaultProxy } from '../support/fault-proxy.ts';
import {
  answer,
  away,
  botState,
  connected,
  deliveries,
  elsewhere,
  type Office,
  online,
  openOffice,
  rowOf,
  sent,
} from './office.ts';

/** The server is gone for one desk or for all: what one does alone goes on, what needs the others waits and says so. */
let office: Office;
let annasDoor: FaultProxy;
let borissDoor: FaultProxy;
let holder: Desk;
let other: Desk;

beforeEach(async () => {
  office = await openOffice();
  [annasDoor, borissDoor] = [await office.door(), await office.door()];
  holder = await office.desk(office.anna, { bot: true, through: annasDoor });
  await online(holder);
  other = await office.desk(office.boris, { through: borissDoor });
  await connected(other);
  await elsewhere(other);
});
afterEach(() => office.close());

const maria = () => office.telegram.user(77, { firstName: 'Мария' });
const notes = async (desk: Desk, customerId: string) =>
  (await desk.items(customerId)).filter(({ kind }) => kind === 'note').map(({ text }) => text);

describe('without the server', () => {
  test('notes are told afterwards, a decision waits, and one that came too late is told in words', async () => {
    maria().write('Я тут');
    const { customerId } = await rowOf(other, 'Я тут');
    await borissDoor.down();
    await away(other);
    await other.call('note.add', { customerId, text: 'Записано без сервера' });
    const change = { assigneeId: office.boris.id };
    expect(await other.call('conversation.change', { customerIds: [customerId], change })).toMatchObject({
      undo: [],
      waiting: 1,
    });
    expect(await other.call('team.get', {})).toMatchObject({ state: 'away', waiting: 1 });
    expect((await other.call('customer.get', { customerId })).waiting).toEqual([{ assignee: 'Boris Orlov', mine: true }]);
    await holder.call('conversation.change', { customerIds: [customerId], change: { assigneeId: office.anna.id } });
    await borissDoor.up();
    await connected(other);
    const { notices } = await other.until(async () => {
      const list = await other.call('notice.list', { limit: 10 });
      return list.notices.some(({ kind }) => kind === 'refused') && list;
    }, 'the refusal');
    expect(notices.find(({ kind }) => kind === 'refused')?.late).toEqual({
      wanted: { assignee: 'Boris Orlov', mine: true },
      why: 'taken',
      by: 'Anna Lebedeva',
    });
    expect((await other.call('customer.get', { customerId })).conversation?.assignee?.id).toBe(office.anna.id);
    expect((await other.call('team.get', {}))?.waiting).toBe(0);
    expect((await other.call('customer.get', { customerId })).waiting).toBeUndefined();
    await holder.until(async () => (await notes(holder, customerId))[0] === 'Записано без сервера', 'the note');
  });

  test('what cannot wait is refused for the sake of the server, not of the program', async () => {
    maria().write('Я тут');
    const { customerId } = await rowOf(other, 'Я тут');
    await borissDoor.down();
    await away(other);
    const given = other.call('conversation.reassign', { customerIds: [customerId], to: { agentId: office.anna.id } });
    await expect(given).rejects.toMatchObject({ code: 'unavailable', details: { away: 'team' } });
  });

  test('two decisions about the same that waited are both made, one after the other', async () => {
    maria().write('Я тут');
    const { customerId } = await rowOf(other, 'Я тут');
    await borissDoor.down();
    await away(other);
    for (const change of [{ assigneeId: office.boris.id }, { status: 'pending' as const }])
      expect(await other.call('conversation.change', { customerIds: [customerId], change })).toMatchObject({ waiting: 1 });
    await borissDoor.up();
    await other.until(async () => {
      const team = await other.call('team.get', {});
      return team?.state === 'connected' && team.waiting === 0;
    }, 'both to be decided');
    expect((await other.call('notice.list', { limit: 10 })).notices.filter(({ kind }) => kind === 'refused')).toEqual([]);
    const [row] = await office.team.owner('SELECT assignee_id, status FROM throughline.conversations');
    expect(row).toEqual({ assignee_id: office.boris.id, status: 'pending' });
  });

  test('of two names, replies and tags that were typed at once, what does not stand is told to whose desk finds out', async () => {
    maria().write('Я тут');
    const { customerId } = await rowOf(other, 'Я тут');
    const { tagId: id } = await other.call('tag.save', { name: 'VIP', colour: 'red' });
    const reply = (text: string) => ({ title: 'Доставка', variants: { ru: { text } } });
    const ids = { early: '', late: '' };
    for (const which of ['early', 'late'] as const)
      ids[which] = (await other.call('canned.save', { canned: reply('Завтра') })).id;
    await holder.until(async () => (await holder.call('canned.list', {})).length === 2, 'the replies');
    await holder.until(async () => (await holder.call('workspace.get', {})).tags.length === 1, 'the tag');
    await borissDoor.down();
    await away(other);
    await other.call('customer.rename', { customerId, name: 'Мария Иванова' });
    await other.call('tag.save', { id, name: 'Важный клиент', colour: 'blue' });
    await other.call('canned.save', { canned: { id: ids.early, ...reply('В понедельник') } });
    await holder.call('customer.rename', { customerId, name: 'Маша' });
    await holder.call('tag.save', { id, name: 'Важный', colour: 'red' });
    await holder.call('canned.save', { canned: { id: ids.early, ...reply('Во вторник') } });
    await holder.call('canned.save', { canned: { id: ids.late, ...reply('В среду') } });
    const written = Date.now();
    await other.until(() => Promise.resolve(Date.now() > written), 'the clock to go on');
    await other.call('canned.save', { canned: { id: ids.late, ...reply('В четверг') } });
    const told = async () => {
      const [one] = await office.team.owner<{ n: number }>(
        "SELECT count(*)::int AS n FROM throughline.records WHERE payload::text LIKE '%В среду%' OR payload::text LIKE '%Во вторник%' OR payload ->> 'name' = 'Важный'",
      );
      const named = await office.team.owner("SELECT 1 FROM throughline.customers WHERE name = 'Маша'");
      return one?.n === 3 && named.length === 1;
    };
    await holder.until(told, 'what Anna typed to be told');
    await borissDoor.up();
    await connected(other);
    const overwritten = async (desk: Desk) =>
      (await desk.call('notice.list', { limit: 20 })).notices.filter(({ kind }) => kind === 'overwritten');
    const notices = await other.until(async () => {
      const list = await overwritten(other);
      return list.length === 4 && list;
    }, 'all four to be told');
    const by = 'Anna Lebedeva';
    expect(Object.fromEntries(notices.map(({ overwritten: lost }) => [lost?.lost, lost]))).toEqual({
      'Мария Иванова': { what: 'name', whose: 'mine', lost: 'Мария Иванова', stands: 'Маша', by },
      'Важный клиент': {
        what: 'tag',
        whose: 'mine',
        title: 'Важный',
        lost: 'Важный клиент',
        stands: 'Важный',
        colours: { lost: 'blue', stands: 'red' },
        by,
      },
      'В понедельник': { what: 'reply', whose: 'mine', title: 'Доставка', lost: 'В понедельник', stands: 'Во вторник', by },
      'В среду': { what: 'reply', whose: 'theirs', title: 'Доставка', lost: 'В среду', stands: 'В четверг', by },
    });
    expect(notices.map(({ customerName }) => customerName).filter(Boolean)).toEqual(['Маша']);
    expect(await overwritten(holder)).toEqual([]);
    const name = async (desk: Desk) => (await desk.call('customer.get', { customerId })).name;
    expect([await name(holder), await name(other)]).toEqual(['Маша', 'Маша']);
    // One's own after all, and nobody is told again.
    await other.call('customer.rename', { customerId, name: 'Мария Иванова' });
    await holder.until(async () => (await name(holder)) === 'Мария Иванова', 'the name given again');
    const texts = async () => (await holder.call('canned.list', {})).map(({ variants }) => variants.ru?.text ?? '').toSorted();
    await holder.until(async () => (await texts()).join() === 'В четверг,Во вторник', 'the later texts');
    for (const { id: noticeId } of notices) await other.call('notice.seen', { noticeId });
    expect((await overwritten(other)).map(({ seen }) => seen)).toEqual([true, true, true, true]);
    expect(await overwritten(holder)).toEqual([]);
  });

  test('what does not contradict what others decided meanwhile is made; what does is told, each with its reason', async () => {
    const names = ['Аля', 'Боря', 'Вера', 'Глеб', 'Дина'];
    for (const [n, firstName] of names.entries()) office.telegram.user(500 + n, { firstName }).write(`Пишет ${firstName}`);
    const ids: Record<string, string> = {};
    for (const name of names) {
      ids[name] = (await rowOf(other, `Пишет ${name}`)).customerId;
      await rowOf(holder, `Пишет ${name}`);
    }
    const { tagId: tag } = await other.call('tag.save', { name: 'Срочно', colour: 'red' });
    await holder.until(async () => (await holder.call('workspace.get', {})).tags.some(({ id }) => id === tag), 'the tag');
    await borissDoor.down();
    await away(other);
    const decide = (desk: Desk, name: string, change: ConversationChange) =>
      desk.call('conversation.change', { customerIds: [ids[name] ?? ''], change });
    await decide(other, 'Аля', { addTags: [tag] });
    await decide(other, 'Боря', { status: 'pending' });
    await decide(other, 'Вера', { status: 'resolved', result: 'done' });
    await decide(other, 'Глеб', { status: 'snoozed', snoozedUntil: Date.now() + 3_600_000 });
    await decide(other, 'Дина', { assigneeId: office.boris.id });
    await decide(holder, 'Аля', { status: 'pending' });
    await decide(holder, 'Боря', { status: 'resolved', result: 'done' });
    await decide(holder, 'Глеб', { assigneeId: office.anna.id });
    await decide(holder, 'Дина', { status: 'pending' });
    office.telegram.user(502, { firstName: 'Вера' }).write('И ещё одно');
    await rowOf(holder, 'И ещё одно');
    await borissDoor.up();
    await other.until(async () => (await other.call('team.get', {}))?.waiting === 0, 'all to be decided');
    const { notices } = await other.call('notice.list', { limit: 20 });
    const late = notices.filter(({ kind }) => kind === 'refused').map(({ customerName, late }) => [customerName, late]);
    expect(Object.fromEntries(late)).toEqual({
      Боря: { wanted: { status: 'pending' }, why: 'changed', status: 'resolved' },
      Вера: { wanted: { status: 'resolved' }, why: 'wrote' },
      Глеб: { wanted: { status: 'snoozed' }, why: 'taken', by: 'Anna Lebedeva' },
    });
    const stands = await office.team.owner<{ name: string; status: string; assignee_id: string | null; tags: string[] }>(
      'SELECT k.name, c.status, c.assignee_id, c.tags FROM throughline.conversations c JOIN throughline.customers k ON k.id = c.customer_id',
    );
    const { anna, boris } = office;
    expect(Object.fromEntries(stands.map(({ name, ...one }) => [name, one]))).toEqual({
      Аля: { status: 'pending', assignee_id: null, tags: [tag] },
      Боря: { status: 'resolved', assignee_id: null, tags: [] },
      Вера: { status: 'open', assignee_id: null, tags: [] },
      Глеб: { status: 'open', assignee_id: anna.id, tags: [] },
      Дина: { status: 'pending', assignee_id: boris.id, tags: [] },
    });
  });

  test('many decisions that waited hold up nothing of what else is to be told', { timeout: 120_000 }, async () => {
    const many = 30;
    for (let n = 0; n < many; n += 1) office.telegram.user(1_000 + n, { firstName: `Клиент ${n}` }).write(`Вопрос ${n}`);
    await rowOf(other, `Вопрос ${many - 1}`);
    const customerIds = (await other.rows()).map(({ customerId }) => customerId);
    expect(customerIds).toHaveLength(many);
    await borissDoor.down();
    await away(other);
    const change = { assigneeId: office.boris.id };
    expect(await other.call('conversation.change', { customerIds, change })).toMatchObject({ waiting: many });
    await other.call('note.add', { customerId: customerIds[0] ?? '', text: 'после решений' });
    await borissDoor.up();
    await other.until(async () => (await other.call('team.get', {}))?.waiting === 0, 'all to be decided');
    const order = async (what: string) =>
      (await office.team.owner<{ kind: string }>(`SELECT kind FROM throughline.changes WHERE ${what} ORDER BY xid, seq`)).map(
        ({ kind }) => kind,
      );
    const taken = `id IN (SELECT id::text FROM throughline.conversations WHERE assignee_id = '${office.boris.id}')`;
    expect(await order(taken)).toHaveLength(many);
    const note = "id IN (SELECT id::text FROM throughline.records WHERE kind = 'note')";
    const both = await order(`(${taken}) OR ${note}`);
    expect(both.indexOf('record')).toBeGreaterThan(-1);
    expect(both.at(-1)).toBe('conversation');
  });

  test('answers of the desk that ran the channel leave, also after its lease, and are told afterwards', {
    timeout: 180_000,
  }, async () => {
    maria().write('Ответьте');
    const { customerId } = await rowOf(holder, 'Ответьте');
    await rowOf(other, 'Ответьте');
    await Promise.all([annasDoor.down(), borissDoor.down()]);
    await away(holder);
    const soon = await answer(holder, customerId, 'сразу');
    await sent(holder, soon);
    const paused = (desk: Desk) =>
      desk.until(
        async () => (await desk.call('connection.list', {})).some(({ error }) => error?.code === 'team-away'),
        'receiving to rest',
      );
    await paused(holder);
    maria().write('Пока нет связи');
    const late = await answer(holder, customerId, 'позже');
    await sent(holder, late);
    await Promise.all([annasDoor.up(), borissDoor.up()]);
    await other.until(
      async () => (await other.items(customerId)).some(({ text }) => text === 'Пока нет связи'),
      'what was said meanwhile',
    );
    for (const itemId of [soon, late])
      await other.until(
        async () => (await other.items(customerId)).some(({ id, delivery }) => id === itemId && delivery === 'sent'),
        'it',
      );
    expect(deliveries(office)).toEqual(['сразу', 'позже']);
  });

  test('a stranger met by two desks at once becomes one customer with one message', { timeout: 180_000 }, async () => {
    await annasDoor.down();
    await away(holder);
    maria().write('Я новая');
    await rowOf(holder, 'Я новая');
    await rowOf(other, 'Я новая');
    await annasDoor.up();
    const alike = async (desk: Desk) => {
      const { read } = desk.engine.store;
      const people = read.value('SELECT COUNT(DISTINCT root_key) FROM customers');
      const open = read.value("SELECT COUNT(*) FROM conversations WHERE status <> 'resolved' AND merged_into IS NULL");
      const messages = read.value("SELECT COUNT(*) FROM items WHERE direction = 'in'");
      return [people, open, messages, read.value('SELECT id FROM customers WHERE key = root_key')].join();
    };
    const settled = async () => (await alike(holder)).startsWith('1,1,1,') && (await alike(other)) === (await alike(holder));
    // Either may be the last to hear of it.
    await Promise.any([holder, other].map((desk) => desk.until(settled, 'one of each, the same on both desks')));
  });

  test('an answer of another desk waits for the server and goes out once', async () => {
    maria().write('Ответьте');
    const { customerId } = await rowOf(other, 'Ответьте');
    await borissDoor.down();
    await away(other);
    const itemId = await answer(other, customerId, 'с другого стола');
    expect((await other.call('item.get', { itemId })).delivery).toBe('queued');
    await borissDoor.up();
    await sent(other, itemId);
    expect(deliveries(office)).toEqual(['с другого стола']);
    // Each list says whose words they are.
    const by = async (desk: Desk) => (await rowOf(desk, 'с другого стола')).last.by;
    expect([await by(holder), await by(other)]).toEqual(['Boris Orlov', undefined]);
  });

  test('the server is stopped and started in the middle of it all', async () => {
    maria().write('до');
    const { customerId } = await rowOf(other, 'до');
    await office.team.cluster.restart();
    maria().write('после');
    await rowOf(other, 'после');
    const itemId = await answer(other, customerId, 'ответ');
    await sent(other, itemId);
    expect(deliveries(office)).toEqual(['ответ']);
  });

  test('a server from an older backup is noticed, and gets back what it lacks', async () => {
    maria().write('до копии');
    const { customerId } = await rowOf(other, 'до копии');
    await rowOf(holder, 'до копии');
    await other.call('note.add', { customerId, text: 'после копии' });
    await holder.until(async () => (await notes(holder, customerId)).length === 1, 'the note');
    const backup = await office.team.owner<{ name: string; rev: number }>('SELECT name, rev FROM throughline.customers');
    await holder.call('customer.rename', { customerId, name: 'Мария Иванова' });
    const name = async (desk: Desk) => (await desk.call('customer.get', { customerId })).name;
    await other.until(async () => (await name(other)) === 'Мария Иванова', 'the name');
    const epoch = await office.team.owner<{ epoch: string }>('SELECT epoch FROM throughline.meta');
    await Promise.all([annasDoor.down(), borissDoor.down()]);
    await Promise.all([away(holder), away(other)]);
    await office.team.owner(
      "DELETE FROM throughline.changes WHERE id IN (SELECT id::text FROM throughline.records WHERE kind = 'note')",
    );
    await office.team.owner("DELETE FROM throughline.records WHERE kind = 'note'");
    await office.team.owner('UPDATE throughline.customers SET name = $1, rev = $2, name_rank = 1', [
      backup[0]?.name,
      backup[0]?.rev,
    ]);
    await office.team.owner(
      "DELETE FROM throughline.changes WHERE id IN (SELECT c.id FROM throughline.changes c WHERE kind <> 'customer' ORDER BY xid DESC, seq DESC LIMIT 3)",
    );
    // The copy has the name as it was, since long ago.
    await office.team.owner("UPDATE throughline.changes SET xid = '3' WHERE kind = 'customer'");
    await Promise.all([annasDoor.up(), borissDoor.up()]);
    await Promise.all([connected(holder), connected(other)]);
    await other.until(
      async () => (await office.team.owner("SELECT 1 FROM throughline.records WHERE kind = 'note'")).length === 1,
      'the note to be on the server again',
    );
    expect(await office.team.owner<{ epoch: string }>('SELECT epoch FROM throughline.meta')).not.toEqual(epoch);
    expect(await notes(holder, customerId)).toEqual(['после копии']);
    // What came after the copy stands: nobody typed anything against it.
    const named = async () => (await office.team.owner<{ name: string }>('SELECT name FROM throughline.customers'))[0]?.name;
    await other.until(async () => (await named()) === 'Мария Иванова', 'the name to be on the server again');
    // Each desk tells its agent once, and the audit tells whoever may read it.
    let given = 0;
    for (const desk of [holder, other]) {
      const list = async () => (await desk.call('notice.list', { limit: 20 })).notices;
      await desk.until(async () => (await list()).some(({ kind }) => kind === 'restored'), 'the notice');
      expect((await desk.call('team.get', {}))?.restoring).toBeUndefined();
      expect((await list()).map(({ kind }) => kind).filter((kind) => kind === 'overwritten')).toEqual([]);
      const [told, ...more] = (await list()).filter(({ kind }) => kind === 'restored');
      expect(more).toEqual([]);
      expect(told?.restored?.since).toBeLessThanOrEqual(Date.now());
      given += told?.restored?.records ?? 0;
      expect(await name(desk)).toBe('Мария Иванова');
    }
    expect(given).toBeGreaterThan(0);
    const audited = await office.team.owner<{ action: string }>(
      "SELECT DISTINCT action FROM throughline.audit WHERE action IN ('epoch', 'recover') ORDER BY action",
    );
    expect(audited.map(({ action }) => action)).toEqual(['epoch', 'recover']);
  });

  test('a desk that is connected while a colleague finds out that the server went back gives back what it lacks', async () => {
    maria().write('до копии');
    const { customerId } = await rowOf(other, 'до копии');
    await rowOf(holder, 'до копии');
    const [last] = await office.team.owner<{ seq: string }>('SELECT max(seq)::text AS seq FROM throughline.changes');
    await holder.call('note.add', { customerId, text: 'с этого стола' });
    await other.until(async () => (await notes(other, customerId)).length === 1, 'the note');
    await borissDoor.down();
    await away(other);
    // What he has read last is gone when he is back.
    await office.team.owner("DELETE FROM throughline.records WHERE kind = 'note'");
    await office.team.owner('DELETE FROM throughline.changes WHERE seq > $1', [last?.seq]);
    await borissDoor.up();
    for (const desk of [holder, other]) {
      const told = async () => (await desk.call('notice.list', { limit: 20 })).notices.some(({ kind }) => kind === 'restored');
      await desk.until(told, 'the notice');
      await connected(desk);
    }
    // Its lease is gone as well: whoever is first runs the bot.
    const runs = async () => (await Promise.all([holder, other].map(botState))).includes('online');
    await holder.until(runs, 'the bot to be online');
    expect(await office.team.owner("SELECT 1 FROM throughline.records WHERE kind = 'note'")).toHaveLength(1);
    for (const desk of [holder, other]) expect(await notes(desk, customerId)).toEqual(['с этого стола']);
  });
});

describe('an answer that crossed with a colleague’s', () => {
  const theirs = 'Его ещё не отправили';
  const ours = 'Он уже в пути';
  const petr = () => office.telegram.user(78, { firstName: 'Пётр' });
  const heldAt = async (desk: Pick<Desk, 'call'>, customerId: string) =>
    (await desk.call('customer.get', { customerId })).held.filter(({ problem }) => problem !== undefined);
  const held = (desk: Desk, customerId: string) =>
    desk.until(async () => (await heldAt(desk, customerId))[0], 'the answer to be held');
  const saidAt = async (desk: Desk, customerId: string) =>
    (await desk.items(customerId)).filter(({ direction }) => direction === 'out').map(({ text }) => text);
  const ordersOf = (agent: { id: string }) =>
    office.team.owner(
      "SELECT intent -> 'send' ->> 'text' AS text FROM throughline.outbox WHERE author_id = $1 ORDER BY created_at",
      [agent.id],
    );

  /** Boris answers Maria where nobody can see it, then Anna does. */
  async function crossed(): Promise<string> {
    maria().write('Где заказ?');
    const { customerId } = await rowOf(other, 'Где заказ?');
    await rowOf(holder, 'Где заказ?');
    await borissDoor.down();
    await away(other);
    await answer(other, customerId, ours);
    await sent(holder, await answer(holder, customerId, theirs));
    return customerId;
  }

  async function heldNow(): Promise<{ customerId: string; heldId: string }> {
    const customerId = await crossed();
    await borissDoor.up();
    return { customerId, heldId: (await held(other, customerId)).id };
  }

  test('is held and told of with their name; what goes to others leaves', async () => {
    petr().write('А мой?');
    const { customerId: petrs } = await rowOf(other, 'А мой?');
    const customerId = await crossed();
    const toPetr = await answer(other, petrs, 'Завтра');
    await borissDoor.up();
    expect(await held(other, customerId)).toMatchObject({
      reply: { text: ours },
      draft: { text: ours },
      problem: { code: 'answered-meanwhile', by: 'Anna Lebedeva', at: expect.any(Number) },
    });
    await sent(other, toPetr);
    expect(await heldAt(other, petrs)).toEqual([]);
    const { notices } = await other.call('notice.list', { limit: 10 });
    expect(notices.filter(({ kind }) => kind === 'refused')).toMatchObject([
      { customerName: 'Мария', late: { wanted: { answer: true }, why: 'answered', by: 'Anna Lebedeva' } },
    ]);
    expect(await saidAt(other, customerId)).toEqual([theirs]);
    expect(await saidAt(holder, customerId)).toEqual([theirs]);
    expect((await other.call('search.run', { query: 'пути', limit: 5 })).hits).toEqual([]);
    expect(await ordersOf(office.boris)).toEqual([{ text: 'Завтра' }]);
    expect(deliveries(office)).toEqual([theirs, 'Завтра']);
  });

  test('is sent all the same, once, where its author says so', async () => {
    const { customerId, heldId } = await heldNow();
    const { itemIds } = await other.call('held.sendNow', { heldId });
    await sent(other, itemIds[0] ?? '');
    await expect(other.call('held.sendNow', { heldId })).rejects.toMatchObject({ code: 'conflict' });
    expect(await heldAt(other, customerId)).toEqual([]);
    expect(deliveries(office)).toEqual([theirs, ours]);
    await holder.until(async () => (await saidAt(holder, customerId)).join() === [theirs, ours].join(), 'it, after theirs');
  });

  test('leaves nothing behind where its author discards it, and is a draft again where they edit it', async () => {
    const { customerId, heldId } = await heldNow();
    await other.call('held.discard', { heldId });
    await expect(other.call('held.sendNow', { heldId })).rejects.toMatchObject({ code: 'conflict' });
    expect(await heldAt(other, customerId)).toEqual([]);
    await sent(other, await answer(other, customerId, 'Проверил: он в пути'));
    expect(deliveries(office)).toEqual([theirs, 'Проверил: он в пути']);
    expect(await saidAt(other, customerId)).toEqual([theirs, 'Проверил: он в пути']);
  });

  test('is held also where its time came while the server was away, and comes back into the editor', async () => {
    maria().write('Где заказ?');
    const { customerId } = await rowOf(other, 'Где заказ?');
    await rowOf(holder, 'Где заказ?');
    await borissDoor.down();
    await away(other);
    const [option] = (await other.call('customer.get', { customerId })).replyOptions;
    const { contactPointId = '', channelId = '' } = option ?? {};
    await other.call('reply.hold', {
      reply: { customerId, contactPointId, channelId, text: ours, files: [] },
      draft: { text: ours, files: [] },
      reason: 'undo',
      sendAt: Date.now() + 500,
    });
    await other.until(async () => (await saidAt(other, customerId)).length === 1, 'its time');
    await sent(holder, await answer(holder, customerId, theirs));
    await borissDoor.up();
    const { id: heldId, draft } = await held(other, customerId);
    await other.call('held.recall', { heldId, draft });
    const view = await other.call('customer.get', { customerId });
    expect(view.drafts.reply).toMatchObject({ text: ours, contactPointId, channelId });
    expect(view.held).toEqual([]);
    expect(deliveries(office)).toEqual([theirs]);
  });

  test('leaves where a colleague only noted something, and where theirs was known before', async () => {
    maria().write('Где заказ?');
    const { customerId } = await rowOf(other, 'Где заказ?');
    await sent(holder, await answer(holder, customerId, theirs));
    await other.until(async () => (await saidAt(other, customerId)).length === 1, 'what Anna said');
    await borissDoor.down();
    await away(other);
    const itemId = await answer(other, customerId, ours);
    await holder.call('note.add', { customerId, text: 'Звонила на склад' });
    await borissDoor.up();
    await sent(other, itemId);
    expect(deliveries(office)).toEqual([theirs, ours]);
    expect((await other.call('notice.list', { limit: 10 })).notices.filter(({ kind }) => kind === 'refused')).toEqual([]);
  });

  test('is held where it was to leave alone, and did not before the channel was another desk’s', {
    timeout: 120_000,
  }, async () => {
    maria().write('Где заказ?');
    const { customerId } = await rowOf(other, 'Где заказ?');
    await annasDoor.down();
    await away(holder);
    office.telegram.faults.next('sendMessage', { kind: 'too-many-requests', retryAfter: 300 });
    const itemId = await answer(holder, customerId, ours);
    await holder.until(async () => (await holder.call('item.get', { itemId })).deliveryNote !== undefined, 'an attempt');
    await online(other);
    await sent(other, await answer(other, customerId, theirs));
    await annasDoor.up();
    expect(await held(holder, customerId)).toMatchObject({ reply: { text: ours }, problem: { by: 'Boris Orlov' } });
    expect(await saidAt(holder, customerId)).toEqual([theirs]);
    expect(deliveries(office).filter((text) => text === ours)).toHaveLength(1);
    expect(office.telegram.user(77).received.map(({ text }) => text)).toEqual([theirs]);
  });

  test('is held once though its desk is killed and started again, with what it could not tell', {
    timeout: 120_000,
  }, async () => {
    const { profile, provision } = await office.seat(office.boris, { through: borissDoor });
    await other.stop();
    // Five minutes ahead, and behind after its death: no clock has a part in it.
    let engine = await EngineProcess.start(profile, provision, { skewMs: 300_000 });
    try {
      maria().write('Где заказ?');
      await rowOf(holder, 'Где заказ?');
      const customerId = await engine.until(
        async () => (await engine.call('inbox.page', { view: 'all', limit: 5 })).rows[0]?.customerId,
        'Maria',
      );
      await borissDoor.down();
      await engine.until(async () => (await engine.call('team.get', {}))?.state === 'away', 'it to be alone');
      await answer(engine, customerId, ours);
      await engine.kill();
      await sent(holder, await answer(holder, customerId, theirs));
      engine = await EngineProcess.start(profile, provision, { skewMs: -300_000 });
      await borissDoor.up();
      const one = await engine.until(async () => (await heldAt(engine, customerId))[0], 'the answer to be held');
      await engine.kill();
      engine = await EngineProcess.start(profile, provision);
      await engine.until(async () => (await engine.call('team.get', {}))?.state === 'connected', 'it to be with its team');
      expect(await heldAt(engine, customerId)).toEqual([one]);
      const { itemIds } = await engine.call('held.sendNow', { heldId: one.id });
      await engine.until(
        async () => (await engine.call('item.get', { itemId: itemIds[0] ?? '' })).delivery === 'sent',
        'it to be sent',
      );
      expect(deliveries(office)).toEqual([theirs, ours]);
    } finally {
      await engine.kill();
    }
  });
});
