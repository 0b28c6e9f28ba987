import type { Update } from 'grammy/types';
import { describe, expect, test } from 'vitest';
import { downloadLimit } from '../../../../electron/connectors/telegram/info.ts';
import { accountsIn } from '../../../../electron/connectors/telegram/receive/accounts.ts';
import { attachmentsOf } from '../../../../electron/connectors/telegram/receive/attachments.ts';
import { fixture, fixtures, map, mapBody, message } from './fixture.ts';

const party = { kind: 'telegram', value: '1111111', name: 'Test Test Lastname', label: '@Testusername' };

describe('messages', () => {
  test('a text, with everything known of it, and what its author is called now', () => {
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
      { type: 'party', party, at: 1_441_645_532_000 },
    ]);
  });

  test('a reply names the message it answers, and repeats it in case it is not here', () => {
    expect(message('reply')).toMatchObject({ text: 'And when?', answers: ['1334'], quote: { excerpt: 'Original' } });
    expect(message('reply').quote).not.toHaveProperty('chosen');
  });

  test.each([
    ['photo', 'The box', { name: 'photo_1365.jpg', mime: 'image/jpeg', kind: 'image', size: 91_231, width: 1280, height: 720 }],
    ['document', '', { name: 'Testfile.pdf', mime: 'application/pdf', kind: 'file', size: 536_392 }],
    ['document-bare', '', { name: 'document_1365', mime: 'application/octet-stream', kind: 'file' }],
    ['voice', '', { name: 'voice_1365.ogg', mime: 'audio/ogg', kind: 'voice', size: 23_000, durationMs: 5000 }],
    ['audio', '', { name: 'Testfile.mp3', mime: 'audio/mpeg', kind: 'audio', durationMs: 243_000 }],
    ['video', 'See', { name: 'clip.mp4', mime: 'video/mp4', kind: 'video', durationMs: 12_000, width: 640, height: 360 }],
    ['video-note', '', { name: 'video_message_1365.mp4', kind: 'video-note', durationMs: 7000, width: 240, height: 240 }],
    ['animation', '', { name: 'giphy.mp4', mime: 'video/mp4', kind: 'animation', durationMs: 2000 }],
    ['sticker', '', { name: '👍.webp', mime: 'image/webp', kind: 'sticker', width: 512, height: 512 }],
    ['sticker-animated', '', { name: '🎁.tgs', mime: 'application/x-tgsticker', kind: 'sticker' }],
    ['sticker-video', '', { name: '🎁.webm', mime: 'video/webm', kind: 'sticker' }],
  ])('%s: one attachment, to be fetched later', (name, text, attachment) => {
    const mapped = message(name);
    expect(mapped.text).toBe(text);
    expect(mapped.attachments).toHaveLength(1);
    expect(mapped.attachments[0]).toMatchObject({ ...attachment, inline: false, ref: expect.stringContaining('AwADBAADb') });
  });

  test('of a photo the largest size is taken, and the largest of up to 320 pixels as its preview', () => {
    const [photo] = message('photo').attachments;
    expect(photo && 'ref' in photo && JSON.parse(photo.ref)).toEqual({
      id: 'AwADBAADbxGBdhD2l6',
      unique: 'AgADbx',
      size: 91_231,
    });
    expect(JSON.parse(photo?.previewRef ?? '')).toMatchObject({ unique: 'AgADbm', size: 15_203 });
  });

  test.each([
    [{ performer: 'Аквариум', title: 'Город золотой', file_name: 'track 01.ogg' }, 'Аквариум – Город золотой.ogg'],
    [{ performer: 'Аквариум', title: 'Город золотой', mime_type: 'audio/mp4' }, 'Аквариум – Город золотой.m4a'],
    [{ title: 'Город золотой', file_name: 'AUD-20251123.mp3' }, 'Город золотой.mp3'],
    [{ performer: 'Аквариум', file_name: 'track 01.mp3' }, 'Аквариум – track 01.mp3'],
    [{ performer: 'Аквариум' }, 'Аквариум.mp3'],
    [{ performer: ' ', title: '', file_name: 'track 01.mp3' }, 'track 01.mp3'],
    [{}, 'audio_7.mp3'],
  ])('music goes by its performer and its title: %j', (told, name) => {
    const audio = { file_id: 'a', file_unique_id: 'b', duration: 200, ...told };
    expect(attachmentsOf({ audio }, '7', downloadLimit)[0]?.name).toBe(name);
  });

  test('a thumbnail is the preview of what is no picture', () => {
    expect(JSON.parse(message('sticker-animated').attachments[0]?.previewRef ?? '')).toMatchObject({ unique: 'AgADbthumba1' });
  });

  test('a file over the download limit is told, not fetched; a server on this machine has none', () => {
    const [photo] = message('photo-large').attachments;
    expect(photo).toMatchObject({ unavailable: 'too-large', size: 20_971_521, detail: 'file-over-bot-limit' });
    expect(photo).not.toHaveProperty('ref');
    expect(message('photo-large', { localServer: true }).attachments[0]).toHaveProperty('ref');
  });
});

