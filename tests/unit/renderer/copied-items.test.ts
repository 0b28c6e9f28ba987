import i18next from 'i18next';
import { beforeAll, describe, expect, test } from 'vitest';
import { en } from '../../../renderer/i18n/en.ts';
import { ru } from '../../../renderer/i18n/ru.ts';
import { addressWords, contactWords } from '../../../renderer/screens/contact-words.ts';
import { copiedItems } from '../../../renderer/screens/timeline/copied-items.ts';
import { withChannel, withFiles, withKind } from '../../../renderer/screens/timeline/lens.ts';
import type { Item } from '../../../shared/model/index.ts';

beforeAll(async () => {
  await i18next.init({
    lng: 'en',
    resources: { en: { translation: en }, ru: { translation: ru } },
    interpolation: { escapeValue: false },
  });
});

const minute = 60_000;
const noon = new Date(2026, 10, 12, 12).getTime();

function item(key: number, change: Partial<Item> = {}): Item {
  return {
    id: `i${key}`,
    key,
    arrival: key,
    kind: 'telegram',
    direction: 'in',
    author: { type: 'customer', name: 'Мария' },
    sentAt: noon + key * minute,
    receivedAt: noon,
    text: `text ${key}`,
    attachments: [],
    versions: 0,
    ...change,
  };
}

const file = (kind: 'file' | 'image', name: string) =>
  ({ id: name, name, mime: '', kind, inline: false, state: 'local' }) as const;

describe('what several items are on the clipboard', () => {
  test('who and when stands above each that does not go on from the one before it', () => {
    const ours = { direction: 'out', author: { type: 'agent', name: 'Anna' } } as Partial<Item>;
    expect(copiedItems([{ item: item(1), said: 'half of it' }, { item: item(2) }, { item: item(3, ours) }])).toBe(
      'Мария, 12 Nov 2026, 12:01\nhalf of it\ntext 2\n\nAnna, 12 Nov 2026, 12:03\ntext 3',
    );
  });

  test('files by name, pictures by what they are, a place and a card by what they say', () => {
    const place = { type: 'location', latitude: 55.7558, longitude: 37.6173 } as const;
    const card = { type: 'contact', name: 'Courier Ivan', phone: '+7 916 123-45-67' } as const;
    const words = copiedItems([
      { item: item(1, { attachments: [file('image', 'p.jpg'), file('file', 'счёт.pdf')], text: 'Look' }) },
      { item: item(2, { text: 'Location', card: place }) },
      { item: item(3, { text: 'Courier Ivan', card }) },
    ]);
    expect(words.split('\n').slice(1)).toEqual([
      '[Photo]',
      '[счёт.pdf]',
      'Look',
      '55.75580, 37.61730',
      'Courier Ivan',
      '+7 916 123-45-67',
    ]);
  });

  test('of a mail its subject and its own words, without the history folded below them', () => {
    const mail = item(1, { kind: 'email', subject: 'Re: Order', text: 'Thanks!\n\nOn Monday, Anna wrote:\n> It is on its way' });
    expect(copiedItems([{ item: mail }])).toBe('Мария, 12 Nov 2026, 12:01\nRe: Order\nThanks!');
  });
});

describe('what alone is shown of a timeline', () => {
  const mail = { channelId: 'mail', kind: 'email' } as const;
  const bot = { channelId: 'bot', kind: 'telegram' } as const;
  const channels = [mail, bot];

  test('a channel and a kind it carries are asked for together; what it never carries is not', () => {
    expect(withKind(withChannel({}, bot), 'telegram', channels)).toEqual({ channelId: 'bot', kinds: ['telegram'] });
    expect(withKind(withChannel({}, bot), 'note', channels)).toEqual({ kinds: ['note'] });
    expect(withChannel({ kinds: ['email'] }, mail)).toEqual({ kinds: ['email'], channelId: 'mail' });
    expect(withChannel({ kinds: ['note'] }, mail)).toEqual({ channelId: 'mail' });
  });

  test('files go with any of them but notes, and what is chosen again is given up', () => {
    expect(withFiles(withChannel({}, bot))).toEqual({ channelId: 'bot', files: true });
    expect(withFiles({ kinds: ['note'] })).toEqual({ files: true });
    expect(withKind({ files: true }, 'note', channels)).toEqual({ kinds: ['note'] });
    expect(withFiles({ channelId: 'bot', files: true })).toEqual({ channelId: 'bot' });
    expect(withChannel({ channelId: 'bot', files: true }, bot)).toEqual({ files: true });
    expect(withKind({ kinds: ['email'], channelId: 'mail' }, 'email', channels)).toEqual({ channelId: 'mail' });
  });
});

test('whoever has no name at a messenger is shown by its number, said to be one', () => {
  const number = { kind: 'telegram', shown: '71' } as const;
  expect([contactWords(number), addressWords(number)]).toEqual(['ID 71', 'Telegram ID 71']);
  expect(addressWords({ kind: 'telegram', shown: '@maria' })).toBe('@maria');
  expect(addressWords({ kind: 'phone', shown: '101' })).toBe('101');
});
