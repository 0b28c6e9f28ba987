import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ProvisionFile } from '../../shared/contract/provision.ts';
import { type Asterisk, callIn, numbers, startAsterisk } from '../servers/asterisk/index.ts';
import { temporaryProfile } from '../support/engine.ts';
import { EngineProcess } from '../support/engine-process.ts';
import { callsOf, callThat, extra, pbxChannel, phonesOf, twoDesks, withPbx } from '../support/pbx.ts';

const maria = { number: '+79161234567', name: 'Мария Кузнецова' };

let pbx: Asterisk;
let phones: { stop(): Promise<void> };
let profile: Awaited<ReturnType<typeof temporaryProfile>>;
let engine: EngineProcess;

const online = (one: EngineProcess) =>
  one.until(async () => (await one.call('connection.list', {}))[0]?.state === 'online', 'the connection to the PBX');
async function launch(provision: ProvisionFile): Promise<void> {
  engine = await EngineProcess.start(profile.path, provision);
  await online(engine);
}

beforeAll(async () => {
  pbx = await startAsterisk({ agents: twoDesks, ...extra });
}, 15 * 60_000);
afterAll(() => pbx.stop());

beforeEach(async () => {
  profile = await temporaryProfile();
  phones = await phonesOf(pbx, { 101: { answerAfterMs: 300 } });
});
afterEach(async () => {
  await engine.kill();
  await phones.stop();
  await profile.remove();
});

/** Somebody talks to the desk, and the engine is killed. Answers how the call stood then. */
async function killedInATalk(provision: ProvisionFile) {
  await launch(provision);
  const calls = await callIn(pbx, { to: numbers.first, from: maria });
  const talking = await callThat(engine, 'an answer', ({ state }) => state === 'talking');
  await engine.kill();
  return { calls, talking };
}

describe('an engine killed in the middle of a call and started again', { timeout: 180_000 }, () => {
  test('goes on with the same item, which ends when the call does', async () => {
    const provision = withPbx(pbxChannel(pbx));
    const { calls, talking } = await killedInATalk(provision);
    await launch(provision);
    await engine.until(async () => (await engine.call('call.live', {}))[0]?.item.id === talking.id, 'the call going on');
    await calls.hangUp();
    const { call, id } = await callThat(engine, 'the end', ({ state }) => state === 'ended');
    expect(id).toBe(talking.id);
    expect(call).toMatchObject({ outcome: 'answered', answeredAt: talking.call.answeredAt, answeredBy: { extension: '101' } });
    expect(Math.abs((call.talkMs ?? 0) - ((call.endedAt ?? 0) - (call.answeredAt ?? 0)))).toBeLessThan(200);
    expect(await callsOf(engine)).toHaveLength(1);
  });

  test('knows that it ended meanwhile, and does not claim when', async () => {
    const provision = withPbx(pbxChannel(pbx));
    const { calls, talking } = await killedInATalk(provision);
    await calls.hangUp();
    await launch(provision);
    const { call, id } = await callThat(engine, 'the end', ({ state }) => state === 'ended');
    expect(id).toBe(talking.id);
    expect(call.outcome).toBe('answered');
    expect(call.unobserved?.to).toBeGreaterThan(call.unobserved?.from ?? Number.POSITIVE_INFINITY);
    expect([call.endedAt, call.talkMs]).toEqual([undefined, undefined]);
    expect(await engine.call('call.live', {})).toEqual([]);
  });

  test('reads what the PBX wrote down: the end of that call, and those nobody here has heard of', async () => {
    const history = { path: join(pbx.logs, 'cel-custom', 'Master.csv') };
    const provision = withPbx(pbxChannel(pbx, { history }));
    const { calls, talking } = await killedInATalk(provision);
    await calls.hangUp();
    const other = await callIn(pbx, { to: numbers.second, from: { number: '+79260000001' } });
    await expect.poll(() => pbx.command('core show channels concise'), { timeout: 20_000 }).toContain('PJSIP/102');
    await other.hangUp();
    await expect.poll(() => pbx.command('core show channels count'), { timeout: 20_000 }).toContain('0 active channels');
    await launch(provision);
    const first = await callThat(engine, 'the end', ({ state, number }) => state === 'ended' && number === maria.number);
    expect(first.id).toBe(talking.id);
    expect(first.call).toMatchObject({ outcome: 'answered', answeredAt: talking.call.answeredAt, endedBy: 'them' });
    expect(first.call.unobserved).toBeUndefined();
    expect(first.call.talkMs).toBeGreaterThan(0);
    const second = await callThat(engine, 'the other', ({ number }) => number === '+79260000001');
    expect(second.call).toMatchObject({ state: 'ended', outcome: 'missed', legs: [{ extension: '102', result: 'cancelled' }] });
    expect(await callsOf(engine)).toHaveLength(2);
  });
});
