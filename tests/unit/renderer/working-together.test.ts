import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { en } from '../../../renderer/i18n/en.ts';
import { gathered, teamNews } from '../../../renderer/screens/team/news.ts';
import { readRemembered, rememberPutAway } from '../../../renderer/screens/team/put-away-ids.ts';
import { reasonsTogether } from '../../../renderer/screens/team/queue-reasons.ts';
import { placeOf, readyIn, roomiest } from '../../../renderer/screens/team/receivers.ts';
import { limitOf, overloadOf } from '../../../renderer/screens/team/room.ts';
import { slaUrgency, slaWords } from '../../../renderer/screens/team/sla.ts';
import { agoWords, holderWords, leftWords, noteText, refusalWords, trimmedNote } from '../../../renderer/screens/team/words.ts';
import { begunNow, saidSince } from '../../../renderer/state/draft-begun.ts';
import { offeredTogether } from '../../../renderer/state/team-view.ts';
import type { TeamView } from '../../../shared/contract/team.ts';
import type { Colleague, Handoff, Item, QueueReason } from '../../../shared/model/index.ts';

beforeAll(() =>
  i18next
    .init({ lng: 'en', resources: { en: { translation: en } }, interpolation: { escapeValue: false } })
    .then(() => undefined),
);
const minute = 60_000;

describe('a conflict in plain words', () => {
  const conflict = (details?: Record<string, unknown>) => ({ code: 'conflict' as const, details });
  it('names who was first, and when where that is known', () => {
    expect(holderWords(conflict({ holder: { id: 'o', name: 'Oleg' }, at: 97_000 }), 100_000)).toBe('Oleg took it 3 s ago');
    expect(holderWords(conflict({ holder: { id: 'o', name: 'Oleg' } }), 0)).toBe('Oleg has it now');
  });
  it('says nothing of what it does not know', () => {
    expect(holderWords(conflict(), 0)).toBeUndefined();
    expect(holderWords({ code: 'not-allowed', details: { holder: { name: 'Oleg' } } }, 0)).toBeUndefined();
  });
  it('counts seconds, then minutes; a clock that is behind counts nothing', () => {
    expect(agoWords(100_000, 159_000)).toBe('59 s ago');
    expect(agoWords(0, 4 * minute)).toBe('4 min ago');
    expect(agoWords(100_000, 90_000)).toBe('1 s ago');
  });
  it('gives every refusal of several its reason', () => {
    const one = { customerId: 'm', name: 'Мария' };
    expect(refusalWords({ ...one, why: 'changed', holder: 'Oleg' })).toBe('Oleg has it by now');
    expect(refusalWords({ ...one, why: 'changed' })).toBe('somebody changed it a moment ago');
    expect(refusalWords({ ...one, why: 'not-allowed', holder: 'Oleg' })).toBe('only a lead may give what a colleague has');
  });
});

describe('a handoff note', () => {
  it('carries what was said and nothing that was left empty', () => {
    expect(trimmedNote({ wants: ' a refund ', done: '  ', text: '' })).toEqual({ wants: 'a refund' });
    expect(trimmedNote({ done: '' })).toBeUndefined();
  });
  it('is read part by part', () => {
    expect(noteText({ wants: 'a refund', text: 'Careful' })).toBe('What they want: a refund\nCareful');
  });
  it('says how long is left', () => {
    expect(leftWords(12 * minute, 0)).toMatch(/^12\smins? left to accept$/);
    expect(leftWords(0, 1)).toBe('goes back any moment');
  });
});

describe('a promise of service', () => {
  const sla = { clock: 'first-answer' as const, dueAt: 10 * minute };
  it('is coloured in its last fifth, and when it is over', () => {
    expect(slaUrgency(sla, 0, 7 * minute)).toBe('calm');
    expect(slaUrgency(sla, 0, 8 * minute)).toBe('near');
    expect(slaUrgency(sla, 0, 10 * minute)).toBe('past');
  });
  it('is calm while its clock stands', () => {
    expect(slaUrgency({ ...sla, paused: true }, 0, 11 * minute)).toBe('calm');
    expect(slaWords({ ...sla, paused: true }, 0)).toBe('First answer: the clock stands');
  });
  it('says which clock it is and how much is left', () => {
    expect(slaWords(sla, 4 * minute)).toMatch(/^First answer due in 6\s?min/);
    expect(slaWords(sla, 13 * minute)).toMatch(/^First answer 3\s?min.* late$/);
  });
});

