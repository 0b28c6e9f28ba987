import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../electron/store/ids.ts';
import type { Desk } from '../support/engine.ts';
import { codeOf, type TestAgent, value } from '../support/team.ts';
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

test('a relay is a node, and nobody who could be given work', async () => {
  const lead = await office.team.add('lead', { name: 'Lidia Lead', role: 'lead', visibility: 'all' });
  const leads = await office.desk(lead);
  await connected(leads);
  const machine = await value<string>(await lead.connect(), "SELECT id FROM throughline.agents WHERE login = 'machine'");
  const known = async (of: Desk) => (await of.call('team.view', {}))?.colleagues.map(({ name }) => name);
  await desk.until(async () => (await known(desk))?.join() === 'Anna Lebedeva,Boris Orlov,Lidia Lead', 'people alone');
  await leads.until(async () => (await known(leads))?.length === 3, 'people alone');
  const floor = await leads.call('floor.get', {});
  expect(floor.agents.map(({ name }) => name)).not.toContain('Relay');
  const { customerId } = await rowOf(leads, 'ответ');
  const { agents } = await leads.call('customer.get', { customerId });
  expect(agents.map(({ name }) => name)).not.toContain('Relay');
  const give = leads.call('conversation.change', { customerIds: [customerId], change: { assigneeId: machine } });
  await expect(give).rejects.toMatchObject({ code: 'not-found' });
  const [row] = await office.team.owner<{ id: string; version: number }>('SELECT id, version FROM throughline.conversations');
  const sql = await lead.connect();
  const to = JSON.stringify({ assigneeId: machine });
  expect(await codeOf(sql.query('SELECT throughline.claim($1, $2, $3)', [row?.id, row?.version, to]))).toBe('P0002');
  const target = JSON.stringify({ agentId: machine });
  const entries = JSON.stringify([row]);
  expect(await codeOf(sql.query('SELECT throughline.reassign($1, $2)', [entries, target]))).toBe('P0002');
  await leads.stop();
});

test('who runs a relay with their own login stays who they are, and who sits down with a relay’s is somebody', async () => {
  const hello = (kind: string, agent: TestAgent) =>
    agent.connect().then((db) => value(db, "SELECT throughline.hello($1, $2, 'x', 1, 'x')", [newId(), kind]));
  const isRelay = async ({ id }: TestAgent) =>
    (await office.team.owner('SELECT throughline.is_relay($1) AS relay', [id]))[0]?.relay;
  await hello('relay', office.anna);
  expect(await isRelay(office.anna)).toBe(false);
  const other = await office.team.add('other', { name: 'Other' });
  await hello('relay', other);
  expect(await isRelay(other)).toBe(true);
  await desk.until(async () => {
    const view = await desk.call('team.view', {});
    return view?.colleagues.some(({ isMe }) => isMe) && !view.colleagues.some(({ id }) => id === other.id);
  }, 'the relay not to be among people');
  const db = await other.connect();
  await db.query("SELECT throughline.presence_set($1, 'ready')", [other.node]);
  expect(await isRelay(other)).toBe(false);
  await desk.until(
    async () => (await desk.call('team.view', {}))?.colleagues.some(({ id }) => id === other.id),
    'them to be among people',
  );
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
