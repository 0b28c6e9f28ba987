import { describe, expect, test } from 'vitest';
import { queryHandlers } from '../../../electron/api/queries.ts';
import { capabilitiesOf } from '../../../electron/engine/capabilities.ts';
import { openConversation, setStatus } from '../../../electron/store/repos/conversation.repo.ts';
import { rootOf } from '../../../electron/store/repos/customer.repo.ts';
import { linkById } from '../../../electron/store/repos/link.repo.ts';
import { linkPersons, unlinkPersons } from '../../../electron/store/repos/linking.ts';
import type { Store } from '../../../electron/store/store.ts';
import { seeded } from '../../support/random.ts';
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

  test('in chains that fall apart in any order everybody has one open conversation at most, and none is without its person', () => {
    for (let seed = 1; seed <= 60; seed += 1) {
      const random = seeded(seed);
      const store = memoryStore();
      const people = [1, 2, 3, 4].map((n) => `p${n}@mail.test`);
      for (const one of people) arrive(store, 'mail', [mail(one, { name: one })]);
      const keys = store.read.values<number>('SELECT key FROM customers ORDER BY key');
      const links: string[] = [];
      const part = (id: string | undefined) => {
        const link = linkById(store.read, id ?? '');
        if (link) store.write((tx) => unlinkPersons(tx, link, 1, 2));
      };
      for (let n = 0; n < 24; n += 1) {
        const dice = random();
        const pick = () => keys[Math.floor(random() * keys.length)] ?? 0;
        const [a, b] = [pick(), pick()];
        if (dice < 0.35) {
          store.write((tx) => {
            if (rootOf(tx, a).key === rootOf(tx, b).key) return;
            links.push(linkPersons(tx, { aKey: a, bKey: b, evidence: { rule: 'by-hand' }, agentKey: 1, at: 1 }));
          });
        } else if (dice < 0.6) part(links.splice(Math.floor(random() * links.length), 1)[0]);
        else if (dice < 0.8) arrive(store, 'mail', [mail(people[keys.indexOf(a)] ?? '')]);
        else {
          store.write((tx) => {
            const open = openConversation(tx, rootOf(tx, a).key);
            if (open) setStatus(tx, open, 'resolved', 3);
          });
        }
        const misplaced = store.read.values(
          `SELECT v.id FROM conversations v JOIN customers c ON c.key = v.customer_key
           WHERE v.status <> 'resolved' AND v.merged_into IS NULL AND c.root_key <> c.key`,
        );
        expect([seed, misplaced]).toEqual([seed, []]);
      }
    }
  });

  test('what has gone back to another already is not fetched from there', async () => {
    const store = memoryStore();
    for (const n of [1, 2, 3]) arrive(store, 'mail', [mail(`p${n}@mail.test`)]);
    const [a = 0, b = 0, c = 0] = store.read.values<number>('SELECT key FROM customers ORDER BY created_at, id');
    const join = (aKey: number, bKey: number) =>
      store.write((tx) => linkPersons(tx, { aKey, bKey, evidence: { rule: 'by-hand' }, agentKey: 1, at: 1 }));
    const part = (id: string) => {
      const link = linkById(store.read, id);
      if (link) store.write((tx) => unlinkPersons(tx, link, 1, 2));
    };
    for (const key of [a, b]) {
      const open = openConversation(store.read, key);
      if (open) store.write((tx) => setStatus(tx, open, 'resolved', 3));
    }
    const cs = openConversation(store.read, c)?.id;
    const first = join(b, c);
    const second = join(a, b);
    expect(openConversation(store.read, a)?.id).toBe(cs);
    part(first);
    expect(openConversation(store.read, c)?.id).toBe(cs);
    part(second);
    expect(openConversation(store.read, c)?.id).toBe(cs);
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
