import { afterEach, describe, expect, test } from 'vitest';
import type { PlannedReply, SendResult } from '../../../shared/contract/connector.ts';
import { sliceMarks } from '../../../shared/lib/marks.ts';
import type { Item, TextMark } from '../../../shared/model/index.ts';
import { type Script, type ScriptedDesk, scriptedDesk } from '../../support/scripted.ts';
import { mail, telegram } from '../../support/store.ts';

/** What a person writes, as the provider is given it. */
let desk: ScriptedDesk;
afterEach(() => desk.stop());

async function place() {
  const [row] = (await desk.call('inbox.page', { view: 'all', limit: 1 })).rows;
  const customerId = row?.customerId ?? '';
  const [option] = (await desk.call('customer.get', { customerId })).replyOptions;
  return { customerId, contactPointId: option?.contactPointId ?? '', channelId: option?.channelId ?? '' };
}
const delivered = (itemId: string | undefined, delivery: Item['delivery']) =>
  desk.until(async () => {
    const item = await desk.call('item.get', { itemId: itemId ?? '' });
    return item.delivery === delivery && item;
  }, `${itemId} to be ${delivery}`);

const bold = (start: number, end: number): TextMark => ({ type: 'bold', start, end });
const chat: Script = { capabilities: { formatting: ['bold', 'italic'], buttons: true, attachments: { maxBytes: 1000 } } };
const mailbox: Script = { capabilities: { subject: true, mayWriteFirst: true, copies: true, attachments: { maxBytes: 1000 } } };
const file = (n: number) => ({ hash: String(n).repeat(64).slice(0, 64), name: `${n}.jpg`, mime: 'image/jpeg', size: 10 });

describe('formatting', () => {
  test('goes with the text; what the channel cannot show is left out and its words stay', async () => {
    desk = scriptedDesk({ bot: chat });
    await desk.bot.emits(telegram(1));
    const marks: TextMark[] = [{ type: 'underline', start: 0, end: 3 }, bold(4, 8), { type: 'italic', start: 6, end: 12 }];
    const { itemIds } = await desk.call('reply.send', { ...(await place()), text: 'one два three', marks, files: [] });
    const item = await delivered(itemIds[0], 'sent');
    const nested: TextMark[] = [bold(4, 8), { type: 'italic', start: 6, end: 8 }, { type: 'italic', start: 8, end: 12 }];
    expect(item).toMatchObject({ text: 'one два three', marks: nested });
    expect(desk.bot.sent[0]).toMatchObject({ text: 'one два three', marks: nested });
  });

  test('of a text that is cut goes with each part', async () => {
    const halves = ({ text, marks = [], files }: PlannedReply): PlannedReply[] =>
      [text.slice(0, 5), text.slice(5)].map((half, n) => ({
        text: half,
        marks: sliceMarks(marks, n * 5, n * 5 + half.length),
        files: n === 1 ? files : [],
      }));
    desk = scriptedDesk({ bot: { ...chat, plan: halves } });
    await desk.bot.emits(telegram(1));
    const { itemIds } = await desk.call('reply.send', { ...(await place()), text: 'helloworld', marks: [bold(3, 7)], files: [] });
    await delivered(itemIds[1], 'sent');
    expect(desk.bot.sent.map(({ text, marks }) => [text, marks])).toEqual([
      ['hello', [bold(3, 5)]],
      ['world', [bold(0, 2)]],
    ]);
  });

  test('is kept in a draft', async () => {
    desk = scriptedDesk({ bot: chat });
    await desk.bot.emits(telegram(1));
    const { customerId } = await place();
    const draft = {
      text: 'да',
      marks: [bold(0, 2)],
      cc: ['a@b.test'],
      bcc: ['x'],
      files: [{ ...file(1), spoiler: true as const }],
    };
    await desk.call('draft.save', { customerId, kind: 'reply', draft });
    expect((await desk.call('customer.get', { customerId })).drafts.reply).toMatchObject(draft);
  });
});

