import { createHash, randomBytes } from 'node:crypto';
import type pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '../../electron/store/ids.ts';
import type { Desk } from '../support/engine.ts';
import { codeOf, type TestAgent, value } from '../support/team.ts';
import { answer, connected, deliveries, elsewhere, type Office, online, openOffice, rowOf, sent } from './office.ts';

/** Whoever runs a channel may not see everybody who writes by it: what is asked of the channel is done all the same, or refused in words. */
let office: Office;
let vera: TestAgent;
let other: Desk;

const overLimit = 10 * 1024 * 1024 + 1;
const maria = () => office.telegram.user(77, { firstName: 'Мария' });

beforeEach(async () => {
  office = await openOffice();
  vera = await office.team.add('vera', { name: 'Vera', visibility: 'own' });
});
afterEach(() => office.close());

const fileOf = async (customerId: string) => (await other.items(customerId)).flatMap(({ attachments }) => attachments)[0];
const itemOf = async (customerId: string, words: string) =>
  (await other.items(customerId)).find(({ text }) => text === words)?.id ?? '';

/** Whoever wrote this is Boris’s from now on, and nobody else’s to see who sees only their own. */
async function boris(words: string): Promise<string> {
  const { customerId } = await rowOf(other, words);
  await other.call('conversation.change', { customerIds: [customerId], change: { assigneeId: office.boris.id } });
  return customerId;
}

describe('a holder that took in what it may not see any more', () => {
  beforeEach(async () => {
    await online(await office.desk(vera, { bot: true }));
    other = await office.desk(office.boris);
    await connected(other);
    await elsewhere(other);
  });

  test('fetches a file, reacts, edits and sends for a colleague', async () => {
    const bytes = randomBytes(overLimit);
    maria().sendDocument(bytes, { name: 'чертёж.zip', caption: 'Чертёж' });
    const customerId = await boris('Чертёж');
    const before = office.telegram.calls.length;
    const itemId = await answer(other, customerId, 'Смотрю');
    await sent(other, itemId);
    await other.call('message.react', { itemId: await itemOf(customerId, 'Чертёж'), emoji: '👍' });
    await office.telegram.waitForCall(({ method }) => method === 'setMessageReaction', before);
    await other.call('message.edit', { itemId, text: 'Посмотрел' });
    await office.telegram.waitForCall(({ method }) => method === 'editMessageText', before);
    await other.until(async () => {
      const { text, pendingChanges = [] } = await other.call('item.get', { itemId });
      return text === 'Посмотрел' && pendingChanges.length === 0;
    }, 'the new words');
    await other.call('attachment.fetch', { attachmentId: (await fileOf(customerId))?.id ?? '' });
    const { hash } = await other.until(async () => {
      const file = await fileOf(customerId);
      return file?.state === 'local' && file;
    }, 'the bytes');
    expect(hash).toBe(createHash('sha256').update(bytes).digest('hex'));
  });
});

describe('a holder that never saw the person', () => {
  /** The channel goes to Vera’s desk by the way in which it goes to a relay. */
  async function toVera(): Promise<void> {
    const narrow = await office.desk(vera);
    await connected(narrow);
    await office.team.owner(
      "UPDATE throughline.leases SET wanted_by = (SELECT id FROM throughline.nodes WHERE agent_id = $1 AND id <> $2) WHERE channel_id = 'bot'",
      [vera.id, vera.node],
    );
    await online(narrow);
  }

  beforeEach(async () => {
    await online(await office.desk(office.anna, { bot: true }));
    other = await office.desk(office.boris);
    await connected(other);
  });

  test('sends an answer of a colleague; of a file or a change that it can do nothing about it says so', async () => {
    maria().sendDocument(randomBytes(overLimit), { name: 'чертёж.zip', caption: 'Чертёж' });
    const customerId = await boris('Чертёж');
    await toVera();
    const itemId = await answer(other, customerId, 'Смотрю');
    await sent(other, itemId);
    expect(deliveries(office)).toEqual(['Смотрю']);

    await other.call('attachment.fetch', { attachmentId: (await fileOf(customerId))?.id ?? '' });
    const failed = await other.until(async () => {
      const file = await fileOf(customerId);
      return file?.state === 'failed' && file;
    }, 'that it cannot be had');
    expect(failed.error).toBe('file-of-the-unseen');
    const question = await itemOf(customerId, 'Чертёж');
    await other.call('message.react', { itemId: question, emoji: '👍' });
    const refused = await other.until(
      async () => (await other.call('item.get', { itemId: question })).pendingChanges?.find(({ state }) => state === 'refused'),
      'the refusal',
    );
    expect(refused.note?.detail).toContain('may not see');
  });
});

