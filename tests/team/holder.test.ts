import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Desk } from '../support/engine.ts';
import type { EngineProcess } from '../support/engine-process.ts';
import { answer, botState, connected, deliveries, elsewhere, type Office, online, openOffice, rowOf, sent } from './office.ts';

/** The desk that runs the bot dies, freezes or goes home: another goes on, nothing is lost and nothing is sent twice. */
let office: Office;
let holder: EngineProcess;
let other: Desk;

beforeEach(async () => {
  office = await openOffice();
  holder = await office.process(office.anna, { bot: true });
  await processOnline();
  other = await office.desk(office.boris);
  await connected(other);
  await elsewhere(other);
});
afterEach(() => office.close());

async function processOnline(wanted = 'online'): Promise<void> {
  for (;;) {
    const changed = holder.nextFeed();
    if ((await botState(holder)) === wanted) return;
    await changed;
  }
}

const maria = () => office.telegram.user(77, { firstName: 'Мария' });
const said = async (customerId: string) =>
  (await other.items(customerId)).filter(({ direction }) => direction === 'in').map(({ text }) => text);

describe('the holder', () => {
  test('is killed while a customer writes: another takes over within 15 seconds, with every message once', {
    timeout: 180_000,
  }, async () => {
    for (let n = 0; n < 5; n += 1) maria().write(`до ${n}`);
    await holder.kill();
    const killedAt = Date.now();
    for (let n = 0; n < 5; n += 1) maria().write(`после ${n}`);
    const { customerId } = await rowOf(other, 'после 4');
    const tookMs = Date.now() - killedAt;
    process.stdout.write(`another desk had the next message ${tookMs} ms after the kill\n`);
    expect(tookMs).toBeLessThan(15_000);
    const wanted = ['до', 'после'].flatMap((word) => [0, 1, 2, 3, 4].map((n) => `${word} ${n}`));
    expect(await said(customerId)).toEqual(wanted);
    const itemId = await answer(other, customerId, 'Слышу вас');
    await sent(other, itemId);
    expect(deliveries(office)).toEqual(['Слышу вас']);
  });

  test('is killed with a colleague’s answer in hand: it is sent once at most, and its fate is told', {
    timeout: 180_000,
  }, async () => {
    maria().write('Ответьте');
    const { customerId } = await rowOf(other, 'Ответьте');
    const asked = office.telegram.waitForCall(({ method }) => method === 'sendMessage');
    office.telegram.faults.next('sendMessage', { kind: 'stall', when: 'after' });
    const itemId = await answer(other, customerId, 'Отвечаю');
    await asked;
    await holder.kill();
    const delivery = await other.until(async () => {
      const { delivery: now } = await other.call('item.get', { itemId });
      return now !== 'queued' && now !== 'sending' && now;
    }, 'its fate');
    expect(delivery).toBe('unknown');
    await online(other);
    expect(deliveries(office)).toEqual(['Отвечаю']);
  });

  test('is frozen, wakes and finds that another has the bot: what it still says is refused', { timeout: 180_000 }, async () => {
    maria().write('Раз');
    const { customerId } = await rowOf(other, 'Раз');
    process.kill(holder.pid, 'SIGSTOP');
    maria().write('Два');
    await rowOf(other, 'Два');
    const before = await office.team.owner<{ fence: string }>("SELECT fence FROM throughline.leases WHERE channel_id = 'bot'");
    process.kill(holder.pid, 'SIGCONT');
    await processOnline('elsewhere');
    maria().write('Три');
    await rowOf(other, 'Три');
    expect(await said(customerId)).toEqual(['Раз', 'Два', 'Три']);
    const after = await office.team.owner<{ fence: string }>("SELECT fence FROM throughline.leases WHERE channel_id = 'bot'");
    expect(after).toEqual(before);
    const cursors = await office.team.owner<{ fence: string }>(
      "SELECT DISTINCT fence FROM throughline.cursors WHERE channel_id = 'bot'",
    );
    expect(cursors).toEqual(after);
  });

  test('goes home: whoever has the bot then knows what a business account lets it do', async () => {
    const account = office.telegram.business(office.telegram.user(5, { firstName: 'Owner' }), { can_read_messages: true });
    account.with(maria()).customer.write('Вы открыты?');
    const { customerId } = await rowOf(other, 'Вы открыты?');
    const reason = async () => (await other.call('customer.get', { customerId })).replyOptions[0]?.reason;
    await holder.stop();
    await online(other);
    expect(await reason()).toBe('account-only-read');
    account.allow({ can_reply: true, can_read_messages: true });
    await other.until(async () => (await reason()) === undefined, 'the right to be back');
  });

  test('goes home: another has the bot at once', async () => {
    await holder.stop();
    const leftAt = Date.now();
    await online(other);
    expect(Date.now() - leftAt).toBeLessThan(6_000);
  });
});
