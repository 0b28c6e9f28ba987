import { describe, expect, it } from 'vitest';
import { foremost, liveOf, partyOf, sameNumber } from '../../../renderer/screens/call/party.ts';
import { talkTime } from '../../../renderer/screens/call/words.ts';
import { endedInOrder, microphoneTrouble, sipTrouble } from '../../../renderer/softphone/failures.ts';
import { type Collection, keyPressed, lampReport } from '../../../renderer/softphone/headset-reports.ts';
import { loudness } from '../../../renderer/softphone/meter.ts';
import { missingOf } from '../../../renderer/softphone/microphone.ts';
import { judge, type Reading, readStats } from '../../../renderer/softphone/quality.ts';
import { readPhoneSound } from '../../../renderer/state/phone-devices.ts';
import type { LiveCall } from '../../../shared/contract/api.ts';
import type { PhoneCall } from '../../../shared/contract/softphone.ts';

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
  const headset: Collection[] = [
    {
      usagePage: 0x0b,
      inputReports: [{ reportId: 2, items: [bits([0x0b_0020, 0x0b_002f]), { reportSize: 6, reportCount: 1 }] }],
      children: [
        { outputReports: [{ reportId: 3, items: [bits([0x08_0017, 0x08_0009, 0x08_0018]), { reportSize: 5, reportCount: 1 }] }] },
      ],
    },
  ];
  const report = (byte: number): DataView => new DataView(Uint8Array.of(byte).buffer);

  it('are read by their place in the report', () => {
    expect(keyPressed(headset, 2, report(0b01))).toBe('hook-up');
    expect(keyPressed(headset, 2, report(0b00))).toBe('hook-down');
    expect(keyPressed(headset, 2, report(0b10))).toBe('mute');
    expect(keyPressed(headset, 5, report(0b11))).toBeUndefined();
  });

  it('are written by theirs', () => {
    expect(lampReport(headset, { ringing: false, talking: true, muted: true })).toEqual({ id: 3, bytes: Uint8Array.of(0b011) });
    expect(lampReport(headset, { ringing: true, talking: false, muted: false })).toEqual({ id: 3, bytes: Uint8Array.of(0b100) });
    expect(lampReport([{ usagePage: 0x0c }], { ringing: true, talking: false, muted: false })).toBeUndefined();
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

  it('knows one number by its national part', () => {
    expect(sameNumber('+7 916 123-45-67', '89161234567')).toBe(true);
    expect(sameNumber('101', '102')).toBe(false);
    expect(sameNumber('', '')).toBe(false);
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
