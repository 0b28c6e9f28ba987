import { describe, expect, test } from 'vitest';
import { queryHandlers } from '../../../electron/api/queries.ts';
import { capabilitiesOf } from '../../../electron/engine/capabilities.ts';
import { linkById } from '../../../electron/store/repos/link.repo.ts';
import { linkPersons, unlinkPersons } from '../../../electron/store/repos/linking.ts';
import type { Store } from '../../../electron/store/store.ts';
import { arrive, mail, memoryStore, telegram } from '../../support/store.ts';

const list = (store: Store) => queryHandlers(store.read, capabilitiesOf)['inbox.page'].run({ view: 'all', limit: 100 });
const rows = async (store: Store) => (await list(store)).rows;
const view = async (store: Store, customerId: string) =>
  queryHandlers(store.read, capabilitiesOf)['customer.get'].run({ customerId });
const timeline = async (store: Store, customerId: string) =>
  (await queryHandlers(store.read, capabilitiesOf)['timeline.page'].run({ customerId, limit: 100 })).items;

const phone = '+7 916 123-45-67';
const stated = { kind: 'phone', value: phone, source: 'stated' } as const;
const shared = { kind: 'phone', value: '79161234567', source: 'shared-contact' } as const;

describe('finding a person', () => {
  test('the same address is the same person, however it is written', async () => {
    const store = memoryStore();
    arrive(store, 'mail', [mail('Maria@Mail.test', { name: 'Мария Кузнецова' }), mail('maria@mail.TEST')]);
    const all = await rows(store);
    expect(all.map((row) => [row.name, row.unread])).toEqual([['Мария Кузнецова', 2]]);
  });

  test('the same name is not the same person', async () => {
    const store = memoryStore();
    arrive(store, 'mail', [mail('a@mail.test', { name: 'Иван' }), mail('b@mail.test', { name: 'Иван' })]);
    arrive(store, 'bot', [telegram(5, { name: 'Иван' })]);
    expect(await rows(store)).toHaveLength(3);
  });

  test('a stranger who mails and then shares the same phone in Telegram becomes one person', async () => {
    const store = memoryStore();
    arrive(store, 'mail', [mail('maria@mail.test', { name: 'Мария Кузнецова', claims: [stated] })]);
    arrive(store, 'bot', [telegram(77)]);
    expect(await rows(store)).toHaveLength(2);
    arrive(store, 'bot', [telegram(77, { claims: [shared] })]);
    const [only, ...rest] = await rows(store);
    expect(rest).toEqual([]);
    const maria = await view(store, only?.customerId ?? '');
    expect(maria.name).toBe('Мария Кузнецова');
    expect(maria.contactPoints.map((point) => point.kind).sort()).toEqual(['email', 'phone', 'telegram']);
    expect(maria.links[0]).toMatchObject({
      author: 'rule',
      evidence: { rule: 'same-contact-point', kind: 'phone', value: phone },
    });
    expect((await timeline(store, maria.id)).map((item) => item.kind)).toEqual(['email', 'telegram', 'telegram', 'event']);
  });

  test('a phone that both only state proves nothing', async () => {
    const store = memoryStore();
    arrive(store, 'mail', [mail('a@mail.test', { claims: [stated] }), mail('b@mail.test', { claims: [stated] })]);
    expect(await rows(store)).toHaveLength(2);
  });

  test('a phone that two people state links neither with the third who shares it', async () => {
    const store = memoryStore();
    arrive(store, 'mail', [mail('a@mail.test', { claims: [stated] }), mail('b@mail.test', { claims: [stated] })]);
    arrive(store, 'bot', [telegram(77, { claims: [shared] })]);
    expect(await rows(store)).toHaveLength(3);
  });

  test('two Telegram accounts with one phone stay two people', async () => {
    const store = memoryStore();
    arrive(store, 'bot', [telegram(1, { claims: [shared] }), telegram(2, { claims: [shared] })]);
    expect(await rows(store)).toHaveLength(2);
  });
});

describe('linking by hand', () => {
  test('one open conversation, one timeline; undone exactly, also for what came in the meantime', async () => {
    const store = memoryStore();
    arrive(store, 'mail', [mail('a@mail.test', { name: 'Анна' })]);
    arrive(store, 'bot', [telegram(9, { name: 'Аня' })]);
    const before = await rows(store);
    const keys = before.map((row) => store.read.value<number>('SELECT key FROM customers WHERE id = ?', row.customerId) ?? 0);
    const [a = 0, b = 0] = keys.sort((x, y) => x - y);
    const conversations = () => store.read.all('SELECT id, customer_key, status, merged_into FROM conversations ORDER BY key');
    const conversationsBefore = conversations();
    const linkId = store.write((tx) =>
      linkPersons(tx, { aKey: a, bKey: b, evidence: { rule: 'by-hand' }, agentKey: 1, at: 1_800_000_000_000 }),
    );
    const [one, ...others] = await rows(store);
    expect(others).toEqual([]);
    expect(one?.name).toBe('Анна');
    expect(store.read.value("SELECT COUNT(*) FROM conversations WHERE status <> 'resolved' AND merged_into IS NULL")).toBe(1);
    arrive(store, 'bot', [telegram(9, { name: 'Аня', text: 'пока вместе' })]);
    expect((await timeline(store, one?.customerId ?? '')).filter((item) => item.direction === 'in')).toHaveLength(3);

    const link = linkById(store.read, linkId);
    if (!link) throw new Error('link is gone');
    store.write((tx) => unlinkPersons(tx, link, 1, 1_800_000_100_000));
    expect(conversations()).toEqual(conversationsBefore);
    const after = await rows(store);
    expect(after.map((row) => row.name).sort()).toEqual(['Анна', 'Аня']);
    const anya = after.find((row) => row.name === 'Аня');
    expect(
      (await timeline(store, anya?.customerId ?? '')).filter((item) => item.direction === 'in').map((item) => item.text),
    ).toEqual(['Здравствуйте', 'пока вместе']);
    const strays = store.read.value(
      'SELECT COUNT(*) FROM items i JOIN conversations v ON v.key = i.conversation_key WHERE i.customer_key <> v.customer_key',
    );
    expect(strays).toBe(0);
  });

  test('what a person took apart no rule joins again', async () => {
    const store = memoryStore();
    arrive(store, 'mail', [mail('maria@mail.test', { claims: [stated] })]);
    arrive(store, 'bot', [telegram(77, { claims: [shared] })]);
    const [only] = await rows(store);
    const [link] = (await view(store, only?.customerId ?? '')).links;
    const row = linkById(store.read, link?.id ?? '');
    if (!row) throw new Error('no link');
    store.write((tx) => unlinkPersons(tx, row, 1, 1_800_000_000_000));
    expect(await rows(store)).toHaveLength(2);
    arrive(store, 'bot', [telegram(77, { claims: [shared] })]);
    expect(await rows(store)).toHaveLength(2);
  });

  test('the database itself refuses a second open conversation', () => {
    const store = memoryStore();
    arrive(store, 'mail', [mail('a@mail.test')]);
    expect(() =>
      store.write((tx) => {
        tx.run(
          "INSERT INTO conversations (id, customer_key, status, opened_at, imported, version) VALUES ('x', 1, 'open', 0, 0, 1)",
        );
      }),
    ).toThrow(/UNIQUE/);
  });
});
