import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createFileStore } from '../../electron/engine/files.ts';
import type { AsteriskChannelConfig } from '../../shared/contract/provision.ts';
import { type Asterisk, callIn, numbers, startAsterisk, startPhone } from '../servers/asterisk/index.ts';
import type { Desk } from '../support/engine.ts';
import { startFaultProxy } from '../support/fault-proxy.ts';
import { type CallItem, callsOf, callThat, extra, pbxChannel, phonesOf, twoDesks } from '../support/pbx.ts';
import { connected, type Office, openOffice } from './office.ts';

/** Desks with a line to one PBX, and one without: every call is one thing, at each of them and at the server. */
const maria = { number: '+79161234567', name: 'Мария Кузнецова' };

let pbx: Asterisk;
let office: Office;
let phones: { stop(): Promise<void> } | undefined;

type AnyDesk = Pick<Desk, 'call' | 'until'>;

const line = (extension: string, more: Partial<AsteriskChannelConfig> = {}): AsteriskChannelConfig =>
  pbxChannel(pbx, {
    extension,
    agents: [
      { extension: '101', agent: 'Anna Lebedeva' },
      { extension: '102', agent: 'Boris Orlov' },
    ],
    ...more,
  });

const connection = async (desk: Pick<Desk, 'call'>) =>
  (await desk.call('connection.list', {})).find(({ channelId }) => channelId === 'pbx');
const onLine = (desk: AnyDesk) =>
  desk.until(async () => (await connection(desk))?.state === 'online', 'the connection to the PBX');
const holder = async (): Promise<string | undefined> =>
  (
    await office.team.owner<{ node_id: string }>(
      "SELECT node_id FROM throughline.leases WHERE channel_id = 'pbx' AND expires_at > clock_timestamp()",
    )
  )[0]?.node_id;
const told = () => expect.poll(holder).toBeDefined();
/** How often somebody took over the telling. */
const takings = async (): Promise<number> =>
  Number((await office.team.owner<{ fence: string }>("SELECT fence FROM throughline.leases WHERE channel_id = 'pbx'"))[0]?.fence);

type Row = { id: string; customer_id: string; automatic: boolean; call: { told: { state: string; outcome?: string } } };
const records = () =>
  office.team.owner<Row>(
    "SELECT id, customer_id, automatic, payload -> 'call' AS call FROM throughline.records WHERE kind = 'call' ORDER BY sent_at",
  );
const conversations = () =>
  office.team.owner<{
    id: string;
    customer_id: string;
    status: string;
    waiting_since: string | null;
    assignee_id: string | null;
  }>(
    'SELECT id, customer_id, status, waiting_since, assignee_id FROM throughline.conversations WHERE merged_into IS NULL ORDER BY id',
  );
const people = () => office.team.owner<{ id: string }>('SELECT id FROM throughline.customers');
const ended = (desk: AnyDesk, what = 'the end') => callThat(desk, what, ({ state }) => state === 'ended');

/** One item, one person and one open conversation, at the server and at each of these desks, under the same names. */
async function oneOfAll(desks: readonly Desk[]): Promise<void> {
  await expect.poll(async () => (await records()).length).toBe(1);
  const [record] = await records();
  const [conversation] = await conversations();
  expect(await conversations()).toHaveLength(1);
  expect(await people()).toHaveLength(1);
  for (const desk of desks) {
    const seen = async () => ({
      calls: (await callsOf(desk)).map(({ id }) => id),
      people: (await desk.rows()).map(({ customerId }) => customerId),
      conversation: (await desk.call('customer.get', { customerId: record?.customer_id ?? '' })).conversation?.id,
    });
    await expect.poll(seen).toEqual({ calls: [record?.id], people: [record?.customer_id], conversation: conversation?.id });
  }
}

/** The bytes of a call's recording, as they lie at that desk. */
function fileOf(desk: Desk, { attachments }: CallItem): Promise<Buffer> {
  const hash = desk.engine.store.read.value<string>('SELECT hash FROM attachments WHERE id = ?', attachments[0]?.id ?? '');
  return readFile(createFileStore(desk.profile).path(hash ?? ''));
}

/** Nothing of this desk waits to be told. */
const settled = (desk: Desk) => expect.poll(() => desk.engine.store.read.value('SELECT COUNT(*) FROM team_queue')).toBe(0);

beforeAll(async () => {
  pbx = await startAsterisk({ agents: twoDesks, queueSeconds: 20, ...extra });
}, 15 * 60_000);
afterAll(() => pbx.stop());

beforeEach(async () => {
  office = await openOffice();
});
afterEach(async () => {
  await phones?.stop();
  phones = undefined;
  await office.close();
});

