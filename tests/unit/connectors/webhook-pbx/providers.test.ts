import { describe, expect, test } from 'vitest';
import { callOf, factsOf, payloadOf } from '../../../../electron/connectors/webhook-pbx/facts.ts';
import { readPasted } from '../../../../electron/connectors/webhook-pbx/pasted.ts';
import { providers } from '../../../../electron/connectors/webhook-pbx/providers/all.ts';
import { mango, mangoSign } from '../../../../electron/connectors/webhook-pbx/providers/mango.ts';
import type { Incoming } from '../../../../electron/connectors/webhook-pbx/providers/provider.ts';
import { zadarma, zadarmaSignature } from '../../../../electron/connectors/webhook-pbx/providers/zadarma.ts';
import { type Note, Unreadable } from '../../../../electron/connectors/webhook-pbx/told.ts';
import { CallTracker } from '../../../../electron/connectors/webhook-pbx/tracker.ts';
import type { CloudPbxChannelConfig } from '../../../../shared/contract/provision.ts';
import {
  jsonNote,
  mangoConsultation,
  mangoNote,
  mangoRecord,
  mangoSummaries,
  uisEvents,
  xsiHook,
  xsiNote,
  xsiRedirected,
  zadarmaEvents,
  zadarmaNote,
} from './fixtures.ts';

type Provider = CloudPbxChannelConfig['provider'];

/** The one call that these events are of, told as it would be journaled and mapped. */
function callBy(provider: Provider, notes: Note[]) {
  const tracker = new CallTracker({ provider });
  for (const note of notes) tracker.take(note, providers[provider].read(note));
  const [facts, ...more] = tracker.open;
  if (!facts || more.length > 0) throw new Error(`${tracker.open.length} calls`);
  return callOf(factsOf(payloadOf(facts, 0).body), { provider });
}

const config = (more: Partial<CloudPbxChannelConfig>): CloudPbxChannelConfig => ({
  id: 'pbx',
  kind: 'cloud-pbx',
  name: 'Cloud',
  provider: 'generic',
  listen: { port: 1, path: '/calls' },
  ...more,
});
const incoming = (note: Note, headers: Record<string, string> = {}, query = ''): Incoming => ({
  ...note,
  headers,
  query: new URLSearchParams(query),
});

describe('Mango Office', () => {
  test('a call to a line, answered at a desk', () => {
    expect(callBy('mango', [mangoNote('/events/summary', mangoSummaries.answered)])).toMatchObject({
      remoteId: '232wc3e3w3s222',
      direction: 'in',
      state: 'ended',
      outcome: 'answered',
      number: '7800123635242',
      line: '7800123456789',
      startedAt: 1399906976_000,
      answeredAt: 1399906980_000,
      endedAt: 1399906990_000,
      ringMs: 4000,
      talkMs: 10_000,
      answeredBy: { extension: '123' },
      cause: { text: 'Mango Office 1100' },
    });
  });

  test('one that ended in the menu was missed, though its result says 1', () => {
    const call = callBy('mango', [mangoNote('/events/summary', mangoSummaries.endedInMenu)]);
    expect(call).toMatchObject({ outcome: 'missed', number: '79000000000' });
    expect(call?.talkMs).toBeUndefined();
  });

  test('calls of ours, taken and not', () => {
    const out = { direction: 'out', number: '7800123456789', line: '74953333357', dialledBy: { extension: '123' } };
    expect(callBy('mango', [mangoNote('/events/summary', mangoSummaries.calledOut)])).toMatchObject({
      ...out,
      outcome: 'answered',
    });
    expect(callBy('mango', [mangoNote('/events/summary', mangoSummaries.nobodyThere)])).toMatchObject({
      ...out,
      outcome: 'no-answer',
    });
  });

  test('given on after a consultation, in whatever order it is told', () => {
    const notes = mangoConsultation.map((event) => mangoNote('/events/call', event));
    const call = callBy('mango', notes);
    expect(call).toMatchObject({
      direction: 'in',
      number: '74955404444',
      answeredBy: { extension: '123' },
      transfers: [{ kind: 'attended', from: { extension: '123' }, to: { extension: '321' }, at: 1398957005_000 }],
    });
    const shuffled = [5, 2, 7, 0, 4, 1, 6, 3].flatMap((at) => notes[at] ?? []);
    expect(callBy('mango', shuffled)).toEqual(call);
  });

  test('a recording put into the store', () => {
    const call = { ...mangoSummaries.answered, entry_id: mangoRecord.entry_id };
    const notes = [mangoNote('/events/summary', call), mangoNote('/events/record/added', mangoRecord)];
    expect(callBy('mango', notes)?.recordings).toMatchObject([{ kind: 'audio', identity: mangoRecord.recording_id }]);
  });

  test('is signed by key, text and salt', () => {
    const json = JSON.stringify(mangoRecord);
    const note = mangoNote('/events/record/added', mangoRecord);
    const signed = (key: string, sign: string) =>
      incoming({ ...note, body: new URLSearchParams({ vpbx_api_key: key, sign, json }).toString() });
    const own = config({ provider: 'mango', key: 'key', secret: 'salt' });
    expect(mango.isAuthentic(signed('key', mangoSign('key', json, 'salt')), own)).toBe(true);
    expect(mango.isAuthentic(signed('key', mangoSign('key', json, 'pepper')), own)).toBe(false);
    expect(mango.isAuthentic(signed('other', mangoSign('key', json, 'salt')), own)).toBe(false);
  });
});

