import { afterEach, beforeEach, expect, test } from 'vitest';
import { joinSecrets, splitSecrets } from '../../../../electron/engine/secrets.ts';
import type { CloudPbxChannelConfig } from '../../../../shared/contract/provision.ts';
import { cloudPbxChannel } from '../../../../shared/contract/provision.ts';
import { closedPort } from '../../../contract/ports.ts';
import { cloudChannel, post } from '../../../support/cloud-pbx.ts';
import { type ScriptedDesk, scriptedDesk } from '../../../support/scripted.ts';

let desk: ScriptedDesk;
let port: number;
beforeEach(async () => {
  port = await closedPort();
  desk = scriptedDesk();
  await desk.call('workspace.update', { country: 'RU', language: 'en', agentName: 'Anna' });
});
afterEach(() => desk.stop());

const listening = async (channel: CloudPbxChannelConfig) => {
  await desk.call('channel.save', { channel });
  await desk.until(async () => (await desk.call('connection.list', {}))[0]?.state === 'online', 'the address for events');
};
const ring = { call: 'c', event: 'ring', at: Date.now(), number: '+79161234567', extension: '102' };

test('the secret and the token are kept apart from the rest', () => {
  const config = cloudChannel(1, { token: 't0ken', key: 'account' });
  const { open, secrets } = splitSecrets(config);
  expect(JSON.stringify(open)).not.toMatch(/t0ken|horse/);
  expect(open).toMatchObject({ key: 'account' });
  expect(joinSecrets(open, secrets)).toEqual(config);
});

test('a misspelt order or path is told', () => {
  const parse = (more: object) => cloudPbxChannel.safeParse({ ...cloudChannel(1), ...more }).success;
  expect(parse({})).toBe(true);
  expect(parse({ listen: { port: 1, path: 'calls' } })).toBe(false);
  expect(parse({ originate: { adress: 'https://pbx.test' } })).toBe(false);
  expect(parse({ provider: 'fax' })).toBe(false);
});

test('in a team a call is this desk’s by who sits where, not by whose extension was written down', async () => {
  await listening(cloudChannel(port, { agents: [{ extension: '102', agent: 'Anna' }] }));
  expect(await post(port, ring)).toBe(200);
  expect(await desk.call('call.live', { mine: true })).toMatchObject([{ ringsHere: true }]);
  const [live] = await desk.call('call.live', {});
  expect(live?.item.call.legs).toMatchObject([{ extension: '102', name: 'Anna' }]);
});

test('without a way to call out, calling out says so', async () => {
  await listening(cloudChannel(port));
  await expect(desk.call('call.dial', { number: '+79161234567', key: 'k' })).rejects.toMatchObject({ code: 'cannot-send' });
});