/** Anna's desk, which tells the calls because it was first, Boris's, and a lead's without a line. */
async function three() {
  const lera = await office.team.add('lera', { name: 'Lera Sokolova', role: 'lead', visibility: 'all' });
  const anna = await office.desk(office.anna, { channels: [line('101')] });
  await onLine(anna);
  await told();
  const boris = await office.desk(office.boris, { channels: [line('102')] });
  await onLine(boris);
  await connected(boris);
  const lead = await office.desk(lera);
  await connected(lead);
  await lead.until(async () => (await connection(lead))?.holder !== undefined, 'the PBX to be known');
  return { anna, boris, lead };
}

describe('a PBX that two desks listen to', { timeout: 240_000 }, () => {
  test('is known to a third by its name alone, and a talk is one call for all, with its recording', async () => {
    const { anna, boris, lead } = await three();
    expect(await connection(lead)).toMatchObject({ name: 'Head office', state: 'elsewhere', fromColleagues: true });
    const [shared] = await office.team.owner<{ text: string; secrets: string }>(
      "SELECT row_to_json(c)::text AS text, secrets FROM throughline.channels c WHERE id = 'pbx'",
    );
    for (const own of [pbx.ami.secret, pbx.ami.user, String(pbx.ports.ami), pbx.recordings, '"101"'])
      expect(shared?.text).not.toContain(own);
    phones = await phonesOf(pbx, { 101: { answerAfterMs: 1500 } });
    const calls = await callIn(pbx, { to: numbers.first, from: maria });
    for (const desk of [anna, boris]) await callThat(desk, 'the ringing', ({ state }) => state !== 'ended');
    await callThat(lead, 'the talk', ({ state, answeredBy }) => state === 'talking' && answeredBy?.agentId === office.anna.id);
    expect(await lead.call('call.live', {})).toEqual([]);
    await expect.poll(async () => (await conversations()).map(({ waiting_since }) => waiting_since)).toEqual([null]);
    await calls.hangUp();
    for (const desk of [anna, boris, lead]) {
      const { call } = await ended(desk);
      expect(call).toMatchObject({
        outcome: 'answered',
        endedBy: 'them',
        answeredBy: { extension: '101', name: 'Anna Lebedeva' },
      });
    }
    await oneOfAll([anna, boris, lead]);
    const here = await callThat(lead, 'the recording', ({ recording }) => recording === 'here');
    const mine = await callThat(anna, 'the recording', ({ recording }) => recording === 'here');
    const heard = await fileOf(lead, here);
    expect(heard.subarray(0, 4).toString()).toBe('RIFF');
    expect(heard.equals(await fileOf(anna, mine))).toBe(true);
    // What the agent says of it is so at all desks, whoever tells the calls.
    await boris.call('call.wrapUp', { itemId: here.id, result: 'ordered', note: { text: 'Ждёт счёт' } });
    for (const desk of [anna, lead]) await callThat(desk, 'the wrap-up', ({ wrapUp }) => wrapUp?.result === 'ordered');
    for (const desk of [anna, boris, lead]) await settled(desk);
  });

  test('rings in vain twice: that is one person to be called back, who waits since the first time, until somebody speaks to them', async () => {
    const { anna, boris, lead } = await three();
    phones = await phonesOf(pbx, {});
    const ring = async (count: number): Promise<void> => {
      const calls = await callIn(pbx, { to: numbers.everyone, from: maria });
      for (const desk of [anna, boris])
        await desk.until(
          async () => (await callsOf(desk)).filter(({ call }) => call.state === 'ringing').length === 1,
          'ringing',
        );
      // While it rings, nobody is to be given the work of calling back.
      await expect.poll(async () => (await records()).length).toBe(count);
      await calls.hangUp();
      for (const desk of [anna, boris, lead])
        await desk.until(
          async () => (await callsOf(desk)).filter(({ call }) => call.outcome === 'missed').length === count,
          `${count} missed calls`,
        );
    };
    await ring(1);
    await oneOfAll([anna, boris, lead]);
    const since = async () => (await conversations()).map(({ waiting_since }) => Number(waiting_since));
    const first = (await callsOf(lead))[0]?.call.startedAt ?? 0;
    await expect.poll(since).toEqual([first]);
    await ring(2);
    expect(await since()).toEqual([first]);
    expect(await people()).toHaveLength(1);
    expect((await lead.rows())[0]).toMatchObject({ waitingSince: first, last: { call: { outcome: 'missed' } } });
    const taken = await boris.call('conversation.takeNext', {});
    expect(taken.customerId).toBe((await records())[0]?.customer_id);
    await expect.poll(async () => (await conversations())[0]?.assignee_id).toBe(office.boris.id);
    await phones.stop();
    phones = await phonesOf(pbx, { 102: { answerAfterMs: 300 } });
    const answered = await callIn(pbx, { to: numbers.second, from: maria });
    for (const desk of [anna, boris, lead])
      await desk.until(async () => (await desk.rows())[0]?.waitingSince === undefined, 'nobody to wait any more');
    await expect.poll(async () => (await conversations()).map(({ waiting_since }) => waiting_since)).toEqual([null]);
    await answered.hangUp();
    for (const desk of [anna, boris, lead])
      await desk.until(
        async () => (await callsOf(desk)).filter(({ call }) => call.state === 'ended').length === 3,
        'all three to be over',
      );
    expect(await records()).toHaveLength(3);
    expect(await conversations()).toHaveLength(1);
    for (const desk of [anna, boris, lead]) await settled(desk);
  });

  test('a lead without a line says whose call it was, and it is so for all, at the server too', async () => {
    const { anna, boris, lead } = await three();
    phones = await phonesOf(pbx, {});
    const missed = async (number: string, count: number) => {
      const calls = await callIn(pbx, { to: numbers.everyone, from: { number } });
      await anna.until(async () => (await callsOf(anna)).some(({ call }) => call.state === 'ringing'), 'ringing');
      await calls.hangUp();
      await lead.until(
        async () => (await callsOf(lead)).filter(({ call }) => call.outcome === 'missed').length === count,
        'a missed call',
      );
    };
    await missed(maria.number, 1);
    const [known] = await records();
    await missed('+79260000001', 2);
    const other = (await callsOf(lead)).find(({ call }) => call.number !== maria.number);
    await lead.call('call.assign', { itemId: other?.id ?? '', customerId: known?.customer_id ?? '' });
    await expect
      .poll(async () => (await records()).map(({ customer_id }) => customer_id))
      .toEqual([known?.customer_id, known?.customer_id]);
    for (const desk of [anna, boris, lead])
      await desk.until(
        async () => (await desk.items(known?.customer_id ?? '')).filter(({ call }) => call !== undefined).length === 2,
        'both calls to be theirs',
      );
    // Whom nobody has to call back any more does not wait.
    await expect
      .poll(async () =>
        (await conversations()).filter(({ waiting_since }) => waiting_since !== null).map((one) => one.customer_id),
      )
      .toEqual([known?.customer_id]);
  });

  test('one that is begun by who does not tell them is one call too', async () => {
    const { anna, boris, lead } = await three();
    phones = await phonesOf(pbx, { 102: { answerAfterMs: 300 } });
    const outside = await startPhone(pbx.ports.trunk, { answerAfterMs: 300 });
    try {
      const { itemId } = await boris.call('call.dial', { number: maria.number, key: 'k' });
      const { id } = await callThat(
        lead,
        'the talk',
        ({ state, dialledBy }) => state === 'talking' && dialledBy?.agentId === office.boris.id,
      );
      expect(id).toBe(itemId);
      await boris.call('call.hangUp', { itemId });
      for (const desk of [anna, boris, lead]) {
        const { call } = await ended(desk);
        expect(call).toMatchObject({ direction: 'out', outcome: 'answered', number: maria.number });
        expect((await callsOf(desk)).map((one) => one.id)).toEqual([itemId]);
      }
      expect([await records(), await people(), await conversations()].map(({ length }) => length)).toEqual([1, 1, 0]);
      for (const desk of [anna, boris, lead]) await settled(desk);
    } finally {
      await outside.stop();
    }
  });

  test('who may not see a person, and hears them ring, makes nobody else of them', async () => {
    const lera = await office.team.add('lera', { name: 'Lera Sokolova', role: 'lead', visibility: 'all' });
    const anna = await office.desk(office.anna, { channels: [line('101')] });
    await onLine(anna);
    await told();
    const lead = await office.desk(lera);
    await connected(lead);
    phones = await phonesOf(pbx, {});
    const ring = async (count: number, desks: readonly Desk[]): Promise<void> => {
      const calls = await callIn(pbx, { to: numbers.everyone, from: maria });
      for (const desk of desks) await callThat(desk, 'the ringing', ({ state }) => state === 'ringing');
      await calls.hangUp();
      await lead.until(
        async () => (await callsOf(lead)).filter(({ call }) => call.outcome === 'missed').length === count,
        `${count} missed calls`,
      );
    };
    await ring(1, [anna]);
    await expect.poll(async () => (await anna.call('conversation.takeNext', {})).customerId).toBeDefined();
    const vera = await office.desk(await office.team.add('vera', { name: 'Vera', visibility: 'own' }), {
      channels: [line('102')],
    });
    await onLine(vera);
    await connected(vera);
    await ring(2, [anna, vera]);
    await expect.poll(async () => (await office.team.owner('SELECT DISTINCT root_id FROM throughline.customers')).length).toBe(1);
    await expect
      .poll(async () => (await conversations()).map(({ status, assignee_id }) => [status, assignee_id]))
      .toEqual([['open', office.anna.id]]);
    expect(await records()).toHaveLength(2);
    await lead.until(async () => (await lead.rows()).length === 1, 'one line in the list');
  });
});

