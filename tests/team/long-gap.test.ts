import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../electron/store/ids.ts';
import { teamState } from '../../electron/store/team/state.ts';
import type { Desk } from '../support/engine.ts';
import { connected, noteBody, type Office, online, openOffice, rowOf } from './office.ts';

/** A desk that has long years to read works with what is new, and has at once whole whom it opens. */
let office: Office;
let first: Desk;

beforeAll(async () => {
  office = await openOffice();
  first = await office.desk(office.anna, { bot: true });
  await online(first);
});
afterAll(() => office.close());

const told = (desk: Desk) =>
  desk.until(
    () => Promise.resolve(desk.engine.store.read.value('SELECT 1 FROM team_queue') === undefined),
    'everything to be told',
  );

test('who is opened while older history is still being read is read first', async () => {
  const maria = office.telegram.user(1, { firstName: 'Мария' });
  maria.write('Давно');
  const { customerId } = await rowOf(first, 'Давно');
  await first.call('note.add', { customerId, text: 'Старая заметка' });
  office.telegram.user(2, { firstName: 'Иван' }).write('Много всего');
  const ivan = await rowOf(first, 'Много всего');
  await told(first);
  const db = await office.anna.connect();
  for (let batch = 0; batch < 12; batch += 1) {
    const records = Array.from({ length: 500 }, (_, n) => ({
      id: newId(),
      kind: 'note',
      customerId: ivan.customerId,
      conversationId: null,
      direction: 'none',
      sentAt: Date.now(),
      receivedAt: Date.now(),
      rev: 1,
      files: [],
      payload: noteBody(ivan.customerId, `${batch} ${n}`),
    }));
    await db.query('SELECT throughline.push($1)', [JSON.stringify({ node: office.anna.node, records })]);
  }
  maria.write('Только что');
  await rowOf(first, 'Только что');
  await told(first);

  const late = await office.desk(office.boris);
  const { read } = late.engine.store;
  const has = (text: string) => read.value('SELECT 1 FROM items WHERE text = ?', text) !== undefined;
  // Looked at within the change that brings it, so that nothing can happen in between.
  const leftAtThatTime = new Promise<number | undefined>((resolve) => {
    const off = late.engine.onChange(() => {
      if (!has('Старая заметка')) return;
      off();
      resolve(teamState(read, 'gap')?.left);
    });
  });
  const row = await rowOf(late, 'Только что');
  // The channels of the team are as old as it is, and there before all the rest: nobody is asked to bring one in, and each can be answered.
  expect((await late.call('workspace.get', {})).firstRun).toBe(false);
  expect((await late.call('connection.list', {})).map(({ kind }) => kind)).toEqual(['telegram']);
  expect((await late.call('customer.get', { customerId })).replyOptions).toMatchObject([
    { channelKind: 'telegram', allowed: true },
  ]);
  expect(row.customerId).toBe(customerId);
  await late.call('team.watch', { customerId, doing: 'looking' });
  expect(await leftAtThatTime).toBeGreaterThan(400);
  await connected(late);
  const notes = (await late.items(customerId)).filter(({ kind }) => kind === 'note').map(({ text }) => text);
  expect(notes).toEqual(['Старая заметка']);
  expect(read.value("SELECT count(*) FROM items WHERE kind = 'note'")).toBe(6001);
});
