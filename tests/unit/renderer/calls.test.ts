import { describe, expect, it } from 'vitest';
import { typedNumber } from '../../../renderer/screens/palette/typed-number.ts';
import { isMissed, participantName, sameNumber } from '../../../renderer/screens/telephony/call-words.ts';
import { lastOfEach } from '../../../renderer/screens/telephony/last-contacts.ts';
import { numberOfLink } from '../../../renderer/screens/telephony/number-link.ts';
import { recapOption } from '../../../renderer/screens/telephony/recap.ts';
import { endedOfMine } from '../../../renderer/state/ended-calls.ts';
import type { LiveCall, ReplyOption } from '../../../shared/contract/api.ts';
import type { Call, Item } from '../../../shared/model/index.ts';

const call = (change: Partial<Call>): Call => ({
  direction: 'in',
  state: 'talking',
  match: 'known',
  startedAt: 1,
  legs: [],
  transfers: [],
  remoteId: '1.1',
  ...change,
});

const live = (id: string, change: Partial<Omit<LiveCall, 'item'>> & { call?: Partial<Call> } = {}): LiveCall => {
  const { call: more = {}, ...rest } = change;
  return {
    item: { id, call: call(more) } as LiveCall['item'],
    customer: { id: 'maria', name: 'Мария', nameIsAddress: false },
    candidates: [],
    pinned: [],
    reminders: [],
    mine: true,
    ringsHere: false,
    ...rest,
  };
};

describe('calls that are over', () => {
  it('are those talked on at this desk that go on no more', () => {
    expect(endedOfMine([live('a'), live('b')], [live('b')]).map(({ item }) => item.id)).toEqual(['a']);
  });
  it('are also those that were passed on to somebody else', () => {
    expect(endedOfMine([live('a')], [live('a', { mine: false })]).map(({ item }) => item.id)).toEqual(['a']);
  });
  it('are not those that only rang here, nor those of others', () => {
    const before = [live('a', { ringsHere: true, call: { state: 'ringing' } }), live('b', { mine: false })];
    expect(endedOfMine(before, [])).toEqual([]);
  });
});

describe('words of calls', () => {
  it('take a call for missed when it ended and nobody spoke to the one who called', () => {
    expect(isMissed(call({ state: 'ended' }))).toBe(true);
    expect(isMissed(call({ state: 'ringing' }))).toBe(false);
    expect(isMissed(call({ state: 'ended', answeredAt: 5 }))).toBe(false);
    expect(isMissed(call({ state: 'ended', direction: 'out' }))).toBe(false);
  });
  it('name a desk by its person, else by its extension', () => {
    expect(participantName({ extension: '101', name: 'Анна' })).toBe('Анна');
    expect(participantName({ extension: '101' })).toBe('101');
  });
  it('know one number in several spellings, and tell short ones apart', () => {
    expect(sameNumber('+7 916 123-45-67', '89161234567')).toBe(true);
    expect(sameNumber('+7 916 123-45-67', '89161234568')).toBe(false);
    expect(sameNumber('101', '101')).toBe(true);
    expect(sameNumber('101', '201')).toBe(false);
    expect(sameNumber(undefined, '101')).toBe(false);
    expect(sameNumber('', '')).toBe(false);
  });
});

it('reads the number of a link without its parameters (RFC 3966, section 3)', () => {
  expect(numberOfLink('tel:+7-495-123-45-67;ext=12')).toBe('+7-495-123-45-67');
  expect(numberOfLink('TEL:112')).toBe('112');
  expect(numberOfLink('tel:%E0%A4')).toBe('%E0%A4');
  expect(numberOfLink('tel:')).toBeUndefined();
  expect(numberOfLink('https://tel.test/')).toBeUndefined();
});

it('takes for a number what people write as one', () => {
  expect(['+7 (916) 123-45-67', '8 916 123 45 67', '101'].map(typedNumber)).toEqual([
    '+7 (916) 123-45-67',
    '8 916 123 45 67',
    '101',
  ]);
  expect(['12', 'call 101', 'заказ 10452', '...'].map(typedNumber)).toEqual([undefined, undefined, undefined, undefined]);
});

it('tells of each channel the last contact, the newest first', () => {
  const item = (id: string, key: number, channel?: string): Item =>
    ({ id, key, ...(channel === undefined ? {} : { channel: { id: channel } }) }) as Item;
  const items = [item('a', 1, 'mail'), item('b', 2, 'bot'), item('c', 3, 'mail'), item('note', 4)];
  expect(lastOfEach(items).map(({ id }) => id)).toEqual(['c', 'b']);
});

it('sends a recap to a messenger before a mailbox, and nowhere where nothing may be sent', () => {
  const option = (channelKind: ReplyOption['channelKind'], allowed: boolean): ReplyOption =>
    ({ channelKind, allowed }) as ReplyOption;
  const [mail, bot, shut] = [option('email', true), option('telegram', true), option('telegram', false)];
  expect(recapOption({ replyOptions: [mail, bot] })).toBe(bot);
  expect(recapOption({ replyOptions: [shut, mail] })).toBe(mail);
  expect(recapOption({ replyOptions: [shut] })).toBeUndefined();
});
