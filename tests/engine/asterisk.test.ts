import { readdir, readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { AmiClient } from '../../electron/connectors/asterisk/ami/client.ts';
import type { AsteriskChannelConfig } from '../../shared/contract/provision.ts';
import { type Asterisk, callIn, numbers, startAsterisk, startPhone } from '../servers/asterisk/index.ts';
import { type Desk, openDesk, temporaryProfile } from '../support/engine.ts';
import { callsOf, callsOfPbx, callThat, extra, lines, pbxChannel, phonesOf, twoDesks, withPbx } from '../support/pbx.ts';

const maria = { number: '+79161234567', name: 'Мария Кузнецова' };
const never = new AbortController().signal;
const waitMs = 180_000;

let pbx: Asterisk;
let desk: Desk;
let profile: Awaited<ReturnType<typeof temporaryProfile>>;
let phones: { stop(): Promise<void> } | undefined;

const online = (one: Desk) =>
  one.until(async () => (await one.call('connection.list', {}))[0]?.state === 'online', 'the connection to the PBX');
const legs = (call: { legs: Array<{ extension?: string; result: string }> }) =>
  call.legs.map(({ extension, result }) => [extension, result]).sort();

/** Asks the PBX for something a phone would ask for. */
async function ask(action: string, fields: Record<string, string>): Promise<void> {
  const client = await AmiClient.open(pbxChannel(pbx).ami, [], never);
  const answer = await client.action(action, fields);
  client.close();
  if (answer.response !== 'Success') throw new Error(`${action}: ${answer.get('Message') ?? ''}`);
}

/** Bytes of sound in a folder of the mailbox. */
async function recorded(folder: string): Promise<number> {
  const names = await readdir(folder).catch(() => []);
  const sizes = await Promise.all(
    names.filter((name) => name.endsWith('.wav')).map(async (name) => (await stat(join(folder, name))).size),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** Serves the files of a folder, and lists nothing. */
async function folderServer(folder: string): Promise<AsyncDisposable & { url: string }> {
  const server = createServer(async ({ url = '' }, response) => {
    const file = await readFile(join(folder, decodeURIComponent(url))).catch(() => undefined);
    response.writeHead(file === undefined ? 404 : 200).end(file);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function reopen(more: Partial<AsteriskChannelConfig>): Promise<void> {
  await desk.stop();
  desk = await openDesk(profile.path, withPbx(pbxChannel(pbx, more)));
}

beforeAll(async () => {
  pbx = await startAsterisk({ agents: twoDesks, queueSeconds: 20, ...extra });
  // A queue rings nobody of whom it does not know yet that their phone is there.
  while (!/Not in use.*Not in use/s.test(await pbx.command('queue show support'))) await pause(100);
}, 15 * 60_000);
afterAll(() => pbx.stop());

beforeEach(async () => {
  profile = await temporaryProfile();
  desk = await openDesk(profile.path, withPbx(pbxChannel(pbx)));
  await online(desk);
});
afterEach(async () => {
  await phones?.stop();
  phones = undefined;
  await desk.stop();
  await profile.remove();
});

describe('a call from outside', { timeout: waitMs }, () => {
  test('rings at two desks, is answered at one, and is one item with its times and recording', async () => {
    // It rings for long enough to be looked at on a machine that is busy.
    phones = await phonesOf(pbx, { 101: { answerAfterMs: 5000 } });
    const calls = await callIn(pbx, { to: numbers.queue, from: maria });
    const ringing = await callThat(
      desk,
      'two desks that ring',
      (call) => call.legs.filter(({ result }) => result === 'ringing').length === 2,
    );
    expect(ringing.call).toMatchObject({
      number: maria.number,
      callerName: maria.name,
      queue: 'support',
      line: numbers.queue,
      match: 'unknown',
    });
    expect(await desk.call('call.live', { mine: true })).toMatchObject([{ ringsHere: true, item: { id: ringing.id } }]);
    const talking = await callThat(desk, 'an answer', ({ state }) => state === 'talking');
    expect(talking.call.answeredBy).toMatchObject({ extension: '101', name: 'Anna Lebedeva' });
    await calls.hangUp();
    const { call } = await callThat(desk, 'the recording', (one) => one.state === 'ended' && one.recording === 'here');
    expect(call).toMatchObject({ outcome: 'answered', endedBy: 'them', cause: { code: 16 } });
    expect(legs(call)).toEqual([
      ['101', 'answered'],
      ['102', 'elsewhere'],
    ]);
    expect(call.waitMs).toBeGreaterThan(1400);
    expect(call.ringMs).toBeGreaterThan(1000);
    expect(call.talkMs).toBeGreaterThan(0);
    const all = await callsOf(desk);
    expect(all).toHaveLength(1);
    expect(all[0]?.attachments).toMatchObject([{ kind: 'audio', mime: 'audio/wav', state: 'local' }]);
    expect(await desk.call('call.live', {})).toEqual([]);
  });

  test('that nobody answers is missed, and is work in the list', async () => {
    phones = await phonesOf(pbx, {});
    const calls = await callIn(pbx, { to: numbers.everyone, from: maria });
    await callThat(desk, 'two desks that ring', (one) => one.legs.filter(({ result }) => result === 'ringing').length === 2);
    await calls.hangUp();
    const { call } = await callThat(desk, 'the end', ({ state }) => state === 'ended');
    expect(call).toMatchObject({ outcome: 'missed', endedBy: 'them' });
    expect(legs(call)).toEqual([
      ['101', 'cancelled'],
      ['102', 'cancelled'],
    ]);
    expect((await desk.rows())[0]).toMatchObject({ waitingSince: call.startedAt, last: { call: { outcome: 'missed' } } });
  });

  test('given up in the queue is abandoned, with the time they waited', async () => {
    phones = await phonesOf(pbx, {});
    const calls = await callIn(pbx, { to: numbers.queue, from: maria });
    await callThat(desk, 'ringing', ({ state }) => state === 'ringing');
    await calls.hangUp();
    const { call } = await callThat(desk, 'the end', ({ state }) => state === 'ended');
    expect(call).toMatchObject({ outcome: 'abandoned', queue: 'support' });
    expect(call.waitMs).toBeGreaterThan(0);
  });

  test('a message left in the mailbox is a voicemail, and is here to be heard', async () => {
    await reopen({ voicemail: { path: pbx.voicemail } });
    await online(desk);
    const calls = await callIn(pbx, { to: numbers.mailbox, from: maria });
    // Two seconds of it: what is shorter than one the box throws away.
    await expect.poll(() => recorded(join(pbx.voicemail, 'default', '101', 'tmp')), { timeout: 30_000 }).toBeGreaterThan(32_000);
    await calls.hangUp();
    const { call, attachments } = await callThat(desk, 'the message', (one) => one.recording === 'here');
    expect(call).toMatchObject({ state: 'ended', outcome: 'voicemail' });
    expect(attachments).toMatchObject([{ kind: 'audio', mime: 'audio/wav', state: 'local' }]);
    const [file] = await readdir(join(pbx.voicemail, 'default', '101', 'INBOX')).then((all) =>
      all.filter((one) => one.endsWith('.wav')),
    );
    const left = await readFile(join(pbx.voicemail, 'default', '101', 'INBOX', file ?? ''));
    expect(attachments[0]?.size).toBe(left.length);
    // As the box says beside it: so long before anybody has played it.
    const beside = await readFile(join(pbx.voicemail, 'default', '101', 'INBOX', `${file?.slice(0, -4)}.txt`), 'utf8');
    expect(attachments[0]?.durationMs).toBe(Number(/^duration=(\d+)$/m.exec(beside)?.[1]) * 1000);
    expect(attachments[0]?.durationMs).toBeGreaterThan(1000);
    expect(await desk.call('inbox.counts', {})).toMatchObject({ unassigned: 1 });
  });

  test.each([
    ['the PBX wrote down the call', true, false],
    ['it did not', false, false],
    ['it did not, and its mailboxes are behind a web server', false, true],
  ])('a message left while no program listened is a voicemail too, and is heard, where %s', async (_, written, behind) => {
    await using server = await folderServer(pbx.voicemail);
    const more = {
      voicemail: behind ? { url: server.url } : { path: pbx.voicemail },
      ...(written ? { history: { path: join(pbx.logs, 'cel-custom', 'Master.csv') } } : {}),
    };
    await reopen(more);
    await online(desk);
    await desk.stop();
    const left = { number: `+7916000007${behind ? 6 : written ? 8 : 9}`, name: 'Пётр' };
    const before = await recorded(join(pbx.voicemail, 'default', '101', 'INBOX'));
    const calls = await callIn(pbx, { to: numbers.mailbox, from: left });
    await expect.poll(() => recorded(join(pbx.voicemail, 'default', '101', 'tmp')), { timeout: 30_000 }).toBeGreaterThan(32_000);
    await calls.hangUp();
    await expect.poll(() => recorded(join(pbx.voicemail, 'default', '101', 'INBOX'))).toBeGreaterThan(before);
    await callsOfPbx(pbx, '101', [left.number]);
    // Started twice: what was found the first time is not found again.
    for (let start = 0; start < 2; start++) {
      desk = await openDesk(profile.path, withPbx(pbxChannel(pbx, more)));
      await online(desk);
      const { call, attachments } = await callThat(desk, 'the message', (one) => one.recording === 'here');
      expect(call).toMatchObject({ state: 'ended', outcome: 'voicemail', number: left.number, callerName: left.name });
      expect(attachments).toMatchObject([{ kind: 'audio', mime: 'audio/wav', state: 'local' }]);
      expect(attachments[0]?.durationMs).toBeGreaterThan(1000);
      expect(attachments[0]?.size).toBe((await recorded(join(pbx.voicemail, 'default', '101', 'INBOX'))) - before);
      expect(await callsOf(desk)).toHaveLength(1);
      expect(await desk.call('inbox.counts', {})).toMatchObject({ unassigned: 1 });
      if (start === 0) await desk.stop();
    }
  });

  test('a talk that no program listened to is heard, where the PBX wrote down what it was recorded as', async () => {
    const more = { history: { path: join(pbx.logs, 'cel-custom', 'Master.csv') } };
    await reopen(more);
    await online(desk);
    await desk.stop();
    phones = await phonesOf(pbx, { 101: { answerAfterMs: 300, talkMs: 2000 } });
    const other = { number: '+79160000077' };
    const calls = await callIn(pbx, { to: numbers.first, from: other });
    await calls.ended;
    await callsOfPbx(pbx, '101', [other.number]);
    desk = await openDesk(profile.path, withPbx(pbxChannel(pbx, more)));
    const { call, attachments } = await callThat(desk, 'the recording', (one) => one.recording === 'here');
    expect(call).toMatchObject({ state: 'ended', outcome: 'answered', number: other.number });
    expect(attachments).toMatchObject([{ kind: 'audio', mime: 'audio/wav', state: 'local' }]);
  });

  test('transferred without asking: who gave it on, and to whom', async () => {
    phones = await phonesOf(pbx, { 101: { answerAfterMs: 300 }, 102: { answerAfterMs: 700 } });
    const calls = await callIn(pbx, { to: numbers.first, from: maria });
    const talking = await callThat(desk, 'an answer', ({ state }) => state === 'talking');
    await ask('BlindTransfer', { Channel: talking.call.legs[0]?.id ?? '', Context: 'agents', Exten: '102' });
    await callThat(
      desk,
      'the second desk',
      ({ state, legs: all }) =>
        state === 'talking' && all.some(({ extension, result }) => extension === '102' && result === 'talking'),
    );
    await calls.hangUp();
    const { call } = await callThat(desk, 'the end', ({ state }) => state === 'ended');
    expect(call).toMatchObject({
      outcome: 'answered',
      answeredBy: { extension: '101' },
      transfers: [{ kind: 'blind', from: { extension: '101' }, to: { extension: '102', name: 'Борис Орлов' } }],
    });
    expect(legs(call)).toEqual([
      ['101', 'left'],
      ['102', 'answered'],
    ]);
    expect(await callsOf(desk)).toHaveLength(1);
  });

  test('transferred after asking is one call, too', async () => {
    phones = await phonesOf(pbx, { 101: { answerAfterMs: 300 }, 102: { answerAfterMs: 700 } });
    const calls = await callIn(pbx, { to: lines.transferring, from: maria });
    const talking = await callThat(desk, 'an answer', ({ state }) => state === 'talking');
    const first = talking.call.legs[0]?.id ?? '';
    await ask('Atxfer', { Channel: first, Context: 'agents', Exten: '102' });
    await expect.poll(() => pbx.command('core show channels concise'), { timeout: 20_000 }).toMatch(/PJSIP\/102-\w+!.*!Up!/);
    await ask('Hangup', { Channel: first });
    await callThat(desk, 'the transfer', ({ transfers }) => transfers.some(({ kind }) => kind === 'attended'));
    await calls.hangUp();
    const { call } = await callThat(desk, 'the end', ({ state }) => state === 'ended');
    expect(call.transfers).toMatchObject([{ kind: 'attended', from: { extension: '101' }, to: { extension: '102' } }]);
    expect(call.outcome).toBe('answered');
    expect(await callsOf(desk)).toHaveLength(1);
  });
});

describe('calling', { timeout: waitMs }, () => {
  test('rings the desk, then them, under their number; a double click is one call', async () => {
    phones = await phonesOf(pbx, { 101: { answerAfterMs: 300 } });
    const outside = await startPhone(pbx.ports.trunk, { answerAfterMs: 700, talkMs: 1500 });
    const [a, b] = await Promise.all([
      desk.call('call.dial', { number: '8 916 123-45-67', key: 'click' }),
      desk.call('call.dial', { number: '+7 916 123 45 67', key: 'clack' }),
    ]);
    expect(b).toEqual(a);
    await callThat(desk, 'an answer', ({ state }) => state === 'talking');
    const { call, id } = await callThat(desk, 'the end', ({ state }) => state === 'ended');
    expect(id).toBe(a.itemId);
    expect(call).toMatchObject({
      direction: 'out',
      outcome: 'answered',
      endedBy: 'them',
      dialledBy: { extension: '101', name: 'Anna Lebedeva' },
    });
    expect(call.talkMs).toBeGreaterThan(1000);
    expect(await callsOf(desk)).toHaveLength(1);
    await expect.poll(() => pbx.command('core show channels count'), { timeout: 20_000 }).toContain('0 active calls');
    await outside.stop();
  });

  test('can be ended from here', async () => {
    phones = await phonesOf(pbx, { 101: { answerAfterMs: 300 } });
    const outside = await startPhone(pbx.ports.trunk, { answerAfterMs: 300 });
    const { itemId } = await desk.call('call.dial', { number: maria.number, key: 'k' });
    await callThat(desk, 'an answer', ({ state }) => state === 'talking');
    await desk.call('call.hangUp', { itemId });
    expect((await callThat(desk, 'the end', ({ state }) => state === 'ended')).call.outcome).toBe('answered');
    await outside.stop();
  });

  test('from a desk that nobody answers says so', async () => {
    phones = await phonesOf(pbx, {});
    const { itemId } = await desk.call('call.dial', { number: maria.number, key: 'k' });
    await expect.poll(() => pbx.command('core show channels concise'), { timeout: 20_000 }).toContain('PJSIP/101');
    await desk.call('call.hangUp', { itemId });
    const { call } = await callThat(desk, 'the end', ({ state }) => state === 'ended');
    expect(call).toMatchObject({ outcome: 'failed', direction: 'out' });
  });
});

describe('the agent’s state', { timeout: waitMs }, () => {
  const applied = () =>
    desk.until(async () => {
      const state = await desk.call('agent.state.get', {});
      return state.channels[0]?.applied === 'yes' && state;
    }, 'the PBX to have it');

  test('is the pause in the queue, and what is changed there is taken over', async () => {
    await desk.call('agent.state.set', { state: 'break', reason: 'Обед' });
    await applied();
    expect(await pbx.command('queue show support')).toMatch(/PJSIP\/101.*\(paused:Обед/s);
    await ask('QueuePause', { Interface: 'PJSIP/101', Paused: 'false' });
    await desk.until(async () => (await desk.call('agent.state.get', {})).state === 'ready', 'the change');
  });

  test('is put back after a restart of the PBX, and kept over one of ours', async () => {
    await desk.call('agent.state.set', { state: 'break', reason: 'Обед' });
    await applied();
    await reopen({});
    await online(desk);
    expect(await applied()).toMatchObject({ state: 'break', reason: 'Обед' });
    await pbx.restart();
    await expect.poll(() => pbx.command('queue show support'), { timeout: 30_000 }).toContain('paused:Обед');
    expect(await desk.call('agent.state.get', {})).toMatchObject({ state: 'break', reason: 'Обед' });
    await desk.call('agent.state.set', { state: 'ready' });
    await applied();
  });
});

describe('the connection', { timeout: waitMs }, () => {
  const problem = () =>
    desk.until(async () => (await desk.call('connection.list', {}))[0]?.error, 'what is wrong').then(({ code }) => code);

  test('a wrong secret waits for a person', async () => {
    await reopen({ ami: { ...pbxChannel(pbx).ami, secret: 'wrong' } });
    expect(await problem()).toBe('auth');
    expect((await desk.call('connection.list', {}))[0]?.state).toBe('needs-auth');
  });

  test('an account that may little is told what it lacks, and is not waited for', async () => {
    const reader = pbxChannel(pbx, { ami: { ...pbxChannel(pbx).ami, user: 'reader', secret: 'reader' } });
    expect(await desk.call('channel.test', { channel: reader })).toMatchObject({
      ok: false,
      steps: [
        {
          step: 'ami',
          ok: false,
          problem: {
            code: 'rights',
            detail: 'manager.conf, read: system missing; manager.conf, write: agent,originate missing',
          },
        },
      ],
    });
    expect(await desk.call('channel.test', { channel: pbxChannel(pbx) })).toMatchObject({ ok: true });
    await reopen({ ami: reader.ami });
    // The PBX is up, and says so to nobody without the class `system`: half of the time that a start is given.
    await expect.poll(async () => (await desk.call('connection.list', {}))[0]?.state, { timeout: 5000 }).toBe('online');
  });

  test('by TLS', async () => {
    await reopen({ ami: { ...pbxChannel(pbx).ami, port: pbx.ports.amiTls, tls: 'implicit', ca: pbx.caPem } });
    await online(desk);
  });

  test('TLS where there is none, and clear text where there is TLS, are said in words', async () => {
    await reopen({ ami: { ...pbxChannel(pbx).ami, tls: 'implicit' } });
    expect(await problem()).toBe('tls');
  });

  test('a PBX that is killed in the middle of a call: the call is over, and when is not claimed', async () => {
    phones = await phonesOf(pbx, { 101: { answerAfterMs: 300 } });
    await callIn(pbx, { to: numbers.first, from: maria });
    const talking = await callThat(desk, 'an answer', ({ state }) => state === 'talking');
    await pbx.kill();
    await desk.until(async () => (await desk.call('connection.list', {}))[0]?.state !== 'online', 'the loss');
    await pbx.start();
    const { call } = await callThat(desk, 'the end', ({ state }) => state === 'ended');
    expect(call).toMatchObject({
      outcome: 'answered',
      cause: { text: 'The PBX was restarted' },
      answeredAt: talking.call.answeredAt,
    });
    expect(call.endedAt).toBeUndefined();
    expect(call.unobserved?.from).toBeLessThan(call.unobserved?.to ?? 0);
    expect(await callsOf(desk)).toHaveLength(1);
  });
});

describe('many calls', { timeout: 15 * 60_000 }, () => {
  const full = process.env.CALLS_FULL === '1';
  const count = 300;

  test(`${count} of them are ${count} items, each once and right`, async () => {
    phones = await phonesOf(pbx, { 102: { answerAfterMs: 300, talkMs: 600 } });
    const from = Array.from({ length: count }, (_, n) => ({ number: `+7916${String(1_000_000 + n)}` }));
    const calls = await callIn(pbx, { to: lines.plain, from, perSecond: full ? 0.5 : 8, patienceMs: 20_000, silent: true });
    await calls.ended;
    const known = await callsOfPbx(
      pbx,
      '102',
      from.map(({ number }) => number),
    );
    expect(new Set(known.map(({ number }) => number)).size).toBe(count);
    await desk.until(async () => {
      if ((await desk.call('call.live', {})).length > 0) return false;
      const all = await callsOf(desk);
      return all.length >= known.length && all.every(({ call }) => call.state === 'ended');
    }, 'the end of all');
    const all = (await callsOf(desk)).map(({ call }) => [call.remoteId, call.number, call.state, call.outcome]).sort();
    expect(all).toEqual(
      known.map(({ linkedId, number, talked }) => [linkedId, number, 'ended', talked ? 'answered' : 'missed']).sort(),
    );
    expect((await desk.call('quarantine.list', {})).length).toBe(0);
  });
});
