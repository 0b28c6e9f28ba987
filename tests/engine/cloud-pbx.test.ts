import { afterEach, beforeEach, expect, test } from 'vitest';
import { freePorts } from '../servers/mail/process.ts';
import { cloudChannel, cloudServer, post } from '../support/cloud-pbx.ts';
import { type Desk, openDesk, temporaryProfile } from '../support/engine.ts';
import { callsOf, callThat } from '../support/pbx.ts';

let port: number;
let desk: Desk;
let profile: Awaited<ReturnType<typeof temporaryProfile>>;
let provider: Awaited<ReturnType<typeof cloudServer>>;

beforeEach(async () => {
  [[port = 0], profile] = await Promise.all([freePorts(1), temporaryProfile()]);
  provider = await cloudServer((_request, _body, response) => response.end('a recording'));
  desk = await openDesk(profile.path, {
    workspace: { name: 'Acme', country: 'RU' },
    agent: { name: 'Anna Lebedeva', email: 'anna@acme.test' },
    channels: [cloudChannel(port, { originate: { url: `${provider.url}/call/{extension}/{number}` } })],
  });
  await desk.until(async () => (await desk.call('connection.list', {}))[0]?.state === 'online', 'the address for events');
});
afterEach(async () => {
  await desk.stop();
  await Promise.all([provider.stop(), profile.remove()]);
});

test('ringing, answer, end and recording told by HTTP are one call, however often they are told', {
  timeout: 180_000,
}, async () => {
  const at = Date.now() - 60_000;
  const call = { call: 'abc', direction: 'in', number: '+79161234567', line: '+74950001122' };
  const ring = { ...call, event: 'ring', at, extension: '101' };
  expect(await post(port, ring, { key: 'wrong' })).toBe(401);
  expect(await callsOf(desk)).toEqual([]);
  expect(await post(port, ring)).toBe(200);
  const ringing = await callThat(desk, 'the ringing', ({ state }) => state === 'ringing');
  expect(ringing.call).toMatchObject({ number: '+79161234567', line: '+74950001122', match: 'unknown' });
  expect(await desk.call('call.live', { mine: true })).toMatchObject([{ ringsHere: true, item: { id: ringing.id } }]);
  const rest = [
    { ...call, event: 'answer', at: at + 5000, extension: '101' },
    { ...call, event: 'end', at: at + 25_000, endedBy: 'them' },
    { ...call, event: 'recording', at: at + 26_000, recording: { url: `${provider.url}/abc.mp3`, id: 'abc' } },
  ];
  for (const event of [...rest, ...rest, ring]) expect(await post(port, event)).toBe(200);
  const over = await callThat(desk, 'the recording', ({ recording }) => recording === 'here');
  expect(over.call).toMatchObject({ outcome: 'answered', talkMs: 20_000, ringMs: 5000, answeredBy: { name: 'Anna Lebedeva' } });
  expect(over.attachments).toMatchObject([{ name: 'abc.mp3', kind: 'audio' }]);
  expect((await callsOf(desk)).map(({ id }) => id)).toEqual([ringing.id]);
  expect(provider.asked.filter(({ url }) => url === '/abc.mp3')).toHaveLength(1);
});

test('a call of ours is ordered once, and what is told of it is the same item', { timeout: 180_000 }, async () => {
  const wish = { number: '+7 916 123-45-67', key: 'k1' };
  await Promise.all([desk.call('call.dial', wish), desk.call('call.dial', wish)]);
  await callThat(desk, 'the call', ({ direction }) => direction === 'out');
  const told = { call: 'p7', direction: 'out', number: '79161234567', extension: '101', at: Date.now() };
  expect(await post(port, { ...told, event: 'answer' })).toBe(200);
  await callThat(desk, 'an answer', ({ state }) => state === 'talking');
  expect(await post(port, { ...told, event: 'end', at: told.at + 3000 })).toBe(200);
  await callThat(desk, 'the end', ({ outcome }) => outcome === 'answered');
  expect(await callsOf(desk)).toHaveLength(1);
  expect(provider.asked.map(({ url }) => url)).toEqual(['/call/101/%2B79161234567']);
});
