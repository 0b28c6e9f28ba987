import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { en } from '../../../renderer/i18n/en.ts';
import { chooseLanguage } from '../../../renderer/i18n/index.ts';
import { ru } from '../../../renderer/i18n/ru.ts';
import { fileSize } from '../../../renderer/i18n/size.ts';
import { dayHeading, duration, moment, short, span, when } from '../../../renderer/i18n/time.ts';
import { connectionSentence, problemWords, troubleWords, worstMood } from '../../../renderer/screens/connections/words.ts';
import { givenWords, snoozedWords } from '../../../renderer/screens/desk/words.ts';
import { lastLine, rowFacts } from '../../../renderer/screens/inbox/row-words.ts';
import { eventWords, itemName } from '../../../renderer/screens/timeline/item-words.ts';
import type { InboxRow } from '../../../shared/contract/api.ts';
import type { Connection, Item } from '../../../shared/model/index.ts';

const minute = 60_000;
const now = new Date(2026, 10, 12, 15, 30).getTime();

beforeAll(async () => {
  await i18next.init({
    lng: 'en',
    resources: { en: { translation: en }, ru: { translation: ru } },
    interpolation: { escapeValue: false },
  });
  return async () => i18next.changeLanguage('en');
});

async function inRussian<T>(words: () => T): Promise<T> {
  await i18next.changeLanguage('ru');
  try {
    return words();
  } finally {
    await i18next.changeLanguage('en');
  }
}

function texts(catalogue: object, path = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(catalogue)) {
    const here = path === '' ? key : `${path}.${key}`;
    if (typeof value === 'string') found.set(here, value);
    else for (const [inner, text] of texts(value, here)) found.set(inner, text);
  }
  return found;
}
const gaps = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();

describe('catalogues', () => {
  it('leave the same gaps in both languages', () => {
    const russian = texts(ru);
    for (const [key, text] of texts(en)) expect(gaps(russian.get(key) ?? ''), key).toEqual(gaps(text));
  });
  it('hold no empty text', () => {
    for (const [key, text] of [...texts(en), ...texts(ru)]) expect(text.trim(), key).not.toBe('');
  });
  it('never decline the name of a channel in Russian: after a preposition or a verb it would need a case', () => {
    for (const [key, text] of texts(ru)) expect(text, key).not.toMatch(/[а-яё] \{\{channel\}\}/i);
  });
  it('count in Russian', async () => {
    const count = (n: number) => i18next.t('connections.quarantined', { count: n });
    expect(await inRussian(() => [1, 3, 5, 21].map(count))).toEqual([
      '1 сообщение не удалось разобрать',
      '3 сообщения не удалось разобрать',
      '5 сообщений не удалось разобрать',
      '21 сообщение не удалось разобрать',
    ]);
  });
  it('say how many wherever a form of the plural does: 1 and 21 have one form in Russian', () => {
    const russian = texts(ru);
    const plural = [...russian.keys()].flatMap((key) => (key.endsWith('_other') ? [key.slice(0, -'_other'.length)] : []));
    expect(plural.length).toBeGreaterThan(30);
    for (const key of plural)
      for (const form of ['one', 'few', 'many', 'other'])
        expect(gaps(russian.get(`${key}_${form}`) ?? ''), `${key}_${form}`).toContain('count');
  });
  it('tell one from twenty-one, and a half from five', async () => {
    expect(await inRussian(() => [1, 2, 5, 11, 21, 101].map((count) => snoozedWords(count, undefined)))).toEqual([
      'Отложено, пока клиент не напишет',
      'Отложено 2, пока клиенты не напишут',
      'Отложено 5, пока клиенты не напишут',
      'Отложено 11, пока клиенты не напишут',
      'Отложено 21, пока клиенты не напишут',
      'Отложено 101, пока клиенты не напишут',
    ]);
    expect(await inRussian(() => [1, 21].map((count) => givenWords(count, 'Олег')))).toEqual([
      'Передано: Олег',
      'Передано 21: Олег',
    ]);
    const people = (count: number) => i18next.t('desk.people', { count }).split(' ').at(-1);
    expect(await inRussian(() => [1, 1.5, 2, 5, 11, 21].map(people))).toEqual([
      'клиент',
      'клиента',
      'клиента',
      'клиентов',
      'клиентов',
      'клиент',
    ]);
  });
  it('follow the force of the administrator, then the choice, then the system', () => {
    expect(chooseLanguage('en', 'ru', 'ru-RU')).toBe('en');
    expect(chooseLanguage(undefined, 'ru', 'en-US')).toBe('ru');
    expect(chooseLanguage(undefined, undefined, 'ru-RU')).toBe('ru');
    expect(chooseLanguage(undefined, undefined, 'de-DE')).toBe('en');
  });
});

