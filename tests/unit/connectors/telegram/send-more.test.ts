import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { OutgoingFile } from '../../../../shared/contract/connector.ts';
import { picture } from './picture.ts';
import { type Bench, intent, never, staged, startBench } from './setup.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await startBench({ readsAllGroupMessages: true });
});
afterEach(() => bench.close());

const send = (change: Parameters<typeof intent>[0]) => bench.open().send(intent(change), never);
const film = () => staged(bench, 'clip.mp4', 'video/mp4', Buffer.from('film'));
const photo = (width = 64, height = 48) => staged(bench, 'box.png', 'image/png', picture(width, height));

describe('words', () => {
  test('keep their formatting, also behind characters of two units', async () => {
    await send({
      text: '👍 bold link',
      marks: [
        { type: 'bold', start: 3, end: 7 },
        { type: 'link', start: 8, end: 12, url: 'https://a.example/' },
      ],
    });
    expect(bench.maria.received[0]?.entities).toEqual([
      { type: 'bold', offset: 3, length: 4 },
      { type: 'text_link', offset: 8, length: 4, url: 'https://a.example/' },
    ]);
  });

  test('under a file are its caption, formatted', async () => {
    await send({ text: 'See it', marks: [{ type: 'spoiler', start: 4, end: 6 }], files: [await photo()] });
    expect(bench.maria.received[0]).toMatchObject({
      caption: 'See it',
      caption_entities: [{ type: 'spoiler', offset: 4, length: 2 }],
    });
  });

  test('have buttons under them', async () => {
    const buttons = [
      [
        { label: 'Yes', data: 'y' },
        { label: 'Site', url: 'https://a.example/' },
      ],
      [],
    ];
    await send({ text: 'Right?', buttons });
    expect(bench.maria.received[0]?.reply_markup?.inline_keyboard).toEqual([
      [
        { text: 'Yes', callback_data: 'y' },
        { text: 'Site', url: 'https://a.example/' },
      ],
    ]);
    const long = await send({ text: 'Right?', buttons: [[{ label: 'Yes', data: 'y'.repeat(65) }]] });
    expect(long).toMatchObject({ status: 'rejected', code: 'refused', detail: expect.stringContaining('BUTTON_DATA_INVALID') });
  });
});

describe('every medium', () => {
  test.each<[string, OutgoingFile['as'], string, string]>([
    ['animation', 'animation', 'wave.gif', 'image/gif'],
    ['video_note', 'video-note', 'round.mp4', 'video/mp4'],
    ['sticker', 'sticker', 'cat.webp', 'image/webp'],
    ['voice', 'voice', 'note.m4a', 'audio/mp4'],
    ['document', 'file', 'box.png', 'image/png'],
  ])('%s', async (field, as, name, mime) => {
    const file = { ...(await staged(bench, name, mime, Buffer.from('bytes'))), ...(as ? { as } : {}) };
    expect(await send({ text: '', files: [file] })).toMatchObject({ status: 'accepted' });
    expect(bench.maria.received[0]).toHaveProperty(field);
    if (as === 'file') expect(bench.maria.received[0]).not.toHaveProperty('photo');
  });

  test('is covered when it was said to be', async () => {
    await send({ text: '', files: [{ ...(await photo()), spoiler: true }] });
    await send({ text: '', files: [{ ...(await film()), spoiler: true }] });
    expect(bench.maria.received.map((message) => message.has_media_spoiler)).toEqual([true, true]);
  });

  test.each([
    ['longer than twenty times its width', 10, 201],
    ['larger than ten thousand in total', 5001, 5000],
  ])('a picture %s goes as a file', async (_, width, height) => {
    expect(await send({ text: 'See', files: [await photo(width, height)] })).toMatchObject({ status: 'accepted' });
    expect(bench.maria.received[0]).toMatchObject({ caption: 'See', document: { file_name: 'box.png' } });
  });

  test('what only says that it is a picture goes as a file', async () => {
    await send({ text: '', files: [await staged(bench, 'box.jpg', 'image/jpeg', Buffer.from('no picture'))] });
    expect(bench.maria.received[0]).toHaveProperty('document');
  });
});

