import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Desk } from '../support/engine.ts';
import { answer, connected, elsewhere, type Office, online, openOffice, rowOf, sent } from './office.ts';

/** What is at the provider is changed from any desk: whoever runs the channel sees to it. */
let office: Office;
let holder: Desk;
let other: Desk;

beforeAll(async () => {
  office = await openOffice();
  holder = await office.desk(office.anna, { bot: true });
  await online(holder);
  other = await office.desk(office.boris);
  await connected(other);
  await elsewhere(other);
});
afterAll(() => office.close());

const called = (method: string, from: number) => office.telegram.waitForCall((call) => call.method === method, from);
const item = (desk: Desk, itemId: string) => desk.call('item.get', { itemId });

test('a desk that does not run the channel edits, reacts and takes back; both desks show it so', async () => {
  const maria = office.telegram.user(77, { firstName: 'Мария' });
  maria.write('Когда приедет?');
  const { customerId } = await rowOf(other, 'Когда приедет?');
  const itemId = await answer(other, customerId, 'Завтра');
  await sent(other, itemId);
  const before = office.telegram.calls.length;

  await other.call('message.edit', { itemId, text: 'Послезавтра' });
  await called('editMessageText', before);
  expect(maria.received.map(({ text }) => text)).toEqual(['Послезавтра']);
  for (const desk of [other, holder])
    await desk.until(async () => {
      const { text, pendingChanges } = await item(desk, itemId);
      return text === 'Послезавтра' && (pendingChanges ?? []).length === 0;
    }, 'the new words');

  const question = (await other.items(customerId)).find(({ direction }) => direction === 'in');
  await other.call('message.react', { itemId: question?.id ?? '', emoji: '👍' });
  await called('setMessageReaction', before);
  for (const desk of [other, holder])
    await desk.until(
      async () => ((await item(desk, question?.id ?? '')).reactions ?? []).some(({ emoji }) => emoji === '👍'),
      'the thumb',
    );

  await other.call('message.withdraw', { itemId });
  await called('deleteMessage', before);
  expect(maria.received).toEqual([]);
  for (const desk of [other, holder])
    await desk.until(async () => (await item(desk, itemId)).deletedAt !== undefined, 'it to be taken back');
});

test('what the provider refuses is told to the desk that wished it', async () => {
  const ivan = office.telegram.user(78, { firstName: 'Иван' });
  ivan.write('Где вы?');
  const { customerId } = await rowOf(other, 'Где вы?');
  const itemId = await answer(other, customerId, 'Едем');
  await sent(other, itemId);
  office.telegram.faults.next('editMessageText', {
    kind: 'error',
    code: 400,
    description: "Bad Request: message can't be edited",
  });
  await other.call('message.edit', { itemId, text: 'Приехали' });
  await other.until(
    async () =>
      ((await item(other, itemId)).pendingChanges ?? []).some(({ state, note }) => state === 'refused' && note !== undefined),
    'the refusal',
  );
  expect((await item(other, itemId)).text).toBe('Едем');
});

test('who takes the channel over later does nothing a second time', async () => {
  const vera = office.telegram.user(79, { firstName: 'Вера' });
  vera.write('Алло');
  const { customerId } = await rowOf(other, 'Алло');
  const itemId = await answer(other, customerId, 'раз');
  await sent(other, itemId);
  for (const text of ['два', 'три']) {
    await other.call('message.edit', { itemId, text });
    await other.until(async () => {
      const now = await item(other, itemId);
      return now.text === text && (now.pendingChanges ?? []).length === 0;
    }, text);
  }
  const before = office.telegram.calls.length;
  await holder.stop();
  await online(other);
  vera.write('Ещё вопрос');
  await rowOf(other, 'Ещё вопрос');
  expect(office.telegram.calls.slice(before).filter(({ method }) => method === 'editMessageText')).toEqual([]);
  expect(vera.received.map(({ text }) => text)).toEqual(['три']);
});