describe('cards, each with the same in plain characters', () => {
  const place = { type: 'location', latitude: 55.7558, longitude: 37.6173 };
  const options = [
    { text: 'Mon', votes: 1 },
    { text: 'Tue', votes: 2, correct: true },
  ];

  test.each([
    ['location', '📍 55.7558, 37.6173', place],
    ['live-location', '📍 55.7558, 37.6173', { ...place, liveUntil: 1_441_646_432_000 }],
    ['venue', '📍 GUM\nRed Square, 3\n55.7558, 37.6173', { ...place, title: 'GUM', address: 'Red Square, 3' }],
    ['poll', '📊 Which day?\n• Mon\n• Tue', { type: 'poll', question: 'Which day?', multiple: false, closed: false, total: 0 }],
    ['quiz', '📊 Which day?\nThink twice\n• Mon\n• Tue', { type: 'poll', question: 'Which day?\nThink twice', options }],
    ['dice', '🎲 5', { type: 'dice', emoji: '🎲', value: 5 }],
    ['contact-other', '👤 Office\n+442079460958', { type: 'contact', name: 'Office', phone: '+442079460958' }],
  ])('%s', (name, text, card) => {
    expect(message(name)).toMatchObject({ text, card, attachments: [] });
  });

  test('the sender’s own card proves the number; another’s, or one out of an address book, proves nothing', () => {
    expect(message('contact-own').claims).toEqual([{ kind: 'phone', value: '+79161234567', source: 'shared-contact' }]);
    expect(message('contact-other').claims).toEqual([]);
    expect(message('contact-card')).toMatchObject({ claims: [], text: '👤 Courier\n8 (916) 765-43-21' });
  });
});

describe('whose words they were', () => {
  test.each([
    ['forward-person', { kind: 'person', name: 'Ann', url: 'https://t.me/ann' }],
    ['forward-hidden', { kind: 'hidden-person', name: 'Somebody' }],
    ['forward-chat', { kind: 'chat', name: 'Team (Admin)' }],
    ['fields/forward_origin', { kind: 'channel', name: 'Acme News (Editor)', url: 'https://t.me/acmenews/17' }],
  ])('%s', (name, origin) => {
    expect(message(name).forwardedFrom).toEqual({ at: 1_441_640_000_000, ...origin });
  });
});

test('an origin of a kind that is not known yet keeps nobody from reading what was written', () => {
  const origin = { type: 'community', date: 1_441_640_000 };
  const chat = { id: 77, type: 'private', first_name: 'Ann' };
  const written = { message_id: 5, date: 1_441_645_532, chat, from: { id: 77, is_bot: false, first_name: 'Ann' }, text: 'Look' };
  const said = (more: object) => mapBody(JSON.stringify({ update_id: 1, message: { ...written, ...more } }))[0];
  const answer = said({ external_reply: { origin, message_id: 4 }, quote: { text: 'this', position: 0 } });
  expect(answer).toMatchObject({ type: 'message', text: 'Look', quote: { excerpt: 'this' } });
  const forwarded = said({ forward_origin: origin });
  expect(forwarded).toMatchObject({ type: 'message', text: 'Look' });
  expect(forwarded).not.toHaveProperty('forwardedFrom');
});

