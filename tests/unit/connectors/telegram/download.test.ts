import { readdir } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
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
