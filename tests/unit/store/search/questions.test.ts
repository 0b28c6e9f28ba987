import { beforeAll, describe, expect, test } from 'vitest';
import { insertItem } from '../../../../electron/store/repos/item.repo.ts';
import { me } from '../../../../electron/store/repos/settings.repo.ts';
import type { Store } from '../../../../electron/store/store.ts';
import type { InboundMessage } from '../../../../shared/contract/connector.ts';
import { find } from '../../../support/ask.ts';
import { arrive, mail, memoryStore, telegram } from '../../../support/store.ts';

/** What people of a shop were told, each under a letter, and what somebody who looks for it would type. */
const at = (date: string): number => new Date(`${date}T12:00:00`).getTime();
const file = (name: string, kind: 'file' | 'image' | 'voice'): InboundMessage['attachments'] => [
  { name, mime: 'application/octet-stream', kind, inline: false, ref: name },
];

let store: Store;
const letters = new Map<string, string>();
/** The letters of what is found, newest first, and the names of the people above them. */
async function answer(query: string): Promise<{ hits: string; people: string[] }> {
  const { hits, customers } = await find(store, query);
  const letterOf = (excerpt: string) => [...letters].find(([start]) => excerpt.includes(start))?.[1] ?? '?';
  return {
    hits: hits.map(({ item, excerpt }) => letters.get(String(item.sentAt)) ?? letterOf(excerpt)).join(''),
    people: customers.map(({ name }) => name),
  };
}

const maria = 'Мария Кузнецова';
const fyodor = 'Фёдор Ёлкин';
const john = 'John Smith';
const yulia = 'Юлия Щербакова';
const pyotr = 'Пётр Чайковский';
const ivan = 'Иван Петров';
const olga = 'Ольга Цой';

beforeAll(() => {
  store = memoryStore();
  const letter = (name: string, date: string) => {
    letters.set(String(at(date)), name);
    return { sentAt: at(date) };
  };
  arrive(store, 'mail', [
    mail('maria.k@mail.test', {
      name: maria,
      subject: 'Возврат денег за чайник',
      text: 'Добрый день! Вернула чайник ещё в понедельник, деньги так и не пришли. Телефон 8 (916) 123-45-67.',
      attachments: file('Квитанция о возврате №77.pdf', 'file'),
      ...letter('A', '2026-03-01'),
    }),
    mail('john.smith@example.org', {
      name: john,
      subject: 'Deliveries are late',
      text: 'Our order 10452 was delivered broken. I’d like refunds for two batteries.',
      attachments: file('broken-battery.jpg', 'image'),
      ...letter('D', '2026-03-10'),
    }),
    mail('yulia@mail.test', {
      name: yulia,
      subject: 'Счёт на оплату',
      text: 'Прошу выслать счета-фактуры за февраль, договор № 45/2026-К',
      attachments: file('Счёт-фактура февраль.xlsx', 'file'),
      ...letter('E', '2026-03-12'),
    }),
    mail('ivan.petrov@corp.example', {
      name: ivan,
      subject: 'Re: Поставка',
      text: 'Поставки задерживаются, шлём вам письмо. Звоните на +44 20 7946 0958',
      ...letter('J', '2026-03-20'),
    }),
    mail('olga@mail.test', {
      name: olga,
      subject: 'Отзыв',
      text: 'Спасибо большое, всё отлично. Магазин вежливый!',
      ...letter('K', '2026-03-21'),
    }),
  ]);
  arrive(store, 'bot', [
    telegram(501, {
      name: fyodor,
      text: 'Здравствуйте, где моя посылка? Трек RB123456789RU',
      claims: [{ kind: 'phone', value: '+79035554433', source: 'shared-contact' }],
      ...letter('B', '2026-03-05'),
    }),
    telegram(501, { name: fyodor, text: 'Ребёнок ждёт подарки, а курьера всё нет', ...letter('C', '2026-03-06') }),
    telegram(502, { name: pyotr, text: 'Привет! Кошки разорвали коврик, можно обменять?', ...letter('F', '2026-03-15') }),
    telegram(502, { name: pyotr, text: '', attachments: file('v.oga', 'voice'), ...letter('H', '2026-03-16') }),
    telegram(501, {
      name: fyodor,
      text: 'Курьер Иван',
      card: { type: 'contact', name: 'Курьер Иван', phone: '+7 926 765-43-21' },
      ...letter('I', '2026-03-18'),
    }),
    telegram(502, { name: pyotr, text: 'Шёл третий день, а люди ни с места', ...letter('L', '2026-03-22') }),
  ]);
  store.write((tx) => {
    const key = tx.value<number>('SELECT key FROM customers WHERE name = ?', maria) ?? 0;
    insertItem(tx, {
      customerKey: key,
      kind: 'note',
      direction: 'none',
      agentKey: me(tx).key,
      receivedAt: at('2026-03-02'),
      text: 'Обещали перезвонить завтра утром',
      ...letter('G', '2026-03-02'),
    });
  });
});

