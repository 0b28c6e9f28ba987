import { describe, expect, test } from 'vitest';
import { offerName } from '../../../electron/store/repos/customer.repo.ts';
import type { InboundAttachment } from '../../../shared/contract/connector.ts';
import type { ItemCard } from '../../../shared/model/index.ts';
import { ask, find, firstItem, firstItems, firstRow } from '../../support/ask.ts';
import { arrive, mail, memoryStore, telegram } from '../../support/store.ts';

const later = 1_900_000_000_000;

describe('what a message carries', () => {
  test('is on the timeline as it came', async () => {
    const store = memoryStore();
    const carried = {
      forwardedFrom: { kind: 'channel', name: 'Новости', at: 5, url: 'https://t.me/news/1' },
      buttons: [[{ label: 'Да', data: 'yes' }]],
      quote: { excerpt: 'именно это', chosen: true, origin: 'Пётр' },
    } as const;
    arrive(store, 'bot', [
      telegram(1, {
        text: 'жирно',
        marks: [
          { type: 'bold', start: 0, end: 4 },
          { type: 'italic', start: 2, end: 99 },
        ],
        ...(structuredClone(carried) as object),
      }),
    ]);
    expect(await firstItem(store)).toMatchObject({
      // Out of range and crossing, as some program may tell them: kept within the text and nested.
      marks: [
        { type: 'bold', start: 0, end: 4 },
        { type: 'italic', start: 2, end: 4 },
        { type: 'italic', start: 4, end: 5 },
      ],
      forwardedFrom: carried.forwardedFrom,
      buttons: carried.buttons,
      replyTo: { excerpt: 'именно это', quote: true, origin: 'Пётр' },
    });
  });

  test('is nothing for an ordinary message, and takes no room', async () => {
    const store = memoryStore();
    arrive(store, 'bot', [telegram(1)]);
    expect(store.read.value('SELECT extra FROM items')).toBeNull();
    expect(Object.keys(await firstItem(store))).not.toContain('marks');
  });

  test('a quote of what is on the timeline leads there, with the chosen words', async () => {
    const store = memoryStore();
    const first = telegram(1, { text: 'Заказ 10452 и заказ 10453' });
    arrive(store, 'bot', [
      first,
      telegram(1, { text: 'вот этот', answers: [first.remoteId], quote: { excerpt: 'заказ 10453', chosen: true } }),
      telegram(1, { text: 'весь', answers: [first.remoteId], quote: { excerpt: 'Заказ' } }),
    ]);
    const [one, two, three] = await firstItems(store);
    expect(two?.replyTo).toEqual({ itemId: one?.id, excerpt: 'заказ 10453', quote: true });
    expect(three?.replyTo).toEqual({ itemId: one?.id, excerpt: 'Заказ 10452 и заказ 10453' });
  });
});

describe('a card', () => {
  const poll: ItemCard = {
    type: 'poll',
    question: 'Когда доставить?',
    options: [
      { text: 'Утром', votes: 1 },
      { text: 'Вечером', votes: 0 },
    ],
    total: 1,
    multiple: false,
    closed: false,
  };

  test('can be worded in the list and is found by its words', async () => {
    const store = memoryStore();
    arrive(store, 'bot', [telegram(1, { text: '', card: poll })]);
    expect((await firstRow(store)).last).toMatchObject({ excerpt: '', card: { type: 'poll', text: 'Когда доставить?' } });
    const { hits } = await find(store, 'вечером');
    expect(hits).toMatchObject([{ excerpt: expect.stringContaining('Вечером') }]);
  });

  test.each([
    [{ type: 'location', latitude: 55.7, longitude: 37.6, title: 'Кофейня на Лесной' }, 'лесная', 'Кофейня на Лесной'],
    [{ type: 'location', latitude: 55.7, longitude: 37.6 }, undefined, ''],
    [{ type: 'contact', name: 'Иван Доставкин', phone: '+79161234567' }, '9161234567', 'Иван Доставкин'],
    [{ type: 'dice', emoji: '🎲', value: 4 }, undefined, '🎲'],
  ] as Array<[ItemCard, string | undefined, string]>)('%j', async (card, query, text) => {
    const store = memoryStore();
    arrive(store, 'bot', [telegram(1, { text: '', card })]);
    expect((await firstRow(store)).last.card).toEqual({ type: card.type, text });
    if (query !== undefined) expect((await find(store, query)).hits).toHaveLength(1);
  });

  test('that changes is the new one, without a version; the answer we gave stays', async () => {
    const store = memoryStore();
    const message = telegram(1, { text: '', card: poll });
    arrive(store, 'bot', [message]);
    const closed: ItemCard = { ...poll, total: 5, closed: true };
    arrive(store, 'bot', [{ type: 'card', remoteThread: '1', remoteId: message.remoteId, card: closed }]);
    expect(await firstItem(store)).toMatchObject({ card: closed, versions: 0 });
  });

  test('a sticker says its emoji and what it is; a pressed button is found by its label', async () => {
    const store = memoryStore();
    const sticker: InboundAttachment = { name: 's.webp', mime: 'image/webp', kind: 'sticker', inline: false, ref: 'r' };
    arrive(store, 'bot', [telegram(1, { text: '😀', attachments: [sticker], buttons: [[{ label: 'Отследить', data: 't' }]] })]);
    expect((await firstRow(store)).last).toMatchObject({ excerpt: '😀', attachmentKinds: ['sticker'] });
    expect((await find(store, 'отследить')).hits).toHaveLength(1);
  });
});

