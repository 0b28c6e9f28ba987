import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Desk } from '../support/engine.ts';
import { answer, connected, deliveries, elsewhere, type Office, online, openOffice, rowOf, sent } from './office.ts';

/** Where an always-on machine is part of the team, it runs the channels, and the desks only when it does not. */
let office: Office;
let desk: Desk;
let relay: Desk;

beforeAll(async () => {
  office = await openOffice();
  desk = await office.desk(office.anna, { bot: true });
  await online(desk);
});
afterAll(() => office.close());

const bot = async (of: Desk) => (await of.call('connection.list', {})).find(({ channelId }) => channelId === 'bot');

test('a relay that comes is given the channel by the desk that has it, and nothing is lost or sent twice on the way', async () => {
  const maria = office.telegram.user(77, { firstName: 'Мария' });
  maria.write('до');
  await rowOf(desk, 'до');
  const machine = await office.team.add('machine', { name: 'Relay', visibility: 'all' });
  relay = await office.desk(machine, { kind: 'relay' });
  await connected(relay);
  await online(relay);
  await elsewhere(desk);
  maria.write('после');
  const { customerId } = await rowOf(desk, 'после');
  await sent(desk, await answer(desk, customerId, 'ответ'));
  expect(deliveries(office)).toEqual(['ответ']);
  expect((await desk.items(customerId)).filter(({ direction }) => direction === 'in').map(({ text }) => text)).toEqual([
    'до',
    'после',
  ]);
  expect((await bot(desk))?.state).toBe('elsewhere');
});

test('a desk does not ask a relay for it, and has it when the relay goes', async () => {
  desk.wake();
  office.telegram.user(78, { firstName: 'Иван' }).write('ещё у ретранслятора');
  await rowOf(desk, 'ещё у ретранслятора');
  expect((await bot(relay))?.state).toBe('online');
  await relay.stop();
  await online(desk);
  office.telegram.user(78).write('снова за столом');
  await rowOf(desk, 'снова за столом');
});