describe('Zadarma', () => {
  const { start, internal, answer, end, missed, record, outStart, outEnd } = zadarmaEvents;
  test('a call that rings, is answered, ends and was recorded', () => {
    const notes = [start, internal, answer, end, record].map(zadarmaNote);
    const call = callBy('zadarma', notes);
    expect(call).toMatchObject({
      remoteId: 'in_5f3a',
      direction: 'in',
      outcome: 'answered',
      number: '+79161234567',
      line: '74950001122',
      answeredBy: { extension: '101' },
      talkMs: 42_000,
      cause: { code: 16, text: 'answered' },
      legs: [{ extension: '101', result: 'answered' }],
    });
    expect(call?.recordings.map(({ identity }) => identity)).toEqual(['1458832388.4595']);
    expect(callBy('zadarma', notes.slice(0, 2))).toMatchObject({
      state: 'ringing',
      legs: [{ extension: '101', result: 'ringing' }],
    });
    expect(callBy('zadarma', notes.slice(0, 3))).toMatchObject({ state: 'talking', legs: [{ result: 'talking' }] });
  });

  test('missed, and busy', () => {
    expect(callBy('zadarma', [start, internal, missed].map(zadarmaNote))).toMatchObject({
      outcome: 'missed',
      legs: [{ extension: '101', result: 'cancelled' }],
    });
    expect(callBy('zadarma', [outStart, outEnd].map(zadarmaNote))).toMatchObject({
      direction: 'out',
      outcome: 'busy',
      number: '79161234567',
      dialledBy: { extension: '101' },
      cause: { code: 17 },
    });
  });

  test('is signed by what each event names, and greets', () => {
    const own = config({ provider: 'zadarma', secret: 'api-secret' });
    const line = `${start.caller_id}${start.called_did}${start.call_start}`;
    // base64 of 40 hexadecimal digits, as PHP makes it.
    const signature = zadarmaSignature('api-secret', line);
    expect(Buffer.from(signature, 'base64').toString()).toMatch(/^[0-9a-f]{40}$/);
    expect(zadarma.isAuthentic(incoming(zadarmaNote(start), { signature }), own)).toBe(true);
    expect(zadarma.isAuthentic(incoming(zadarmaNote({ ...start, caller_id: '1' }), { signature }), own)).toBe(false);
    expect(zadarma.handshake?.(new URLSearchParams('zd_echo=abc'))).toBe('abc');
  });
});