describe('copies', () => {
  test('are sent as typed, each address once, and shown on the mail', async () => {
    desk = scriptedDesk({ mail: mailbox });
    await desk.mail.emits(mail('maria@mail.test'));
    const { itemIds } = await desk.call('reply.send', {
      ...(await place()),
      text: 'Ответ',
      cc: ['Пётр <petr@mail.test>', 'Maria@Mail.test'],
      bcc: ['PETR@mail.test', 'boss@shop.test'],
      files: [],
    });
    const item = await delivered(itemIds[0], 'sent');
    const cc = [{ name: 'Пётр', address: 'petr@mail.test' }];
    const bcc = [{ address: 'boss@shop.test' }];
    expect(desk.mail.sent[0]).toMatchObject({ cc, bcc });
    expect(item.mail).toMatchObject({ cc, bcc });
  });

  test('to what is no address are refused in words, and nothing is sent', async () => {
    desk = scriptedDesk({ mail: mailbox });
    await desk.mail.emits(mail('maria@mail.test'));
    const sending = desk.call('reply.send', { ...(await place()), text: 'Ответ', cc: ['petr'], files: [] });
    await expect(sending).rejects.toMatchObject({ code: 'invalid-input', message: '«petr» is not a mail address' });
    expect(await desk.items()).toHaveLength(1);
  });

  test('and buttons are refused where the channel has none', async () => {
    desk = scriptedDesk({ bot: {} });
    await desk.bot.emits(telegram(1));
    const to = await place();
    const copy = desk.call('reply.send', { ...to, text: 'x', cc: ['a@b.test'], files: [] });
    await expect(copy).rejects.toMatchObject({ code: 'not-allowed' });
    const buttons = desk.call('reply.send', { ...to, text: 'x', buttons: [[{ label: 'Да', data: 'y' }]], files: [] });
    await expect(buttons).rejects.toMatchObject({ code: 'not-allowed' });
  });

  test('that are refused are told on a message that was sent, also later by a report', async () => {
    const refused = [{ address: 'gone@mail.test', code: 'no-such-address' as const, detail: '550 no' }];
    desk = scriptedDesk({
      mail: { ...mailbox, send: async ({ remoteId }) => ({ status: 'accepted', remoteId, refused }) },
    });
    await desk.mail.emits(mail('maria@mail.test'));
    const cc = ['gone@mail.test', 'full@mail.test'];
    const { itemIds } = await desk.call('reply.send', { ...(await place()), text: 'Ответ', cc, files: [] });
    const item = await delivered(itemIds[0], 'sent');
    expect(item.deliveryNote).toMatchObject({ refused });
    const about = desk.mail.sent[0]?.remoteId ?? '';
    const report = { about, recipient: 'full@mail.test', outcome: 'failed', code: 'mailbox-full', detail: '552 full' } as const;
    await desk.mail.emits(mail('Mailer-Daemon@x.test', { automatic: true, answers: [about], reports: [report] }));
    const after = await desk.call('item.get', { itemId: item.id });
    expect(after.delivery).toBe('sent');
    expect(after.deliveryNote?.refused).toEqual([
      ...refused,
      { address: 'full@mail.test', code: 'mailbox-full', detail: '552 full' },
    ]);
  });
});

describe('an album of ours', () => {
  test('is known by all its names at the provider', async () => {
    desk = scriptedDesk({
      bot: { ...chat, send: async () => ({ status: 'accepted', remoteId: '501', remoteThread: '1', further: ['502', '503'] }) },
    });
    await desk.bot.emits(telegram(1));
    const files = [file(1), { ...file(2), spoiler: true as const, as: 'file' as const }, file(3)];
    const { itemIds } = await desk.call('reply.send', { ...(await place()), text: 'Три фото', files });
    const item = await delivered(itemIds[0], 'sent');
    expect(item.attachments).toMatchObject([{ kind: 'image' }, { kind: 'file', spoiler: true }, { kind: 'image' }]);
    await desk.bot.emits(
      { type: 'reaction', remoteThread: '1', remoteId: '503', by: 'customer', emoji: ['👍'], at: 5 },
      telegram(1, { text: 'спасибо', answers: ['502'], sentAt: item.sentAt + 60_000 }),
    );
    const [, sent, thanks] = await desk.items();
    expect(sent).toMatchObject({ id: item.id, text: 'Три фото', reactions: [{ emoji: '👍' }] });
    expect(thanks?.replyTo?.itemId).toBe(item.id);
  });
});

describe('a report that comes while its message is still being sent', () => {
  const bounced = (about: string) =>
    mail('Mailer-Daemon@x.test', {
      automatic: true,
      answers: [about],
      reports: [{ about, recipient: 'maria@mail.test', outcome: 'failed', code: 'no-such-address', detail: '550 no' }],
    });

  test('takes effect once it is sent', async () => {
    let release: (result: SendResult) => void = () => undefined;
    desk = scriptedDesk({ mail: { ...mailbox, send: () => new Promise((resolve) => (release = resolve)) } });
    await desk.mail.emits(mail('maria@mail.test'));
    const { itemIds } = await desk.call('reply.send', { ...(await place()), text: 'Ответ', files: [] });
    await delivered(itemIds[0], 'sending');
    const remoteId = desk.mail.sent[0]?.remoteId ?? '';
    await desk.mail.emits(bounced(remoteId));
    expect(await desk.call('item.get', { itemId: itemIds[0] ?? '' })).toMatchObject({ delivery: 'sending' });
    release({ status: 'accepted', remoteId });
    expect((await delivered(itemIds[0], 'failed')).deliveryNote).toMatchObject({ code: 'no-such-address', detail: '550 no' });
  });

  test('does not come back when a person sends the message again', async () => {
    desk = scriptedDesk({ mail: { ...mailbox, send: async ({ remoteId }) => ({ status: 'accepted', remoteId }) } });
    await desk.mail.emits(mail('maria@mail.test'));
    const { itemIds } = await desk.call('reply.send', { ...(await place()), text: 'Ответ', files: [] });
    await delivered(itemIds[0], 'sent');
    await desk.mail.emits(bounced(desk.mail.sent[0]?.remoteId ?? ''));
    await delivered(itemIds[0], 'failed');
    desk.clock.now += 60_000;
    await desk.call('outbox.sendAgain', { itemId: itemIds[0] ?? '' });
    await delivered(itemIds[0], 'sent');
    expect(desk.mail.sent).toHaveLength(2);
  });
});

