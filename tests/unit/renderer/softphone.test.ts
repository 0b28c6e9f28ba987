import { describe, expect, it } from 'vitest';
import { foremost, liveOf, partyOf } from '../../../renderer/screens/call/party.ts';
import { talkTime } from '../../../renderer/screens/call/words.ts';
import { endedInOrder, microphoneTrouble, sipTrouble } from '../../../renderer/softphone/failures.ts';
import { askedBy, lampsOf } from '../../../renderer/softphone/headset-keys.ts';
import { type Collection, type HeadsetKey, keyReader, lampReports } from '../../../renderer/softphone/headset-reports.ts';
import { loudness } from '../../../renderer/softphone/meter.ts';
import { missingOf } from '../../../renderer/softphone/microphone.ts';
import { judge, type Reading, readStats } from '../../../renderer/softphone/quality.ts';
import { readPhoneSound } from '../../../renderer/state/phone-devices.ts';
import type { LiveCall } from '../../../shared/contract/api.ts';
import type { PhoneCall, PhoneCommand } from '../../../shared/contract/softphone.ts';

const reading = (change: Partial<Reading>): Reading => ({
  at: 0,
  packetsIn: 0,
  packetsOut: 0,
  lost: 0,
  jitterMs: 5,
  roundTripMs: 40,
  codec: 'opus',
  ...change,
});

describe('how it sounds', () => {
  const before = reading({ packetsIn: 1000, lost: 10 });
  it.each([
    ['good', { packetsIn: 1300, lost: 10 }],
    ['fair', { packetsIn: 1300, lost: 16 }],
    ['poor', { packetsIn: 1300, lost: 40 }],
    ['fair', { packetsIn: 1300, lost: 10, jitterMs: 45 }],
    ['poor', { packetsIn: 1300, lost: 10, roundTripMs: 900 }],
    ['silent', { packetsIn: 1000, lost: 10 }],
  ] as const)('is %s', (level, now) => {
    expect(judge(before, reading(now)).level).toBe(level);
  });

  it('is read from the counters of the connection', () => {
    const report = [
      { type: 'codec', id: 'C', mimeType: 'audio/PCMU' },
      { type: 'inbound-rtp', kind: 'video', packetsReceived: 9 },
      { type: 'inbound-rtp', kind: 'audio', packetsReceived: 179, packetsLost: -1, jitter: 0.0123, codecId: 'C' },
      { type: 'outbound-rtp', kind: 'audio', packetsSent: 178 },
      { type: 'remote-inbound-rtp', kind: 'audio', roundTripTime: 0.041 },
      { type: 'transport', srtpCipher: 'AES_CM_128_HMAC_SHA1_80' },
    ];
    expect(readStats(report, 7)).toEqual({
      at: 7,
      packetsIn: 179,
      packetsOut: 178,
      lost: 0,
      jitterMs: 12,
      roundTripMs: 41,
      codec: 'PCMU',
      cipher: 'AES_CM_128_HMAC_SHA1_80',
    });
  });
});

describe('failures in words', () => {
  it.each([
    [401, 'Authentication Error', 'wrong-password'],
    [403, 'Rejected', 'not-allowed'],
    [404, 'Not Found', 'unknown-number'],
    [486, 'Busy', 'busy'],
    [488, 'Incompatible SDP', 'no-common-codec'],
    [603, 'Rejected', 'declined'],
    [undefined, 'Connection Error', 'unreachable'],
    [undefined, 'Bad Media Description', 'no-common-codec'],
    [500, 'SIP Failure Code', 'failed'],
  ] as const)('%s %s is %s', (status, cause, problem) => {
    expect(sipTrouble(status, cause).problem).toBe(problem);
  });

  it.each([
    ['NotFoundError', 'no-microphone'],
    ['NotAllowedError', 'microphone-denied'],
    ['NotReadableError', 'microphone-busy'],
    ['TypeError', 'failed'],
  ] as const)('a microphone with %s is %s', (name, problem) => {
    expect(microphoneTrouble(Object.assign(new Error('x'), { name })).problem).toBe(problem);
  });

  it('takes a hang-up for the end that it is', () => {
    expect(['Terminated', 'Canceled', 'Busy'].map(endedInOrder)).toEqual([true, true, false]);
  });
});