describe('UIS', () => {
  const { inCall, waiting, talk, end, lost, record } = uisEvents;
  test('a call that is answered and recorded', () => {
    expect(callBy('uis', [inCall, waiting, talk, end, record].map(jsonNote))).toMatchObject({
      remoteId: '182736455',
      outcome: 'answered',
      number: '79161234567',
      callerName: 'Мария Кузнецова',
      line: '74950001122',
      startedAt: 1700000000_000,
      answeredAt: 1700000007_000,
      talkMs: 30_000,
      answeredBy: { extension: '101' },
      recordings: [{ durationMs: 30_000, identity: record.file_link }],
    });
  });

  test('one that is lost', () => {
    expect(callBy('uis', [inCall, waiting, lost].map(jsonNote))).toMatchObject({ outcome: 'missed', state: 'ended' });
  });

  test('carries a token in its address', () => {
    const own = config({ provider: 'uis', secret: 's3cret' });
    expect(providers.uis.isAuthentic(incoming(jsonNote(inCall), {}, 'token=s3cret'), own)).toBe(true);
    expect(providers.uis.isAuthentic(incoming(jsonNote(inCall), {}, 'token=other'), own)).toBe(false);
    expect(providers.uis.isAuthentic(incoming(jsonNote(inCall), {}), config({ provider: 'uis', secret: '' }))).toBe(false);
  });

  test('a parameter that nobody filled in is not known, and without the name of the call it is none', () => {
    const named = { ...inCall, contact_full_name: '{{contact_full_name}}' };
    expect(callBy('uis', [jsonNote(named)])).not.toHaveProperty('callerName');
    const nameless = jsonNote({ ...inCall, call_session_id: '{{call_session_id}}' });
    expect(() => providers.uis.read(nameless)).toThrow('call_session_id is missing');
  });
});