describe('answering in a group', () => {
  const inGroup = () => telegram(1, { remoteThread: '-100', group: { title: 'Наш двор' }, text: 'Когда воду дадут?' });

  test('a quoted message of the group is answered there, all parts of the answer', async () => {
    const twice = ({ text, files }: PlannedReply): PlannedReply[] => [
      { text, files },
      { text: '…', files: [] },
    ];
    desk = scriptedDesk({ bot: { ...chat, plan: twice } });
    await desk.bot.emits(inGroup());
    const to = await place();
    const [question] = await desk.items();
    const { itemIds } = await desk.call('reply.send', { ...to, text: 'Завтра', replyToItemId: question?.id ?? '', files: [] });
    await delivered(itemIds[1], 'sent');
    expect(desk.bot.sent.map(({ to: address, remoteThread }) => [address, remoteThread])).toEqual([
      ['-100', '-100'],
      ['-100', '-100'],
    ]);
    expect(desk.bot.sent[0]?.replyTo?.remoteId).toBeDefined();
    expect(await desk.call('item.get', { itemId: itemIds[0] ?? '' })).toMatchObject({ group: 'Наш двор' });
  });

  test('nothing goes into it unquoted; a private answer goes to the private chat', async () => {
    desk = scriptedDesk({ bot: chat });
    await desk.bot.emits(inGroup());
    const to = await place();
    const send = () => desk.call('reply.send', { ...to, text: 'Завтра', files: [] });
    await expect(send()).rejects.toMatchObject({ code: 'cannot-send' });
    await desk.bot.emits(telegram(1, { text: 'лично' }), inGroup());
    const { itemIds } = await send();
    await delivered(itemIds[0], 'sent');
    expect(desk.bot.sent).toMatchObject([{ to: '1', remoteThread: '1' }]);
  });

  test('a group that refuses the bot says nothing of the person', async () => {
    desk = scriptedDesk({
      bot: {
        ...chat,
        send: async () => ({ status: 'rejected', code: 'blocked', detail: 'kicked from the group', unreachable: 'blocked' }),
      },
    });
    await desk.bot.emits(telegram(1, { text: 'лично' }), inGroup());
    const [, question] = await desk.items();
    const to = await place();
    const { itemIds } = await desk.call('reply.send', { ...to, text: 'Завтра', replyToItemId: question?.id ?? '', files: [] });
    await delivered(itemIds[0], 'failed');
    const { replyOptions } = await desk.call('customer.get', { customerId: to.customerId });
    expect(replyOptions[0]).toMatchObject({ allowed: true });
  });
});

describe('what has to be tried again', () => {
  test('goes at its time though more was written to the same person meanwhile, in the order of writing', async () => {
    const results: SendResult[] = [{ status: 'retry', code: 'rate-limit', detail: 'slow down', retryAfterMs: 400 }];
    const clock = {
      get now() {
        return Date.now();
      },
    };
    desk = scriptedDesk({
      clock,
      bot: { ...chat, send: async ({ text }) => results.shift() ?? { status: 'accepted', remoteId: `arrived ${text}` } },
    });
    await desk.bot.emits(telegram(1));
    const to = await place();
    const first = await desk.call('reply.send', { ...to, text: 'раз', files: [] });
    await desk.until(async () => {
      const { deliveryNote } = await desk.call('item.get', { itemId: first.itemIds[0] ?? '' });
      return deliveryNote?.retryAt !== undefined;
    }, 'the first to be put off');
    const second = await desk.call('reply.send', { ...to, text: 'два', files: [] });
    await delivered(second.itemIds[0], 'sent');
    await delivered(first.itemIds[0], 'sent');
    expect(desk.bot.sent.map(({ text }) => text)).toEqual(['раз', 'раз', 'два']);
  });
});

describe('typing', () => {
  test('is told once in some seconds, and refused where they cannot be shown it', async () => {
    desk = scriptedDesk({ bot: { capabilities: { typing: true } }, mail: mailbox });
    await desk.bot.emits(telegram(1));
    const to = await place();
    await desk.call('reply.typing', to);
    await desk.call('reply.typing', to);
    expect(desk.bot.typed).toEqual([{ address: '1', remoteThread: '1' }]);
    desk.clock.now += 10_000;
    await desk.call('reply.typing', to);
    expect(desk.bot.typed).toHaveLength(2);
    await desk.mail.emits(mail('maria@mail.test', { sentAt: 1_900_000_000_000 }));
    await expect(desk.call('reply.typing', await place())).rejects.toMatchObject({ code: 'not-allowed' });
  });
});
