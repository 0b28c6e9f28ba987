import { afterEach, beforeEach, expect, test } from 'vitest';
import { chooseSize } from '../../../../electron/connectors/telegram/portrait.ts';
import { type Bench, never, startBench } from './setup.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await startBench();
});
afterEach(() => bench.close());

const bytes = (side: number) => Buffer.from(`portrait of ${side}`);
const portrait = (value = '77') => bench.open().portrait?.({ kind: 'telegram', value }, never);
const sizes = (...sides: number[]) => sides.map((side) => ({ side, bytes: bytes(side) }));

test('the newest picture, in the smallest size that is large enough', async () => {
  bench.maria.setPortrait(sizes(160, 640));
  bench.maria.setPortrait(sizes(90, 160, 320, 640));
  const file = await portrait();
  expect(Buffer.from(await bench.files.get(file?.hash ?? '')).toString()).toBe('portrait of 160');
});

test('nobody’s is none: hidden, a stranger, a channel', async () => {
  expect(await portrait()).toBeUndefined();
  expect(await portrait('78')).toBeUndefined();
  const asked = bench.telegram.calls.length;
  expect(await portrait('-1001234')).toBeUndefined();
  expect(bench.telegram.calls).toHaveLength(asked);
});

test('what goes wrong has a kind', async () => {
  bench.telegram.faults.next('getUserProfilePhotos', { kind: 'too-many-requests', retryAfter: 2 });
  await expect(portrait()).rejects.toMatchObject({ kind: 'rate-limit', retryAfterMs: 2000 });
  await bench.telegram.down();
  await expect(portrait()).rejects.toMatchObject({ kind: 'offline' });
});

test('when all are small, the largest', () => {
  const size = (side: number) => ({ file_id: '', file_unique_id: '', width: side, height: side });
  expect(chooseSize([size(50), size(90)])?.width).toBe(90);
  expect(chooseSize([])).toBeUndefined();
});
