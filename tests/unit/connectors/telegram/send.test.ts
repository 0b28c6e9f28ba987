import { truncate } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fileName } from '../../../../electron/connectors/telegram/send/post.ts';
import type { Fault } from '../../../servers/telegram/index.ts';
import { picture } from './picture.ts';
import { type Bench, intent, never, staged, startBench } from './setup.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await startBench();
});
afterEach(() => bench.close());

const sends = () => bench.telegram.calls.filter((call) => call.method.startsWith('send'));

describe('an accepted message', () => {
  test('is named, dated, and there once', async () => {
    const result = await bench.open().send(intent({ text: 'Tuesday' }), never);
    const [received] = bench.maria.received;
    expect(received).toMatchObject({ text: 'Tuesday', from: { is_bot: true } });
    expect(result).toEqual({
      status: 'accepted',
      remoteId: String(received?.message_id),
      remoteThread: '77',
      sentAt: Number(received?.date) * 1000,
    });
    expect(sends()).toHaveLength(1);
  });

  test('quotes what it answers, and goes without when that is gone', async () => {
    const question = bench.maria.write('Where is it?');
    const session = bench.open();
    await session.send(intent({ replyTo: { remoteId: String(question.message_id), references: [] } }), never);
    await session.send(intent({ replyTo: { remoteId: '999', references: [] } }), never);
    expect(bench.maria.received.map((m) => m.reply_to_message?.text)).toEqual(['Where is it?', undefined]);
  });

  test.each([
    ['photo', 'box.png', 'image/png'],
    ['voice', 'note.ogg', 'audio/ogg; codecs=opus'],
    ['video', 'clip.mp4', 'video/mp4'],
    ['audio', 'song.mp3', 'audio/mpeg'],
    ['document', 'счёт № 5; "копия".pdf', 'application/pdf'],
  ])('carries a %s whole, with its caption', async (kind, name, mime) => {
    const bytes = kind === 'photo' ? picture(64, 48) : new Uint8Array(70_000).map((_, n) => n % 251);
    const file = await staged(bench, name, mime, bytes);
    expect(await bench.open().send(intent({ text: 'See', files: [file] }), never)).toMatchObject({ status: 'accepted' });
    const received = await bench.maria.waitFor((message) => kind in message);
    expect(received.caption).toBe('See');
    expect(sends().map((call) => call.method.toLowerCase())).toEqual([`send${kind}`]);
    const media = received.photo?.at(-1) ?? received.voice ?? received.video ?? received.audio ?? received.document;
    const stored = bench.telegram.file(media?.file_id ?? '');
    expect(stored && Buffer.from(stored.bytes).equals(bytes)).toBe(true);
    if (kind === 'document') expect(received.document?.file_name).toBe('счёт № 5_ _копия_.pdf');
  });
});

describe('what cannot be sent is told without asking', () => {
  test('a file over 50 MB', async () => {
    const file = { hash: 'x', name: 'film.mkv', mime: 'video/x-matroska', size: 50 * 1024 * 1024 + 1 };
    expect(await bench.open().send(intent({ files: [file] }), never)).toMatchObject({ status: 'rejected', code: 'too-large' });
  });

  test('a file that is gone', async () => {
    const file = { hash: 'x', name: 'a.pdf', mime: 'application/pdf', size: 1 };
    expect(await bench.open().send(intent({ files: [file] }), never)).toMatchObject({ status: 'rejected', code: 'refused' });
  });

  test('an address that is no chat, files that cannot be one message, no token', async () => {
    expect(await bench.open().send(intent({ to: '@mariak' }), never)).toMatchObject({
      status: 'rejected',
      code: 'no-such-address',
    });
    const text = { ...(await staged(bench, 'a', 'text/plain', Buffer.from('a'))) };
    const song = { ...(await staged(bench, 'b', 'audio/mpeg', Buffer.from('b'))) };
    for (const files of [[text, song], [{ ...text, as: 'sticker' as const, mime: 'image/webp' }, text], Array(11).fill(text)]) {
      expect(await bench.open().send(intent({ files }), never)).toMatchObject({ status: 'rejected', code: 'refused' });
    }
    expect(await bench.open({ token: '' }).send(intent(), never)).toMatchObject({ status: 'retry', code: 'auth' });
  });

  afterEach(() => expect(bench.telegram.calls).toEqual([]));
});

