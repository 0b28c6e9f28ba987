import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../electron/store/ids.ts';
import { openDesk } from '../support/engine.ts';
import { value } from '../support/team.ts';
import { answer, botState, connected, type Office, openOffice, rowOf, sent } from './office.ts';

/** What was said before a desk joined, or before a channel was connected, is taken from the queue like what is said now. */
let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const day = 86_400_000;

describe('an open conversation that is imported', () => {
  /** Tells the server of somebody, with an imported conversation and these messages as history, a batch each. */
  async function imported(
    messages: ReadonlyArray<{ direction: 'in' | 'out'; at: number; delivery?: string }>,
    opensFirst = true,
  ) {
    const db = await office.anna.connect();
    const [customerId, id] = [newId(), newId()];
    const push = (batch: object) =>
      value(db, 'SELECT throughline.push($1)', [JSON.stringify({ node: office.anna.node, ...batch })]);
    const opens = [{ id, customerId, at: 1, imported: true, reopen: false }];
    await push({
      customers: [{ id: customerId, name: 'Мария', nameRank: 1, createdAt: 1, rev: 1 }],
      ...(opensFirst ? { opens } : {}),
    });
    for (const { direction, at, delivery } of messages)
      await push({
        records: [
          {
            id: newId(),
            kind: 'email',
            customerId,
            conversationId: id,
            direction,
            authorId: null,
            sentAt: at,
            receivedAt: at,
            rev: 1,
            quiet: true,
            payload: { delivery: delivery ?? null },
          },
        ],
      });
    if (!opensFirst) await push({ opens });
    await db.end();
    const [row] = await office.team.owner<{ since: string | null }>(
      'SELECT waiting_since AS since FROM throughline.conversations WHERE id = $1',
      [id],
    );
    await office.team.owner("UPDATE throughline.conversations SET status = 'resolved' WHERE id = $1", [id]);
    return row?.since === null || row === undefined ? undefined : Number(row.since);
  }

  test('waits since the first thing nobody has answered, whichever way its history is told', async () => {
    const [first, second, third] = [
      { direction: 'in', at: 10 } as const,
      { direction: 'out', at: 20 } as const,
      { direction: 'in', at: 30 } as const,
    ];
    expect(await imported([first])).toBe(10);
    expect(await imported([third, second, first])).toBe(30);
    expect(await imported([first, second, third])).toBe(30);
    expect(await imported([first, third])).toBe(10);
    expect(await imported([third, first])).toBe(10);
    expect(await imported([first, second])).toBeUndefined();
    expect(await imported([second, first])).toBeUndefined();
    expect(await imported([first, { ...second, delivery: 'failed' }, third])).toBe(10);
    expect(await imported([third, second, first], false)).toBe(30);
  });

  test('and one that comes back unanswered waits as before', async () => {
    const db = await office.anna.connect();
    const { id, customer } = await office.team.conversation({ at: Date.now() - day });
    await office.team.owner(
      `INSERT INTO throughline.records (id, kind, customer_id, direction, sent_at, received_at, rev, payload)
       VALUES ($1, 'email', $2, 'in', 5000, 5000, 1, '{}')`,
      [newId(), customer],
    );
    const claim = (version: number, status: string) =>
      value<{ conversation: { waiting_since: number | null } }>(db, 'SELECT throughline.claim($1, $2, $3)', [
        id,
        version,
        JSON.stringify({ status }),
      ]);
    expect((await claim(1, 'resolved')).conversation.waiting_since).toBeNull();
    expect((await claim(2, 'open')).conversation.waiting_since).toBe(5000);
    await claim(3, 'resolved');
    await db.end();
  });
});

test('a desk that worked alone joins its team: who waited there is the next to be taken, the longest waiting first', async () => {
  const { profile, provision } = await office.seat(office.boris, { bot: true });
  const { team, ...alone } = provision;
  const [maria, ivan, olga] = ['Мария', 'Иван', 'Ольга'].map((firstName, n) => office.telegram.user(50 + n, { firstName }));
  maria?.write('Писала вчера', { at: Date.now() - day });
  ivan?.write('Писал позавчера', { at: Date.now() - 2 * day });
  olga?.write('Писала давно', { at: Date.now() - 3 * day });
  const before = await openDesk(profile, alone);
  for (const words of ['Писала вчера', 'Писал позавчера']) await rowOf(before, words);
  const { customerId } = await rowOf(before, 'Писала давно');
  await sent(before, await answer(before, customerId, 'Здравствуйте, Ольга'));
  await before.stop();

  const desk = await openDesk(profile, { ...alone, ...(team ? { team } : {}) });
  try {
    await connected(desk);
    await desk.until(async () => (await botState(desk)) === 'online', 'the bot to run here');
    const waiting = async () =>
      (
        await office.team.owner(
          "SELECT 1 FROM throughline.conversations WHERE status = 'open' AND waiting_since IS NOT NULL AND assignee_id IS NULL",
        )
      ).length;
    await expect.poll(waiting, { timeout: 30_000 }).toBe(2);
    const names: string[] = [];
    for (let taken = await desk.call('conversation.takeNext', {}); taken.customerId !== undefined; ) {
      names.push((await desk.call('customer.get', { customerId: taken.customerId })).name);
      taken = await desk.call('conversation.takeNext', {});
    }
    expect(names).toEqual(['Иван', 'Мария']);
  } finally {
    await desk.stop();
  }
});
