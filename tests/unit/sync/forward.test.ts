import { afterEach, describe, expect, test } from 'vitest';
import type { Item } from '../../../shared/model/index.ts';
import { type Script, type ScriptedDesk, scriptedDesk } from '../../support/scripted.ts';
import { mail, telegram } from '../../support/store.ts';

/** What is passed on to others by mail, about a customer and not to them. */
let desk: ScriptedDesk;
afterEach(() => desk.stop());

const mailbox: Script = {
  // As SMTP does: a mail keeps its name.
  send: async ({ remoteId }) => ({ status: 'accepted', remoteId }),
  capabilities: { subject: true, mayWriteFirst: true, copies: true, formatting: ['quote'], attachments: { maxBytes: 1000 } },
};
const file = { hash: 'a'.repeat(64), name: 'a.pdf', mime: 'application/pdf', size: 10 };

async function customer() {
  const [row] = (await desk.call('inbox.page', { view: 'all', limit: 1 })).rows;
  const customerId = row?.customerId ?? '';
  const view = await desk.call('customer.get', { customerId });
  const { items } = await desk.call('timeline.page', { customerId, limit: 50 });
  return { row, customerId, view, items, first: items[0]?.id ?? '' };
}

async function forward(change: object = {}) {
  const { customerId, view, first } = await customer();
  const [option] = view.forwardOptions;
  return desk.call('reply.send', {
    customerId,
    channelId: option?.channelId ?? '',
    text: 'Please look\n\n> Where is it?',
    marks: [{ type: 'quote', start: 13, end: 27 }],
    subject: 'Fwd: Where is it?',
    forward: { itemId: first, to: ['Store <store@firm.test>'] },
    files: [file],
    ...change,
  });
}

const delivered = (itemId: string | undefined, delivery: Item['delivery']) =>
  desk.until(async () => {
    const item = await desk.call('item.get', { itemId: itemId ?? '' });
    return item.delivery === delivery && item;
  }, `${itemId} to be ${delivery}`);

