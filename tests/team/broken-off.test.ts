import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { teamState } from '../../electron/store/team/state.ts';
import type { Desk } from '../support/engine.ts';
import { EngineProcess } from '../support/engine-process.ts';
import { answer, botState, connected, elsewhere, type Office, online, openOffice, rowOf } from './office.ts';

/** An answer whose way out was broken off: it leaves once or its fate is told, and no desk is left with something nobody takes from it. */
let office: Office;

beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

const maria = () => office.telegram.user(77, { firstName: 'Мария' });
const received = () => maria().received.map(({ text }) => text);
const untold = (desk: Desk) => desk.engine.store.read.value<number>('SELECT COUNT(*) FROM team_queue');
const patience = { timeout: 30_000, interval: 50 };

const onServer = async (itemId: string) => {
  const [record] = await office.team.owner<{ author: string; delivery: string }>(
    "SELECT author_id AS author, payload ->> 'delivery' AS delivery FROM throughline.records WHERE id = $1",
    [itemId],
  );
  return record;
};
const order = async (itemId: string) => {
  const [row] = await office.team.owner<{ state: string }>('SELECT state FROM throughline.outbox WHERE id = $1', [itemId]);
  return row?.state;
};
/** A desk that nobody hears of any more has the bot. */
const giveBotTo = (node: string) =>
  office.team.owner(
    `UPDATE throughline.leases SET node_id = $1, agent_id = (SELECT agent_id FROM throughline.nodes WHERE id = $1), fence = fence + 1,
       expires_at = clock_timestamp() + interval '1 hour' WHERE channel_id = 'bot'`,
    [node],
  );
const waits = async (customerId: string) =>
  (
    await office.team.owner<{ waits: boolean }>(
      `SELECT waiting_since IS NOT NULL AS waits FROM throughline.conversations
       WHERE customer_id = (SELECT root_id FROM throughline.customers WHERE id = $1)`,
      [customerId],
    )
  )[0]?.waits;

describe('a desk that has no channel', () => {
  let holder: Desk;
  let author: Desk;
  let customerId: string;

  beforeEach(async () => {
    holder = await office.desk(office.anna, { bot: true });
    await online(holder);
    author = await office.desk(office.boris);
    await connected(author);
    maria().write('Ответьте');
    ({ customerId } = await rowOf(author, 'Ответьте'));
    await giveBotTo(office.anna.node);
    await elsewhere(holder);
  });

  test('tells of an answer that was withdrawn before anybody sent it, and the customer goes on waiting', async () => {
    const itemId = await answer(author, customerId, 'передумаю');
    await expect.poll(() => order(itemId), patience).toBe('queued');
    await author.call('outbox.cancel', { itemId });
    await expect.poll(() => untold(author), patience).toBe(0);
    expect(await onServer(itemId)).toEqual({ author: office.boris.id, delivery: 'cancelled' });
    expect(await waits(customerId)).toBe(true);
    expect(received()).toEqual([]);
  });

  test('tells of an answer that was broken off in the hands of a desk that is gone', async () => {
    const itemId = await answer(author, customerId, 'кто знает');
    await expect.poll(() => order(itemId), patience).toBe('queued');
    await office.team.owner(
      `UPDATE throughline.outbox o SET state = 'sending', attempts = 1, node_id = l.node_id, fence = l.fence
       FROM throughline.leases l WHERE l.channel_id = 'bot' AND o.id = $1`,
      [itemId],
    );
    await giveBotTo(teamState(holder.engine.store.read, 'node') ?? '');
    await expect.poll(() => order(itemId), patience).toBe('unknown');
    await expect.poll(() => untold(author), patience).toBe(0);
    expect(await onServer(itemId)).toEqual({ author: office.boris.id, delivery: 'unknown' });
    for (const desk of [holder, author])
      await desk.until(async () => (await desk.call('item.get', { itemId })).delivery === 'unknown', 'its fate');
    await expect.poll(() => untold(holder), patience).toBe(0);
    expect(received()).toEqual([]);
  });
});

test('an answer that was to leave alone when its desk was killed leaves by whoever has the channel now', {
  timeout: 90_000,
}, async () => {
  const door = await office.door();
  const { profile, provision } = await office.seat(office.anna, { bot: true, through: door });
  const alone = await EngineProcess.start(profile, provision);
  await alone.until(async () => (await botState(alone)) === 'online', 'the bot to be online');
  const other = await office.desk(office.boris);
  await connected(other);
  maria().write('Ответьте');
  const { customerId } = await rowOf(other, 'Ответьте');
  await door.down();
  await alone.until(async () => (await alone.call('team.get', {}))?.state === 'away', 'it to be alone');
  office.telegram.faults.next('sendMessage', { kind: 'too-many-requests', retryAfter: 60 });
  const itemId = await answer(alone, customerId, 'сам');
  await alone.until(async () => {
    const { delivery, deliveryNote } = await alone.call('item.get', { itemId });
    return delivery === 'queued' && deliveryNote?.code === 'rate-limit';
  }, 'the provider to put it off');
  await alone.kill();
  await online(other);
  await door.up();
  const again = await EngineProcess.start(profile, provision);
  await again.until(async () => (await again.call('item.get', { itemId })).delivery === 'sent', 'the answer to be sent');
  await again.kill();
  expect(received()).toEqual(['сам']);
});
