import { describe, expect, test } from 'vitest';
import { queryHandlers } from '../../../electron/api/queries.ts';
import { capabilitiesOf } from '../../../electron/engine/capabilities.ts';
import { setChannelAge } from '../../../electron/store/repos/channel.repo.ts';
import { markUnread } from '../../../electron/store/repos/inbox.repo.ts';
import type { Store } from '../../../electron/store/store.ts';
import { Indexer } from '../../../electron/sync/indexer.ts';
import { arrive, mail, memoryStore, telegram } from '../../support/store.ts';

const ask = (store: Store) => queryHandlers(store.read, capabilitiesOf);
const firstRow = async (store: Store, view: 'all' | 'resolved' = 'all') => {
  const { rows } = await ask(store)['inbox.page'].run({ view, limit: 10 });
  const [row] = rows;
  if (!row) throw new Error(`nobody in ${view}`);
  return row;
};
const items = async (store: Store) => {
  const { customerId } = await firstRow(store);
  return (await ask(store)['timeline.page'].run({ customerId, limit: 100 })).items;
};

describe('arrival', () => {
  test('a replayed batch changes nothing', async () => {
    const store = memoryStore();
    const batch = [telegram(1, { text: 'раз' }), telegram(1, { text: 'два' })];
    arrive(store, 'bot', batch);
    arrive(store, 'bot', batch);
    expect((await items(store)).map((item) => item.text)).toEqual(['раз', 'два']);
    expect((await firstRow(store)).unread).toBe(2);
  });

  test('an edit keeps the earlier text as a version, and the same edit again does not', async () => {
    const store = memoryStore();
    const message = telegram(1, { text: 'заказ 10425' });
    const edit = {
      type: 'edit',
      remoteThread: '1',
      remoteId: message.remoteId,
      editedAt: message.sentAt + 1000,
      text: 'заказ 10452',
    } as const;
    arrive(store, 'bot', [message, edit, edit]);
    const [item] = await items(store);
    expect(item).toMatchObject({ text: 'заказ 10452', versions: 1, editedAt: message.sentAt + 1000 });
    expect(await ask(store)['item.versions'].run({ itemId: item?.id ?? '' })).toEqual([
      { text: 'заказ 10425', from: message.sentAt, until: message.sentAt + 1000 },
    ]);
  });

  test('what a later version can read takes the place of what stood for it', async () => {
    const store = memoryStore();
    const unread = telegram(1, {
      text: '❔ hologram',
      card: { type: 'unknown', kind: 'hologram' },
      notUnderstood: 'Unknown kind of message: hologram',
    });
    arrive(store, 'bot', [unread]);
    arrive(store, 'bot', [unread]);
    expect(await items(store)).toMatchObject([{ text: '❔ hologram', versions: 0, card: { kind: 'hologram' } }]);
    const { card: _, notUnderstood: __, ...understood } = unread;
    const file = { name: 'h.glb', mime: 'model/gltf-binary', kind: 'file', inline: false, ref: 'h' } as const;
    arrive(store, 'bot', [{ ...understood, text: 'A hologram', attachments: [file] }]);
    const [item, ...others] = await items(store);
    expect(others).toEqual([]);
    expect(item).toMatchObject({ text: 'A hologram', versions: 1, attachments: [{ name: 'h.glb' }] });
    expect(item).not.toHaveProperty('card');
  });

  test('the timeline is in provider order, whatever the order of arrival', async () => {
    const store = memoryStore();
    arrive(store, 'bot', [
      telegram(1, { text: 'second', sentAt: 1_700_000_002_000 }),
      telegram(1, { text: 'first', sentAt: 1_700_000_001_000 }),
    ]);
    expect((await items(store)).map((item) => item.text)).toEqual(['first', 'second']);
  });

  test('mails join the thread of any relative and never one by subject', () => {
    const store = memoryStore();
    arrive(store, 'mail', [
      mail('a@mail.test', { remoteId: 'child@x', answers: ['parent@x', 'root@x'], remoteThread: 'root@x' }),
      mail('a@mail.test', { remoteId: 'root@x' }),
      mail('a@mail.test', { remoteId: 'parent@x', answers: ['root@x'], remoteThread: 'root@x' }),
      mail('a@mail.test', { remoteId: 'other@x' }),
    ]);
    const threads = store.read.values<number>('SELECT thread_key FROM items ORDER BY key');
    expect(new Set(threads.slice(0, 3)).size).toBe(1);
    expect(threads[3]).not.toBe(threads[0]);
  });

  test('an automatic mail is kept but makes nobody wait', async () => {
    const store = memoryStore();
    arrive(store, 'mail', [mail('noreply@mail.test', { automatic: true })]);
    expect((await ask(store)['inbox.counts'].run({})).all).toBe(0);
    expect((await firstRow(store, 'resolved')).waitingSince).toBeUndefined();
  });
});