describe('times', () => {
  it('are relative under an hour, then clock, then date', async () => {
    expect(short(now - 20_000, now)).toBe('now');
    expect(short(now - 4 * minute, now)).toBe('4 min');
    expect(short(now - 59 * minute, now)).toBe('59 min');
    expect(short(now - 61 * minute, now)).toBe('14:29');
    expect(short(new Date(2026, 10, 11, 23, 59).getTime(), now)).toBe('11 Nov');
    expect(short(new Date(2025, 0, 2).getTime(), now)).toBe('2 Jan 2025');
    expect(await inRussian(() => short(now - 4 * minute, now))).toBe('4 мин');
  });
  it('name an item by clock, with the day before today', () => {
    expect(moment(new Date(2026, 10, 12, 10, 2).getTime(), now)).toBe('10:02');
    expect(moment(new Date(2026, 10, 11, 10, 2).getTime(), now)).toBe('11 Nov, 10:02');
    expect(when(now - 4 * minute, now)).toBe('4 min ago');
  });
  it('head a day in words', async () => {
    expect(dayHeading(now, now)).toBe('Today');
    expect(dayHeading(now - 24 * 60 * minute, now)).toBe('Yesterday');
    expect(await inRussian(() => dayHeading(new Date(2026, 10, 2).getTime(), now))).toBe('пн, 2 ноября');
  });
  it('and lengths and sizes', async () => {
    expect([47_000, 187_000, 3_729_000].map(duration)).toEqual(['0:47', '3:07', '1:02:09']);
    expect([5_000, 20 * 60_000, 12_000_000, 190_000_000].map(span)).toEqual([
      '1 min',
      '20 mins',
      '3 hrs 20 mins',
      '2 days 4 hrs',
    ]);
    expect([512, 184_320, 8_200_000].map(fileSize)).toEqual(['512 B', '184 kB', '8.2 MB']);
    expect(await inRussian(() => fileSize(1_450_000))).toBe('1,5 МБ');
  });
});

describe('names for the ear', () => {
  const item: Item = {
    id: 'i',
    key: 1,
    arrival: 1,
    kind: 'email',
    direction: 'in',
    author: { type: 'customer', name: 'Мария Кузнецова' },
    sentAt: new Date(2026, 10, 12, 10, 2).getTime(),
    receivedAt: now,
    text: '',
    attachments: [],
    versions: 0,
  };
  it('of items', () => {
    expect(itemName(item, 'Мария К.', now)).toBe('Email from Мария Кузнецова, 10:02');
    const ours: Item = { ...item, kind: 'telegram', direction: 'out', author: { type: 'agent', name: 'Anna' } };
    expect(itemName(ours, 'Мария К.', now)).toBe('Telegram message to Мария К., 10:02');
    const note: Item = { ...ours, kind: 'note', direction: 'none' };
    expect(itemName(note, 'Мария К.', now)).toBe('Note from Anna, 10:02');
  });
  it('of events', () => {
    expect(eventWords({ type: 'status', from: 'open', to: 'resolved' }, 'Anna')).toBe('Anna changed the status to Resolved');
    expect(eventWords({ type: 'assigned', to: 'Anna' }, 'Anna')).toBe('Anna took the conversation');
    expect(eventWords({ type: 'assigned' }, 'Anna')).toBe('Anna gave the conversation back to the queue');
    expect(eventWords({ type: 'assigned', to: 'Anna', unanswered: 'Boris' }, 'Throughline', true)).toBe(
      'Boris did not accept the conversation in time, so it went back to Anna',
    );
    expect(eventWords({ type: 'assigned', unanswered: 'Support' }, 'Throughline', true)).toContain('back to the queue');
    expect(eventWords({ type: 'linked', names: ['A', 'B'], byRule: true, value: '+7' }, 'x')).toBe(
      'A and B are one person: +7 is the same',
    );
  });
  const row: InboxRow = {
    customerId: 'c',
    name: 'Мария',
    status: 'open',
    lastActivityAt: now - 90 * minute,
    tie: 0,
    waitingOrder: 0,
    tags: [],
    waitingSince: now - 4 * minute,
    unread: 2,
    last: { kind: 'telegram', channelKind: 'telegram', direction: 'in', excerpt: 'Где заказ?', attachmentKinds: [] },
  };
  it('of rows: channel, waiting time, unread count', () => {
    expect(rowFacts(row, now)).toBe('Telegram, waiting 4 min, 2 unread');
    const { waitingSince: _, ...answered } = row;
    expect(rowFacts({ ...answered, unread: 0 }, now)).toBe('Telegram, last 14:00');
    expect(rowFacts({ ...row, waitingSince: now - 90 * minute, unread: 0 }, now)).toBe('Telegram, waiting since 14:00');
    const asleep: InboxRow = { ...row, status: 'snoozed', unread: 0 };
    expect(rowFacts(asleep, now)).toBe('Telegram, waiting 4 min, snoozed until they write');
    expect(rowFacts({ ...asleep, snoozedUntil: now + 30 * minute }, now)).toBe('Telegram, waiting 4 min, snoozed until 16:00');
  });
  it('of the last thing said', () => {
    expect(lastLine(row)).toBe('Где заказ?');
    expect(lastLine({ ...row, last: { ...row.last, direction: 'out' } })).toBe('You: Где заказ?');
    expect(lastLine({ ...row, last: { ...row.last, direction: 'out', by: 'Oleg Orlov' } })).toBe('Oleg: Где заказ?');
    expect(lastLine({ ...row, last: { ...row.last, kind: 'note', direction: 'none' } })).toBe('Note: Где заказ?');
    expect(lastLine({ ...row, last: { ...row.last, excerpt: '', attachmentKinds: ['image', 'image', 'voice'] } })).toBe(
      'Photo, Voice message',
    );
    expect(lastLine({ ...row, last: { ...row.last, subject: 'Заказ', excerpt: 'Где он?' } })).toBe('Заказ — Где он?');
  });
});

