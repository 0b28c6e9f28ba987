import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Desk } from '../support/engine.ts';
import { type Office, online, openOffice, rowOf } from './office.ts';

/** A decision on what somebody has meanwhile taken into a conversation that this desk has not read: the answer says where it is now. */
let office: Office;
let desk: Desk;

beforeAll(async () => {
  office = await openOffice();
  desk = await office.desk(office.anna, { bot: true });
  await online(desk);
});
afterAll(() => office.close());

const mergedInto = (conversationId: string) =>
  desk.engine.store.read.value<string>(
    'SELECT i.id FROM conversations c JOIN conversations i ON i.key = c.merged_into WHERE c.id = ?',
    conversationId,
  );

test('a claim on it is refused, and it stands here as taken into that one, with whom it is of, before anything is read', async () => {
  office.telegram.user(77, { firstName: 'Мария' }).write('Алло');
  const { customerId } = await rowOf(desk, 'Алло');
  const known = await desk.until(async () => (await desk.call('customer.get', { customerId })).conversation, 'the conversation');
  const told = () =>
    desk.engine.store.read.value("SELECT 1 FROM team_versions WHERE kind = 'conversation' AND id = ?", known.id) !== undefined &&
    desk.engine.store.read.value('SELECT 1 FROM team_queue') === undefined;
  await desk.until(() => Promise.resolve(told()), 'the server to have it');

  // What is still being written somewhere hides all that comes after it from those who read.
  const busy = await office.boris.connect();
  await busy.query('BEGIN');
  await busy.query('SELECT pg_current_xact_id()');
  const other = await office.team.conversation();
  await office.team.owner('UPDATE throughline.conversations SET merged_into = $1, version = version + 1 WHERE id = $2', [
    other.id,
    known.id,
  ]);
  const change = { assigneeId: office.anna.id };
  await expect(desk.call('conversation.change', { customerIds: [customerId], change })).rejects.toMatchObject({
    code: 'conflict',
  });
  expect(mergedInto(known.id)).toBe(other.id);
  expect(desk.engine.store.read.value('SELECT 1 FROM customers WHERE id = ?', other.customer)).toBe(1);

  await busy.query('ROLLBACK');
});
