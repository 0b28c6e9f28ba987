import { afterAll, beforeAll, test } from 'vitest';
import type { Desk } from '../support/engine.ts';
import { connected, elsewhere, type Office, online, openOffice, rowOf } from './office.ts';

/** What is pinned at one desk is pinned at every desk, whoever runs the channel and whoever wrote it. */
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

const pinnedBy = async (desk: Desk, customerId: string) =>
  (await desk.call('customer.get', { customerId })).pinned.map(({ itemId, pinned }) => `${itemId} ${pinned.agentName}`);
const shows = (desk: Desk, customerId: string, wanted: readonly string[]) =>
  desk.until(async () => JSON.stringify(await pinnedBy(desk, customerId)) === JSON.stringify(wanted), `pinned: ${wanted.join()}`);
const itemOf = async (desk: Desk, customerId: string, text: string): Promise<string> =>
  (await desk.until(async () => (await desk.items(customerId)).find((item) => item.text === text), text)).id;

test('a message is pinned from any desk, stays so through what the provider says of it later, and is taken down from any', async () => {
  const maria = office.telegram.user(77, { firstName: 'Мария' });
  const sent = maria.write('Квартира 12');
  const { customerId } = await rowOf(other, 'Квартира 12');
  await rowOf(holder, 'Квартира 12');
  const itemId = await itemOf(other, customerId, 'Квартира 12');
  await other.call('item.pin', { itemId, on: true });
  for (const desk of [other, holder]) await shows(desk, customerId, [`${itemId} Boris Orlov`]);

  // What the holder tells of the message from now on takes nothing away.
  maria.edit(sent.message_id, 'Квартира 14');
  for (const desk of [other, holder]) {
    await itemOf(desk, customerId, 'Квартира 14');
    await shows(desk, customerId, [`${itemId} Boris Orlov`]);
  }
  const third = await office.desk(await office.team.add('vera', { name: 'Vera', visibility: 'all' }));
  await connected(third);
  await itemOf(third, (await rowOf(third, 'Квартира 14')).customerId, 'Квартира 14');
  await shows(third, customerId, [`${itemId} Boris Orlov`]);

  await holder.call('item.pin', { itemId, on: false });
  for (const desk of [holder, other, third]) await shows(desk, customerId, []);
  await holder.call('item.pin', { itemId, on: true });
  for (const desk of [holder, other, third]) await shows(desk, customerId, [`${itemId} Anna Lebedeva`]);
  await other.call('item.pin', { itemId, on: false });
  for (const desk of [other, holder, third]) await shows(desk, customerId, []);
});

test('a colleague’s note is pinned by who did not write it', async () => {
  office.telegram.user(78, { firstName: 'Иван' }).write('Алло');
  const { customerId } = await rowOf(other, 'Алло');
  await rowOf(holder, 'Алло');
  const { itemId } = await holder.call('note.add', { customerId, text: 'Домофон не работает' });
  await itemOf(other, customerId, 'Домофон не работает');
  await other.call('item.pin', { itemId, on: true });
  for (const desk of [other, holder]) await shows(desk, customerId, [`${itemId} Boris Orlov`]);
  await holder.call('item.pin', { itemId, on: false });
  for (const desk of [holder, other]) await shows(desk, customerId, []);
});