describe('keys and lamps of a headset', () => {
  const bits = (usages: number[]) => ({ usages, reportSize: 1, reportCount: usages.length });
  const padding = (count: number) => ({ reportSize: 1, reportCount: count });
  const inputReports = [{ reportId: 2, items: [bits([0x0b_0020, 0x0b_002f, 0x0b_0021, 0x0b_0026]), padding(4)] }];
  const headset: Collection[] = [
    {
      usagePage: 0x0b,
      inputReports,
      children: [
        { outputReports: [{ reportId: 3, items: [padding(1), bits([0x08_0017, 0x08_0018]), padding(5)] }] },
        { outputReports: [{ reportId: 4, items: [bits([0x08_0009]), padding(7)] }] },
      ],
    },
  ];
  const report = (byte: number): DataView => new DataView(Uint8Array.of(byte).buffer);
  /** What each of these reports is about. */
  const read = (reader: ReturnType<typeof keyReader>, ...reports: number[]) =>
    reports.map((byte) => reader.read(2, report(byte)));

  it('are read by their place in the report', () => {
    expect(read(keyReader(headset), 0b1, 0b0)).toEqual([['hook-up'], []]);
    expect(read(keyReader(headset), 0b10, 0b0, 0b100, 0b0, 0b1000)).toEqual([['mute'], [], ['flash'], [], ['drop']]);
    expect(keyReader(headset).read(5, report(0b1111))).toEqual([]);
    expect(keyReader(headset).read(2, new DataView(new ArrayBuffer(0)))).toEqual([]);
  });

  it('are what has changed: who lets go of a key on a call neither answers another one nor hangs up', () => {
    const reader = keyReader(headset);
    expect(read(reader, 0b1)).toEqual([['hook-up']]);
    reader.told(true);
    expect(read(reader, 0b11, 0b01, 0b11, 0b01)).toEqual([['mute'], [], ['mute'], []]);
    expect(read(reader, 0b0)).toEqual([['hook-down']]);
  });

  it('are nobody’s where the hook only follows the lamp', () => {
    const reader = keyReader(headset);
    reader.told(true);
    expect(read(reader, 0b1)).toEqual([[]]);
    expect(read(reader, 0b0)).toEqual([['hook-down']]);
    reader.told(false);
    expect(read(reader, 0b1, 0b0)).toEqual([['hook-up'], []]);
    // One without that lamp moves its hook by hand alone.
    const plain = keyReader([{ usagePage: 0x0b, inputReports }]);
    plain.told(true);
    expect(read(plain, 0b1, 0b0)).toEqual([['hook-up'], ['hook-down']]);
  });

  it('are written by theirs, in as many reports as there are', () => {
    expect(lampReports(headset, { ringing: false, offHook: true, muted: true })).toEqual([
      { id: 3, bytes: Uint8Array.of(0b010) },
      { id: 4, bytes: Uint8Array.of(0b1) },
    ]);
    expect(lampReports(headset, { ringing: true, offHook: false, muted: false })).toEqual([
      { id: 3, bytes: Uint8Array.of(0b100) },
      { id: 4, bytes: Uint8Array.of(0) },
    ]);
    expect(lampReports([{ usagePage: 0x0c }], { ringing: true, offHook: false, muted: false })).toEqual([]);
  });

  const call = (id: string, state: PhoneCall['state'], muted = false): PhoneCall => ({
    id,
    state,
    muted,
    direction: state === 'calling' ? 'out' : 'in',
    number: '+79161234567',
    heldByThem: false,
    conference: false,
    transferring: false,
    startedAt: 0,
  });

  it.each<[HeadsetKey, PhoneCall[], PhoneCommand | undefined]>([
    ['hook-up', [], undefined],
    ['hook-up', [call('a', 'talking'), call('b', 'ringing')], { do: 'answer', id: 'b' }],
    ['hook-up', [call('a', 'held')], { do: 'hold', id: 'a', on: false }],
    ['hook-up', [call('a', 'talking'), call('b', 'held')], undefined],
    ['hook-down', [call('a', 'held'), call('b', 'talking')], { do: 'hangUp', id: 'b' }],
    ['hook-down', [call('a', 'calling')], { do: 'hangUp', id: 'a' }],
    ['hook-down', [call('a', 'ringing')], undefined],
    ['drop', [call('a', 'talking'), call('b', 'ringing')], { do: 'hangUp', id: 'b' }],
    ['mute', [call('a', 'talking', true)], { do: 'mute', id: 'a', on: false }],
    ['mute', [call('a', 'held')], undefined],
    ['flash', [call('a', 'talking'), call('b', 'ringing')], { do: 'answer', id: 'b' }],
    ['flash', [call('a', 'talking'), call('b', 'held')], { do: 'hold', id: 'b', on: false }],
    ['flash', [call('a', 'talking')], { do: 'hold', id: 'a', on: true }],
  ])('%s does what is meant by the calls there are (%#)', (key, calls, command) => {
    expect(askedBy(key, calls)).toEqual(command);
  });

  it('says of the calls what lamps can', () => {
    expect(lampsOf([])).toEqual({ ringing: false, offHook: false, muted: false });
    expect(lampsOf([call('a', 'calling')])).toEqual({ ringing: false, offHook: true, muted: false });
    expect(lampsOf([call('a', 'talking', true), call('b', 'ringing')])).toEqual({ ringing: true, offHook: true, muted: true });
  });
});

