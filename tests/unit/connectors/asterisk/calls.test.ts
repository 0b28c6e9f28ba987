import { describe, expect, test } from 'vitest';
import { interpret } from '../../../../electron/connectors/asterisk/calls/interpret.ts';
import { reconcile } from '../../../../electron/connectors/asterisk/calls/reconcile.ts';
import { CallTracker } from '../../../../electron/connectors/asterisk/calls/tracker.ts';
import { isLeftBy, messageFile } from '../../../../electron/connectors/asterisk/message-file.ts';
import { event, house, last, recorded, replay, timeOf } from './replay.ts';

const seconds = (ms: number | undefined): number => Math.round((ms ?? Number.NaN) / 100) / 10;
const legs = (call: { legs: Array<{ extension?: string; result: string }> }) =>
  call.legs.map(({ extension, result }) => `${extension} ${result}`);

describe('sessions of a real Asterisk', () => {
  test('through a queue to one of two desks', () => {
    const told = replay(recorded('queue-answered'));
    expect(told.map(({ state }) => state).filter((state, at, all) => state !== all[at - 1])).toEqual([
      'queued',
      'ringing',
      'talking',
      'ringing',
      'ended',
    ]);
    const call = last(told);
    expect(call).toMatchObject({
      direction: 'in',
      number: '+79161234567',
      callerName: 'Мария Кузнецова',
      line: '4950001',
      queue: 'support',
      outcome: 'answered',
      answeredBy: { extension: '101', name: 'Anna Lebedeva' },
      endedBy: 'them',
      cause: { code: 16, text: 'Normal Clearing' },
    });
    expect(legs(call)).toEqual(['101 answered', '102 elsewhere']);
    expect([call.waitMs, call.ringMs, call.talkMs].map(seconds)).toEqual([0.9, 0.9, 1.5]);
    expect(call.recordings).toMatchObject([{ name: 'pbx-1795315805.0.wav', mime: 'audio/wav', kind: 'audio' }]);
    expect(new Set(told.map(({ remoteId }) => remoteId)).size).toBe(1);
    expect(told.map(({ revision }) => revision)).toEqual(
      [...new Set(told.map(({ revision }) => revision))].sort((a, b) => a - b),
    );
  });

  test('nobody answers', () => {
    const call = last(replay(recorded('missed')));
    expect(call).toMatchObject({ state: 'ended', outcome: 'missed', endedBy: 'them', recordings: [] });
    expect(legs(call)).toEqual(['101 cancelled', '102 cancelled']);
    expect(call.answeredAt).toBeUndefined();
  });

  test('given up in the queue', () => {
    const call = last(replay(recorded('abandoned')));
    expect(call).toMatchObject({ state: 'ended', outcome: 'abandoned', queue: 'support' });
    expect(seconds(call.waitMs)).toBe(2);
  });

  test('a message in the mailbox', () => {
    expect(last(replay(recorded('voicemail')))).toMatchObject({ state: 'ended', outcome: 'voicemail', recordings: [] });
  });

  test('a message in the mailbox, by the name of its file', () => {
    const messages = recorded('voicemail');
    const at = messages.findIndex((one) => one.event === 'MessageWaiting');
    const waiting = messages[at];
    if (!waiting) throw new Error('no message was left');
    const said = { Variable: 'VM_MESSAGEFILE', Timestamp: waiting.get('Timestamp') ?? '' };
    const of = { Uniqueid: waiting.get('Uniqueid') ?? '', Linkedid: waiting.get('Linkedid') ?? '' };
    const told = (Value: string) =>
      last(replay([...messages.slice(0, at), event('VarSet', { ...said, ...of, Value }), ...messages.slice(at)])).recordings;
    const file = '/var/spool/asterisk/voicemail/default/101/INBOX/msg0003';
    const [message] = told(file);
    expect(message).toMatchObject({ name: 'msg0003.wav', mime: 'audio/wav', identity: `${of.Linkedid} ${file}` });
    expect(message && 'ref' in message ? messageFile(message.ref) : undefined).toEqual({ file, channel: 'PJSIP/trunk-0000000d' });
    // A mailbox that is no folder.
    expect(told('IMAP_STORAGE')).toEqual([]);
  });

  test('a message is fetched only while it is the one that was left', () => {
    const text = '[message]\r\ncallerchan=PJSIP/trunk-0000000d\r\ncallerid=+79161234567\r\n';
    expect(isLeftBy(text, 'PJSIP/trunk-0000000d')).toBe(true);
    expect(isLeftBy(text, 'PJSIP/trunk-0000000')).toBe(false);
    expect(messageFile('/var/spool/asterisk/monitor/a.wav')).toBeUndefined();
  });

  test('ordered by us: the desk, then them; and a desk that does not answer', () => {
    const tracker = new CallTracker();
    const ordered = { extension: '101', number: '89161234567', at: 1_795_315_839_000 };
    tracker.order('tl-0001', ordered);
    tracker.order('tl-0003', { ...ordered, at: 1_795_315_847_000 });
    const told = replay(recorded('originate'), { tracker });
    const first = last(told.filter(({ remoteId }) => remoteId === 'tl-0001'));
    expect(first).toMatchObject({
      direction: 'out',
      state: 'ended',
      outcome: 'answered',
      number: '89161234567',
      endedBy: 'them',
    });
    expect(first.dialledBy).toEqual({ extension: '101' });
    expect(seconds(first.talkMs)).toBe(2);
    const third = last(told.filter(({ remoteId }) => remoteId === 'tl-0003'));
    expect(third).toMatchObject({ direction: 'out', state: 'ended', outcome: 'failed', cause: { code: 19 } });
  });

  test('ordered by another program, the number is what was dialled at the line', () => {
    expect(last(replay(recorded('originate')).filter(({ remoteId }) => remoteId === 'tl-0001'))).toMatchObject({
      direction: 'out',
      number: '89161234567',
      dialledBy: { extension: '101' },
      outcome: 'answered',
    });
  });

  test('given on without asking, and after asking, is one call', () => {
    const blind = last(replay(recorded('blind')));
    expect(blind.transfers).toMatchObject([
      { kind: 'blind', from: { extension: '101' }, to: { extension: '102', name: 'Борис Орлов' } },
    ]);
    expect(legs(blind)).toEqual(['101 left', '102 answered']);
    const told = replay(recorded('attended'));
    const attended = last(told.filter(({ line }) => line === '4950009'));
    expect(attended.transfers).toMatchObject([{ kind: 'attended', from: { extension: '101' }, to: { extension: '102' } }]);
    expect(attended).toMatchObject({ state: 'ended', outcome: 'answered' });
    expect(new Set(told.map(({ remoteId }) => remoteId)).size).toBe(1);
  });

  test('told twice or in pieces, it is the same call', () => {
    const messages = recorded('queue-answered');
    const once = last(replay(messages));
    const twice = messages.flatMap((message) => (message.event === 'Hangup' ? [message] : [message, message]));
    expect({ ...last(replay(twice)), revision: 0 }).toEqual({ ...once, revision: 0 });
  });
});

