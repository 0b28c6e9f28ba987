import { callIn, numbers, startPhone } from '../servers/asterisk/index.ts';
import { expect, maria, test } from './support/phone.ts';

test.setTimeout(120_000);

const anna = { extension: '101', name: 'Anna Lebedeva', password: 'pw-101', kind: 'webrtc' } as const;
const vera = { extension: '103', name: 'Вера', password: 'pw', kind: 'desk' } as const;

test.describe('with a colleague in the queue', () => {
  test.use({ pbxOptions: { agents: [anna, vera], queueSeconds: 60 } });

  test('a call through the queue is answered in the softphone, sounds both ways, and is recorded', async ({ openPhone, pbx }) => {
    const colleague = await startPhone(pbx.phonePort('103'), { answerAfterMs: 60_000 });
    const phone = await openPhone();
    await phone.registered();
    const calls = await callIn(pbx, { to: numbers.queue, from: maria });
    await expect(phone.incoming).toContainText('Мария Кузнецова');
    await expect(phone.incoming).toContainText('+79161234567');
    await phone.answer();
    await expect(phone.incoming).toHaveCount(0);
    await phone.hearsAndIsHeard();
    const { words } = await phone.packets();
    expect(words).toMatch(/encryption (AES|SRTP|AEAD)/);
    await expect(phone.current).toContainText('Good sound');

    await phone.button('Mute').click();
    await expect(phone.button('Mute')).toHaveAttribute('aria-pressed', 'true');
    await phone.page.keyboard.press('F7');
    await expect(phone.button('Mute')).toHaveAttribute('aria-pressed', 'false');

    await phone.button('Hold').click();
    await expect(phone.current).toContainText('On hold');
    await expect.poll(() => pbx.command('core show channel PJSIP/101-00000001')).not.toBe('');
    await phone.button('Hold').click();
    await expect(phone.current).toContainText('Talking');
    await phone.hearsAndIsHeard();

    await phone.button('Keypad').click();
    for (const key of ['1', '2', '#']) await phone.page.getByRole('button', { name: key, exact: true }).click();
    await expect.poll(() => pbx.command('core show channels concise')).toContain('PJSIP/101');
    await phone.page.keyboard.press('Escape');

    await phone.button('Hang up').click();
    await expect(phone.current).toHaveCount(0);
    await expect(calls.ended).resolves.toMatchObject({ ended: 1, failed: 0 });
    await colleague.stop();
  });
});
