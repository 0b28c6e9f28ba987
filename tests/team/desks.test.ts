import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ProvisionFile } from '../../shared/contract/provision.ts';
import { startTelegramEmulator, type TelegramEmulator } from '../servers/telegram/index.ts';
import { type Desk, openDesk, temporaryProfile } from '../support/engine.ts';
import { startTeam, type Team, type TestAgent } from '../support/team.ts';

/** Real engines on one real PostgreSQL and one Bot API server: what one takes in, the other has, and answers. */
let team: Team;
let anna: TestAgent;
let boris: TestAgent;
let telegram: TelegramEmulator;
const opened: Desk[] = [];
const profiles: Array<{ remove(): Promise<void> }> = [];
let people = 0;

beforeAll(async () => {
  team = await startTeam();
  anna = await team.add('anna', { name: 'Anna Lebedeva', visibility: 'all' });
  boris = await team.add('boris', { name: 'Boris Orlov', visibility: 'all' });
});
afterAll(() => team.stop());

beforeEach(async () => {
  people += 100;
  telegram = await startTelegramEmulator();
  // Each test has a bot of its own, and the channels of earlier ones are gone.
  await team.owner('UPDATE throughline.channels SET removed_at = 1, version = version + 1 WHERE removed_at IS NULL');
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((desk) => desk.stop()));
  await Promise.all(profiles.splice(0).map((profile) => profile.remove()));
  await telegram.stop();
});

async function desk(agent: TestAgent, more: ProvisionFile = {}): Promise<Desk> {
  const profile = await temporaryProfile();
  profiles.push(profile);
  const one = await openDesk(profile.path, { team: { url: agent.url }, ...more });
  opened.push(one);
  return one;
}

const bot = (): ProvisionFile => ({
  channels: [{ id: `bot${people}`, kind: 'telegram', name: 'Shop bot', token: telegram.token, apiRoot: telegram.apiRoot }],
});
const maria = () => telegram.user(people + 1, { firstName: 'Мария' });

const connected = (one: Desk) =>
  one.until(async () => (await one.call('team.get', {}))?.state === 'connected', 'the desk to be with its team');
const online = (one: Desk) =>
  one.until(
    async () => (await one.call('connection.list', {})).find(({ channelId }) => channelId === `bot${people}`)?.state === 'online',
    'the bot to be online',
  );
const rowOf = (one: Desk, words: string) =>
  one.until(async () => (await one.rows()).find((row) => row.last.excerpt === words), `«${words}» to arrive`);

describe('two desks and one bot', () => {
  test('what arrives at the holder is on the other desk, and the answer from there goes out once', async () => {
    const first = await desk(anna, bot());
    await online(first);
    const second = await desk(boris);
    await connected(second);
    maria().write('Где мой заказ?');
    await rowOf(first, 'Где мой заказ?');
    const row = await rowOf(second, 'Где мой заказ?');
    const connection = (await second.call('connection.list', {})).find(({ channelId }) => channelId === `bot${people}`);
    expect(connection).toMatchObject({ state: 'elsewhere' });

    const view = await second.call('customer.get', { customerId: row.customerId });
    const [option] = view.replyOptions;
    if (!option) throw new Error('nowhere to answer');
    const { itemIds } = await second.call('reply.send', {
      customerId: row.customerId,
      contactPointId: option.contactPointId,
      channelId: option.channelId,
      text: 'Курьер будет до 18:00',
      files: [],
    });
    await maria().waitFor((message) => message.text === 'Курьер будет до 18:00');
    const itemId = itemIds[0] ?? '';
    await second.until(async () => (await second.call('item.get', { itemId })).delivery === 'sent', 'the answer to be sent here');
    const there = await first.call('item.get', { itemId });
    expect(there).toMatchObject({ delivery: 'sent', author: { name: 'Boris Orlov' } });
    expect(telegram.calls.filter(({ method }) => method === 'sendMessage')).toHaveLength(1);
    const ids = async (one: Desk) => (await one.items(row.customerId)).map(({ id }) => id);
    expect(await ids(first)).toEqual(await ids(second));
  });
});