/** A trailing space ends the word: its forms must answer, and not only what begins like it. */
const said: ReadonlyArray<readonly [query: string, hits: string]> = [
  // Forms of Russian words.
  ['возврат', 'A'],
  ['возвратами ', 'A'],
  ['вернуть ', 'A'],
  ['вернули ', 'A'],
  ['чайники ', 'A'],
  ['чайникам ', 'A'],
  ['деньгами ', 'A'],
  ['посылки ', 'B'],
  ['посылку ', 'B'],
  ['ребенок ', 'C'],
  ['ребёнка ', 'C'],
  ['дети ', 'C'],
  ['подарок ', 'C'],
  ['ждать ', 'C'],
  ['ждет ', 'C'],
  ['курьеры ', 'IC'],
  ['кошка ', 'F'],
  ['кошек ', 'F'],
  ['коврики ', 'F'],
  ['обмен', 'F'],
  ['обменяем ', 'F'],
  ['счет ', 'E'],
  ['счёта ', 'E'],
  ['счетов ', 'E'],
  ['февраля ', 'E'],
  ['договоры ', 'E'],
  ['поставок ', 'J'],
  ['задержались ', ''],
  ['задерживаться ', 'J'],
  ['письма ', 'J'],
  ['шел ', 'L'],
  ['идти ', 'L'],
  ['человек ', 'L'],
  ['магазины ', 'K'],
  ['ОТЛИЧНО', 'K'],
  ['все отлично', 'K'],
  ['перезвонила', 'G'],
  ['перезвонить утром', 'G'],
  ['утро ', 'G'],
  // Forms of English words.
  ['delivery ', 'D'],
  ['delivering ', 'D'],
  ['refund ', 'D'],
  ['battery ', 'D'],
  ['orders ', 'D'],
  // Numbers.
  ['10452', 'D'],
  ['#10452', 'D'],
  ['№10452 ', 'D'],
  ['order 10452', 'D'],
  ['RB123456789RU', 'B'],
  ['rb1234', 'B'],
  ['45/2026-К', 'E'],
  ['77', 'A'],
  // Phones as anybody writes them.
  ['+79161234567', 'A'],
  ['89161234567', 'A'],
  ['9161234567', 'A'],
  ['916 123 45 67', 'A'],
  ['8-916-123-45-67', 'A'],
  ['(916) 1234567', 'A'],
  ['+7(916)123-45-67', 'A'],
  // What may still become the number of a parcel, and once it is ended.
  ['123-45-67', 'BA'],
  ['123-45-67 ', 'A'],
  ['+442079460958', 'J'],
  ['020 7946 0958', 'J'],
  ['0044 20 7946 0958', 'J'],
  ['8 926 765 43 21', 'I'],
  // Names of files.
  ['квитанции ', 'A'],
  ['Квитанция о возврате', 'A'],
  ['.pdf', 'A'],
  ['xlsx', 'E'],
  ['счет-фактура', 'E'],
  ['broken-battery.jpg', 'D'],
  ['battery.jpg', 'D'],
  ['v.oga', 'H'],
  // The other layout, and the other alphabet.
  ['ghbdtn', 'F'],
  ['gjcskrf', 'B'],
  ['Xfqybr', 'A'],
  ['вудшмукн', 'D'],
  ['кугнув', ''],
  ['privet', 'F'],
  ['posylka', 'B'],
  ['chaynik', 'A'],
  ['chainik', 'A'],
  ['vozvrat deneg', 'A'],
  ['tovar', ''],
  // Operators and what they make together.
  ['from:maria.k@mail.test', 'A'],
  ['from:кузнецовой', 'A'],
  ['from:"Пётр Чайковский"', 'LHF'],
  ['от:ёлкин курьер', 'IC'],
  ['from:me', 'G'],
  ['FROM:мария', 'A'],
  ['channel:telegram', 'LIHFCB'],
  ['channel:telegram день', 'L'],
  ['channel:почта день', 'A'],
  ['-channel:telegram день', 'A'],
  ['before:2026-03-02', 'A'],
  ['after:20.03.2026', 'LKJ'],
  ['after:2026-03-05 before:2026-03-10', 'CB'],
  ['has:photo', 'D'],
  ['has:voice', 'H'],
  ['has:file', 'HEDA'],
  ['есть:файл до:2026-03-11 -from:john', 'A'],
  ['is:note', 'G'],
  ['from:юлия has:file before:2026-04 счет', 'E'],
  ['день -чайник', 'L'],
  ['чайник -чайник', ''],
  ['"деньги так и не пришли"', 'A'],
  ['"так и не деньги"', ''],
  ['«третий день»', 'L'],
  ['-"третий день" день', 'A'],
  // What is no question.
  ['from:', ''],
  ['"', ''],
  ['""', ''],
  ['***', ''],
  ['-', ''],
  ['((', ''],
  ['NEAR(a b)', ''],
  ['чайник OR', 'A'],
  ['from:"мария', 'A'],
  ['чайник before:32.13.2026', 'A'],
  ['has:banana чайник', 'A'],
  ['чайник*', 'A'],
  ["чайник'; DROP TABLE items; --", ''],
];