describe('with plain SQL', () => {
  const push = (client: pg.Client, record: object) =>
    value<{ refused: unknown }>(client, 'SELECT throughline.push($1)', [JSON.stringify({ records: [record] })]);

  test('a holder is told what is asked of its own channel, and nothing that it does not hold; nobody wishes of what they do not see', async () => {
    const { team } = office;
    const theirs = await team.conversation({ assignee: office.boris.id });
    const mine = await team.conversation({ assignee: vera.id });
    const [db, seeing] = [await vera.connect(), await office.boris.connect()];
    const item = newId();
    for (const id of ['a', 'b'])
      await team.owner(
        "INSERT INTO throughline.channels (id, kind, name, address, config, secrets, created_at) VALUES ($1, 'telegram', 'Bot', '', '{}', '', 1)",
        [id],
      );
    await team.owner(
      `INSERT INTO throughline.records (id, kind, customer_id, channel_id, remote_key, direction, sent_at, received_at, rev, payload)
       VALUES ($1, 'telegram', $2, 'a', '1', 'in', 1, 1, 1, '{"text": "said in confidence"}')`,
      [item, theirs.customer],
    );
    const want = (id: string, customerId: string, createdAt = 5) => ({
      id,
      kind: 'wish',
      customerId,
      sentAt: 1,
      receivedAt: 1,
      rev: 1,
      payload: { customer: customerId, item, wanted: '{"type":"withdraw"}', type: 'withdraw', state: 'pending', createdAt },
    });
    // Beside a person of one's own, the message of another is not reached.
    const forged = newId();
    const tried = await push(db, want(forged, mine.customer));
    expect(tried.refused).toEqual([{ id: forged, why: 'unseen' }]);

    const id = newId();
    const asked = await push(seeing, want(id, theirs.customer));
    expect(asked.refused).toEqual([]);
    const fences: Record<string, number> = {};
    for (const channel of ['a', 'b'])
      fences[channel] = (
        await value<{ fence: number }>(db, 'SELECT throughline.lease_take($1, $2, 60000)', [channel, vera.node])
      ).fence;
    const wants = async (channel: string) =>
      (
        await db.query<{ id: string }>('SELECT id FROM throughline.channel_wants($1, $2, $3, 10)', [
          channel,
          vera.node,
          fences[channel],
        ])
      ).rows;
    expect((await wants('a')).map((row) => row.id)).toEqual([id]);
    expect(JSON.stringify(await wants('a'))).not.toContain('confidence');
    expect(await wants('b')).toEqual([]);

    const settle = (channel: string, answered: object) =>
      value<{ ok: boolean }>(db, 'SELECT throughline.want_settle($1, $2, $3, $4, 2, $5)', [
        channel,
        vera.node,
        fences[channel],
        id,
        JSON.stringify(answered),
      ]);
    expect(await codeOf(settle('b', { state: 'done', createdAt: 5 }))).toBe('P0002');
    expect(await codeOf(settle('a', { state: 'asked', createdAt: 5 }))).toBe('22023');
    // Of an earlier asking.
    expect(await settle('a', { state: 'done', createdAt: 4 })).toMatchObject({ ok: false });
    expect(await settle('a', { state: 'done', createdAt: 5, wanted: 'forged', customer: mine.customer })).toMatchObject({
      ok: true,
    });
    const payload = await value<object>(seeing, 'SELECT payload FROM throughline.records WHERE id = $1', [id]);
    expect(payload).toMatchObject({ state: 'done', wanted: '{"type":"withdraw"}', customer: theirs.customer });
    expect(await wants('a')).toEqual([]);

    // Whom an answer goes to is told of what is in hand alone.
    const order = newId();
    await seeing.query('SELECT throughline.outbox_enqueue($1)', [
      JSON.stringify({ id: order, channelId: 'a', customerId: theirs.customer, intent: { item: {} } }),
    ]);
    const goTo = () =>
      value<{ customers: unknown[] }>(db, 'SELECT throughline.orders_go_to($1, $2, $3, ARRAY[$4::uuid])', [
        'a',
        vera.node,
        fences.a,
        order,
      ]);
    expect((await goTo()).customers).toEqual([]);
    await db.query("SELECT throughline.outbox_claim('a', $1, $2, 10, '{}')", [vera.node, fences.a]);
    expect((await goTo()).customers).toHaveLength(1);
  });
});
