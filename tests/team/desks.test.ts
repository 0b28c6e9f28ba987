import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Desk } from '../support/engine.ts';
import { answer, connected, deliveries, elsewhere, noteBody, type Office, online, openOffice, rowOf, sent } from './office.ts';

/** Real engines on one real PostgreSQL and one Bot API server: what one takes in, the other has, and answers. */
let office: Office;
let first: Desk;
let second: Desk;
let people = 1;

beforeAll(async () => {
  office = await openOffice();
  first = await office.desk(office.anna, { bot: true });
  await online(first);
  second = await office.desk(office.boris);
  await connected(second);
  await elsewhere(second);
});
afterAll(() => office.close());

const somebody = (name = 'Мария') => office.telegram.user(people++, { firstName: name });

describe('two desks and one bot', () => {
  test('what arrives at the holder is on the other desk, and the answer from there goes out once', async () => {
    const maria = somebody();
    maria.write('Где мой заказ?');
    await rowOf(first, 'Где мой заказ?');
    const row = await rowOf(second, 'Где мой заказ?');
    const itemId = await answer(second, row.customerId, 'Курьер будет до 18:00');
    await maria.waitFor((message) => message.text === 'Курьер будет до 18:00');
    await sent(second, itemId);
    await sent(first, itemId);
    expect((await first.call('item.get', { itemId })).author).toMatchObject({ name: 'Boris Orlov' });
    expect(deliveries(office).filter((text) => text === 'Курьер будет до 18:00')).toHaveLength(1);
    const ids = async (desk: Desk) => (await desk.items(row.customerId)).map(({ id }) => id).join();
    await first.until(async () => (await ids(first)) === (await ids(second)), 'the same timeline on both');
  });

  test('who writes by a channel of another desk is found here at once, by their name and by what they said', async () => {
    somebody('Евдокия Найдёнова').write('Ищу лазурный самовар');
    const { customerId } = await rowOf(second, 'Ищу лазурный самовар');
    await second.until(async () => {
      const people = await second.call('customer.find', { query: 'найденова', limit: 10 });
      const { hits } = await second.call('search.run', { query: 'самовара', limit: 10 });
      return people[0]?.customerId === customerId && hits[0]?.customerId === customerId;
    }, 'it to be found');
  });

  test('who writes in the moment in which another desk resolves them waits anew', async () => {
    const nina = somebody('Нина');
    nina.write('Спасибо');
    const { customerId } = await rowOf(second, 'Спасибо');
    const change = { status: 'resolved' as const, result: 'done' as const };
    await second.call('conversation.change', { customerIds: [customerId], change });
    nina.write('Ещё вопрос');
    for (const desk of [first, second])
      await desk.until(
        async () => (await desk.call('customer.get', { customerId })).conversation?.waitingSince !== undefined,
        'her to wait',
      );
  });

  test('both take the same customer at once: one has it, and the other is told who', async () => {
    const take = (desk: Desk, customerId: string, assigneeId: string) =>
      desk.call('conversation.change', { customerIds: [customerId], change: { assigneeId } }).then(
        () => undefined,
        (error: { code: string; details?: { holder?: { id: string } } }) => error,
      );
    const holderAt = async (desk: Desk, customerId: string) =>
      (await desk.call('customer.get', { customerId })).conversation?.assignee?.id;
    // Where the news of the first was quicker than the second hand, it was no race but a taking over: they are tried again.
    for (let round = 1; ; round += 1) {
      const words = `Кто возьмёт? ${round}`;
      somebody(`Олег ${round}`).write(words);
      const { customerId } = await rowOf(first, words);
      await rowOf(second, words);
      const lost = await Promise.all([take(first, customerId, office.anna.id), take(second, customerId, office.boris.id)]);
      const losers = lost.filter((each) => each !== undefined);
      expect(losers.length).toBeLessThan(2);
      const holder = lost[0] ? office.boris.id : lost[1] ? office.anna.id : undefined;
      if (losers[0]) expect(losers[0]).toMatchObject({ code: 'conflict', details: { holder: { id: holder } } });
      await first.until(async () => {
        const [here, there] = [await holderAt(first, customerId), await holderAt(second, customerId)];
        return here !== undefined && here === there && (holder === undefined || here === holder);
      }, 'both to show the same');
      if (losers.length === 1) break;
      expect(round).toBeLessThan(10);
    }
  });

  test('what was decided can be taken back exactly, and not once somebody changed it', async () => {
    somebody('Ольга').write('Передумаю');
    const { customerId } = await rowOf(second, 'Передумаю');
    const status = async (desk: Desk) => (await desk.call('customer.get', { customerId })).conversation?.status;
    const change = (desk: Desk, to: 'pending' | 'open') =>
      desk.call('conversation.change', { customerIds: [customerId], change: { status: to } });
    const { undo } = await change(second, 'pending');
    await first.until(async () => (await status(first)) === 'pending', 'the change to be on the other desk');
    expect(await second.call('conversation.undo', { undo })).toMatchObject({ restored: 1, changedSince: 0 });
    await first.until(async () => (await status(first)) === 'open', 'the way back to be on the other desk');
    const again = await change(second, 'pending');
    await first.until(async () => (await status(first)) === 'pending', 'the second change');
    await change(first, 'open');
    expect(await second.call('conversation.undo', { undo: again.undo })).toMatchObject({ restored: 0, changedSince: 1 });
  });

  test('notes, names and tags of one desk are on the other', async () => {
    somebody('Пётр').write('Мне бы примету');
    const { customerId } = await rowOf(second, 'Мне бы примету');
    await second.call('note.add', { customerId, text: 'Звонить после шести' });
    await second.call('customer.rename', { customerId, name: 'Пётр Ильич' });
    const { tagId } = await second.call('tag.save', { name: 'VIP', colour: 'teal' });
    await second.call('conversation.change', { customerIds: [customerId], change: { addTags: [tagId] } });
    await first.until(async () => {
      const view = await first.call('customer.get', { customerId });
      const notes = (await first.items(customerId)).filter(({ kind }) => kind === 'note').map(({ text }) => text);
      return view.name === 'Пётр Ильич' && notes[0] === 'Звонить после шести' && view.conversation?.tags[0]?.name === 'VIP';
    }, 'all of it');
  });

  test('a file that was sent to the holder is on the other desk too', async () => {
    const bytes = Buffer.from('%PDF-1.4 договор');
    somebody('Анна').sendDocument(bytes, { name: 'договор.pdf', caption: 'Вот договор' });
    const { customerId } = await rowOf(second, 'Вот договор');
    const file = await second.until(async () => {
      const [item] = await second.items(customerId);
      return item?.attachments.find(({ state }) => state === 'local');
    }, 'the bytes');
    expect(file).toMatchObject({ name: 'договор.pdf', size: bytes.length });
  });

  test('a transaction that began first and ends last is not skipped', async () => {
    somebody('Ирина').write('Медленно');
    const { customerId } = await rowOf(second, 'Медленно');
    const slow = await office.anna.connect();
    const note = (id: string, text: string) => ({
      node: office.anna.node,
      records: [
        {
          id,
          kind: 'note',
          customerId,
          conversationId: null,
          direction: 'none',
          sentAt: Date.now(),
          receivedAt: Date.now(),
          rev: 1,
          files: [],
          payload: noteBody(customerId, text),
        },
      ],
    });
    await slow.query('BEGIN');
    await slow.query('SELECT throughline.push($1)', [
      JSON.stringify(note('0192f0c0-0000-7000-8000-000000000001', 'начата раньше')),
    ]);
    await first.call('note.add', { customerId, text: 'кончена раньше' });
    const quick = await office.anna.connect();
    await quick.query('SELECT throughline.push($1)', [JSON.stringify(note('0192f0c0-0000-7000-8000-000000000002', 'быстрая'))]);
    await slow.query('COMMIT');
    const wanted = ['быстрая', 'кончена раньше', 'начата раньше'];
    await second.until(async () => {
      const notes = (await second.items(customerId)).filter(({ kind }) => kind === 'note').map(({ text }) => text);
      return notes.sort().join() === wanted.join();
    }, 'all three notes');
  });
});