const named: ReadonlyArray<readonly [query: string, people: string[]]> = [
  // Names in their cases, halves of them, without ё.
  ['Кузнецовой ', [maria]],
  ['Марии ', [maria]],
  ['Марию Кузнецову ', [maria]],
  ['Кузнецова Мария', [maria]],
  ['кузн', [maria]],
  ['Фёдору ', [fyodor]],
  ['федор елкин', [fyodor]],
  ['Ёлкина ', [fyodor]],
  ['Юлией ', [yulia]],
  ['Щербаковой ', [yulia]],
  ['Петрова ', [ivan]],
  ['Чайковского ', [pyotr]],
  // Петров is a surname and several Pyotrs at once.
  ['Петра ', [pyotr, ivan]],
  ['Цой', [olga]],
  ['Ольге ', [olga]],
  ['smith', [john]],
  // In the other alphabet, however it is spelt.
  ['Kuznetsova', [maria]],
  ['Fedor', [fyodor]],
  ['Fyodor', [fyodor]],
  ['Yolkin', [fyodor]],
  ['Elkin', [fyodor]],
  ['Shcherbakova', [yulia]],
  ['Sherbakova', [yulia]],
  ['Chaykovsky', [pyotr]],
  ['Tchaikovsky', [pyotr]],
  ['Julia', [yulia]],
  ['Yuliya', [yulia]],
  ['Tsoy', [olga]],
  ['Tsoi', [olga]],
  ['Смит', [john]],
  ['Джон', [john]],
  // By the keys of the other layout.
  ['repytwjdf', [maria]],
  ['`krby', [fyodor]],
  ['ощрт', [john]],
  ['Wjq', [olga]],
  // Parts of addresses.
  ['maria.k@mail.test', [maria]],
  ['MARIA.K', [maria]],
  ['@example.org', [john]],
  ['ivan.petrov@', [ivan]],
  ['corp.example', [ivan]],
  ['smith@example', [john]],
  // Their phones.
  ['8 903 555-44-33', [fyodor]],
  ['+79035554433', [fyodor]],
  ['9035554433', [fyodor]],
  ['(903) 555 44 33', [fyodor]],
  ['from:903-555-44-33', [fyodor]],
];

describe('what was said', () => {
  test.each(said)('%s', async (query, hits) => {
    expect((await answer(query)).hits).toBe(hits);
  });
});

describe('people', () => {
  test.each(named)('%s', async (query, people) => {
    expect((await answer(query)).people).toEqual(people);
  });
});

test('what was found is marked where it stands', async () => {
  for (const [query, hits] of said) {
    const wordless = /^(?:\S+:|"|-|\W*$)/.test(query) || hits === '';
    if (wordless) continue;
    for (const { marks, excerpt } of (await find(store, query)).hits) expect(marks, `${query}: ${excerpt}`).not.toEqual([]);
  }
});
