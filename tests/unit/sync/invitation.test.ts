import { afterEach, describe, expect, test } from 'vitest';
import type { InvitationAnswer, ItemCard } from '../../../shared/model/index.ts';
import { memoryFiles, type ScriptedDesk, scriptedDesk } from '../../support/scripted.ts';
import { mail, telegram } from '../../support/store.ts';

let desk: ScriptedDesk;
afterEach(() => desk.stop());

const ics = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'METHOD:REQUEST',
  'BEGIN:VEVENT',
  'UID:m1@mail.test',
  'SEQUENCE:2',
  'DTSTART:20261125T070000Z',
  'SUMMARY:Договор',
  'ORGANIZER;CN=Пётр:mailto:petr@mail.test',
  'ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:op@shop.test',
  'END:VEVENT',
  'END:VCALENDAR',
  '',
].join('\r\n');

const card = (fields: object = {}): ItemCard => ({
  type: 'invitation',
  method: 'request',
  uid: 'm1@mail.test',
  summary: 'Договор',
  from: Date.UTC(2026, 10, 25, 7),
  organizer: { name: 'Пётр', address: 'petr@mail.test' },
  ...fields,
});

const start = () => scriptedDesk({ mail: { capabilities: { subject: true, mayWriteFirst: true } }, files });
const files = memoryFiles();
const answer = async (given: InvitationAnswer) => {
  const [item] = await desk.items();
  return desk.call('invitation.answer', { itemId: item?.id ?? '', answer: given });
};

describe('answering an invitation', () => {
  test('goes to the organizer, in the thread of the invitation, with the calendar that answers it', async () => {
    desk = start();
    const { hash: source } = await files.put(new TextEncoder().encode(ics));
    await desk.mail.emits(mail('maria@mail.test', { remoteId: 'invite@x', card: card({ source }) }));
    const { itemIds } = await answer('accepted');
    const sent = await desk.until(async () => {
      const item = await desk.call('item.get', { itemId: itemIds[0] ?? '' });
      return item.delivery === 'sent' && item;
    }, 'the answer to be sent');
    expect(desk.mail.sent).toMatchObject([
      {
        to: 'petr@mail.test',
        toName: 'Пётр',
        subject: 'Принято: Договор',
        text: 'Принято: Договор',
        replyTo: { remoteId: 'invite@x' },
        calendar: { method: 'reply', ics: expect.stringContaining('PARTSTAT=ACCEPTED') },
      },
    ]);
    expect(desk.mail.sent[0]?.calendar?.ics).toContain('SEQUENCE:2');
    expect(sent.mail?.to).toEqual([{ name: 'Пётр', address: 'petr@mail.test' }]);
    const [invitation, own] = await desk.items();
    expect(invitation?.card).toMatchObject({ answer: 'accepted' });
    expect(own?.id).toBe(itemIds[0]);
  });

  test('may be given again, otherwise; the organizer who is this very person is their contact', async () => {
    desk = start();
    await desk.mail.emits(mail('petr@mail.test', { card: card() }));
    await answer('tentative');
    await answer('declined');
    await desk.until(() => desk.mail.sent.length === 2, 'both answers');
    expect(desk.mail.sent.map(({ calendar }) => /PARTSTAT=(\w+)/.exec(calendar?.ics ?? '')?.[1])).toEqual([
      'TENTATIVE',
      'DECLINED',
    ]);
    expect((await desk.items())[0]?.card).toMatchObject({ answer: 'declined' });
  });

  test('survives that the invitation is told again', async () => {
    desk = start();
    const invitation = mail('petr@mail.test', { remoteId: 'invite@x', card: card() });
    await desk.mail.emits(invitation);
    await answer('accepted');
    const { remoteThread } = invitation;
    await desk.mail.emits({ type: 'card', remoteThread, remoteId: 'invite@x', card: card({ summary: 'Договор, новый срок' }) });
    expect((await desk.items())[0]?.card).toMatchObject({ summary: 'Договор, новый срок', answer: 'accepted' });
  });

  test('is refused where there is none, or nobody to answer', async () => {
    desk = start();
    await desk.mail.emits(mail('petr@mail.test', { card: card({ method: 'cancel' }) }));
    await expect(answer('accepted')).rejects.toMatchObject({ code: 'invalid-input' });
    await desk.stop();
    desk = start();
    const { organizer: _organizer, ...nobodys } = card() as Extract<ItemCard, { type: 'invitation' }>;
    await desk.mail.emits(mail('petr@mail.test', { card: nobodys }));
    await expect(answer('accepted')).rejects.toMatchObject({ code: 'not-allowed' });
    await desk.stop();
    desk = start();
    await desk.bot.emits(telegram(1));
    await expect(answer('accepted')).rejects.toMatchObject({ code: 'invalid-input' });
  });
});