describe('whoever tells the calls', { timeout: 240_000 }, () => {
  test('is killed in the middle of a talk: another who listens tells its end, as the same call', async () => {
    const anna = await office.process(office.anna, { channels: [line('101')] });
    await onLine(anna);
    await told();
    const first = await holder();
    const boris = await office.desk(office.boris, { channels: [line('102')] });
    await onLine(boris);
    await connected(boris);
    const lead = await office.desk(await office.team.add('lera', { name: 'Lera', role: 'lead', visibility: 'all' }));
    await connected(lead);
    phones = await phonesOf(pbx, { 101: { answerAfterMs: 300 } });
    const calls = await callIn(pbx, { to: numbers.first, from: maria });
    const talk = await callThat(lead, 'the talk', ({ state }) => state === 'talking');
    await callThat(boris, 'the talk', ({ state }) => state === 'talking');
    await anna.kill();
    await calls.hangUp();
    // Boris's desk heard the end at once, before it was its turn to tell of it.
    const heard = await callThat(boris, 'the end', ({ state }) => state === 'ended');
    const { id, call } = await callThat(lead, 'the end', ({ state }) => state === 'ended');
    expect([id, heard.id]).toEqual([talk.id, talk.id]);
    expect(call).toMatchObject({ outcome: 'answered', endedBy: 'them', answeredAt: talk.call.answeredAt });
    expect(call.talkMs).toBe(heard.call.talkMs);
    expect(await holder()).not.toBe(first);
    await oneOfAll([boris, lead]);
    const [file] = (await callThat(lead, 'the recording', ({ recording }) => recording === 'here')).attachments;
    expect(file?.state).toBe('local');
  });

  test('loses its line: another who has one goes on', async () => {
    const door = await startFaultProxy(pbx.ports.ami);
    try {
      const anna = await office.desk(office.anna, {
        channels: [line('101', { ami: { host: pbx.host, port: door.port, tls: 'none', ...pbx.ami } })],
      });
      await onLine(anna);
      await told();
      const first = await holder();
      const boris = await office.desk(office.boris, { channels: [line('102')] });
      await onLine(boris);
      await connected(boris);
      const before = await takings();
      await door.down();
      await expect.poll(holder).not.toBe(first);
      await told();
      const calls = await callIn(pbx, { to: numbers.mailbox, from: maria });
      await callThat(boris, 'the call', ({ state }) => state !== 'ended');
      await calls.hangUp();
      await callThat(anna, 'the end, from a colleague', ({ state }) => state === 'ended');
      await oneOfAll([anna, boris]);
      // Boris's desk connects anew at most once, to read what nobody heard.
      expect((await takings()) - before).toBeLessThanOrEqual(3);
    } finally {
      await door.stop();
    }
  });

  test('was the last who listened: the first desk that comes tells what nobody heard, though it never listened before', async () => {
    const history = { path: join(pbx.logs, 'cel-custom', 'Master.csv') };
    const anna = await office.desk(office.anna, { channels: [line('101', { history })] });
    await onLine(anna);
    await told();
    await expect.poll(() => office.team.owner("SELECT 1 FROM throughline.cursors WHERE channel_id = 'pbx'")).toHaveLength(1);
    await anna.stop();
    phones = await phonesOf(pbx, {});
    const calls = await callIn(pbx, { to: numbers.first, from: maria });
    await expect.poll(() => pbx.command('core show channels concise')).toContain('PJSIP/101');
    await calls.hangUp();
    await expect.poll(() => pbx.command('core show channels count')).toContain('0 active channels');
    const boris = await office.desk(office.boris, { channels: [line('102', { history })] });
    await connected(boris);
    const { call } = await callThat(boris, 'what was missed', ({ state }) => state === 'ended');
    expect(call).toMatchObject({ outcome: 'missed', number: maria.number });
    await oneOfAll([boris]);
    await expect.poll(async () => Number((await conversations())[0]?.waiting_since)).toBe(call.startedAt);
  });
});
