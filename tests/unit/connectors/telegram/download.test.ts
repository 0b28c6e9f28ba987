import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FileTooLarge } from '../../../../shared/contract/connector.ts';
import { overBotLimit } from '../../../../shared/model/index.ts';
import { type Bench, never, startBench } from './setup.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await startBench();
});
afterEach(() => bench.close());

const bytes = new Uint8Array(300_000).map((_, n) => (n * 7) % 253);

/** The customer sends a document; resolves with the connector's own name for it. */
async function received(content: Uint8Array = bytes): Promise<string> {
  bench.maria.sendDocument(content, { caption: 'the paper' });
  const life = bench.run();
  const [attachment] = (await bench.recorder.message('the paper')).attachments;
  life.stop.abort();
  await life.done;
  if (!attachment || !('ref' in attachment)) throw new Error('Nothing to fetch');
  return attachment.ref;
}

const fetched = (ref: string, signal = never, progress?: (done: number) => void) => bench.open().fetch?.(ref, signal, progress);

test('a file comes whole, through a scratch file, telling how far it is', async () => {
  const steps: number[] = [];
  const file = await fetched(await received(), never, (done) => steps.push(done));
  expect(file?.size).toBe(bytes.length);
  expect(Buffer.from(await bench.files.get(file?.hash ?? '')).equals(bytes)).toBe(true);
  expect(steps.at(-1)).toBe(bytes.length);
  expect(steps).toEqual([...steps].sort((a, b) => a - b));
});

describe('a failure leaves nothing behind and has a kind', () => {
  test('cut in the middle', async () => {
    const ref = await received();
    bench.telegram.faults.next('file', { kind: 'drop', when: 'after' });
    await expect(fetched(ref)).rejects.toMatchObject({ kind: 'offline' });
  });

  test('a gateway’s page instead of the file', async () => {
    const ref = await received();
    bench.telegram.faults.next('file', { kind: 'page', status: 502, when: 'before' });
    await expect(fetched(ref)).rejects.toMatchObject({ kind: 'offline' });
  });

  test('a file without end: given up, and not kept', async () => {
    const ref = await received();
    bench.telegram.faults.next('file', { kind: 'flood', bytes: 2 * 1024 ** 3 });
    let most = 0;
    const progress = (done: number) => {
      most = done;
    };
    await expect(fetched(ref, never, progress)).rejects.toMatchObject({ kind: 'protocol', problem: { code: 'refused' } });
    expect(most).toBeLessThan(1024 ** 2);
  });

  test('429', async () => {
    const ref = await received();
    bench.telegram.faults.next('getFile', { kind: 'too-many-requests', retryAfter: 3 });
    await expect(fetched(ref)).rejects.toMatchObject({ kind: 'rate-limit', retryAfterMs: 3000 });
  });

  test('a file the server will not give', async () => {
    await expect(fetched('{"id":"nobody"}')).rejects.toMatchObject({
      kind: 'protocol',
      problem: { code: 'refused', detail: expect.stringContaining('wrong file_id') },
    });
  });

  test('a file that turns out to be too large for a bot, whatever its message said', async () => {
    const ref = await received();
    bench.telegram.faults.next('getFile', { kind: 'error', code: 400, description: 'Bad Request: file is too big' });
    const error = await fetched(ref)?.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(FileTooLarge);
    expect(error).toMatchObject({ reason: overBotLimit, problem: { code: 'refused' } });
  });

  test('the server is down, or we stop', async () => {
    const ref = await received();
    await expect(fetched(ref, AbortSignal.abort())).rejects.toMatchObject({ kind: 'offline' });
    await bench.telegram.down();
    await expect(fetched(ref)).rejects.toMatchObject({ kind: 'offline', problem: { code: 'refused' } });
  });

  test('a reference that is not ours', async () => {
    await expect(fetched('[]')).rejects.toThrow('Not a reference');
  });

  afterEach(async () => expect(await readdir(bench.files.folder)).toEqual([]));
});

