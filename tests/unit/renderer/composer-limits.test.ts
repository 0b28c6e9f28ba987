import { describe, expect, it } from 'vitest';
import { addressIn, cutAddresses, inQuotes, othersOf, shownAddress } from '../../../renderer/screens/composer/addresses.ts';
import { fromField, laterTimes, toField } from '../../../renderer/screens/composer/later.ts';
import { messagesOf, notesOf, obstacleOf, waysToSend } from '../../../renderer/screens/composer/reply-limits.ts';
import type { ReplyOption } from '../../../shared/contract/api.ts';
import type { Capabilities } from '../../../shared/model/index.ts';

const MB = 1024 * 1024;
const file = (name: string, mime: string, size = 10) => ({ hash: name, name, mime, size });
const messenger: Capabilities = {
  maxTextLength: 4096,
  maxCaptionLength: 1024,
  attachments: { maxBytes: 50 * MB },
  album: { max: 10 },
  formatting: ['bold', 'spoiler'],
};
const mail: Capabilities = {
  filesWithText: true,
  copies: true,
  attachments: { maxBytes: 18 * MB, maxTotalBytes: 18 * MB },
  formatting: ['bold', 'bullet', 'image'],
};
const by = (capabilities: Capabilities): ReplyOption => ({
  contactPointId: 'p',
  channelId: 'c',
  channelKind: 'telegram',
  channelName: 'Bot',
  address: '@m',
  capabilities,
  allowed: true,
});
const text = { text: 'раз', marks: [], files: [] };

describe('how many messages a reply becomes', () => {
  const photos = Array.from({ length: 12 }, (_, n) => file(`${n}.jpg`, 'image/jpeg'));
  it('is one by mail, whatever it carries', () => {
    expect(messagesOf(100_000, photos, mail)).toBe(1);
  });
  it('follows albums, captions and the length by messenger', () => {
    expect(messagesOf(10, [], messenger)).toBe(1);
    expect(messagesOf(9000, [], messenger)).toBe(3);
    expect(messagesOf(10, photos.slice(0, 3), messenger)).toBe(1);
    expect(messagesOf(2000, photos.slice(0, 3), messenger)).toBe(2);
    expect(messagesOf(0, photos, messenger)).toBe(2);
    expect(messagesOf(0, [file('a.mp3', 'audio/mpeg'), file('b.pdf', 'application/pdf'), ...photos], messenger)).toBe(4);
    expect(
      messagesOf(
        0,
        [
          { ...file('a.mp3', 'audio/mpeg'), as: 'voice' },
          { ...file('b.ogg', 'audio/ogg'), as: 'voice' },
        ],
        messenger,
      ),
    ).toBe(2);
  });
});

describe('what stands in the way of a reply', () => {
  it('is what nobody filled in, a wrong copy, a file too large, files too large together', () => {
    expect(obstacleOf(text, by(mail))).toBeUndefined();
    expect(obstacleOf({ ...text, text: 'Я {agent.name}' }, by(mail))).toEqual({ type: 'unfilled', what: '{agent.name}' });
    expect(obstacleOf({ ...text, cc: ['foo'] }, by(mail))).toEqual({ type: 'address', what: 'foo' });
    expect(obstacleOf({ ...text, cc: ['foo'] }, by(messenger))).toBeUndefined();
    expect(obstacleOf({ ...text, files: [file('a', 'x/y', 19 * MB)] }, by(mail))).toMatchObject({ type: 'large', what: 'a' });
    const half = file('a', 'x/y', 10 * MB);
    expect(obstacleOf({ ...text, files: [half, half] }, by(mail))).toMatchObject({ type: 'total', size: 20 * MB });
    expect(obstacleOf({ ...text, files: [half] }, by({}))).toEqual({ type: 'noFiles' });
  });
  it('counts a picture only while it stands in the text', () => {
    const picture = file('a', 'image/png', 20 * MB);
    const marks = [{ type: 'image' as const, hash: 'a', mime: 'image/png', start: 0, end: 1 }];
    expect(obstacleOf({ ...text, pictures: [picture] }, by(mail))).toBeUndefined();
    expect(obstacleOf({ ...text, text: '\uFFFC', marks, pictures: [picture] }, by(mail))).toMatchObject({ type: 'large' });
  });
});

