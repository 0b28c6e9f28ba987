import { inflateSync } from 'node:zlib';
import { type ParsedMail, simpleParser } from 'mailparser';
import { beforeAll, describe, expect, it } from 'vitest';
import { dice } from '../../../build/demo/story/dice.ts';
import { type PracticeHistory, type PracticeMail, practiceHistory } from '../../../build/demo/story/history.ts';
import { oddAddresses } from '../../../build/demo/story/odd-letters.ts';
import { parcelPicture } from '../../../build/demo/story/picture.ts';
import { statedPhones } from '../../../electron/core/identity/stated-phones.ts';

const now = Date.UTC(2026, 10, 21, 12);
let history: PracticeHistory;
let parsed: Array<PracticeMail & { parsed: ParsedMail }>;

beforeAll(async () => {
  history = await practiceHistory(7, 60, { now });
  parsed = await Promise.all(history.mails.map(async (mail) => ({ ...mail, parsed: await simpleParser(mail.raw) })));
});

describe('the practice history', () => {
  it('is the same for the same seed and moment, and another for another', async () => {
    const again = await practiceHistory(7, 60, { now });
    expect(again).toEqual(history);
    const other = await practiceHistory(8, 60, { now });
    expect(other.customers.map(({ email }) => email)).not.toEqual(history.customers.map(({ email }) => email));
  });

  it('has as many customers as asked for, in both languages, each with an address of their own', () => {
    expect(history.customers).toHaveLength(60);
    expect(new Set(history.customers.map(({ email }) => email)).size).toBe(60);
    const russian = history.customers.filter(({ language }) => language === 'ru').length;
    expect(russian).toBeGreaterThan(25);
    expect(russian).toBeLessThan(55);
  });

  it('grows to hundreds without running out of names', async () => {
    const large = await practiceHistory(3, 400, { now });
    expect(new Set(large.customers.map(({ email, phone }) => email + phone)).size).toBe(400);
    expect(large.mails.length).toBeGreaterThan(700);
  });

  it('lies in the past, oldest first, under ids that occur once', () => {
    const times = history.mails.map(({ date }) => date.getTime());
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times.at(-1)).toBeLessThan(now);
    expect(new Set(history.mails.map(({ messageId }) => messageId)).size).toBe(history.mails.length);
  });

  it('is made of mails that say what the list says of them', () => {
    for (const { parsed: mail, ...listed } of parsed) {
      expect(mail.messageId).toBe(`<${listed.messageId}>`);
      expect(mail.from?.value[0]?.address).toBe(listed.from);
      expect(mail.date?.getTime()).toBe(Math.floor(listed.date.getTime() / 1000) * 1000);
      expect(listed.folder === 'Sent').toBe(listed.from === 'support@acme.test');
      expect(`${mail.subject} ${mail.text}`).not.toMatch(/[{}]|undefined/);
    }
  });

  it('answers only what was there before', () => {
    const at = new Map(history.mails.map(({ messageId, date }) => [`<${messageId}>`, date.getTime()]));
    const answers = parsed.filter(({ parsed: mail }) => mail.inReplyTo !== undefined);
    expect(answers.length).toBeGreaterThan(40);
    for (const { parsed: mail, date } of answers) {
      expect(at.get(mail.inReplyTo ?? '')).toBeLessThan(date.getTime());
      expect([mail.references].flat()).toContain(mail.inReplyTo);
    }
  });

  it('leaves some people waiting and most answered', () => {
    const last = new Map<string, PracticeMail>();
    for (const mail of history.mails) last.set(mail.folder === 'Sent' ? mail.to : mail.from, mail);
    const waiting = [...last.values()].filter(({ folder }) => folder === 'INBOX').length;
    expect(waiting).toBeGreaterThan(5);
    expect(waiting).toBeLessThan(last.size * 0.6);
  });

  it('brings what a desk must bear', () => {
    const order = parsed.find(({ from }) => from === oddAddresses[0]);
    expect(Buffer.byteLength(order?.parsed.html || '')).toBeGreaterThan(40_000);
    expect(order?.parsed.attachments[0]).toMatchObject({ contentType: 'image/png', related: true });
    expect(parsed.some(({ parsed: mail }) => mail.headers.get('auto-submitted') === 'auto-replied')).toBe(true);
    expect(parsed.some(({ parsed: mail }) => (mail.subject ?? '').length > 100)).toBe(true);
    const files = new Set(parsed.flatMap(({ parsed: mail }) => mail.attachments.map(({ contentType }) => contentType)));
    expect([...files].sort()).toEqual(['application/pdf', 'image/png', 'text/csv']);
  });
});

describe('its chats', () => {
  it('reach back less than the day the Bot API keeps them', () => {
    const times = history.telegram.flatMap(({ acts }) => acts.map(({ at }) => at));
    expect(Math.min(...times)).toBeGreaterThan(now - 24 * 3_600_000);
    expect(Math.max(...times)).toBeLessThanOrEqual(now);
  });

  it('hold a photo, a voice message, a document and a correction', () => {
    const deeds = new Set(history.telegram.flatMap(({ acts }) => acts.map((act) => act.do)));
    expect([...deeds].sort()).toEqual(['correct', 'document', 'photo', 'share-phone', 'voice', 'write']);
    const voice = history.telegram.flatMap(({ acts }) => acts).find((act) => act.do === 'voice');
    expect(voice?.do === 'voice' && Buffer.from(voice.bytes).subarray(0, 4).toString()).toBe('OggS');
  });

  it('share a phone that the same person has signed a mail with', () => {
    const script = history.telegram.find(({ acts }) => acts.some((act) => act.do === 'share-phone'));
    const who = history.customers.find(({ telegramId }) => telegramId === script?.userId);
    const theirs = parsed.filter(({ from }) => from === who?.email).map(({ parsed: mail }) => mail.text ?? '');
    const phones = theirs.flatMap((text) => statedPhones(text, 'RU'));
    expect(phones).toContain(who?.phone.replace(/[^+\d]/g, ''));
  });
});

describe('a picture', () => {
  it('is a PNG of the size it says', () => {
    const { bytes, width, height } = parcelPicture(dice(1));
    expect(bytes.subarray(1, 4).toString()).toBe('PNG');
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([width, height]);
    const data = bytes.indexOf('IDAT');
    const pixels = inflateSync(bytes.subarray(data + 4, data + 4 + bytes.readUInt32BE(data - 4)));
    expect(pixels).toHaveLength(height * (1 + width * 3));
  });
});