const channelAt = (name: string, id: string, more: Record<string, string> = {}) =>
  event('Newchannel', { Channel: name, Uniqueid: id, Linkedid: 'a', Exten: 's', ChannelState: '0', Timestamp: '100', ...more });
const of = (id: string, at: number, more: Record<string, string> = {}) => ({
  Uniqueid: id,
  Linkedid: 'a',
  Timestamp: String(at),
  ...more,
});
const caller = channelAt('PJSIP/trunk-01', 'a', { CallerIDNum: '79161234567', Exten: '4950001', ChannelState: '4' });
const rung = (id: string, extension: string, at: number) => [
  channelAt(`PJSIP/${extension}-0${id}`, id, { Timestamp: String(at) }),
  event('DialBegin', { ...of('a', at), DestUniqueid: id, DestLinkedid: 'a' }),
];
const answer = (id: string, at: number) => [
  event('DialEnd', { ...of('a', at), DestUniqueid: id, DestLinkedid: 'a', DialStatus: 'ANSWER' }),
  event('BridgeEnter', of(id, at, { BridgeUniqueid: 'x' })),
  event('BridgeEnter', of('a', at, { BridgeUniqueid: 'x' })),
];
const hangUp = (id: string, at: number, more: Record<string, string> = {}) =>
  event('Hangup', of(id, at, { Cause: '16', ...more }));