describe('waiting and unread', () => {
  test('what was said before its channel was connected is history, whenever it is read', async () => {
    const store = memoryStore();
    const connectedAt = 1_750_000_000_000;
    store.write((tx) => setChannelAge(tx, 'mail', connectedAt));
    arrive(store, 'mail', [
      mail('a@mail.test', { text: 'new', sentAt: connectedAt + 1 }),
      mail('a@mail.test', { text: 'old', sentAt: connectedAt - 60_000 }),
    ]);
    expect((await items(store)).map(({ text, historic }) => ({ text, historic }))).toEqual([
      { text: 'old', historic: true },
      { text: 'new', historic: undefined },
    ]);
  });

  test('waiting counts from the first unanswered message', async () => {
    const store = memoryStore();
    const first = telegram(1);
    arrive(store, 'bot', [first, telegram(1)]);
    expect((await firstRow(store)).waitingSince).toBe(first.sentAt);
  });

  test('imported history that was answered is closed, whichever mail is imported first', async () => {
    for (const order of [
      ['question', 'answer'],
      ['answer', 'question'],
    ]) {
      const store = memoryStore();
      const question = mail('a@mail.test', { remoteId: 'q@x', sentAt: 1_600_000_000_000, seen: true });
      const answer = mail('a@mail.test', {
        remoteId: 'r@x',
        direction: 'out',
        sentAt: 1_600_000_060_000,
        answers: ['q@x'],
        remoteThread: 'q@x',
      });
      for (const name of order)
        arrive(store, 'mail', [name === 'question' ? question : answer], { connectedAt: 1_700_000_000_000 });
      expect(await ask(store)['inbox.counts'].run({})).toMatchObject({ all: 0, resolved: 1 });
    }
  });

  test('an old mail that was read elsewhere leaves the newer ones unread, whichever is imported first', async () => {
    for (const order of [
      ['new', 'old'],
      ['old', 'new'],
    ]) {
      const store = memoryStore();
      const mails = {
        new: mail('a@mail.test', { remoteId: 'new@x', sentAt: 1_600_000_060_000 }),
        old: mail('a@mail.test', { remoteId: 'old@x', sentAt: 1_600_000_000_000, seen: true }),
      };
      const unread = async () => (await firstRow(store)).unread;
      for (const name of order) arrive(store, 'mail', [mails[name as keyof typeof mails]], { connectedAt: 1_700_000_000_000 });
      expect(await unread()).toBe(1);
      arrive(store, 'mail', [{ type: 'seen', remoteId: 'new@x', at: 1_700_000_000_000 }]);
      expect(await unread()).toBe(0);
    }
  });

  test('marked as unread, the newest is the one that is, also where older ones came after it', async () => {
    const store = memoryStore();
    const at = 1_600_000_000_000;
    for (const n of [3, 2, 1])
      arrive(store, 'mail', [mail('a@mail.test', { remoteId: `${n}@x`, sentAt: at + n * 60_000, seen: true })], {
        connectedAt: 2 * at,
      });
    const row = await firstRow(store);
    expect(row.unread).toBe(0);
    const members = store.read.values<number>('SELECT key FROM customers');
    const mark = store.write((tx) => markUnread(tx, members, 1));
    expect((await firstRow(store)).unread).toBe(1);
    const unread = store.read.values<string>("SELECT remote_id FROM items WHERE direction = 'in' AND arrival > ?", mark);
    expect(unread).toEqual(['3@x']);
  });

  test('of two that are unread the older, read elsewhere, leaves the newer unread though it came later', async () => {
    const store = memoryStore();
    for (const [remoteId, sentAt] of [
      ['new@x', 1_600_000_060_000],
      ['old@x', 1_600_000_000_000],
    ] as const)
      arrive(store, 'mail', [mail('a@mail.test', { remoteId, sentAt })], { connectedAt: 1_700_000_000_000 });
    expect((await firstRow(store)).unread).toBe(2);
    arrive(store, 'mail', [{ type: 'seen', remoteId: 'old@x', at: 1_700_000_000_000 }]);
    expect((await firstRow(store)).unread).toBe(1);
  });

  test('a new message after the end opens a new conversation', async () => {
    const store = memoryStore();
    arrive(store, 'bot', [telegram(1)]);
    store.write((tx) => {
      tx.run("UPDATE conversations SET status = 'resolved'");
      tx.touchCustomer(1);
    });
    arrive(store, 'bot', [telegram(1)]);
    expect(store.read.value('SELECT COUNT(*) FROM conversations')).toBe(2);
    expect((await firstRow(store)).status).toBe('open');
  });
});