describe('what people call themselves', () => {
  const named = (first_name: string, last_name?: string) => {
    const from = { id: 77, is_bot: false, first_name, ...(last_name === undefined ? {} : { last_name }), username: 'ann' };
    const message = { message_id: 5, date: 1_441_645_532, chat: { ...from, type: 'private' }, from, text: 'Hello' };
    const [event] = mapBody(JSON.stringify({ update_id: 1, message }));
    return event?.type === 'message' ? event.party.name : 'no message';
  };

  test.each(['\u200b', '\u3164', '\u2800\u200d', '\u202e', ' \u00a0', '\ufe0f'])('%j is no name', (name) => {
    expect(named(name)).toBeUndefined();
    expect(named(name, 'Smith')).toMatch(/Smith$/);
  });

  test('a name turns the reading direction of nothing beside it, and keeps its own signs', () => {
    expect(named('\u202e\u0639\u0644\u064a\u202c')).toBe('\u0639\u0644\u064a');
    expect(named('\u{1f469}\u200d\u{1f469}\u200d\u{1f467}')).toBe('\u{1f469}\u200d\u{1f469}\u200d\u{1f467}');
    expect(named('\u2764\ufe0f')).toBe('\u2764\ufe0f');
  });
});

describe('groups, when they are taken', () => {
  const taken = { groups: 'take' } as const;

  test('who wrote is the party, the thread is the group’s', () => {
    expect(message('group-text', taken)).toMatchObject({
      remoteThread: '-1001234567890',
      party,
      group: { title: 'Team' },
      text: 'hello all',
    });
  });

  test('a topic of a forum is a thread of its own', () => {
    expect(message('group-topic', taken)).toMatchObject({ remoteThread: '-1001234567890/17', group: { title: 'Team' } });
  });

  test('an anonymous administrator is the group itself, and no machine', () => {
    const mapped = message('group-anonymous', taken);
    expect(mapped.party).toEqual({ kind: 'telegram', value: '-1001234567890', name: 'Team' });
    expect(mapped).not.toHaveProperty('automatic');
  });

  test('what one member alone sees has no number of its own', () => {
    expect(message('group-ephemeral', taken).remoteId).toBe('ephemeral:7:1441645532');
  });

  test('the chat of a channel with its readers is none', () => {
    expect(map('group-direct-messages', taken)).toEqual([{ type: 'ignored', reason: 'message in a supergroup' }]);
  });
});

test('another bot in private is a machine', () => {
  expect(message('another-bot')).toMatchObject({ automatic: true });
});

describe('what is not a customer’s', () => {
  test.each([
    ['group-text', 'message in a supergroup'],
    ['added-to-group', 'membership in a supergroup'],
    ['channel-post', 'update of kind channel_post'],
    ['callback-query-inline', 'a button under a message that was sent in inline mode'],
    ['message-reaction-group', 'reaction in a supergroup'],
    ['poll-closed', 'a poll that came by no message'],
    ['business-message-ours', 'a message of ours for a business account'],
    ['pinned', 'service message pinned_message'],
  ])('%s is ignored with its reason', (name, reason) => {
    expect(map(name)).toEqual([{ type: 'ignored', reason }]);
  });
});

