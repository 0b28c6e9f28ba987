import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Asterisk, callIn, numbers, startAsterisk, startPhone } from '../servers/asterisk/index.ts';

const vera = { extension: '103', name: 'Вера', password: 'pw', kind: 'desk' } as const;
const maria = { number: '+79161234567', name: 'Мария Кузнецова' };

let pbx: Asterisk;

beforeAll(async () => {
  pbx = await startAsterisk({ agents: [vera] });
}, 15 * 60_000);

afterAll(() => pbx.stop());

describe('the PBX of the tests', () => {
  it('brings a caller through the queue to a phone and records what was said', async () => {
    const phone = await startPhone(pbx.phonePort('103'), { talkMs: 1_500 });
    const calls = await callIn(pbx, { to: numbers.queue, from: maria });
    await expect(calls.ended).resolves.toMatchObject({ ended: 1, failed: 0 });
    await phone.stop();
    expect(readdirSync(pbx.recordings)).toHaveLength(1);
  });

  it('lets a caller hang up in the middle of a talk and while it rings', async () => {
    const channels = () => pbx.command('core show channels concise');
    const phone = await startPhone(pbx.phonePort('103'));
    const talk = await callIn(pbx, { to: numbers.first, from: maria });
    await expect.poll(channels).toMatch(/PJSIP\/103[^\n]*!Up!/);
    await talk.hangUp();
    await phone.stop();
    const slow = await startPhone(pbx.phonePort('103'), { answerAfterMs: 60_000 });
    const ringing = await callIn(pbx, { to: numbers.first, from: maria });
    await expect.poll(channels).toMatch(/PJSIP\/103[^\n]*!Ringing!/);
    await ringing.hangUp();
    await expect(ringing.ended).resolves.toMatchObject({ ended: 1, failed: 0 });
    await expect.poll(channels).not.toContain('PJSIP');
    await slow.stop();
  });

  it('comes back on the same ports after a power cut', async () => {
    await pbx.kill();
    await pbx.start();
    await expect(pbx.command('queue show support')).resolves.toContain('PJSIP/103');
  });
});