describe('an edit', () => {
  const file = (ref: string, fields: object = {}): InboundAttachment => ({
    name: `${ref}.pdf`,
    mime: 'application/pdf',
    kind: 'file',
    inline: false,
    ref,
    ...fields,
  });

  test('that only says what is there makes no version', async () => {
    const store = memoryStore();
    const marks = [{ type: 'bold' as const, start: 0, end: 2 }];
    const message = telegram(1, { text: 'да', marks, attachments: [file('a')] });
    const again = { type: 'edit', remoteThread: '1', remoteId: message.remoteId, editedAt: later, text: 'да', marks } as const;
    arrive(store, 'bot', [message, { ...again, attachments: [file('a')] }]);
    expect(await firstItem(store)).toMatchObject({ versions: 0 });
    expect((await firstItem(store)).editedAt).toBeUndefined();
  });

  test('of the formatting alone is one, and the earlier formatting is kept', async () => {
    const store = memoryStore();
    const message = telegram(1, { text: 'да', marks: [{ type: 'bold', start: 0, end: 2 }] });
    arrive(store, 'bot', [message, { type: 'edit', remoteThread: '1', remoteId: message.remoteId, editedAt: later, text: 'да' }]);
    const item = await firstItem(store);
    expect(item).toMatchObject({ versions: 1, editedAt: later });
    expect(item.marks).toBeUndefined();
    expect(await ask(store)['item.versions'].run({ itemId: item.id })).toMatchObject([
      { text: 'да', marks: [{ type: 'bold', start: 0, end: 2 }] },
    ]);
  });

  test('that replaces files keeps those that are the same, fetched as they are, and the old ones with the version', async () => {
    const store = memoryStore();
    const message = telegram(1, { text: 'счёт', attachments: [file('a', { identity: 'A' }), file('b')] });
    arrive(store, 'bot', [message]);
    store.write((tx) => {
      tx.run("UPDATE attachments SET state = 'local', hash = 'x' WHERE ref = 'a'");
    });
    const before = (await firstItem(store)).attachments;
    arrive(store, 'bot', [
      {
        type: 'edit',
        remoteThread: '1',
        remoteId: message.remoteId,
        editedAt: later,
        text: 'счёт',
        // The same bytes under another reference, as messengers give.
        attachments: [file('a2', { identity: 'A' }), file('c')],
      },
    ]);
    const item = await firstItem(store);
    expect(item.attachments.map(({ name, state }) => [name, state])).toEqual([
      ['a.pdf', 'local'],
      ['c.pdf', 'fetching'],
    ]);
    expect(item.attachments[0]?.id).toBe(before[0]?.id);
    const [version] = await ask(store)['item.versions'].run({ itemId: item.id });
    expect(version?.attachments?.map(({ name }) => name)).toEqual(['b.pdf']);
  });

  test('that is older than what is there changes nothing', async () => {
    const store = memoryStore();
    const message = telegram(1, { text: 'раз' });
    const edit = (text: string, editedAt: number) =>
      ({ type: 'edit', remoteThread: '1', remoteId: message.remoteId, editedAt, text }) as const;
    arrive(store, 'bot', [message, edit('три', later), edit('два', later - 1)]);
    expect(await firstItem(store)).toMatchObject({ text: 'три', versions: 1 });
  });
});

describe('reactions', () => {
  test('are what each side says last', async () => {
    const store = memoryStore();
    const message = telegram(1);
    const react = (by: 'customer' | 'us', emoji: string[], at: number) =>
      ({ type: 'reaction', remoteThread: '1', remoteId: message.remoteId, by, emoji, at }) as const;
    arrive(store, 'bot', [message, react('customer', ['👍', '🔥'], 1), react('us', ['❤'], 2), react('customer', ['🔥'], 3)]);
    expect((await firstItem(store)).reactions).toEqual([
      { by: 'us', emoji: '❤', at: 2 },
      { by: 'customer', emoji: '🔥', at: 1 },
    ]);
    arrive(store, 'bot', [react('customer', [], 4), react('us', [], 5)]);
    expect((await firstItem(store)).reactions).toBeUndefined();
  });
});

