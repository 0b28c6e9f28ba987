import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { mapUpdate } from '../../../../electron/connectors/telegram/mapper.ts';
import type { InboundEvent, InboundMessage } from '../../../../shared/contract/connector.ts';
import { fixture } from './fixture.ts';

const party = { kind: 'telegram', value: '1111111', name: 'Test Test Lastname', label: '@Testusername' };
const map = (name: string): InboundEvent[] => mapUpdate(fixture(name));

function message(name: string): InboundMessage {
  const [event] = map(name);
  if (event?.type !== 'message') throw new Error(`${name} is no message`);
  return event;
}

describe('messages', () => {
  test('a text, with everything known of it', () => {
    expect(map('text')).toEqual([
      {
        type: 'message',
        remoteThread: '1111111',
        remoteId: '1365',
        direction: 'in',
        party,
        claims: [],
        sentAt: 1_441_645_532_000,
        text: '/start',
        answers: [],
        attachments: [],
        seen: false,
      },
    ]);
  });

  test('a reply names the message it answers', () => {
    expect(message('reply')).toMatchObject({ text: 'And when?', answers: ['1334'] });
  });

  test.each([
    ['photo', 'The box', { name: 'photo_1365.jpg', mime: 'image/jpeg', kind: 'image', size: 91_231, width: 1280, height: 720 }],
    ['document', '', { name: 'Testfile.pdf', mime: 'application/pdf', kind: 'file', size: 536_392 }],
    ['document-bare', '', { name: 'document_1365', mime: 'application/octet-stream', kind: 'file' }],
    ['voice', '', { name: 'voice_1365.ogg', mime: 'audio/ogg', kind: 'voice', size: 23_000, durationMs: 5000 }],
    ['audio', '', { name: 'audio_1365.mp3', mime: 'audio/mpeg', kind: 'audio', durationMs: 243_000 }],
    ['video', 'See', { name: 'clip.mp4', mime: 'video/mp4', kind: 'video', durationMs: 12_000, width: 640, height: 360 }],
    ['video-note', '', { name: 'video_message_1365.mp4', kind: 'video', durationMs: 7000, width: 240, height: 240 }],
    ['animation', '', { name: 'giphy.mp4', mime: 'video/mp4', kind: 'video', durationMs: 2000 }],
    ['sticker', '👍', { name: 'sticker_1365.webp', mime: 'image/webp', kind: 'sticker', width: 512, height: 512 }],
  ])('%s: one attachment, to be fetched later', (name, text, attachment) => {
    const mapped = message(name);
    expect(mapped.text).toBe(text);
    expect(mapped.attachments).toHaveLength(1);
    expect(mapped.attachments[0]).toMatchObject({ ...attachment, inline: false, ref: expect.stringContaining('AwADBAADb') });
  });

  test('of a photo the largest size is taken', () => {
    const [photo] = message('photo').attachments;
    expect(photo && 'ref' in photo && JSON.parse(photo.ref)).toEqual({
      id: 'AwADBAADbxGBdhD2l6',
      unique: 'AgADbx',
      size: 91_231,
    });
  });

  test('a file over the download limit is told, not fetched', () => {
    const [photo] = message('photo-large').attachments;
    expect(photo).toMatchObject({ unavailable: 'too-large', size: 20_971_521, detail: expect.stringContaining('20 MB') });
    expect(photo).not.toHaveProperty('ref');
  });

  test.each([
    ['location', '📍 55.7558, 37.6173'],
    ['venue', '📍 GUM\nRed Square, 3\n55.7558, 37.6173'],
    ['poll', '📊 Which day?\n• Mon\n• Tue'],
    ['dice', '🎲 5'],
  ])('%s is shown as text', (name, text) => {
    expect(message(name)).toMatchObject({ text, attachments: [] });
  });
});

describe('contact cards', () => {
  test('the sender’s own proves the number', () => {
    const mapped = message('contact-own');
    expect(mapped.claims).toEqual([{ kind: 'phone', value: '+79161234567', source: 'shared-contact' }]);
    expect(mapped.text).toBe('👤 Test Test Lastname\n+79161234567');
  });

  test('another user’s, or one out of an address book, proves nothing', () => {
    expect(message('contact-other')).toMatchObject({ claims: [], text: '👤 Office\n+442079460958' });
    expect(message('contact-card')).toMatchObject({ claims: [], text: '👤 Courier\n8 (916) 765-43-21' });
  });
});

describe('what happens later', () => {
  test('an edit carries the new text and when', () => {
    expect(map('edited')).toEqual([
      { type: 'edit', remoteThread: '1111111', remoteId: '1365', editedAt: 1_441_646_600_000, text: 'Edited text' },
    ]);
    expect(map('edited-caption')).toMatchObject([{ type: 'edit', text: 'New caption', attachments: [{ kind: 'image' }] }]);
  });

  test('blocking and unblocking change whether the person can be reached', () => {
    expect(map('blocked')).toEqual([{ type: 'reachability', party, reachable: false, reason: 'blocked', at: 1_441_645_600_000 }]);
    expect(map('unblocked')).toEqual([{ type: 'reachability', party, reachable: true, at: 1_441_645_700_000 }]);
  });
});

describe('what is not a customer’s', () => {
  test.each([
    ['group-text', 'message in a supergroup'],
    ['added-to-group', 'membership in a supergroup'],
    ['channel-post', 'update of kind channel_post'],
    ['callback-query', 'update of kind callback_query'],
    ['pinned', 'service message pinned_message'],
    ['live-location-moved', 'a live location moved'],
  ])('%s is ignored with its reason', (name, reason) => {
    expect(map(name)).toEqual([{ type: 'ignored', reason }]);
  });
});

describe('what is not understood is an error, to be kept', () => {
  test.each([
    ['an update from the future', fixture('from-the-future'), 'Unknown kind of update: message_teleported'],
    ['a kind of message nobody maps yet', fixture('story'), 'Unknown kind of message: story'],
    ['no JSON', 'null and void', 'JSON'],
    ['no update', '[]', 'Not a Telegram update'],
    ['an empty update', '{"update_id":1}', 'An update of 0 kinds'],
    ['two at once', '{"update_id":1,"message":{},"poll":{}}', 'An update of 2 kinds'],
    ['a message without a chat', '{"update_id":1,"message":{"message_id":1,"date":1}}', 'Malformed message'],
    [
      'a private message from nobody',
      '{"update_id":1,"message":{"message_id":1,"date":1,"chat":{"id":1,"type":"private"}}}',
      'Malformed',
    ],
    ['a membership without a date', '{"update_id":1,"my_chat_member":{"chat":{},"from":{"id":1,"first_name":"x"}}}', 'Malformed'],
  ])('%s', (_, body, error) => {
    expect(() => mapUpdate(body)).toThrow(error);
  });

  test('no error repeats what the customer wrote', () => {
    const body = fixture('text').replace('"text": "/start"', '"hologram": "my secret words"');
    expect(() => mapUpdate(body)).toThrow(/^(?!.*secret).*hologram/);
  });
});

test('every recorded update is either understood or refused, and the same each time', () => {
  const names = readdirSync(new URL('../../../fixtures/telegram/', import.meta.url)).filter((name) => name.endsWith('.json'));
  const refused: string[] = [];
  for (const file of names) {
    const name = file.replace('.json', '');
    try {
      expect(map(name)).toEqual(map(name));
    } catch {
      refused.push(name);
    }
  }
  expect(refused).toEqual(['from-the-future', 'story']);
});