describe('what a PBX tells besides', () => {
  test('a hold is no talk', () => {
    const messages = [
      caller,
      ...rung('b', '101', 101),
      ...answer('b', 105),
      event('Hold', of('b', 110)),
      event('Unhold', of('b', 113)),
      hangUp('b', 120),
      hangUp('a', 120),
    ];
    expect(replay(messages).map(({ state }) => state)).toContain('held');
    expect(last(replay(messages))).toMatchObject({ holdMs: 3000, talkMs: 12_000, ringMs: 4000 });
  });

  test('hidden numbers are absent, and calls within the house are nobody’s', () => {
    for (const word of ['anonymous', '<unknown>', 'Restricted', '']) {
      const hidden = channelAt('PJSIP/trunk-01', 'a', { CallerIDNum: word, Exten: '4950001' });
      expect(last(replay([hidden])).number).toBeUndefined();
    }
    const inside = channelAt('PJSIP/101-01', 'a', { CallerIDNum: '101', Exten: '102' });
    expect(replay([inside, ...rung('b', '102', 101), ...answer('b', 102), hangUp('b', 103), hangUp('a', 103)])).toEqual([]);
  });

  test('a desk that was dialled by hand: whose call, and how it ended', () => {
    const out = channelAt('PJSIP/101-01', 'a', { CallerIDNum: '101', Exten: '89161234567', ChannelState: '4' });
    const line = channelAt('PJSIP/trunk-02', 'b', { Timestamp: '101' });
    const begun = event('DialBegin', { ...of('a', 101), DestUniqueid: 'b', DestLinkedid: 'a' });
    const refused = event('DialEnd', { ...of('a', 104), DestUniqueid: 'b', DestLinkedid: 'a', DialStatus: 'BUSY' });
    const call = last(
      replay([out, line, begun, refused, hangUp('b', 104, { Cause: '17', 'Cause-txt': 'User busy' }), hangUp('a', 105)]),
    );
    expect(call).toMatchObject({
      direction: 'out',
      number: '89161234567',
      dialledBy: { extension: '101' },
      outcome: 'busy',
      cause: { code: 17 },
    });
    expect(call.ringMs).toBe(3000);
  });

  test('who met in a bridge has talked, also when it is told in one moment', () => {
    const leave = (id: string) => event('BridgeLeave', of(id, 105, { BridgeUniqueid: 'x' }));
    const met = [
      caller,
      ...rung('b', '101', 101),
      ...answer('b', 105),
      leave('b'),
      leave('a'),
      hangUp('b', 105),
      hangUp('a', 105),
    ];
    expect(last(replay(met))).toMatchObject({ outcome: 'answered', talkMs: 0, answeredBy: { extension: '101' } });
    const [ended, entered, late] = answer('b', 105);
    const missed = [
      caller,
      ...rung('b', '101', 101),
      ended,
      entered,
      leave('b'),
      late,
      leave('a'),
      hangUp('b', 105),
      hangUp('a', 105),
    ];
    expect(last(replay(missed.flatMap((one) => one ?? []))).outcome).toBe('missed');
  });

  test('a desk behind a Local channel rings once', () => {
    const half = channelAt('Local/101@from-queue-01;1', 'l1', { Timestamp: '101' });
    const other = channelAt('Local/101@from-queue-01;2', 'l2', { Timestamp: '101' });
    const dial = (from: string, to: string) => event('DialBegin', { ...of(from, 101), DestUniqueid: to, DestLinkedid: 'a' });
    const desk = channelAt('PJSIP/101-02', 'b', { Timestamp: '101' });
    const messages = [
      caller,
      half,
      other,
      dial('a', 'l1'),
      desk,
      dial('l2', 'b'),
      event('DialEnd', { ...of('l2', 103), DestUniqueid: 'b', DestLinkedid: 'a', DialStatus: 'ANSWER' }),
      event('BridgeEnter', of('b', 103, { BridgeUniqueid: 'y' })),
      event('BridgeEnter', of('l2', 103, { BridgeUniqueid: 'y' })),
      event('DialEnd', { ...of('a', 103), DestUniqueid: 'l1', DestLinkedid: 'a', DialStatus: 'ANSWER' }),
      event('BridgeEnter', of('l1', 103, { BridgeUniqueid: 'x' })),
      event('BridgeEnter', of('a', 103, { BridgeUniqueid: 'x' })),
    ];
    const call = last(replay(messages));
    expect(legs(call)).toEqual(['101 talking']);
    expect(call).toMatchObject({ state: 'talking', answeredBy: { extension: '101' } });
  });

  test('a desk rung again and again by a queue is one leg', () => {
    const again = (id: string, at: number) => [
      ...rung(id, '101', at),
      event('DialEnd', { ...of('a', at + 5), DestUniqueid: id, DestLinkedid: 'a', DialStatus: 'NOANSWER' }),
      hangUp(id, at + 5),
    ];
    const call = last(replay([caller, ...again('b', 101), ...again('c', 107), ...again('d', 113), hangUp('a', 120)]));
    expect(call.legs).toMatchObject([{ extension: '101', result: 'no-answer', ringAt: 101_000, endedAt: 118_000 }]);
  });

  test('keys that are pressed are kept nowhere', () => {
    const tracker = new CallTracker();
    replay(
      [caller, event('DTMFEnd', of('a', 101, { Digit: '7' })), event('VarSet', of('a', 101, { Variable: 'PIN', Value: '4711' }))],
      { tracker },
    );
    expect(JSON.stringify(tracker.open)).not.toMatch(/4711|DTMF|Digit/);
  });
});