test('over 20 MB nothing is tried: the message says so', async () => {
  bench.maria.sendDocument(new Uint8Array(20 * 1024 * 1024 + 1), { caption: 'too much' });
  bench.run();
  const [attachment] = (await bench.recorder.message('too much')).attachments;
  expect(attachment).toMatchObject({ unavailable: 'too-large', size: 20 * 1024 * 1024 + 1 });
});

test('a preview comes by the same way as the file', async () => {
  bench.maria.sendMedia('video', bytes, { caption: 'film', thumbnail: Buffer.from('small picture') });
  bench.run();
  const [attachment] = (await bench.recorder.message('film')).attachments;
  const preview = await fetched(attachment?.previewRef ?? '');
  expect(Buffer.from(await bench.files.get(preview?.hash ?? '')).toString()).toBe('small picture');
});

test('more than was announced is not taken', async () => {
  const ref = await received();
  const { id } = JSON.parse(ref);
  bench.telegram.faults.next('getFile', {
    kind: 'garbage',
    body: JSON.stringify({
      ok: true,
      result: { file_id: id, file_unique_id: 'x', file_size: 10, file_path: 'documents/file_0.pdf' },
    }),
    when: 'before',
  });
  await expect(fetched(ref)).rejects.toMatchObject({ problem: { code: 'refused', detail: expect.stringContaining('larger') } });
  expect(await readdir(bench.files.folder)).toEqual([]);
});

describe('a server on this machine', () => {
  let localFolder: string;
  let local: Bench;
  beforeEach(async () => {
    localFolder = await mkdtemp(join(tmpdir(), 'throughline-bot-api-'));
    local = await startBench({ localFolder });
  });
  afterEach(async () => {
    await local.close();
    await rm(localFolder, { recursive: true });
  });

  async function large(localServer: boolean) {
    local.maria.sendDocument(new Uint8Array(21 * 1024 * 1024), { caption: 'much' });
    local.run({ localServer });
    return (await local.recorder.message('much')).attachments[0];
  }

  test('gives a path of its disk, without the public limit', async () => {
    const attachment = await large(true);
    const ref = attachment && 'ref' in attachment ? attachment.ref : '';
    const steps: number[] = [];
    const file = await local.open({ localServer: true }).fetch?.(ref, never, (done) => steps.push(done));
    expect(file?.size).toBe(21 * 1024 * 1024);
    expect(steps.at(-1)).toBe(21 * 1024 * 1024);
  });

  test('which is not followed unless the channel says that it may be', async () => {
    local.maria.sendDocument(bytes, { caption: 'small' });
    local.run();
    const [attachment] = (await local.recorder.message('small')).attachments;
    const ref = attachment && 'ref' in attachment ? attachment.ref : '';
    await expect(local.open().fetch?.(ref, never)).rejects.toMatchObject({ problem: { code: 'refused' } });
    expect(await local.open({ localServer: true }).fetch?.(ref, never)).toMatchObject({ size: bytes.length });
  });

  test('which names no file, or no ordinary one, is told so', async () => {
    const named = (path: string) => {
      const result = { file_id: 'x', file_unique_id: 'x', file_path: path };
      local.telegram.faults.next('getFile', { kind: 'garbage', body: JSON.stringify({ ok: true, result }), when: 'before' });
      return local.open({ localServer: true }).fetch?.('{"id":"x"}', never);
    };
    const refused = (words: string) => ({ problem: { code: 'refused', detail: expect.stringContaining(words) } });
    await expect(named(join(localFolder, 'nowhere'))).rejects.toMatchObject(refused('ENOENT'));
    await expect(named(localFolder)).rejects.toMatchObject(refused('names no file'));
  });

  test('its larger files may be sent', async () => {
    const life = local.run({ localServer: true });
    await local.recorder.online();
    expect(local.recorder.capable).toEqual({ attachments: { maxBytes: 2000 * 1024 * 1024 } });
    life.stop.abort();
  });
});
