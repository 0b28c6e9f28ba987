import { beforeAll, describe, expect, test } from 'vitest';
import { changeTags, saveTag, tagKey } from '../../../../electron/store/repos/tag.repo.ts';
import type { Store } from '../../../../electron/store/store.ts';
import type { InboundMessage } from '../../../../shared/contract/connector.ts';
import { ask, find } from '../../../support/ask.ts';
import { arrive, mail, memoryStore, telegram } from '../../../support/store.ts';

const at = (date: string): number => new Date(`${date}T12:00:00`).getTime();
const file = (name: string, kind: 'file' | 'image' | 'voice'): InboundMessage['attachments'] => [
  { name, mime: 'application/octet-stream', kind, inline: false, ref: name },
];

let store: Store;
const texts = async (query: string): Promise<string[]> => (await find(store, query)).hits.map(({ excerpt }) => excerpt);

beforeAll(() => {
  store = memoryStore();
  arrive(store, 'mail', [
    mail('maria.k@mail.test', {
      name: 'Мария Кузнецова',
      subject: 'Возврат',
      text: 'Деньги за заказ не пришли',
      sentAt: at('2026-03-01'),
      attachments: file('квитанция-77.pdf', 'file'),
    }),
    mail('igor@mail.test', { name: 'Igor Petrov', subject: 'Order', text: 'Second hand shop, заказ', sentAt: at('2026-03-10') }),
  ]);
  arrive(store, 'bot', [
    telegram(5, { name: 'Юлия Щербакова', text: 'Привет! Где заказ для second, а не hand?', sentAt: at('2026-03-20') }),
    telegram(5, { name: 'Юлия Щербакова', text: 'Голос', sentAt: at('2026-03-21'), attachments: file('v.oga', 'voice') }),
  ]);
  store.write((tx) => {
    const tag = tagKey(tx, saveTag(tx, { name: 'Срочно', colour: 'red' }) ?? '') ?? 0;
    const conversation = tx.value<number>(
      "SELECT c.key FROM conversations c JOIN customers p ON p.key = c.customer_key WHERE p.name = 'Igor Petrov'",
    );
    changeTags(tx, conversation ?? 0, [tag], []);
    tx.run("UPDATE conversations SET status = 'resolved' WHERE key = ?", conversation ?? 0);
  });
});

const maria = 'Возврат Деньги за заказ не пришли квитанция-77.pdf';
const igor = 'Order Second hand shop, заказ';
const yulia = 'Привет! Где заказ для second, а не hand?';

describe('operators, on a real database', () => {
  test.each([
    ['заказ', [yulia, igor, maria]],
    ['заказ from:maria.k@mail.test', [maria]],
    ['заказ from:kuznetsova', [maria]],
    ['заказ от:Петров', [igor]],
    ['from:щербакова', ['Голос v.oga', yulia]],
    ['заказ -from:yulia', [igor, maria]],
    ['заказ канал:почта', [igor, maria]],
    ['заказ channel:"Shop bot"', [yulia]],
    ['заказ channel:nowhere', []],
    ['заказ before:2026-03-10', [maria]],
    ['заказ после:10.03.2026', [yulia, igor]],
    ['after:2026-03-10 before:2026-03-20', [igor]],
    ['has:file before:2026-03-20', [maria]],
    ['есть:голос', ['Голос v.oga']],
    ['заказ -есть:файл', [yulia, igor]],
    ['tag:срочно', [igor]],
    ['заказ в:решённых', [igor]],
    ['to:op@shop.test заказ', [igor, maria]],
    ['is:note', []],
    ['"second hand"', [igor]],
    ['second -"second hand"', [yulia]],
    ['заказ -деньги', [yulia, igor]],
    ['-заказ', ['Голос v.oga']],
    ['квитанция', [maria]],
    ['from:', []],
    ['заказ from:', [yulia, igor, maria]],
  ])('%s', async (query, expected) => {
    expect(await texts(query)).toEqual(expected);
  });

  test('the other keyboard layout is searched when the typed words find little, and it says so', async () => {
    const found = await find(store, 'ghbdtn');
    expect(found.hits).toMatchObject([{ excerpt: yulia, marks: [[0, 6]] }]);
    expect(found.also).toEqual(['привет']);
    expect((await find(store, 'заказ')).also).toBeUndefined();
    expect((await find(store, 'qqqqqq')).also).toBeUndefined();
    // Figures are the same on both layouts.
    const figures = await find(store, '77');
    expect(figures.hits).toHaveLength(1);
    expect(figures.also).toBeUndefined();
  });

  test.each(['Kuznetsova', 'kuzne', 'Кузнецова', 'repytwjdf', 'Mariya'])('people by their name as %s', async (query) => {
    expect((await find(store, query)).customers).toMatchObject([{ name: 'Мария Кузнецова' }]);
  });

  test.each([
    ['channel:viber', 'channel', 'viber'],
    ['заказ tag:zzz', 'tag', 'zzz'],
    ['from:nobody', 'from', 'nobody'],
    ['-to:nobody заказ', 'to', 'nobody'],
    ['before:xx', 'before', 'xx'],
    ['has:nothing заказ', 'has', 'nothing'],
  ])('%s has a value that is nothing, and says which', async (query, operator, value) => {
    expect((await find(store, query)).unmet).toEqual([{ operator, value }]);
  });

  test('what is there leaves nothing to say', async () => {
    const query = 'from:мария to:op@shop.test channel:почта tag:срочно before:2026 has:file is:note in:resolved';
    expect((await find(store, query)).unmet).toBeUndefined();
  });

  test('pages follow each other without a gap', async () => {
    const many = memoryStore();
    arrive(
      many,
      'bot',
      Array.from({ length: 25 }, (_, n) => telegram(n % 3, { text: `заказ номер ${n}` })),
    );
    const seen: string[] = [];
    const first = await find(many, 'заказ channel:telegram');
    seen.push(...first.hits.map(({ excerpt }) => excerpt));
    for (let { next } = first; next !== undefined; ) {
      const page = await ask(many)['search.run'].run({ query: 'заказ channel:telegram', limit: 10, after: next });
      seen.push(...page.hits.map(({ excerpt }) => excerpt));
      next = page.next;
    }
    expect(seen).toEqual(Array.from({ length: 25 }, (_, n) => `заказ номер ${24 - n}`));
  });
});
