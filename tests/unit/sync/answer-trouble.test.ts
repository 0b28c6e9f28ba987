import { afterEach, expect, test } from 'vitest';
import type { SendResult } from '../../../shared/contract/connector.ts';
import { type ScriptedDesk, scriptedDesk } from '../../support/scripted.ts';
import { telegram } from '../../support/store.ts';

/** What the list tells of an answer that did not arrive, or did not leave. */
let desk: ScriptedDesk;
afterEach(() => desk.stop());

const row = async () => (await desk.call('inbox.page', { view: 'all', limit: 1 })).rows[0];
const found = async () =>
  (await desk.call('inbox.page', { view: 'all', limit: 10, troubled: true })).rows.map(
    ({ name, trouble }) => `${name} ${trouble}`,
  );

async function place() {
  const customerId = (await row())?.customerId ?? '';
  const [option] = (await desk.call('customer.get', { customerId })).replyOptions;
  return { customerId, contactPointId: option?.contactPointId ?? '', channelId: option?.channelId ?? '' };
}

async function answers(text: string) {
  const { itemIds } = await desk.call('reply.send', { ...(await place()), text, files: [] });
  return itemIds[0] ?? '';
}
const told = (trouble: string | undefined) => desk.until(async () => (await row())?.trouble === trouble, `told: ${trouble}`);

test('an answer that was refused is told of, also below what they write since, until one arrives', async () => {
  const refused: SendResult = { status: 'rejected', code: 'no-such-address', detail: 'chat not found' };
  const results: SendResult[] = [refused, refused];
  desk = scriptedDesk({
    bot: { send: async ({ text }) => results.shift() ?? { status: 'accepted', remoteId: `arrived ${text}` } },
  });
  await desk.bot.emits(telegram(2, { name: 'Boris' }), telegram(1, { name: 'Vera' }));
  const itemId = await answers('Завтра');
  await told('failed');
  expect(await found()).toEqual(['Vera failed']);
  await desk.bot.emits(telegram(1, { name: 'Vera', text: 'Ау?', sentAt: Date.now() + 60_000 }));
  expect(await row()).toMatchObject({ last: { excerpt: 'Ау?' }, trouble: 'failed' });
  expect(await found()).toEqual(['Vera failed']);
  await desk.call('outbox.sendAgain', { itemId });
  await desk.until(() => results.length === 0, 'the second refusal');
  await told('failed');
  await answers('Уже сегодня');
  await told(undefined);
  expect(await found()).toEqual([]);
});

test('one of which nobody knows whether it arrived is told of as such', async () => {
  desk = scriptedDesk({ bot: { send: async () => ({ status: 'unknown', detail: 'no answer' }) } });
  await desk.bot.emits(telegram(1, { name: 'Vera' }));
  await answers('Завтра');
  await told('unknown');
  expect(await found()).toEqual(['Vera unknown']);
});

test('one that could not leave at its time waits for a person, and one that only waits for its time does not', async () => {
  desk = scriptedDesk({ clock: { now: 1_800_000_000_000 } });
  await desk.bot.emits(telegram(1, { name: 'Vera' }));
  const reply = { ...(await place()), text: 'Завтра', files: [] };
  const { contactPointId, channelId } = reply;
  const draft = { text: 'Завтра', contactPointId, channelId, files: [] };
  const sendAt = desk.clock.now + 3_600_000;
  const { heldId } = await desk.call('reply.hold', { reply, draft, sendAt, reason: 'later' });
  expect(await found()).toEqual([]);
  desk.clock.now = sendAt + 3_600_000;
  await desk.bot.emits(telegram(1, { name: 'Vera', text: 'Ау?', sentAt: sendAt }));
  const { heldId: other } = await desk.call('reply.hold', { reply, draft, sendAt: desk.clock.now + 3_600_000, reason: 'later' });
  await told('held');
  expect(await found()).toEqual(['Vera held']);
  await desk.call('held.discard', { heldId });
  await told(undefined);
  await desk.call('held.discard', { heldId: other });
});