describe('Beeline', () => {
  const number = '+79161234567';
  const answeredAt = '<xsi:answerTime>1456130787729</xsi:answerTime>';
  const over = `<xsi:releasingParty>remoteRelease</xsi:releasingParty>${answeredAt}<xsi:releaseTime>1456130797729</xsi:releaseTime>`;

  test('a call that rings at two desks and is answered at one', () => {
    const notes = [
      xsiNote({ type: 'CallReceivedEvent', number }),
      xsiNote({ type: 'CallReceivedEvent', number, target: '9650000002' }),
      xsiNote({ type: 'CallAnsweredEvent', number, more: answeredAt }),
      xsiNote({ type: 'CallReleasedEvent', number, more: over }),
    ];
    expect(callBy('beeline', notes)).toMatchObject({
      remoteId: '295313b0-ab3b-416e-884b-7faaa8dbc4ee',
      direction: 'in',
      number,
      callerName: 'Мария',
      outcome: 'answered',
      endedBy: 'them',
      talkMs: 10_000,
      answeredBy: { extension: '9651234567' },
      legs: [
        { extension: '9651234567', result: 'answered' },
        { extension: '9650000002', result: 'elsewhere' },
      ],
    });
  });

  test('a call of ours nobody took, and one within the house', () => {
    const released = '<xsi:releaseTime>1456130797729</xsi:releaseTime>';
    const out = [
      xsiNote({ type: 'CallOriginatedEvent', number, personality: 'Originator' }),
      xsiNote({ type: 'CallReleasedEvent', number, personality: 'Originator', more: released }),
    ];
    expect(callBy('beeline', out)).toMatchObject({
      direction: 'out',
      outcome: 'no-answer',
      dialledBy: { extension: '9651234567' },
    });
    expect(callBy('beeline', [xsiNote({ type: 'CallReceivedEvent', number, callType: 'Group' })])).toBeUndefined();
    expect(providers.beeline.read(xsiNote({ type: 'SubscriptionTerminatedEvent' }))).toEqual([]);
  });

  test('a group that rings is a queue, whatever answers in it; the number that was dialled, and the recording', () => {
    const group = 'MPBX_g_105_hg_3';
    const line = xsiRedirected('+74950001122');
    const menu = { number, target: 'MPBX_g_105_vxml_1' };
    const waiting = [
      xsiNote({ type: 'CallReceivedEvent', ...menu }),
      xsiNote({ type: 'CallAnsweredEvent', ...menu, more: answeredAt }),
      xsiNote({ type: 'CallReceivedEvent', number, target: group }),
      xsiHook,
    ];
    expect(callBy('beeline', waiting)).toMatchObject({ state: 'queued', legs: [] });
    const gone = xsiNote({ type: 'CallReleasedEvent', number, target: group, more: over });
    expect(callBy('beeline', [...waiting, gone])).toMatchObject({ outcome: 'abandoned', endedBy: 'them' });
    const answered = [
      ...waiting,
      xsiNote({ type: 'CallReceivedEvent', number, more: line }),
      xsiNote({ type: 'CallAnsweredEvent', number, more: `${line}${answeredAt}` }),
      xsiNote({ type: 'CallReleasedEvent', number, more: `${line}${over}<xsi:recorded/>` }),
      gone,
    ];
    expect(callBy('beeline', answered)).toMatchObject({
      outcome: 'answered',
      line: '+74950001122',
      talkMs: 10_000,
      legs: [{ extension: '9651234567', result: 'answered' }],
      recordings: [{ identity: '295313b0-ab3b-416e-884b-7faaa8dbc4ee/9651234567@ip.beeline.ru', mime: 'audio/mpeg' }],
    });
  });

  test('a call that was ordered rings the desk first, which is not the customer', () => {
    const tracker = new CallTracker({ provider: 'beeline' });
    tracker.order({ id: 'order-1', extension: '9651234567', number, at: 1_456_130_781_000 });
    const notes = [
      xsiNote({ type: 'CallOriginatedEvent', personality: 'Click-to-Dial', number: '+79651234567', callType: 'Group' }),
      xsiNote({ type: 'CallOriginatedEvent', personality: 'Originator', number }),
      xsiNote({ type: 'CallAnsweredEvent', personality: 'Originator', number, more: answeredAt }),
      xsiNote({ type: 'CallReleasedEvent', personality: 'Originator', number, more: over }),
    ];
    for (const note of notes) tracker.take(note, providers.beeline.read(note));
    expect(tracker.open).toHaveLength(1);
    const [facts] = tracker.open;
    expect(facts && callOf(facts, { provider: 'beeline' })).toMatchObject({
      remoteId: 'order-1',
      direction: 'out',
      number,
      outcome: 'answered',
      dialledBy: { extension: '9651234567' },
    });
  });

  const failed = (cause: string, q850: number): string =>
    `<xsi:releaseCause><xsi:internalReleaseCause>${cause}</xsi:internalReleaseCause><xsi:q850Cause>${q850}</xsi:q850Cause></xsi:releaseCause><xsi:releaseTime>1456130797729</xsi:releaseTime>`;

  test('a desk that gives the call on is out of it, though released only at the end', () => {
    const given =
      '<xsi:redirect><xsi:reason>transfer</xsi:reason><xsi:redirectTime>1456130790729</xsi:redirectTime></xsi:redirect>';
    const other = '9650000002';
    const second = '<xsi:answerTime>1456130792729</xsi:answerTime>';
    const notes = [
      xsiNote({ type: 'CallReceivedEvent', number }),
      xsiNote({ type: 'CallAnsweredEvent', number, more: answeredAt }),
      xsiNote({ type: 'CallRedirectedEvent', number, more: `${given}${answeredAt}` }),
      xsiNote({ type: 'CallReceivedEvent', number, target: other }),
      xsiNote({ type: 'CallAnsweredEvent', number, target: other, more: second }),
    ];
    expect(callBy('beeline', notes)).toMatchObject({
      state: 'talking',
      legs: [
        { extension: '9651234567', result: 'answered', endedAt: 1_456_130_790_729 },
        { extension: other, result: 'talking' },
      ],
    });
  });

  test('a call is held from when it says so', () => {
    const held = '<xsi:heldTime>1456130789729</xsi:heldTime>';
    const notes = [
      xsiNote({ type: 'CallReceivedEvent', number }),
      xsiNote({ type: 'CallAnsweredEvent', number, more: answeredAt }),
      xsiNote({ type: 'CallHeldEvent', number, more: `${answeredAt}${held}` }),
    ];
    expect(callBy('beeline', notes)).toMatchObject({ state: 'held', heldSince: 1_456_130_789_729 });
  });

  test('nobody has a number that is hidden, and a name of a line is none', () => {
    const hidden = callBy('beeline', [xsiNote({ type: 'CallReceivedEvent' })]);
    expect(hidden).toMatchObject({ state: 'ringing', direction: 'in' });
    expect(hidden?.number).toBeUndefined();
    const named = xsiNote({ type: 'CallReceivedEvent', number });
    const body = named.body.replace(`tel:${number}`, 'sip:line7@10.0.0.1:5061');
    expect(callBy('beeline', [{ ...named, body }])?.number).toBeUndefined();
  });

  test('a call of ours that could not begin has failed, and one to another group of the house is not shown', () => {
    const out = { number, personality: 'Originator' };
    const notes = [
      xsiNote({ type: 'CallOriginatedEvent', ...out }),
      xsiNote({ type: 'CallReleasedEvent', ...out, more: failed('Translation Failure', 1) }),
    ];
    expect(callBy('beeline', notes)).toMatchObject({ outcome: 'failed', cause: { code: 1, text: 'Translation Failure' } });
    expect(callBy('beeline', [xsiNote({ type: 'CallReceivedEvent', number, callType: 'Enterprise' })])).toBeUndefined();
  });

  test('a desk that is busy says so', () => {
    const more = failed('Busy', 17);
    const notes = [xsiNote({ type: 'CallReceivedEvent', number }), xsiNote({ type: 'CallReleasedEvent', number, more })];
    expect(callBy('beeline', notes)).toMatchObject({
      outcome: 'busy',
      cause: { code: 17, text: 'Busy' },
      legs: [{ result: 'busy' }],
    });
  });
});