describe('small parts of the telephone', () => {
  it('shows loudness in steps that sound even', () => {
    expect(loudness(new Float32Array(128))).toBe(0);
    expect(loudness(new Float32Array(128).fill(1))).toBe(1);
    expect(loudness(new Float32Array(128).fill(0.0316))).toBeCloseTo(0.5, 1);
  });

  it('writes how long it takes', () => {
    expect([7_400, 751_000, 3_729_000].map((ms) => talkTime(0, ms))).toEqual(['0:07', '12:31', '1:02:09']);
    expect(talkTime(10_000, 9_000)).toBe('0:00');
  });

  it('knows which of the chosen devices are not plugged in, and says nothing of what it cannot see', () => {
    const chosen = { microphone: 'a', speaker: 'b', ringer: '' };
    const device = (id: string) => ({ id, label: id });
    expect(missingOf(chosen, [device('a')], [device('c')])).toEqual(['speaker']);
    expect(missingOf({ ...chosen, ringer: 'd' }, [device('x')], [device('b')])).toEqual(['microphone', 'ringer']);
    expect(missingOf(chosen, [], [])).toEqual([]);
  });

  it('forgets devices that it cannot read', () => {
    expect(readPhoneSound('{"microphone":"a","ringVolume":7}')).toEqual({
      microphone: 'a',
      speaker: '',
      ringer: '',
      ringVolume: 0.6,
      names: {},
    });
    expect(readPhoneSound('{"ringer":"b","names":{"ringer":"Speakers","speaker":7}}').names).toEqual({ ringer: 'Speakers' });
    expect(readPhoneSound('no').microphone).toBe('');
  });

  it('says the customer’s own name, not the one the network shows', () => {
    const ringing = call({ number: '79161234567', name: 'MOBILE' });
    const live = [
      {
        item: { call: { number: '+79161234567' } },
        mine: false,
        ringsHere: true,
        customer: { name: 'Мария', nameIsAddress: false },
      },
    ];
    const found = liveOf(ringing, live as unknown as LiveCall[]);
    expect(partyOf(ringing, found)).toEqual({ number: '79161234567', name: 'Мария' });
    expect(partyOf(ringing, undefined)).toEqual({ number: '79161234567', name: 'MOBILE' });
  });

  it('says of a hidden number that it is hidden, and knows its call', () => {
    const ringing = call({ number: 'anonymous', name: 'Anonymous' });
    const live = [
      { mine: true, ringsHere: true, item: { call: { number: '+79161234567' } }, customer: {} },
      { mine: true, ringsHere: true, item: { call: {} }, customer: { name: 'Hidden number', nameIsAddress: true } },
    ];
    expect(liveOf(ringing, live as unknown as LiveCall[])).toBe(live[1]);
    expect(partyOf(ringing, undefined)).toEqual({});
  });

  it('means the call that is talked on', () => {
    const [held, talking] = [call({ id: 'a', state: 'held' }), call({ id: 'b', state: 'talking' })];
    expect(foremost([held, talking])?.id).toBe('b');
    expect(foremost([call({ state: 'ringing' })])).toBeUndefined();
  });
});

function call(change: Partial<PhoneCall>): PhoneCall {
  return {
    id: 'a',
    direction: 'in',
    number: '1',
    state: 'ringing',
    heldByThem: false,
    muted: false,
    conference: false,
    transferring: false,
    startedAt: 0,
    ...change,
  };
}