describe('a business account', () => {
  const threads = 'business:KDz1LmBhCoV:';
  const update = (name: string) => JSON.parse(fixture(name)) as Update;
  test.each([
    ['business-connection', 'answer'],
    ['business-connection-ended', 'ended'],
  ])('%s: %s', (name, right) => {
    expect(map(name)).toEqual([{ type: 'account', threads }]);
    expect(accountsIn([update('text'), update(name)])).toEqual([{ stream: `account ${threads}`, cursor: right }]);
  });
  test.each([
    [{ rights: { can_read_messages: true } }, 'read'],
    [{ rights: {} }, 'read'],
    // Servers before Bot API 9.0.
    [{ can_reply: true }, 'answer'],
    [{ can_reply: false }, 'read'],
  ])('with %j: %s', (told, right) => {
    const { business_connection: ended } = update('business-connection-ended');
    const now = { update_id: 1, business_connection: { ...ended, is_enabled: true, ...told } } as Update;
    expect(accountsIn([now])).toEqual([{ stream: `account ${threads}`, cursor: right }]);
  });
});

describe('what is not understood is an error, to be kept', () => {
  test.each([
    ['an update from the future', fixture('from-the-future'), 'Unknown kind of update: message_teleported'],
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
    ['a reaction to nothing', '{"update_id":1,"message_reaction":{"chat":{"id":1,"type":"private"},"date":1}}', 'Malformed'],
    ['a deletion of nothing', '{"update_id":1,"deleted_business_messages":{}}', 'Malformed'],
    ['a press of nobody', '{"update_id":1,"callback_query":{"id":"1"}}', 'Malformed'],
  ])('%s', (_, body, error) => {
    expect(() => mapBody(body)).toThrow(error);
  });

  test('no error repeats what the customer wrote', () => {
    const body = fixture('text').replace('"text": "/start"', '"hologram": "my secret words"');
    expect(mapBody(body)[0]).toMatchObject({ notUnderstood: 'Unknown kind of message: hologram' });
    expect(JSON.stringify(mapBody(body))).not.toContain('secret');
  });

  test('a message of a kind from the future stands on the timeline as that, with its caption', () => {
    const unknown = { card: { type: 'unknown', kind: 'hologram' }, notUnderstood: 'Unknown kind of message: hologram' };
    expect(map('hologram')[0]).toMatchObject({ type: 'message', text: '❔ hologram', ...unknown });
    const captioned = fixture('hologram').replace('"hologram": {', '"caption": "Look", "hologram": {');
    expect(mapBody(captioned)[0]).toMatchObject({ text: 'Look', ...unknown });
    const worded = fixture('text').replace('"text":', '"hologram": true, "text":');
    expect(mapBody(worded)[0]).not.toHaveProperty('notUnderstood');
  });

  test('what is there of a broken message stands on the timeline, and the rest is kept aside', () => {
    const said = (part: object) => {
      const update = JSON.parse(fixture('hologram'));
      const { hologram: _, ...message } = update.message;
      return mapBody(JSON.stringify({ ...update, message: { ...message, ...part } }))[0];
    };
    expect(said({})).toMatchObject({ text: '❔ empty', notUnderstood: 'Unknown kind of message: empty' });
    expect(said({ caption: 'Look', paid_media: {} })).toMatchObject({
      text: 'Look',
      card: { type: 'unknown', kind: 'caption, paid_media' },
      notUnderstood: expect.stringContaining('Unreadable message of caption, paid_media: '),
    });
    const holes = [null, 5, { type: 'bold' }, { type: 'bold', offset: 0, length: 2 }];
    expect(said({ text: 'Hello', entities: holes })).toMatchObject({
      text: 'Hello',
      marks: [{ type: 'bold', start: 0, end: 2 }],
    });
    expect(said({ text: 'Hello', entities: holes })).not.toHaveProperty('notUnderstood');
  });

  test('an edit of such a message is kept aside', () => {
    const edited = fixture('hologram').replace('"message": {', '"edited_message": {');
    expect(() => mapBody(edited)).toThrow('Unknown kind of message: hologram');
  });
});

test('every recorded update is either understood or refused, and the same each time', () => {
  const refused: string[] = [];
  for (const name of [...fixtures(), ...fixtures('fields/')]) {
    try {
      const events = map(name);
      expect(map(name)).toEqual(events);
      expect(JSON.parse(JSON.stringify(events))).toEqual(events);
    } catch {
      refused.push(name);
    }
  }
  expect(refused).toEqual(['from-the-future']);
});