describe('reachability', () => {
  test('a blocked bot is said on the address and takes it out of the choices; writing again brings it back', async () => {
    const store = memoryStore();
    arrive(store, 'bot', [telegram(1)]);
    arrive(store, 'bot', [
      {
        type: 'reachability',
        party: { kind: 'telegram', value: '1' },
        reachable: false,
        reason: 'blocked',
        at: 1_900_000_000_000,
      },
    ]);
    const { customerId } = await firstRow(store);
    const view = () => ask(store)['customer.get'].run({ customerId });
    expect((await view()).replyOptions).toMatchObject([{ allowed: false, reason: 'unreachable-blocked' }]);
    expect((await view()).contactPoints).toMatchObject([{ unreachable: { reason: 'blocked' } }]);
    arrive(store, 'bot', [telegram(1, { sentAt: 1_900_000_060_000 })]);
    expect((await view()).replyOptions).toMatchObject([{ allowed: true }]);
  });
});

describe('search', () => {
  test('finds any form of a word, people by phone in any notation, and survives an edit', async () => {
    const store = memoryStore();
    const message = telegram(1, { text: 'Когда приедут мои заказы?', name: 'Мария Кузнецова' });
    arrive(store, 'bot', [
      message,
      telegram(1, { name: 'Мария Кузнецова', claims: [{ kind: 'phone', value: '79161234567', source: 'shared-contact' }] }),
    ]);
    const indexer = new Indexer(store);
    while (indexer.step());
    const run = (query: string) => ask(store)['search.run'].run({ query, limit: 10 });
    expect((await run('заказ ')).hits).toMatchObject([{ excerpt: 'Когда приедут мои заказы?', marks: [[18, 24]] }]);
    expect((await run('8 (916) 123-45-67')).customers).toMatchObject([{ name: 'Мария Кузнецова' }]);
    arrive(store, 'bot', [
      {
        type: 'edit',
        remoteThread: '1',
        remoteId: message.remoteId,
        editedAt: message.sentAt + 1,
        text: 'Когда приедет посылка?',
      },
    ]);
    while (indexer.step());
    expect((await run('заказ ')).hits).toEqual([]);
    expect((await run('посылки')).hits).toHaveLength(1);
  });
});