describe('what was said while an answer was written', () => {
  const item = (arrival: number, change: Partial<Item> = {}): Item =>
    ({
      id: `i${arrival}`,
      arrival,
      receivedAt: arrival * 10,
      kind: 'telegram',
      direction: 'in',
      author: { type: 'customer', name: 'Мария' },
      ...change,
    }) as Item;
  const ours = (arrival: number, agentId: string, change: Partial<Item> = {}): Item =>
    item(arrival, { direction: 'out', author: { type: 'agent', agentId, name: agentId }, ...change });
  const begun = begunNow([item(1), item(2)], 25);

  it('is what came after the first letter', () => {
    expect(saidSince([item(1), item(2)], begun, 'anna')).toBeUndefined();
    expect(saidSince([item(2), item(3)], begun, 'anna')).toMatchObject({ by: 'customer', item: { id: 'i3' } });
  });
  it('is first of all an answer of a colleague, and never one of mine', () => {
    expect(saidSince([ours(3, 'oleg'), item(4)], begun, 'anna')).toMatchObject({ by: 'agent', item: { id: 'i3' } });
    expect(saidSince([ours(3, 'anna')], begun, 'anna')).toBeUndefined();
  });
  it('is no note, no call and nothing that failed to go', () => {
    expect(saidSince([item(3, { kind: 'note' }), item(4, { kind: 'call' })], begun, 'anna')).toBeUndefined();
    expect(saidSince([ours(3, 'oleg', { delivery: 'failed' })], begun, 'anna')).toBeUndefined();
  });
  it('goes by the clock for a draft that was found', () => {
    expect(saidSince([item(2), item(3)], { at: 25 }, 'anna')).toMatchObject({ item: { id: 'i3' } });
  });
});

describe('what an agent is told of the team', () => {
  const handoff = (id: string, change: Partial<Handoff> = {}): Handoff => ({
    id,
    conversationId: 'c',
    customer: { id: 'maria', name: 'Мария' },
    by: { id: 'oleg', name: 'Oleg' },
    note: {},
    state: 'offered',
    createdAt: 1,
    dueAt: 2,
    ...change,
  });
  const view = (change: Partial<TeamView> = {}): TeamView => ({
    me: { id: 'anna', role: 'agent', departments: [] },
    colleagues: [],
    departments: [],
    watchers: [],
    handoffs: [],
    given: [],
    whispers: [],
    takeOver: 'anyone',
    capacity: 20,
    ...change,
  });
  it('is what has come since, once', () => {
    const now = view({ handoffs: [handoff('a')], given: [handoff('b', { state: 'returned' }), handoff('c')] });
    expect(teamNews(view(), now).map(({ key }) => key)).toEqual(['offered a', 'back b']);
    expect(teamNews(now, now)).toEqual([]);
    expect(teamNews(null, now)).toEqual([]);
  });
  it('is one thing where many were handed over at once', () => {
    const many = Array.from({ length: 50 }, (_, n) => handoff(`h${n}`));
    const petr = { by: { id: 'petr', name: 'Petr' } };
    const few = ['p1', 'p2', 'p3'].map((id) => handoff(id, petr));
    const lines = gathered(teamNews(view(), view({ handoffs: [...many, ...few] })));
    expect(lines.map(({ news, more }) => [news.id, more])).toEqual([
      ['h0', 49],
      ['p1', 0],
      ['p2', 0],
      ['p3', 0],
    ]);
  });
  it('is offered together by whom and with which words', () => {
    const to = { id: 'anna', name: 'Anna' };
    const [a, b, c] = [handoff('a', { to }), handoff('b', { to }), handoff('c', { to, note: { text: 'Ждёт чайник' } })];
    const seen = view({ handoffs: [a, b, c, handoff('d')] });
    expect(offeredTogether(seen, a).map(({ id }) => id)).toEqual(['a', 'b']);
    expect(offeredTogether(seen, c).map(({ id }) => id)).toEqual(['c']);
    expect(offeredTogether(seen, handoff('d'))).toEqual([]);
  });
});

