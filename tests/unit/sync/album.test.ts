import { describe, expect, test } from 'vitest';
import { markRead } from '../../../electron/store/repos/inbox.repo.ts';
import { me } from '../../../electron/store/repos/settings.repo.ts';
import type { Store } from '../../../electron/store/store.ts';
import type { InboundAttachment, InboundMessage } from '../../../shared/contract/connector.ts';
import { ask, find, firstItem, firstItems, firstRow } from '../../support/ask.ts';
import { arrive, memoryStore, telegram } from '../../support/store.ts';

const photo = (n: number): InboundAttachment => ({
  name: `photo_${n}.jpg`,
  mime: 'image/jpeg',
  kind: 'image',
  inline: false,
  ref: `ref-${n}`,
});

const part = (n: number, fields: Partial<InboundMessage> = {}): InboundMessage =>
  telegram(1, {
    remoteId: String(n),
    album: 'a1',
    text: '',
    attachments: [photo(n)],
    sentAt: 1_700_000_000_000 + n,
    ...fields,
  });

const names = async (store: Store) => (await firstItem(store)).attachments.map(({ name }) => name);
const readAll = (store: Store) =>
  store.write((tx) => {
    markRead(tx, [1], me(tx).key, 1_000_000);
  });

describe('an album', () => {
  test('is one item with its files in order, and text and marks from whichever message brings them', async () => {
    const store = memoryStore();
    arrive(store, 'bot', [part(11), part(13), part(12, { text: 'Вот фото', marks: [{ type: 'bold', start: 0, end: 3 }] })]);
    const items = await firstItems(store);
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({ text: 'Вот фото', marks: [{ type: 'bold', start: 0, end: 3 }] });
    expect(await names(store)).toEqual(['photo_11.jpg', 'photo_12.jpg', 'photo_13.jpg']);
    expect(await firstRow(store)).toMatchObject({ unread: 1, last: { attachmentKinds: ['image', 'image', 'image'] } });
    expect((await find(store, 'фото')).hits).toHaveLength(1);
  });

  test('whose messages each have a text says them all, in their order', async () => {
    const store = memoryStore();
    arrive(store, 'bot', [
      part(12, { text: 'второе', marks: [{ type: 'italic', start: 0, end: 6 }] }),
      part(11, { text: 'первое', marks: [{ type: 'bold', start: 0, end: 6 }] }),
    ]);
    expect(await firstItem(store)).toMatchObject({
      text: 'первое\nвторое',
      marks: [
        { type: 'bold', start: 0, end: 6 },
        { type: 'italic', start: 7, end: 13 },
      ],
    });
  });

  test('that comes in several batches joins, also after a part was read, and is one arrival', async () => {
    const store = memoryStore();
    arrive(store, 'bot', [part(11)]);
    const before = await firstItem(store);
    readAll(store);
    expect((await firstRow(store)).unread).toBe(0);
    arrive(store, 'bot', [part(12)]);
    arrive(store, 'bot', [part(13, { text: 'и ещё' })]);
    expect((await firstRow(store)).unread).toBe(0);
    expect(await firstItem(store)).toMatchObject({ id: before.id, arrival: before.arrival, text: 'и ещё' });
    expect(await names(store)).toHaveLength(3);
  });

  test('delivered again changes nothing', async () => {
    const store = memoryStore();
    const batch = [part(11, { text: 'раз' }), part(12), part(13)];
    arrive(store, 'bot', batch);
    const before = await firstItem(store);
    arrive(store, 'bot', batch);
    arrive(store, 'bot', [part(12), part(13)]);
    expect(await firstItem(store)).toEqual(before);
  });

  test('of the same name in another chat is another one', async () => {
    const store = memoryStore();
    arrive(store, 'bot', [part(11), { ...part(12), remoteThread: '2', party: { kind: 'telegram', value: '2', name: 'Пётр' } }]);
    expect((await ask(store)['inbox.page'].run({ view: 'all', limit: 10 })).rows).toHaveLength(2);
  });

  test('is found by any of its messages: edit, reaction and answer', async () => {
    const store = memoryStore();
    const at = 1_700_000_100_000;
    arrive(store, 'bot', [part(11, { text: 'до' }), part(12), part(13)]);
    arrive(store, 'bot', [
      { type: 'edit', remoteThread: '1', remoteId: '13', editedAt: at, text: '', attachments: [photo(99)] },
      { type: 'edit', remoteThread: '1', remoteId: '11', editedAt: at + 1, text: 'после' },
      { type: 'reaction', remoteThread: '1', remoteId: '12', by: 'customer', emoji: ['👍'], at },
      telegram(1, { remoteId: '20', answers: ['13'], text: 'это' }),
    ]);
    const [album, answer] = await firstItems(store);
    expect(album).toMatchObject({ text: 'после', versions: 2, reactions: [{ by: 'customer', emoji: '👍', at }] });
    expect(await names(store)).toEqual(['photo_11.jpg', 'photo_12.jpg', 'photo_99.jpg']);
    expect(answer?.replyTo).toEqual({ itemId: album?.id, excerpt: 'после' });
    const versions = await ask(store)['item.versions'].run({ itemId: album?.id ?? '' });
    expect(versions.map(({ text, attachments }) => [text, attachments?.map(({ name }) => name)])).toEqual([
      ['до', ['photo_13.jpg']],
      ['до', undefined],
    ]);
  });

  test('takes the edits of its messages in any order, and an old one again changes nothing', async () => {
    const store = memoryStore();
    const at = 1_700_000_100_000;
    const edit = (remoteId: string, text: string, editedAt: number) =>
      ({ type: 'edit', remoteThread: '1', remoteId, editedAt, text }) as const;
    arrive(store, 'bot', [part(11, { text: 'один' }), part(12, { text: 'два' })]);
    arrive(store, 'bot', [edit('11', 'раз', at + 5), edit('12', '', at), edit('12', 'двое', at - 1)]);
    expect(await firstItem(store)).toMatchObject({ text: 'раз', versions: 2, editedAt: at + 5 });
  });

  test('of which one message is deleted still stands, and is deleted when all are', async () => {
    const store = memoryStore();
    arrive(store, 'bot', [part(11), part(12)]);
    const gone = (remoteId: string, deletedAt: number) => ({ type: 'delete', remoteThread: '1', remoteId, deletedAt }) as const;
    arrive(store, 'bot', [gone('12', 5)]);
    expect((await firstItem(store)).deletedAt).toBeUndefined();
    expect((await firstItem(store)).attachments.map(({ deletedAt }) => deletedAt)).toEqual([undefined, 5]);
    arrive(store, 'bot', [gone('11', 6)]);
    expect(await firstItem(store)).toMatchObject({ deletedAt: 6 });
  });

  test('whose first message is edited before the next one comes keeps what was edited', async () => {
    const store = memoryStore();
    arrive(store, 'bot', [part(11, { text: 'до' })]);
    arrive(store, 'bot', [{ type: 'edit', remoteThread: '1', remoteId: '11', editedAt: 1_700_000_100_000, text: 'после' }]);
    arrive(store, 'bot', [part(12)]);
    expect(await firstItem(store)).toMatchObject({ text: 'после', versions: 1 });
  });
});
