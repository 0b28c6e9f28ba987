import { expect, test } from 'vitest';
import { plan } from '../../../electron/connectors/telegram/send/plan.ts';
import { asWritten } from '../../../electron/core/as-written.ts';
import { parseMailAddresses, typedAddress } from '../../../electron/core/mail-address.ts';
import type { OutgoingFile, PlannedReply, SendIntent } from '../../../shared/contract/connector.ts';

const route = { customerId: 'maria', contactPointId: 'chat', channelId: 'bot' };
const intent = (part: PlannedReply, more: Partial<SendIntent> = {}): SendIntent => ({
  itemId: 'i',
  to: '77',
  remoteId: 'r',
  createdAt: 1,
  ...part,
  ...more,
});
const file = (name: string, mime: string): OutgoingFile => ({ hash: name.padEnd(64, '0'), name, mime, size: 1 });

test('what an answer was cut into is one answer again, and is cut the same', () => {
  const paragraphs = ['а'.repeat(3_000), `б${'в'.repeat(2_998)}г`];
  const written: PlannedReply = {
    text: paragraphs.join('\n\n'),
    marks: [{ type: 'bold', start: 3_002, end: 3_003 }],
    files: [file('bill.pdf', 'application/pdf'), file('map.png', 'image/png')],
  };
  const parts = plan(written);
  expect(parts.length).toBeGreaterThan(3);
  const { reply, draft } = asWritten(
    parts.map((part) => intent(part)),
    route,
  );
  expect(reply).toEqual({ ...route, ...written });
  expect(draft).toMatchObject({ text: written.text, marks: written.marks, files: written.files, signature: false });
  expect(plan(reply)).toEqual(parts);
});

test('a mail keeps its subject, its copies, its pictures in the text and what it quotes', () => {
  const picture = file('seal.png', 'image/png');
  const marks = [{ type: 'image' as const, start: 0, end: 1, hash: picture.hash, mime: picture.mime }];
  const copies = [{ address: 'a@mail.test', name: 'К., "Мария"' }, { address: 'b@mail.test' }];
  const part = { text: '\uFFFC Вот', marks, files: [picture, file('bill.pdf', 'application/pdf')] };
  const { reply, draft } = asWritten([intent(part, { subject: 'Re: заказ', cc: copies })], { ...route, replyToItemId: 'q' });
  expect(reply).toMatchObject({ ...part, subject: 'Re: заказ', replyToItemId: 'q' });
  expect(parseMailAddresses(reply.cc ?? [])).toEqual({ addresses: copies, wrong: [] });
  expect(draft).toMatchObject({ pictures: [picture], files: [part.files[1]], replyToItemId: 'q' });
});

test('buttons come back one a line, as they were typed', () => {
  const buttons = [[{ label: 'Да', data: 'yes' }], [{ label: 'Сайт', url: 'https://shop.test' }]];
  const { reply, draft } = asWritten([intent({ text: 'Верно?', files: [], buttons })], route);
  expect(reply.buttons).toEqual(buttons);
  expect(draft.buttons).toEqual([
    { label: 'Да', link: '' },
    { label: 'Сайт', link: 'https://shop.test' },
  ]);
});

test('an address is typed so that it is read the same', () => {
  expect(typedAddress({ address: 'a@mail.test' })).toBe('a@mail.test');
});