describe('what is passed on by mail', () => {
  test('goes to whom one chooses, with its files, and begins a thread of its own', async () => {
    desk = scriptedDesk({ mail: mailbox });
    await desk.mail.emits(mail('maria@mail.test', { subject: 'Where is it?' }));
    const { itemIds } = await forward({ cc: ['boss@firm.test'] });
    await delivered(itemIds[0], 'sent');
    expect(desk.mail.sent[0]).toMatchObject({
      to: 'store@firm.test',
      toName: 'Store',
      cc: [{ address: 'boss@firm.test' }],
      subject: 'Fwd: Where is it?',
      files: [{ name: 'a.pdf' }],
    });
    expect(desk.mail.sent[0]).not.toHaveProperty('replyTo');
  });

  test('stands on the timeline as what it is, and the customer still waits for an answer', async () => {
    desk = scriptedDesk({ mail: mailbox });
    await desk.mail.emits(mail('maria@mail.test', { subject: 'Where is it?' }));
    const before = await customer();
    const { itemIds } = await forward();
    const item = await delivered(itemIds[0], 'sent');
    expect(item).toMatchObject({
      direction: 'out',
      passedOn: { itemId: before.first, to: [{ name: 'Store', address: 'store@firm.test' }] },
      attachments: [{ name: 'a.pdf' }],
    });
    expect(item).not.toHaveProperty('address');
    const after = await customer();
    expect(before.row?.waitingSince).toBeDefined();
    expect(after.row?.waitingSince).toBe(before.row?.waitingSince);
    expect(after.view.conversation?.assignee).toBeUndefined();
    expect(after.view.contactPoints).toEqual(before.view.contactPoints);
    expect(after.view.replyOptions.map(({ address }) => address)).toEqual(['maria@mail.test']);
    expect((await desk.call('inbox.page', { view: 'all', limit: 10 })).rows).toHaveLength(1);
  });

  test('is found again in Sent without making anybody of its addressee, and its bounce is about the mail alone', async () => {
    desk = scriptedDesk({ mail: mailbox });
    await desk.mail.emits(mail('maria@mail.test', { subject: 'Where is it?' }));
    const { itemIds } = await forward();
    await delivered(itemIds[0], 'sent');
    const remoteId = desk.mail.sent[0]?.remoteId ?? '';
    await desk.mail.emits(mail('store@firm.test', { direction: 'out', remoteId, remoteThread: remoteId }));
    const report = { about: remoteId, recipient: 'store@firm.test', outcome: 'failed', detail: '550 no such user' } as const;
    await desk.mail.emits(
      mail('mailer-daemon@firm.test', {
        automatic: true,
        answers: [remoteId],
        reports: [{ ...report, code: 'no-such-address', unreachable: 'no-such-address' }],
      }),
    );
    await delivered(itemIds[0], 'failed');
    const { view, items } = await customer();
    expect((await desk.call('inbox.page', { view: 'all', limit: 10 })).rows).toHaveLength(1);
    expect(items).toHaveLength(3);
    expect(view.replyOptions[0]).toMatchObject({ address: 'maria@mail.test', allowed: true });
  });

  test('may be what was written in a messenger', async () => {
    desk = scriptedDesk({ bot: {}, mail: mailbox });
    await desk.bot.emits(telegram(1));
    const { itemIds } = await forward();
    await delivered(itemIds[0], 'sent');
    expect(desk.mail.sent).toHaveLength(1);
    expect(desk.bot.sent).toHaveLength(0);
  });

  test('is refused without a usable address, by a messenger, and for an item of somebody else', async () => {
    desk = scriptedDesk({ bot: {}, mail: mailbox });
    await desk.bot.emits(telegram(1));
    const { first, view } = await customer();
    await expect(forward({ forward: { itemId: first, to: ['nobody'] } })).rejects.toMatchObject({ code: 'invalid-input' });
    await expect(forward({ forward: { itemId: first, to: [] } })).rejects.toMatchObject({ code: 'invalid-input' });
    await expect(forward({ channelId: view.replyOptions[0]?.channelId })).rejects.toMatchObject({ code: 'not-allowed' });
    await desk.mail.emits(mail('ivan@mail.test'));
    const { rows } = await desk.call('inbox.page', { view: 'all', limit: 10 });
    const other = rows.find(({ customerId }) => customerId !== view.id)?.customerId ?? '';
    await expect(forward({ customerId: other, forward: { itemId: first, to: ['a@b.test'] } })).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  test('waits for its seconds and comes back as it was written', async () => {
    desk = scriptedDesk({ mail: mailbox });
    await desk.mail.emits(mail('maria@mail.test', { subject: 'Where is it?' }));
    const { customerId, view, first } = await customer();
    const channelId = view.forwardOptions[0]?.channelId ?? '';
    const draft = { text: 'Look', channelId, forward: { itemId: first, to: ['store@firm.test'] }, files: [] };
    await desk.call('draft.save', { customerId, kind: 'forward', draft });
    expect((await customer()).view.drafts.forward).toMatchObject(draft);
    const { heldId } = await desk.call('reply.hold', {
      reply: { customerId, ...draft },
      draft,
      reason: 'undo',
      sendAt: Date.now() + 60_000,
    });
    const waiting = (await customer()).view;
    expect(waiting.drafts.forward).toBeUndefined();
    expect(waiting.held).toMatchObject([{ address: 'store@firm.test' }]);
    expect(waiting.conversation?.assignee).toBeUndefined();
    await desk.call('held.recall', { heldId, draft });
    expect((await customer()).view.drafts.forward).toMatchObject(draft);
    expect((await customer()).view.drafts.reply).toBeUndefined();
    const again = await desk.call('reply.hold', {
      reply: { customerId, ...draft },
      draft,
      reason: 'undo',
      sendAt: desk.clock.now,
    });
    expect(again.heldId).not.toBe('');
    await desk.until(async () => desk.mail.sent.length === 1, 'it to leave');
  });
});
