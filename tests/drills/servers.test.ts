import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ConnectionProblemCode } from '../../shared/model/index.ts';
import type { ProxyFault } from '../support/fault-proxy.ts';
import { runSeed } from '../support/random.ts';
import { type Door, type Guarded, openGuarded } from './doors.ts';
import { inspectProfile } from './inspect.ts';
import { drillLimit } from './sizes.ts';
import { memoryBound, Tally } from './tally.ts';

/** Servers that stall, lie, break off, crawl or never end, in front of the real ones. */
let desk: Guarded;
const tally = new Tally('misbehaving servers', runSeed());
const somewhere = (most: number) => Math.floor(tally.random() * most);
const gigabyte = 1024 ** 3;

beforeAll(async () => {
  desk = await openGuarded();
}, 120_000);
afterAll(() => desk.stop());

type Case = {
  name: string;
  door: Door;
  fault: ProxyFault;
  /** What a person may be told of the channel meanwhile; absent where it may still be thought well. */
  told?: ConnectionProblemCode[];
};

const httpHead = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n';
const cases: Case[] = [
  { name: 'IMAP cut', door: 'imap', fault: { kind: 'cut', after: somewhere(60) }, told: ['offline'] },
  {
    name: 'IMAP noise',
    door: 'imap',
    fault: { kind: 'corrupt', after: somewhere(60), seed: somewhere(1e9) },
  },
  { name: 'IMAP stalls', door: 'imap', fault: { kind: 'stall', after: somewhere(60) } },
  { name: 'IMAP, one byte a second', door: 'imap', fault: { kind: 'throttle', bytesPerSecond: 1 } },
  {
    name: 'IMAP, a mail of two gigabytes',
    door: 'imap',
    fault: { kind: 'flood', after: 0, head: '* 1 FETCH (UID 1 BODY[] {2147483000}\r\n', filler: 'x', bytes: 2 * gigabyte },
    told: ['offline', 'protocol'],
  },
  {
    name: 'IMAP, a line that never ends',
    door: 'imap',
    fault: { kind: 'flood', after: 0, head: '* OK ', filler: 'x', bytes: 2 * gigabyte },
    told: ['offline', 'protocol'],
  },
  {
    name: 'IMAP, a gigabyte in pieces that are each allowed',
    door: 'imap',
    fault: {
      kind: 'flood',
      after: 0,
      head: '* 1 FETCH (UID 1',
      filler: ` X {1048576}\r\n${'x'.repeat(1_048_576)}`,
      bytes: gigabyte,
    },
    told: ['offline', 'protocol'],
  },
  { name: 'SMTP cut', door: 'smtp', fault: { kind: 'cut', after: somewhere(120) } },
  {
    name: 'SMTP noise',
    door: 'smtp',
    fault: { kind: 'corrupt', after: somewhere(120), seed: somewhere(1e9) },
  },
  { name: 'SMTP stalls', door: 'smtp', fault: { kind: 'stall', after: somewhere(120) } },
  {
    name: 'SMTP, a greeting that never ends',
    door: 'smtp',
    fault: { kind: 'flood', after: 0, head: '220-', filler: 'x', bytes: 2 * gigabyte },
  },
  {
    name: 'SMTP, lines that never end',
    door: 'smtp',
    fault: { kind: 'flood', after: 0, head: '', filler: '220-welcome\r\n', bytes: 2 * gigabyte },
  },
  { name: 'Bot API cut', door: 'bot', fault: { kind: 'cut', after: somewhere(200) }, told: ['offline', 'protocol'] },
  {
    name: 'Bot API noise',
    door: 'bot',
    fault: { kind: 'corrupt', after: somewhere(200), seed: somewhere(1e9) },
    told: ['offline', 'protocol'],
  },
  { name: 'Bot API stalls', door: 'bot', fault: { kind: 'stall', after: somewhere(200) } },
  { name: 'Bot API, one byte a second', door: 'bot', fault: { kind: 'throttle', bytesPerSecond: 1 } },
  {
    name: 'Bot API, an answer that never ends',
    door: 'bot',
    fault: { kind: 'flood', after: 0, head: `${httpHead}\r\n{"ok":true,"result":[`, filler: '1,', bytes: 2 * gigabyte },
    told: ['offline', 'protocol'],
  },
  {
    name: 'Bot API, headers that never end',
    door: 'bot',
    fault: { kind: 'flood', after: 0, head: httpHead, filler: 'x: y\r\n', bytes: 2 * gigabyte },
    told: ['offline', 'protocol'],
  },
];

describe('a server that misbehaves', () => {
  test.each(cases)(
    '$name',
    async ({ door, fault, told }) => {
      const id = door === 'bot' ? 'bot' : 'mail';
      desk.engine.forgetPeak();
      const shown = desk.doors[door].set(fault);
      await desk.talk();
      await shown;
      if (told) {
        const { error } = await desk.engine.until(async () => {
          const connection = await desk.connection(id);
          return connection.error !== undefined && connection;
        }, 'the trouble to be shown');
        expect(told).toContain(error?.code);
      }
      // Whatever the servers do, the desk answers.
      expect((await desk.engine.call('inbox.page', { view: 'all', limit: 10 })).rows).not.toHaveLength(0);
      void desk.doors[door].set(undefined);
      await desk.settled();
      await desk.count();
      tally.held({ engine: desk.engine.peakMemory() });
      expect(tally.peaks.engine).toBeLessThan(memoryBound);
    },
    drillLimit,
  );

  test('after all of it: counted, closed and sound', async () => {
    const { arrived, sent, unknown } = await desk.count();
    tally.held({ engine: desk.engine.peakMemory() });
    expect(await desk.engine.stop()).toEqual({ code: 0, signal: null });
    expect(inspectProfile(desk.bench.profile)).toEqual([]);
    tally.close({ faults: cases.length, arrived, sends: sent, unknown, duplicates: 0, losses: 0 });
  });
});