describe('looking again after an absence', () => {
  const listed = (fields: Record<string, string>) => event('CoreShowChannel', { Duration: '00:00:30', ...fields });
  const look = { ended: new Set<string>(), gap: { from: 110_000, to: 200_000 }, restarted: false };

  function talking(): CallTracker {
    const tracker = new CallTracker();
    replay([caller, ...rung('b', '101', 101), ...answer('b', 105)], { tracker });
    return new CallTracker(structuredClone(tracker.open));
  }

  test('what still goes on goes on, and ends when it ends', () => {
    const tracker = talking();
    const there = ['a', 'b'].map((id) =>
      listed({ Uniqueid: id, Linkedid: 'a', Channel: `PJSIP/x-${id}`, BridgeId: 'x', ChannelState: '6' }),
    );
    const [facts] = reconcile(tracker, { ...look, listed: there, before: new Set(['a', 'b']) });
    expect(facts && interpret(facts, house)).toMatchObject({ state: 'talking', answeredAt: 105_000 });
    const call = last(replay([hangUp('b', 210), hangUp('a', 210)], { tracker }));
    expect(call).toMatchObject({ state: 'ended', endedAt: 210_000, talkMs: 105_000 });
    expect(call.unobserved).toBeUndefined();
  });

  test('what is gone is over, at a time nobody knows', () => {
    const tracker = talking();
    const [facts] = reconcile(tracker, { ...look, listed: [], before: new Set(['a', 'b']), restarted: true });
    const call = facts && interpret(facts, house);
    expect(call).toMatchObject({
      state: 'ended',
      outcome: 'answered',
      unobserved: look.gap,
      cause: { text: 'The PBX was restarted' },
    });
    expect([call?.endedAt, call?.talkMs]).toEqual([undefined, undefined]);
  });

  test('one that only rang ended somehow, and nothing is claimed', () => {
    const tracker = new CallTracker();
    replay([caller, ...rung('b', '101', 101)], { tracker });
    const [facts] = reconcile(tracker, { ...look, listed: [], before: new Set(['a', 'b']) });
    const call = facts && interpret(facts, house);
    expect(call).toMatchObject({ state: 'ended', unobserved: look.gap });
    expect(call?.outcome).toBeUndefined();
  });

  test('a wish that never became a call is over', () => {
    const tracker = new CallTracker();
    tracker.order('tl-1', { extension: '101', number: '89161234567', at: 100_000 });
    const [facts] = reconcile(tracker, { ...look, listed: [], before: new Set() });
    expect(facts && interpret(facts, house)).toMatchObject({ state: 'ended', direction: 'out', unobserved: look.gap });
  });

  test('what began meanwhile is taken as it stands; what ended while it was listed stays ended', () => {
    const tracker = new CallTracker();
    const there = [
      listed({
        Uniqueid: 'n',
        Linkedid: 'n',
        Channel: 'PJSIP/trunk-05',
        CallerIDNum: '79160000000',
        Exten: '4950001',
        ChannelState: '6',
      }),
      listed({
        Uniqueid: 'd',
        Linkedid: 'n',
        Channel: 'PJSIP/101-07',
        ChannelState: '5',
        ApplicationData: '(Outgoing Line)',
        Duration: '00:00:10',
      }),
      listed({ Uniqueid: 'gone', Linkedid: 'gone', Channel: 'PJSIP/trunk-06', CallerIDNum: '79160000001', Exten: '4950001' }),
    ];
    const changed = reconcile(tracker, { ...look, listed: there, before: new Set(), ended: new Set(['gone']) });
    expect(changed.map((facts) => interpret(facts, house))).toMatchObject([
      {
        remoteId: 'n',
        number: '79160000000',
        startedAt: 170_000,
        unobserved: look.gap,
        state: 'ringing',
        legs: [{ extension: '101', ringAt: 190_000 }],
      },
    ]);
  });
});

test('times are those of the PBX', () => {
  const [first] = recorded('missed').filter((message) => message.event === 'Newchannel');
  expect(first && last(replay(recorded('missed'))).startedAt).toBe(first && timeOf(first));
});