describe('an event that is pasted', () => {
  const read = (provider: Parameters<typeof readPasted>[0], text: string) => readPasted(provider, text, 1_800_000_000_000);

  test('is understood as it arrives, and by what stands within its form alone', () => {
    const note = mangoNote('/events/call', mangoConsultation[0] ?? {});
    const rings = { what: 'ring', direction: 'in', number: '74955404444', extension: '123', at: 1_398_956_978_000 };
    expect(read('mango', note.body)).toMatchObject({ ok: true, events: [rings] });
    expect(read('mango', JSON.stringify(mangoConsultation[0]))).toMatchObject({ ok: true, events: [rings] });
    expect(read('mango', JSON.stringify(mangoSummaries.answered))).toMatchObject({
      events: [{ what: 'end', outcome: 'answered' }],
    });
    expect(read('mango', JSON.stringify(mangoRecord))).toMatchObject({ events: [{ what: 'recording', recorded: true }] });
    expect(read('zadarma', zadarmaNote(zadarmaEvents.start).body)).toMatchObject({ events: [{ what: 'ring' }] });
    expect(read('uis', ` ${JSON.stringify(uisEvents.talk)}\n`)).toMatchObject({ events: [{ what: 'answer', extension: '101' }] });
    const beeline = xsiNote({ type: 'CallReceivedEvent', number: '+79161234567' }).body;
    expect(read('beeline', beeline)).toMatchObject({
      events: [{ what: 'ring', number: '+79161234567', extension: '9651234567' }],
    });
  });

  test('of no call is so, and what is documented nowhere says why', () => {
    expect(read('beeline', xsiHook.body)).toEqual({ ok: true, events: [] });
    expect(read('beeline', '{}')).toEqual({ ok: false, detail: 'the body is no XML of Xsi-Events' });
    expect(read('mango', 'vpbx_api_key=1')).toEqual({ ok: false, detail: 'json is missing' });
    expect(read('uis', '{"event": "in_call", "call_session_id": {{call_session_id}}}')).toEqual({
      ok: false,
      detail: 'the body is no JSON',
    });
  });
});

