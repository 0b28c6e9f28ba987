import { afterEach, beforeEach, expect, test } from 'vitest';
import { freePorts } from '../servers/mail/process.ts';
import { cloudChannel, post } from '../support/cloud-pbx.ts';
import { callsOf, callThat } from '../support/pbx.ts';
import { connected, type Office, openOffice } from './office.ts';

/** A PBX in the cloud tells one desk; its calls are everybody's. */
let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

test('a call that one desk is told of rings at the other, is missed for both, and is work in the queue until it is answered', async () => {
  const [port = 0] = await freePorts(1);
  const agents = [{ extension: '102', agent: 'Boris Orlov' }];
  const anna = await office.desk(office.anna, { channels: [cloudChannel(port, { agents })] });
  await anna.until(
    async () => (await anna.call('connection.list', {})).some(({ state }) => state === 'online'),
    'the address for events',
  );
  const boris = await office.desk(office.boris);
  await connected(boris);
  const waiting = async () =>
    (
      await office.team.owner<{ since: string | null }>(
        "SELECT waiting_since AS since FROM throughline.conversations WHERE merged_into IS NULL AND status <> 'resolved'",
      )
    ).map(({ since }) => (since === null ? null : Number(since)));
  const at = Date.now();
  const first = { call: 'a', direction: 'in', number: '+79161234567', line: '+74950001122', extension: '102' };
  expect(await post(port, { ...first, event: 'ring', at })).toBe(200);
  const ringing = await callThat(boris, 'the ringing', ({ state }) => state === 'ringing');
  expect(await boris.call('call.live', { mine: true })).toMatchObject([{ ringsHere: true, item: { id: ringing.id } }]);
  expect(await waiting()).toEqual([null]);
  expect(await post(port, { ...first, event: 'end', at: at + 9000, endedBy: 'them' })).toBe(200);
  for (const desk of [anna, boris]) await callThat(desk, 'a missed call', ({ outcome }) => outcome === 'missed');
  await expect.poll(waiting).toEqual([at]);
  const second = { ...first, call: 'b' };
  for (const event of [
    { ...second, event: 'ring', at: at + 20_000 },
    { ...second, event: 'answer', at: at + 22_000 },
    { ...second, event: 'end', at: at + 40_000 },
  ])
    expect(await post(port, event)).toBe(200);
  for (const desk of [anna, boris]) await callThat(desk, 'the talk', ({ outcome }) => outcome === 'answered');
  await expect.poll(waiting).toEqual([null]);
  expect((await callsOf(boris)).map(({ id }) => id)).toEqual((await callsOf(anna)).map(({ id }) => id));
  expect(await boris.call('call.live', {})).toEqual([]);
});