describe('what is told before sending', () => {
  it('is nothing of an ordinary answer', () => {
    expect(notesOf(text, by(mail))).toEqual([]);
    expect(notesOf(text, by(messenger))).toEqual([]);
  });
  it('is what the channel does not show, does not do, or cuts', () => {
    const marks = [{ type: 'bullet' as const, start: 0, end: 3 }];
    expect(notesOf({ ...text, marks, cc: ['a@b.test'] }, by(messenger))).toEqual([
      { type: 'plain', marks: ['bullet'] },
      { type: 'copies' },
    ]);
    expect(notesOf({ ...text, text: 'я'.repeat(5000) }, by(messenger))).toEqual([{ type: 'split', count: 2 }]);
    expect(notesOf({ ...text, files: [file('a', 'x/y', 12 * MB)] }, by(mail))).toEqual([
      { type: 'size', size: 12 * MB, limit: 18 * MB },
    ]);
  });
});

describe('ways to send a file', () => {
  it('are offered by messengers, for what they know', () => {
    expect(waysToSend(file('a.jpg', 'image/jpeg'), messenger)).toEqual(['image', 'file']);
    expect(waysToSend(file('a.ogg', 'audio/ogg'), messenger)).toContain('voice');
    expect(waysToSend(file('a.mp4', 'video/mp4'), messenger)).toContain('video-note');
    expect(waysToSend(file('a.pdf', 'application/pdf'), messenger)).toEqual([]);
    expect(waysToSend(file('a.jpg', 'image/jpeg'), mail)).toEqual([]);
  });
});

describe('recipients', () => {
  it('are read as people write them', () => {
    expect(addressIn('Мария К. <maria@mail.test>')).toBe('maria@mail.test');
    expect(addressIn(' почта@пример.рф ')).toBe('почта@пример.рф');
    expect(addressIn('maria@mail')).toBeUndefined();
    expect(addressIn('Мария')).toBeUndefined();
    expect(cutAddresses('a@b.test c@b.test\td@b.test\r\nmailto:e@b.test')).toEqual([
      'a@b.test',
      'c@b.test',
      'd@b.test',
      'e@b.test',
    ]);
    expect(cutAddresses('Иван Петров <i@b.test> Пётр <p@b.test>')).toEqual(['Иван Петров <i@b.test>', 'Пётр <p@b.test>']);
    expect(cutAddresses('Иван Петров')).toEqual(['Иван Петров']);
    expect(['"Doe', '"Doe, John" <a@b.test>', 'a@b.test'].map(inQuotes)).toEqual([true, false, false]);
    expect(cutAddresses('a@b.test; "К., Мария" <m@b.test>,\nc@b.test,')).toEqual([
      'a@b.test',
      '"К., Мария" <m@b.test>',
      'c@b.test',
    ]);
    expect(shownAddress('"К., Мария" <m@b.test>')).toBe('К., Мария');
    expect(shownAddress('a@b.test')).toBe('a@b.test');
  });
  it('of an answer to all are everybody but us and the author', () => {
    const mailTo = {
      to: [{ address: 'Support@shop.test' }, { address: 'ivan@mail.test', name: 'Иван' }],
      cc: [{ address: 'ivan@mail.test' }, { address: 'boss@mail.test' }],
    };
    expect(othersOf(mailTo, ['support@shop.test', 'maria@mail.test'])).toEqual(['Иван <ivan@mail.test>', 'boss@mail.test']);
  });
});

describe('a time to leave', () => {
  const friday = new Date(2026, 10, 20, 15, 30).getTime();
  it('is in an hour, tomorrow at nine, on Monday at nine', () => {
    const [hour, tomorrow, monday] = laterTimes(friday);
    expect(hour?.at).toBe(friday + 3_600_000);
    expect(new Date(tomorrow?.at ?? 0)).toEqual(new Date(2026, 10, 21, 9));
    expect(new Date(monday?.at ?? 0)).toEqual(new Date(2026, 10, 23, 9));
    expect(laterTimes(new Date(2026, 10, 22, 15).getTime()).map(({ name }) => name)).toEqual(['hour', 'tomorrow']);
    expect(laterTimes(new Date(2026, 10, 23, 15).getTime()).map(({ name }) => name)).toEqual(['hour', 'tomorrow', 'monday']);
  });
  it('is typed on this machine’s clock', () => {
    expect(toField(friday)).toBe('2026-11-20T15:30');
    expect(fromField(toField(friday))).toBe(friday);
    expect(fromField('')).toBeUndefined();
  });
});