describe('what came back and was read', () => {
  it('is remembered, the latest of many, and nothing that makes no sense', () => {
    expect(rememberPutAway(['a', 'b'], 'a')).toEqual(['b', 'a']);
    expect(
      rememberPutAway(
        Array.from({ length: 100 }, (_, n) => `${n}`),
        'new',
      ),
    ).toHaveLength(100);
    expect(readRemembered('["a",7]')).toEqual(['a']);
    for (const stored of [null, 'no', '{}']) expect(readRemembered(stored)).toEqual([]);
  });
});

describe('why nobody is given what waits', () => {
  it('is said in words, of many once each, the most frequent first', () => {
    const waits = (id: string, why: QueueReason['why'], more: Partial<QueueReason> = {}) => ({ customerId: id, why, ...more });
    expect(
      reasonsTogether([
        waits('a', 'department', { department: 'Support', language: 'ru' }),
        waits('b', 'language', { department: 'Support', language: 'ru' }),
        waits('c', 'language', { language: 'ru', topic: 'refund' }),
        waits('d', 'topic', { topic: 'refund' }),
      ]),
    ).toEqual([
      { words: 'nobody who is ready speaks the language: Russian', count: 2 },
      { words: 'nobody of Support is ready', count: 1 },
      { words: 'nobody who is ready is good at “refund”', count: 1 },
    ]);
  });
});

describe('who can be given something', () => {
  const person = (id: string, change: Partial<Colleague> = {}): Colleague => ({
    id,
    name: id,
    isMe: false,
    role: 'agent',
    departments: [],
    skills: [],
    languages: [],
    capacity: {},
    presence: 'ready',
    ...change,
  });
  const team = {
    capacity: 20,
    colleagues: [
      person('anna', { isMe: true }),
      person('oleg', { open: 3, departments: ['support'] }),
      person('vera', { open: 1 }),
      person('ivan', { presence: 'busy', open: 0, departments: ['support'] }),
    ],
  } as TeamView;
  it('is first who is ready and has most room', () => {
    expect(roomiest(team, 5).map(({ id }) => id)).toEqual(['vera', 'oleg']);
    expect(roomiest(team, 1).map(({ id }) => id)).toEqual(['vera']);
    const few = { ...team, colleagues: [...team.colleagues, person('few', { open: 0, capacity: { total: 2 } })] };
    expect(roomiest(few, 5).map(({ id }) => id)).toEqual(['vera', 'oleg', 'few']);
  });
  it('is told when it comes to more than they take at a time, by their own number or by that of the team', () => {
    const [, oleg] = team.colleagues;
    expect(oleg && [limitOf(team, oleg), limitOf(team, { ...oleg, capacity: { total: 7 } })]).toEqual([20, 7]);
    expect(overloadOf({ open: 3, limit: 20 }, 50)).toEqual({ open: 53, limit: 20 });
    expect(overloadOf({ open: 3, limit: 20 }, 17)).toBeUndefined();
    expect(overloadOf({ open: 25, limit: 20 }, 0)).toBeUndefined();
  });
  it('counts who is ready in a department', () => {
    expect(readyIn(team, 'support')).toBe(1);
    expect(readyIn(team, 'sales')).toBe(0);
  });
  it('tells people, departments and nobody apart', () => {
    expect(placeOf('oleg')).toEqual({ agentId: 'oleg' });
    expect(placeOf('department:support')).toEqual({ departmentId: 'support' });
    expect(placeOf('')).toEqual({});
  });
});