describe('an album', () => {
  test('is one message of several, each with its number', async () => {
    const files = [await photo(), { ...(await film()), spoiler: true as const }, await photo(32, 32)];
    const result = await send({ text: 'The move', marks: [{ type: 'bold', start: 4, end: 8 }], files });
    const { received } = bench.maria;
    expect(received.map((message) => Object.keys(message).filter((key) => key === 'photo' || key === 'video')[0])).toEqual([
      'photo',
      'video',
      'photo',
    ]);
    expect(new Set(received.map((message) => message.media_group_id)).size).toBe(1);
    expect(received.map((message) => message.caption)).toEqual(['The move', undefined, undefined]);
    expect(received[0]?.caption_entities).toEqual([{ type: 'bold', offset: 4, length: 4 }]);
    expect(received.map((message) => message.has_media_spoiler)).toEqual([undefined, true, undefined]);
    const ids = received.map((message) => String(message.message_id));
    expect(result).toMatchObject({ status: 'accepted', remoteId: ids[0], further: ids.slice(1) });
    expect(bench.telegram.calls.map((call) => call.method)).toEqual(['sendMediaGroup']);
  });

  test('with a picture that is no photo is an album of files', async () => {
    expect(await send({ text: '', files: [await photo(), await photo(10, 300)] })).toMatchObject({ status: 'accepted' });
    expect(bench.maria.received.every((message) => message.document !== undefined)).toBe(true);
  });

  test('answers what was asked', async () => {
    const question = bench.maria.write('Where?');
    const replyTo = { remoteId: String(question.message_id), references: [] };
    await send({ text: '', files: [await photo(), await photo(30, 30)], replyTo });
    expect(bench.maria.received[0]?.reply_to_message?.text).toBe('Where?');
  });
});

test('a pressed button is no message that could be quoted', async () => {
  expect(await send({ text: 'Good', replyTo: { remoteId: 'press:77', references: [] } })).toMatchObject({ status: 'accepted' });
  expect(bench.telegram.calls[0]?.params).not.toHaveProperty('reply_parameters');
});

describe('into a group', () => {
  test('and its topic', async () => {
    const group = bench.telegram.group(-500, 'Team');
    group.addBot(bench.maria);
    group.writeInTopic(bench.maria, 17, 'hello');
    expect(await send({ to: '77', remoteThread: '-500/17', text: 'To all' })).toMatchObject({
      status: 'accepted',
      remoteThread: '-500/17',
    });
    expect(group.received).toMatchObject([{ text: 'To all', message_thread_id: 17 }]);
  });

  test('that has become a supergroup meanwhile, once', async () => {
    const before = bench.telegram.group(-501, 'Team');
    before.addBot(bench.maria);
    const after = before.upgrade(bench.maria);
    expect(await send({ remoteThread: '-501', text: 'To all' })).toMatchObject({
      status: 'accepted',
      remoteThread: String(after.id),
    });
    expect([before.received.length, after.received.length]).toEqual([0, 1]);
  });

  test('from which the bot was put out says nothing of the person', async () => {
    bench.telegram.group(-502, 'Team');
    const result = await send({ remoteThread: '-502', text: 'To all' });
    expect(result).toMatchObject({ status: 'rejected', code: 'refused', detail: expect.stringContaining('kicked') });
    expect(result).not.toHaveProperty('unreachable');
  });
});

describe('for a business account', () => {
  const connect = () => bench.telegram.business(bench.telegram.user(5, { firstName: 'Owner' }));

  test('in its name, in its chat', async () => {
    const account = connect();
    const chat = account.with(bench.maria);
    chat.customer.write('Are you open?');
    const remoteThread = `business:${account.connection.id}:77`;
    expect(await send({ remoteThread, text: 'Until six' })).toMatchObject({ status: 'accepted', remoteThread });
    expect(chat.customer.received).toMatchObject([{ text: 'Until six', from: { id: 5 }, sender_business_bot: { is_bot: true } }]);
    expect(bench.maria.received).toEqual([]);
  });

  test('that has not heard of the customer for a day, or does not allow it, is told', async () => {
    const account = connect();
    const { customer } = account.with(bench.maria);
    const remoteThread = `business:${account.connection.id}:77`;
    customer.write('Hello?', { at: Date.now() - 25 * 3_600_000 });
    expect(await send({ remoteThread })).toMatchObject({ status: 'rejected', detail: expect.stringContaining('24 hours') });
    customer.write('Hello again');
    account.allow({});
    expect(await send({ remoteThread })).toMatchObject({ status: 'rejected', code: 'refused' });
  });
});

test('a server on this machine takes larger files', async () => {
  const localFolder = await mkdtemp(join(tmpdir(), 'throughline-bot-api-'));
  const local = await startBench({ localFolder });
  try {
    const file = { hash: 'x', name: 'film.mkv', mime: 'video/x-matroska', size: 60 * 1024 * 1024 };
    const limits = async (localServer: boolean) => local.open({ localServer }).send(intent({ files: [file] }), never);
    expect(await limits(false)).toMatchObject({ code: 'too-large', sizes: { message: file.size, limit: 50 * 1024 * 1024 } });
    expect(await limits(true)).toMatchObject({ code: 'refused', detail: expect.stringContaining('gone from this machine') });
  } finally {
    await local.close();
    await rm(localFolder, { recursive: true });
  }
});
