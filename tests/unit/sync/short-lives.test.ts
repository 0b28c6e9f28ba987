import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ConnectorError } from '../../../shared/contract/connector.ts';
import { type ScriptedDesk, scriptedDesk } from '../../support/scripted.ts';

let desk: ScriptedDesk;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(async () => {
  vi.useRealTimers();
  await desk.stop();
});

const minutes = 60_000;

/** How often a channel whose sessions all end like this is tried in ten minutes. */
async function lives(error: Error, away = false): Promise<number> {
  let count = 0;
  const ends = () => {
    count += 1;
    return { error, away };
  };
  desk = scriptedDesk({ bot: { ends } });
  await vi.advanceTimersByTimeAsync(10 * minutes);
  return count;
}

test('a server that is there and ends every session soon is asked again every few seconds, and not more often', async () => {
  const count = await lives(new ConnectorError('offline', 'offline', 'cut off'));
  expect(count).toBeGreaterThan((10 * minutes) / 8000);
  expect(count).toBeLessThan((10 * minutes) / 4000 + 5);
});

test('one that is away is asked about once a minute', async () => {
  expect(await lives(new ConnectorError('offline', 'refused', 'nobody there'), true)).toBeLessThan(30);
});

test('how long it asks to be left alone is kept to, also right after it was there', async () => {
  const error = new ConnectorError('rate-limit', 'rate-limit', 'Too Many Requests', { retryAfterMs: 5 * minutes });
  expect(await lives(error)).toBeLessThanOrEqual(3);
});
