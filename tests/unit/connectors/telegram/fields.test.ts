import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { fates } from '../../../../electron/connectors/telegram/receive/kinds.ts';
import type { InboundMessage } from '../../../../shared/contract/connector.ts';
import { fixture, fixtures, map, message } from './fixture.ts';

/** Every field of `Message` as the package of the API's types declares it, read from the declaration itself. */
function declaredFields(): string[] {
  const source = readFileSync(new URL(import.meta.resolve('@grammyjs/types/message.d.ts')), 'utf8');
  const bodies = ['ServiceMessage', 'CommonMessage', 'CaptionableMessage', 'MediaMessage', 'Message'].map((name) => {
    const start = source.search(new RegExp(`^( *)(export )?interface ${name}( extends [\\w.]+)? \\{$`, 'm'));
    expect(start, name).toBeGreaterThanOrEqual(0);
    const indent = /^ */.exec(source.slice(start))?.[0] ?? '';
    return source.slice(start, source.indexOf(`\n${indent}}`, start));
  });
  return bodies.flatMap((body) => [...body.matchAll(/^ +(\w+)\??: /gm)].map((found) => found[1] ?? '')).sort();
}

const fields = declaredFields();
const fateOf = (field: string) => fates[field as keyof typeof fates];
const of = (fate: string) => fields.filter((field) => fateOf(field) === fate);
const has = (name: string, field: string) => fixture(name).includes(`"${field}"`);

/** What is to be seen of each field that is shown, and in which recorded update. */
const shown: Record<string, [name: string, seen: Partial<InboundMessage>]> = {
  text: ['text', { text: '/start' }],
  entities: ['fields/entities', { marks: expect.arrayContaining([{ type: 'spoiler', start: 25, end: 32 }]) }],
  caption: ['fields/caption', { text: 'The box' }],
  caption_entities: ['fields/caption_entities', { marks: [{ type: 'bold', start: 4, end: 7 }] }],
  rich_message: ['fields/rich_message', { text: expect.stringContaining('Order 5\nPlease see both parts: status') }],
  photo: ['photo', { attachments: [expect.objectContaining({ kind: 'image' })] }],
  live_photo: [
    'fields/live_photo',
    { attachments: [expect.objectContaining({ kind: 'image' }), expect.objectContaining({ kind: 'video', durationMs: 3000 })] },
  ],
  video: ['video', { attachments: [expect.objectContaining({ kind: 'video' })] }],
  video_note: ['video-note', { attachments: [expect.objectContaining({ kind: 'video-note' })] }],
  animation: ['animation', { attachments: [expect.objectContaining({ kind: 'animation' })] }],
  audio: ['audio', { attachments: [expect.objectContaining({ kind: 'audio' })] }],
  voice: ['voice', { attachments: [expect.objectContaining({ kind: 'voice' })] }],
  document: ['document', { attachments: [expect.objectContaining({ kind: 'file' })] }],
  sticker: ['sticker', { attachments: [expect.objectContaining({ kind: 'sticker' })] }],
  contact: ['contact-own', { card: expect.objectContaining({ type: 'contact' }) }],
  dice: ['dice', { card: expect.objectContaining({ type: 'dice' }) }],
  poll: ['poll', { card: expect.objectContaining({ type: 'poll' }) }],
  venue: ['venue', { card: expect.objectContaining({ type: 'location', title: 'GUM' }) }],
  location: ['location', { card: expect.objectContaining({ type: 'location' }) }],
  media_group_id: ['fields/media_group_id', { album: '13000000000000001' }],
  has_media_spoiler: ['fields/has_media_spoiler', { attachments: [expect.objectContaining({ spoiler: true })] }],
  forward_origin: ['fields/forward_origin', { forwardedFrom: expect.objectContaining({ kind: 'channel' }) }],
  reply_to_message: ['reply', { answers: ['1334'] }],
  reply_to_story: ['fields/reply_to_story', { quote: { excerpt: '📖', origin: 'Acme News' } }],
  external_reply: ['fields/external_reply', { quote: { excerpt: '🖼', origin: 'Ann' } }],
  quote: ['fields/quote', { quote: { excerpt: 'two lamps', chosen: true } }],
  reply_markup: [
    'fields/reply_markup',
    {
      buttons: [
        [
          { label: 'Yes', data: 'yes' },
          { label: 'Site', url: 'https://shop.example/' },
        ],
      ],
    },
  ],
};