describe('connections in words', () => {
  const mailbox: Connection = {
    channelId: 'm',
    kind: 'email',
    name: 'Support mailbox',
    address: 'support@acme.test',
    state: 'online',
    since: now,
    quarantined: 0,
  };
  it('say the truth', () => {
    const words = (change: Partial<Connection>) => connectionSentence({ ...mailbox, ...change }, now);
    expect(words({})).toBe('Support mailbox: connected');
    expect(words({ importing: { done: 1204, total: 5310 } })).toBe('Support mailbox: connected, importing 1,204 of 5,310');
    expect(words({ state: 'backoff', lastContactAt: now - 85 * minute })).toBe('Support mailbox: not synced since 14:05');
    expect(words({ state: 'backoff' })).toBe('Support mailbox: not connected yet');
    expect(words({ state: 'needs-auth' })).toBe('Support mailbox: wrong password');
    expect(words({ state: 'needs-auth', kind: 'telegram' })).toBe('Support mailbox: the token was refused');
  });
  it('are silent below the list while all is well', () => {
    const words = (change: Partial<Connection>) => troubleWords({ ...mailbox, ...change }, now);
    expect(words({})).toBeUndefined();
    expect(words({ state: 'connecting' })).toBeUndefined();
    expect(words({ state: 'conflict' })).toBe('Support mailbox: used somewhere else');
    expect(words({ importing: { done: 1, total: 2 } })).toBe('Support mailbox: importing 1 of 2');
    expect(words({ quarantined: 2 })).toBe('Support mailbox: 2 messages could not be understood');
  });
  it('say what to do at a channel of this kind', async () => {
    const refused = { code: 'auth', detail: '' } as const;
    expect(problemWords(refused, 'email').you).toContain('app password');
    expect(problemWords(refused, 'asterisk').you).toContain('manager.conf');
    expect(problemWords(refused, 'telegram').you).toContain('@BotFather');
    expect(problemWords(refused, 'telegram').what).toBe('Telegram refused the token.');
    expect(problemWords(refused, 'email').what).toBe('The server refused the name or password.');
    expect(problemWords({ code: 'dns', detail: '' }, 'asterisk').you).toBe('Check how the host is spelt, and the network.');
    expect(await inRussian(() => problemWords(refused, 'asterisk').you)).toContain('секрет учётной записи из manager.conf');
  });
  it('are as bad as the worst of them', () => {
    expect(worstMood([mailbox, { ...mailbox, state: 'conflict' }])).toBe('bad');
    expect(worstMood([mailbox, { ...mailbox, state: 'connecting' }])).toBe('busy');
    expect(worstMood([mailbox])).toBe('good');
    expect(worstMood([])).toBe('off');
  });
});