describe('what a provider calls somebody', () => {
  const party = (name: string, label: string | undefined, at: number) =>
    ({
      type: 'party',
      party: { kind: 'telegram', value: '1', name, ...(label === undefined ? {} : { label }) },
      at,
    }) as const;
  const view = async (store: ReturnType<typeof memoryStore>) =>
    ask(store)['customer.get'].run({ customerId: (await firstRow(store)).customerId });

  test('is followed, with its history, newest first', async () => {
    const store = memoryStore();
    const first = telegram(1, { name: 'Мария', party: { kind: 'telegram', value: '1', name: 'Мария', label: '@masha' } });
    arrive(store, 'bot', [first, party('Мария К.', '@mariak', later), party('Мария К.', undefined, later + 1)]);
    const { name, contactPoints } = await view(store);
    expect(name).toBe('Мария К.');
    expect(contactPoints[0]?.label).toBeUndefined();
    expect(contactPoints[0]?.earlier).toEqual([
      { label: '@mariak', until: later + 1 },
      { label: '@masha', until: later },
      { label: 'Мария', until: later },
    ]);
    expect((await find(store, '@masha')).customers).toHaveLength(1);
  });

  test('later is heard, earlier is not, whatever comes first', async () => {
    const store = memoryStore();
    arrive(store, 'bot', [telegram(1, { name: 'Новая', sentAt: later }), telegram(1, { name: 'Старая', sentAt: later - 1 })]);
    const { name, contactPoints } = await view(store);
    expect(name).toBe('Новая');
    expect(contactPoints[0]?.earlier).toBeUndefined();
  });

  test('does not take the place of a name an agent typed', async () => {
    const store = memoryStore();
    arrive(store, 'bot', [telegram(1, { name: 'Masha' })]);
    store.write((tx) => offerName(tx, 1, 'Мария Кузнецова', 2));
    arrive(store, 'bot', [party('masha ✨', '@m', later)]);
    const { name, contactPoints } = await view(store);
    expect(name).toBe('Мария Кузнецова');
    expect(contactPoints[0]).toMatchObject({ label: '@m', earlier: [{ label: 'Masha' }] });
  });

  test('of a stranger makes nobody a customer', () => {
    const store = memoryStore();
    arrive(store, 'bot', [party('Кто-то', '@x', later)]);
    expect(store.read.value('SELECT COUNT(*) FROM customers')).toBe(0);
  });
});

describe('a mailbox that is read elsewhere', () => {
  test('marks what was seen there, up to that mail', async () => {
    const store = memoryStore();
    arrive(store, 'mail', [
      mail('a@mail.test', { remoteId: 'one@x' }),
      mail('a@mail.test', { remoteId: 'two@x' }),
      mail('a@mail.test'),
    ]);
    expect((await firstRow(store)).unread).toBe(3);
    arrive(store, 'mail', [{ type: 'seen', remoteId: 'two@x', at: later }]);
    expect((await firstRow(store)).unread).toBe(1);
    arrive(store, 'mail', [
      { type: 'seen', remoteId: 'one@x', at: later },
      { type: 'seen', remoteId: 'older@x', at: later },
    ]);
    expect((await firstRow(store)).unread).toBe(1);
  });

  test('says that a mail was deleted there, and keeps it', async () => {
    const store = memoryStore();
    arrive(store, 'mail', [mail('a@mail.test', { remoteId: 'one@x', text: 'важно' })]);
    arrive(store, 'mail', [
      { type: 'gone', remoteId: 'one@x', at: later },
      { type: 'gone', remoteId: 'older@x', at: later },
    ]);
    expect(await firstItem(store)).toMatchObject({ text: 'важно', deletedAt: later });
  });
});

describe('what is written in a group', () => {
  const inGroup = (user: number, text: string, fields: object = {}) =>
    telegram(user, { remoteThread: '-100', group: { title: 'Наш двор' }, text, name: `Сосед ${user}`, ...fields });

  test('stands on the timeline of whoever wrote it, one thread for all', async () => {
    const store = memoryStore();
    const question = inGroup(1, 'Когда воду дадут?');
    arrive(store, 'bot', [question, inGroup(2, 'И у нас нет', { answers: [question.remoteId] })]);
    const { rows } = await ask(store)['inbox.page'].run({ view: 'all', limit: 10 });
    expect(rows.map(({ name }) => name).sort()).toEqual(['Сосед 1', 'Сосед 2']);
    const second = rows.find(({ name }) => name === 'Сосед 2');
    const { items } = await ask(store)['timeline.page'].run({ customerId: second?.customerId ?? '', limit: 10 });
    expect(items).toMatchObject([{ group: 'Наш двор', replyTo: { excerpt: 'Когда воду дадут?' } }]);
    expect(store.read.value('SELECT COUNT(*) FROM threads')).toBe(1);
  });

  test('opens no private chat: there is nothing to answer to but that message', async () => {
    const store = memoryStore();
    arrive(store, 'bot', [inGroup(1, 'Когда воду дадут?')]);
    const { customerId } = await firstRow(store);
    const [item] = await firstItems(store);
    const option = async () => (await ask(store)['customer.get'].run({ customerId })).replyOptions[0];
    expect(await option()).toMatchObject({
      allowed: false,
      reason: 'must-write-first',
      group: { itemId: item?.id, title: 'Наш двор' },
    });
    arrive(store, 'bot', [telegram(1, { text: 'лично' })]);
    expect(await option()).toMatchObject({ allowed: true, group: { title: 'Наш двор' } });
  });
});
