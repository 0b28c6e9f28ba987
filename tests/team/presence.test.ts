import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TeamView } from '../../shared/contract/team.ts';
import type { Desk } from '../support/engine.ts';
import { connected, elsewhere, type Office, online, openOffice, rowOf } from './office.ts';

/** Two desks on one server: how one stands and whom it looks at, the other knows. */
let office: Office;
let first: Desk;
let second: Desk;
let customerId: string;

beforeAll(async () => {
  office = await openOffice();
  first = await office.desk(office.anna, { bot: true });
  await online(first);
  second = await office.desk(office.boris);
  await connected(second);
  await elsewhere(second);
  office.telegram.user(1, { firstName: 'Мария' }).write('Кто смотрит?');
  ({ customerId } = await rowOf(second, 'Кто смотрит?'));
});
afterAll(() => office.close());

const view = async (desk: Desk): Promise<TeamView> => {
  const seen = await desk.call('team.view', {});
  if (!seen) throw new Error('a desk in no team');
  return seen;
};
const standing = async (desk: Desk, id: string) => (await view(desk)).colleagues.find((one) => one.id === id);
const stands = (desk: Desk, id: string, presence: string) =>
  desk.until(async () => (await standing(desk, id))?.presence === presence, `somebody to be ${presence}`);

test('whoever has a desk that is on is ready, and as they say they are from then on', async () => {
  await stands(second, office.anna.id, 'ready');
  await stands(first, office.boris.id, 'ready');
  await first.call('agent.state.set', { state: 'break' });
  await stands(second, office.anna.id, 'break');
  await first.call('agent.state.set', { state: 'wrap-up' });
  await stands(second, office.anna.id, 'busy');
  await first.call('agent.state.set', { state: 'ready' });
  await stands(second, office.anna.id, 'ready');
});

test('nobody at the machine is away, and back again', async () => {
  await first.call('team.idle', { idle: true });
  await stands(second, office.anna.id, 'away');
  expect((await standing(first, office.anna.id))?.presence).toBe('away');
  await first.call('team.idle', { idle: false });
  await stands(second, office.anna.id, 'ready');
});

test('who has a person open, and whether they write, is seen until they turn to another', async () => {
  const watchers = async (desk: Desk) => (await view(desk)).watchers;
  await first.call('team.watch', { customerId, doing: 'looking' });
  await second.until(async () => (await watchers(second))[0]?.doing === 'looking', 'Anna to look');
  expect(await watchers(second)).toEqual([{ customerId, agentId: office.anna.id, name: 'Anna Lebedeva', doing: 'looking' }]);
  expect(await watchers(first)).toEqual([]);
  expect((await standing(second, office.anna.id))?.customerId).toBe(customerId);
  await first.call('team.watch', { customerId, doing: 'typing' });
  await second.until(async () => (await watchers(second))[0]?.doing === 'typing', 'Anna to write');
  await first.call('team.watch', { customerId: null, doing: 'looking' });
  await second.until(async () => (await watchers(second)).length === 0, 'Anna to turn away');
  const saw = await office.team.owner<{ agent_id: string }>("SELECT agent_id FROM throughline.audit WHERE action = 'saw'");
  expect(saw.map(({ agent_id }) => agent_id)).toEqual([office.anna.id]);
});

test('a desk that is put out is offline', async () => {
  const third = await office.desk(await office.team.add('vera', { name: 'Vera', visibility: 'all' }));
  await connected(third);
  const vera = (await view(third)).me.id;
  await stands(second, vera, 'ready');
  await third.stop();
  await stands(second, vera, 'offline');
});

test('what the server refuses to one who may not is told in its words, and a desk in no team has none of it', async () => {
  await expect(second.call('team.wentHome', { agentId: office.anna.id })).rejects.toMatchObject({ code: 'not-allowed' });
  await expect(second.call('audit.page', { limit: 10 })).rejects.toMatchObject({ code: 'not-allowed' });
  await expect(second.call('team.setPolicies', { takeOver: 'lead' })).rejects.toMatchObject({ code: 'not-allowed' });
  expect((await view(second)).takeOver).toBe('anyone');
});