describe('the generic event', () => {
  const at = 1_700_000_000_000;
  const event = (what: string, more: object = {}) =>
    jsonNote({ call: 'c1', event: what, at, direction: 'in', number: '+79161234567', ...more });

  test('rings, waits, is answered, held, given on, ended', () => {
    const call = callBy('generic', [
      event('queue', { queue: 'support' }),
      event('ring', { at: at + 1000, extension: '101' }),
      event('ring', { at: at + 1000, extension: '102' }),
      event('answer', { at: '2023-11-14T22:13:25Z', extension: '101' }),
      event('hold', { at: at + 8000 }),
      event('unhold', { at: at + 9000 }),
      event('transfer', { at: at + 10_000, extension: '101', to: '102' }),
      event('answer', { at: at + 11_000, extension: '102' }),
      event('end', { at: at + 20_000, endedBy: 'them', cause: { code: 16, text: 'Normal Clearing' } }),
    ]);
    expect(call).toMatchObject({
      outcome: 'answered',
      queue: 'support',
      answeredBy: { extension: '101' },
      answeredAt: at + 5000,
      holdMs: 1000,
      talkMs: 14_000,
      endedBy: 'them',
      transfers: [{ kind: 'blind', from: { extension: '101' }, to: { extension: '102' } }],
    });
    expect(call?.legs.map(({ extension, result }) => `${extension} ${result}`)).toEqual(['101 left', '102 answered']);
  });

  test('given up in a queue', () => {
    expect(callBy('generic', [event('queue', { queue: 'q' }), event('end', { at: at + 9000 })])).toMatchObject({
      outcome: 'abandoned',
    });
  });

  test.each([
    ['no JSON', '{'],
    ['no object', '[]'],
    ['no call', JSON.stringify({ event: 'ring', at })],
    ['an unknown event', JSON.stringify({ call: 'c', event: 'sing', at })],
    ['an unknown field', JSON.stringify({ call: 'c', event: 'ring', at, numbr: '1' })],
    ['a recording without link', JSON.stringify({ call: 'c', event: 'recording', at })],
  ])('is refused with %s', (_, body) => {
    expect(() => providers.generic.read({ ...event('ring'), body })).toThrow(Unreadable);
  });

  test('the same revision told again is known', () => {
    const tracker = new CallTracker({ provider: 'generic' });
    const take = (note: Note) => tracker.take(note, providers.generic.read(note));
    expect(take(event('ring', { revision: 1 }))).toBeDefined();
    expect(take(event('ring', { revision: 1, name: 'Maria' }))).toBeUndefined();
    expect(take(event('end', { revision: 2 }))?.revision).toBe(2);
  });

  test('a call of which nothing more is heard is not shown to go on for ever', () => {
    const tracker = new CallTracker({ provider: 'generic' });
    const ring = event('ring');
    tracker.take(ring, providers.generic.read(ring));
    expect(tracker.sweep(ring.receivedAt + 60_000)).toEqual([]);
    const [lost] = tracker.sweep(ring.receivedAt + 5 * 3_600_000);
    const call = lost && callOf(lost, { provider: 'generic' });
    expect(call).toMatchObject({ state: 'ended', revision: 2, unobserved: { from: at } });
    expect(call?.outcome).toBeUndefined();
  });
});