/** The line or lines in which each field without a shape of its own is told. */
const told: Record<string, string> = {
  story: '📖 Acme News\nhttps://t.me/acmenews/s/3',
  paid_media: 'For you\n⭐ 50\n🔒 × 1',
  game: '🎮 Lamps\nLight them all',
  invoice: '🧾 Order 5\nTwo lamps\n40.50 EUR',
  successful_payment: '💳 ✅ 40.50 EUR',
  refunded_payment: '💳 ↩️ ⭐ 50',
  checklist: '📋 Delivery\n☑ Call\n☐ Bring',
  checklist_tasks_done: '📋\n☑ Bring\n☐ Call',
  checklist_tasks_added: '📋 +\n☐ Mount',
  giveaway: '🎁 × 3\nLamps\nAcme News',
  giveaway_created: '🎁 ⭐ 500',
  giveaway_winners: '🎁 🏆 Acme News\nLamps\nAnn',
  giveaway_completed: '🎁 🏆 × 3',
  gift: '🎁 ⭐ 15\nThank you',
  gift_upgrade_sent: '🎁 ⬆️\nThank you',
  unique_gift: '🎁 Plush Pepe #1\nhttps://t.me/nft/PlushPepe-1',
  users_shared: '👤 Ann @ann\n👤 3333333',
  chat_shared: '👥 Team',
  web_app_data: '🌐 Order\n{"lamp":2}',
  passport_data: '🛂 phone_number, email',
};

test('every field of the declaration is decided, and no other', () => {
  expect(fields.length).toBeGreaterThan(100);
  expect(fields).toEqual(Object.keys(fates).sort());
});

describe('shown', () => {
  test('each has an example and what is seen of it', () => expect(Object.keys(shown).sort()).toEqual(of('shown')));

  test.each(Object.entries(shown))('%s', (field, [name, seen]) => {
    expect(has(name, field)).toBe(true);
    expect(message(name)).toMatchObject(seen);
  });
});

describe('told in words', () => {
  test('each has its words', () => expect(Object.keys(told).sort()).toEqual(of('told')));

  test.each(Object.entries(told))('%s', (field, words) => {
    expect(has(`fields/${field}`, field)).toBe(true);
    expect(message(`fields/${field}`).text).toBe(words);
  });

  test('what was paid for is there as well', () => {
    expect(message('fields/paid_media').attachments).toMatchObject([{ kind: 'image' }]);
    expect(message('fields/game').attachments).toMatchObject([{ kind: 'image' }]);
  });
});

test.each(of('service'))('the chat itself speaks: %s', (field) => {
  expect(map(`fields/${field}`)).toEqual([{ type: 'ignored', reason: `service message ${field}` }]);
});

test('no example stands for a field that does not exist', () => {
  for (const name of fixtures('fields/')) expect(fields).toContain(name.replace('fields/', ''));
});

test('a rich message is read with its formatting and its files', () => {
  const { text, marks, attachments } = message('fields/rich_message');
  expect(text).toBe(
    'Order 5\nPlease see both parts: status\n1. Lamp\n☑ Bulb\nItem | Price\nLamp | 20 €\nAs agreed\n— Anna\nThe lamp',
  );
  const words = marks?.map(({ type, start, end }) => [type, text.slice(start, end)]);
  expect(words).toEqual([
    ['bold', 'Order 5'],
    ['bold', 'both'],
    ['link', 'status'],
    ['quote', 'As agreed\n— Anna'],
  ]);
  expect(attachments).toMatchObject([{ kind: 'image', spoiler: true }]);
});
