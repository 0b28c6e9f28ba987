import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { noticeUnassigned, unassignedTooLong } from '../../../electron/sync/notices.ts';
import { type ScriptedDesk, scriptedDesk } from '../../support/scripted.ts';
import { mail, telegram } from '../../support/store.ts';

/** The one line of the list and of a notice is for what was said: not for a signature, and not for what is answered. */
let desk: ScriptedDesk;
beforeEach(() => {
  desk = scriptedDesk();
});
afterEach(() => desk.stop());

const signature = 'С уважением,\nИван Петров\nменеджер ООО «Ромашка»\n+7 495 123-45-67';
const quoted = `12 ноября 2026, 09:00 Acme <op@shop.test> пишет:\n${'> Ваш заказ принят.\n'.repeat(400)}`;
const row = async () => (await desk.call('inbox.page', { view: 'all', limit: 1 })).rows[0];
const writes = (text: string) => desk.mail.emits(mail('ivan@mail.test', { text, sentAt: desk.clock.now }));

describe('the row of a mail', () => {
  it.each([
    ['its words', `Да, спасибо.\n\n${signature}\n\n${quoted}`, 'Да, спасибо.'],
    ['its words above a signature', `Да, спасибо.\n-- \nИван`, 'Да, спасибо.'],
    ['what it quotes, where there is nothing else', '> Ваш заказ\n> принят.', '> Ваш заказ > принят.'],
    ['a mark of a signature where there is nothing else', '-- \nИван', '-- Иван'],
    ['200 letters of a long one', `${'слово '.repeat(3000)}\n-- \nИван`, 'слово '.repeat(34).slice(0, 200)],
  ])('shows %s', async (_, text, excerpt) => {
    await writes(text);
    expect((await row())?.last.excerpt).toBe(excerpt);
  });

  it('leaves alone what no mail is', async () => {
    await desk.bot.emits(telegram(1, { text: 'Да\n-- \nИван' }));
    expect((await row())?.last.excerpt).toBe('Да -- Иван');
  });
});

describe('a notice of a mail', () => {
  const told = async () => (await desk.call('notice.list', { limit: 10 })).notices.map(({ kind, text }) => ({ kind, text }));

  it('says what was said to whoever has the conversation', async () => {
    await writes('Где заказ?');
    const { customerId = '' } = (await row()) ?? {};
    const assigneeId = (await desk.call('workspace.get', {})).me.id;
    await desk.call('conversation.change', { customerIds: [customerId], change: { assigneeId } });
    await writes(`Уже приехал.\n\n${signature}\n\n${quoted}`);
    expect(await told()).toEqual([{ kind: 'mine', text: 'Заказ 10452 — Уже приехал.' }]);
  });

  it('says what was said by whom nobody has taken', async () => {
    await writes(`Где заказ?\n\n${signature}\n\n${quoted}`);
    desk.store.write((tx) => noticeUnassigned(tx, unassignedTooLong(tx, desk.clock.now + 15 * 60_000), desk.clock.now));
    expect(await told()).toEqual([{ kind: 'unassigned', text: 'Где заказ?' }]);
  });
});
