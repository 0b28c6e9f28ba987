import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { NoticeKind } from '../../shared/model/index.ts';
import type { Desk } from '../support/engine.ts';
import type { FaultProxy } from '../support/fault-proxy.ts';
import { away, connected, elsewhere, type Office, online, openOffice, rowOf } from './office.ts';

/** What the server does not agree to is taken back here and told in words, and the rest is done. */
let office: Office;
let door: FaultProxy;
let holder: Desk;
let other: Desk;

beforeEach(async () => {
  office = await openOffice();
  door = await office.door();
  holder = await office.desk(office.anna, { bot: true });
  await online(holder);
  other = await office.desk(office.boris, { through: door });
  await connected(other);
  await elsewhere(other);
});
afterEach(() => office.close());

async function twoCustomers(): Promise<{ maria: string; ivan: string }> {
  office.telegram.user(77, { firstName: 'Мария' }).write('Это Мария');
  office.telegram.user(78, { firstName: 'Иван' }).write('Это Иван');
  const maria = (await rowOf(other, 'Это Мария')).customerId;
  const ivan = (await rowOf(other, 'Это Иван')).customerId;
  await rowOf(holder, 'Это Мария');
  await rowOf(holder, 'Это Иван');
  return { maria, ivan };
}

const told = (desk: Desk, kind: NoticeKind) =>
  desk.until(async () => (await desk.call('notice.list', { limit: 10 })).notices.find((notice) => notice.kind === kind), kind);

/** Persons and their open conversations, as a desk and as the server has them. */
const people = (desk: Desk): string =>
  desk.engine.store.read
    .values<string>(
      `SELECT r.id || ' ' || COUNT(DISTINCT c.key) || ' ' || COUNT(v.key) FROM customers c JOIN customers r ON r.key = c.root_key
       LEFT JOIN conversations v ON v.customer_key = c.key AND v.status <> 'resolved' AND v.merged_into IS NULL GROUP BY r.id ORDER BY r.id`,
    )
    .join('\n');
const peopleOnServer = async (): Promise<string> =>
  (
    await office.team.owner<{ line: string }>(
      `SELECT c.root_id || ' ' || count(DISTINCT c.id) || ' ' || count(v.id) AS line FROM throughline.customers c
       LEFT JOIN throughline.conversations v ON v.customer_id = c.id AND v.status <> 'resolved' AND v.merged_into IS NULL
       GROUP BY c.root_id ORDER BY c.root_id::text`,
    )
  )
    .map(({ line }) => line)
    .join('\n');
const alike = (desk: Desk) =>
  desk.until(async () => people(desk) === (await peopleOnServer()), 'people to stand as on the server');

describe('what the server refuses', () => {
  test('of many conversations one is a colleague’s: the others are changed, and it is said who has that one', async () => {
    const { maria, ivan } = await twoCustomers();
    await office.team.owner(`INSERT INTO throughline.settings (name, value) VALUES ('takeOver', '"lead"')`);
    await holder.call('conversation.change', { customerIds: [maria], change: { assigneeId: office.anna.id } });
    await other.until(
      async () => (await other.call('customer.get', { customerId: maria })).conversation?.assignee?.id === office.anna.id,
      'Anna to have Maria',
    );
    const change = { assigneeId: office.boris.id };
    const { undo, refused } = await other.call('conversation.change', { customerIds: [maria, ivan], change });
    expect(undo).toHaveLength(1);
    expect(refused).toEqual([{ customerId: maria, code: 'not-allowed', holder: { id: office.anna.id, name: 'Anna Lebedeva' } }]);
    expect((await other.call('customer.get', { customerId: ivan })).conversation?.assignee?.id).toBe(office.boris.id);
    expect((await other.call('customer.get', { customerId: maria })).conversation?.assignee?.id).toBe(office.anna.id);
  });

  test('joining with somebody who is not there any more is taken back, and told', async () => {
    const { maria, ivan } = await twoCustomers();
    await door.down();
    await away(other);
    const { linkId } = await other.call('customer.link', { customerIds: [maria, ivan] });
    expect((await other.rows()).length).toBe(1);
    await office.team.owner('UPDATE throughline.customers SET erased_at = 1 WHERE id = $1', [ivan]);
    await door.up();
    const notice = await told(other, 'not-joined');
    expect(notice.text).toBe('Иван');
    await alike(other);
    expect(other.engine.store.read.value('SELECT 1 FROM links WHERE id = ?', linkId)).toBeUndefined();
    expect((await other.call('team.get', {}))?.state).toBe('connected');
  });

  test('taking apart what a colleague joined is taken back, and told', async () => {
    const { maria, ivan } = await twoCustomers();
    const { linkId } = await holder.call('customer.link', { customerIds: [maria, ivan] });
    await other.until(async () => (await other.rows()).length === 1, 'them to be one');
    await other.call('customer.unlink', { linkId });
    await told(other, 'not-parted');
    await alike(other);
    await alike(holder);
    expect((await other.rows()).length).toBe(1);
  });
});
