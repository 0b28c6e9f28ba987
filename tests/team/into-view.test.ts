import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Desk } from '../support/engine.ts';
import { answer, connected, elsewhere, type Office, online, openOffice, rowOf, sent } from './office.ts';

/** An agent who sees only what is theirs is given somebody: with everything that was said before. */
let office: Office;
let holder: Desk;
let own: Desk;
let veraId = '';

beforeAll(async () => {
  office = await openOffice();
  holder = await office.desk(office.anna, { bot: true });
  await online(holder);
  const vera = await office.team.add('vera', { name: 'Vera', visibility: 'own' });
  veraId = vera.id;
  own = await office.desk(vera);
  await connected(own);
  await elsewhere(own);
});
afterAll(() => office.close());

const said = async (desk: Desk, customerId: string): Promise<string[]> =>
  (await desk.items(customerId)).filter(({ kind }) => kind !== 'event').map(({ text }) => text);
const give = (customerId: string, assigneeId: string) =>
  holder.call('conversation.change', { customerIds: [customerId], change: { assigneeId } });

test('what was said before is there, also what was said while it was a colleague’s in between', async () => {
  const maria = office.telegram.user(77, { firstName: 'Мария' });
  maria.write('Раз');
  const { customerId } = await rowOf(holder, 'Раз');
  await give(customerId, office.anna.id);
  await sent(holder, await answer(holder, customerId, 'Два'));
  await holder.call('note.add', { customerId, text: 'Три' });
  maria.write('Четыре');
  await rowOf(holder, 'Четыре');
  expect(await own.rows()).toEqual([]);

  await give(customerId, veraId);
  await own.until(async () => (await own.rows()).length === 1 && (await said(own, customerId)).length === 4, 'all of Maria');
  expect(await said(own, customerId)).toEqual(await said(holder, customerId));

  await give(customerId, office.anna.id);
  maria.write('Пять');
  await rowOf(holder, 'Пять');
  await sent(holder, await answer(holder, customerId, 'Шесть'));
  expect((await said(own, customerId)).length).toBe(4);
  await give(customerId, veraId);
  await own.until(async () => (await said(own, customerId)).length === 6, 'what was said in between');
  expect(await said(own, customerId)).toEqual(await said(holder, customerId));
});
