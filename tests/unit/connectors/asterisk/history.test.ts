import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { catchUp } from '../../../../electron/connectors/asterisk/calls/catch-up.ts';
import { historyLines } from '../../../../electron/connectors/asterisk/calls/history.ts';
import { interpret } from '../../../../electron/connectors/asterisk/calls/interpret.ts';
import { CallTracker } from '../../../../electron/connectors/asterisk/calls/tracker.ts';
import { readHistory } from '../../../../electron/connectors/asterisk/history-file.ts';
import { house } from './replay.ts';

const bridge = '{""bridge_id"":""9407bd2c"",""bridge_technology"":""simple_bridge""}';
const end = (cause: number, source = '') => `{""hangupcause"":${cause},""hangupsource"":""${source}"",""dialstatus"":""""}`;
const line = (type: string, at: number, id: string, channel: string, extra = '', exten = 's') => {
  const who = id === 'pbx-1.0' ? '"+79161234567","Мария ""Маша"" Кузнецова"' : '"101","Anna Lebedeva"';
  return `"${type}","${at.toFixed(6)}","pbx-1.0","${id}",${who},"${exten}","from-trunk","${channel}","AppDial","${extra}"`;
};
const [caller, desk] = [['pbx-1.0', 'PJSIP/trunk-00000000'] as const, ['pbx-1.1', 'PJSIP/101-00000001'] as const];
/** As cel_custom of Asterisk 22.10.1 writes one call: rung at 101, answered at 104, over at 110. */
const answered = [
  line('CHAN_START', 100, ...caller, '', '4950001'),
  line('CHAN_START', 101, ...desk),
  line('ANSWER', 104, ...desk),
  line('BRIDGE_ENTER', 104, ...desk, bridge),
  line('BRIDGE_ENTER', 104, ...caller, bridge),
  line('BRIDGE_EXIT', 110, ...caller, bridge),
  line('BRIDGE_EXIT', 110, ...desk, bridge),
  line('HANGUP', 110, ...desk, end(16, 'PJSIP/trunk-00000000')),
  line('CHAN_END', 110, ...desk),
  line('HANGUP', 110, ...caller, end(16, 'PJSIP/trunk-00000000')),
  line('LINKEDID_END', 110, ...caller),
];
const missed = answered.filter((one) => !/BRIDGE|ANSWER/.test(one));

const told = (lines: readonly string[], tracker = new CallTracker(), span = { from: 0, to: 1e12 }) =>
  catchUp(tracker, historyLines(lines.join('\n')), span).map((facts) => interpret(facts, house));

describe('what the PBX wrote down', () => {
  test('is a call like one that was listened to', () => {
    expect(told(answered)).toMatchObject([
      {
        state: 'ended',
        outcome: 'answered',
        number: '+79161234567',
        callerName: 'Мария "Маша" Кузнецова',
        line: '4950001',
        answeredBy: { extension: '101', name: 'Anna Lebedeva' },
        startedAt: 100_000,
        answeredAt: 104_000,
        endedAt: 110_000,
        ringMs: 3000,
        talkMs: 6000,
        endedBy: 'them',
        cause: { code: 16 },
        legs: [{ extension: '101', result: 'answered' }],
      },
    ]);
    const [call] = told(missed);
    expect(call).toMatchObject({ outcome: 'missed', legs: [{ extension: '101', result: 'cancelled' }] });
    expect(call?.unobserved).toBeUndefined();
  });

  test('goes on where we stopped listening, and says nothing twice', () => {
    const tracker = new CallTracker();
    expect(told(answered.slice(0, 5), tracker)).toMatchObject([{ state: 'talking' }]);
    expect(told(answered, tracker, { from: 104_000, to: 1e12 })).toMatchObject([
      { state: 'ended', talkMs: 6000, endedAt: 110_000 },
    ]);
    expect(told(answered, new CallTracker(), { from: 110_000, to: 1e12 })).toEqual([]);
    expect(told(answered, new CallTracker(), { from: 0, to: 105_000 })).toMatchObject([{ state: 'talking' }]);
  });

  test('names the recording, and the mailboxes, where it says what applications were given', () => {
    const given = (app: string, data: string): string =>
      `${line('APP_START', 100, ...caller).replace('"AppDial"', `"${app}"`)},"${data}"`;
    const lines = [answered[0] ?? '', given('MixMonitor', '/var/spool/asterisk/monitor/a.wav,b'), ...answered.slice(1)];
    expect(told(lines)[0]).toMatchObject({ recordings: [{ name: 'a.wav', ref: '/var/spool/asterisk/monitor/a.wav' }] });
    const [mailbox] = historyLines(given('VoiceMail', '101@default,us'));
    expect(mailbox?.event.get('AppData')).toBe('101@default,us');
    expect(historyLines(given('Playback', 'hello'))).toEqual([]);
  });

  test('a torn line, and one of another kind, is passed over', () => {
    expect(historyLines(`79161234567","x"\n"APP_START","1","a"\n${answered[0]}`)).toHaveLength(1);
  });
});

describe('the file', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'history-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));
  const never = new AbortController().signal;

  test('is read from its end, as far back as is asked for', async () => {
    const path = join(folder, 'Master.csv');
    const old = Array.from({ length: 20_000 }, (_, n) => line('CHAN_START', 1 + n / 1000, 'pbx-0.1', 'PJSIP/trunk-x'));
    await writeFile(path, `${[...old, ...answered].join('\n')}\n`);
    expect(await readHistory({ path }, 99_000, never)).toHaveLength(9);
    expect(await readHistory({ path }, 0, never)).toHaveLength(20_009);
  });

  test('that is not there is the PBX being away', async () => {
    await expect(readHistory({ path: join(folder, 'none.csv') }, 0, never)).rejects.toMatchObject({ kind: 'offline' });
  });
});