describe('refusals', () => {
  test('say who can no longer be reached, and why', async () => {
    const send = (to: string) => bench.open().send(intent({ to }), never);
    const gone = bench.telegram.user(78);
    gone.write('hi');
    gone.deactivate();
    bench.telegram.user(79);
    bench.maria.block();
    expect(await send('77')).toMatchObject({ status: 'rejected', code: 'blocked', unreachable: 'blocked' });
    expect(await send('78')).toMatchObject({ status: 'rejected', unreachable: 'deactivated' });
    expect(await send('79')).toMatchObject({ status: 'rejected', unreachable: 'not-started' });
    expect(await send('80')).toMatchObject({ status: 'rejected', code: 'no-such-address', unreachable: 'no-such-address' });
    bench.maria.unblock();
    expect(await send('77')).toMatchObject({ status: 'accepted' });
  });

  test('for good, in the server’s words', async () => {
    const detail = 'Bad Request: message is too long';
    expect(await bench.open().send(intent({ text: 'a'.repeat(4097) }), never)).toEqual({
      status: 'rejected',
      code: 'refused',
      detail,
    });
  });

  test('repeat no token, whatever the server says', async () => {
    bench.telegram.faults.next('send', { kind: 'error', code: 400, description: `no bot${bench.telegram.token} here` });
    expect(await bench.open().send(intent(), never)).toMatchObject({ detail: 'no bot<token> here' });
  });

  test('429 waits as long as the server says, 401 for a new token', async () => {
    bench.telegram.faults.next('send', { kind: 'too-many-requests', retryAfter: 9 });
    const detail = 'Too Many Requests: retry after 9';
    expect(await bench.open().send(intent(), never)).toEqual({ status: 'retry', code: 'rate-limit', detail, retryAfterMs: 9000 });
    const wrong = bench.open({ token: `1:${'x'.repeat(35)}` });
    expect(await wrong.send(intent(), never)).toMatchObject({ status: 'retry', code: 'auth', detail: 'Unauthorized' });
  });
});

describe('an answer that got lost leaves the message unknown, asked for once', () => {
  const lost: Array<[string, Fault, number]> = [
    ['cut before it was acted upon', { kind: 'drop', when: 'before' }, 0],
    ['cut after it was acted upon', { kind: 'drop', when: 'after' }, 1],
    ['a gateway gave up after it was acted upon', { kind: 'page', status: 504, when: 'after' }, 1],
    ['a gateway gave up before', { kind: 'page', status: 502, when: 'before' }, 0],
    ['garbage instead of the answer', { kind: 'garbage', body: 'OK', when: 'after' }, 1],
    ['an answer that names no message', { kind: 'garbage', body: '{"ok":true,"result":true}', when: 'after' }, 1],
    ['an error of the server', { kind: 'error', code: 500, description: 'Internal Server Error' }, 0],
  ];
  test.each(lost)('%s', async (_, fault, arrived) => {
    bench.telegram.faults.next('send', fault);
    expect(await bench.open().send(intent(), never)).toMatchObject({ status: 'unknown' });
    expect(bench.maria.received).toHaveLength(arrived);
    expect(sends()).toHaveLength(1);
  });

  test('withdrawn while the server was thinking', async () => {
    bench.telegram.faults.next('send', { kind: 'stall', when: 'after' });
    const abort = new AbortController();
    const result = bench.open().send(intent(), abort.signal);
    await bench.maria.waitFor((message) => message.text === 'An answer');
    abort.abort();
    expect(await result).toMatchObject({ status: 'unknown' });
  });
});

test('what was stopped before it could be whole may be sent again', async () => {
  const stopped = AbortSignal.abort();
  expect(await bench.open().send(intent(), stopped)).toMatchObject({ status: 'retry', code: 'interrupted' });
  const page: Fault = { kind: 'page', status: 403, when: 'before' };
  bench.telegram.faults.next('send', page);
  expect(await bench.open().send(intent(), never)).toMatchObject({ status: 'retry', code: 'protocol' });
  expect(bench.maria.received).toEqual([]);
});

test('a file of the largest size goes through', async () => {
  const file = await staged(bench, 'large.bin', 'application/octet-stream', Buffer.from('x'));
  await truncate(bench.files.path(file.hash), 50 * 1024 * 1024);
  const result = await bench.open().send(intent({ files: [{ ...file, size: 50 * 1024 * 1024 }] }), never);
  expect(result).toMatchObject({ status: 'accepted' });
  expect(bench.maria.received[0]?.document?.file_size).toBe(50 * 1024 * 1024);
});

test('what is uploaded is read by a server that knows multipart as it is agreed upon', async () => {
  let got: Promise<FormData> | undefined;
  const server = createServer(async (request, response) => {
    const body = await buffer(request);
    const sent = new Response(body, { headers: { 'content-type': request.headers['content-type'] ?? '' } });
    got = sent.formData();
    await got.catch(() => undefined);
    const message = {
      message_id: 5,
      date: Math.floor(Date.now() / 1000),
      chat: { id: 77, type: 'private', first_name: 'Maria' },
    };
    response.end(JSON.stringify({ ok: true, result: message }));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const file = await staged(bench, 'мой счёт.pdf', 'application/pdf', Buffer.from('content-disposition:form-data;name="x"'));
  const elsewhere = bench.open({ apiRoot: `http://127.0.0.1:${port}` });
  expect(await elsewhere.send(intent({ files: [file] }), never)).toMatchObject({ status: 'accepted' });
  const form = (await got) as FormData;
  const upload = [...form.values()].find((value) => value instanceof File);
  expect(upload?.name).toBe('мой счёт.pdf');
  expect(await upload?.text()).toBe('content-disposition:form-data;name="x"');
  server.close();
});

test('a file’s name cannot break the upload', () => {
  expect(fileName('a\r\nb;c"d\\e.txt')).toBe('a__b_c_d_e.txt');
  expect(fileName('  ')).toBe('file');
});
