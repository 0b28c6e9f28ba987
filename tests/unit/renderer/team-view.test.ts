import { describe, expect, it } from 'vitest';
import { asksFirst, givenBy, lockOf, mayTakeOver, offeredTo, watchersOf, whispersOf } from '../../../renderer/state/team-view.ts';
import type { TeamView } from '../../../shared/contract/team.ts';
import type { Colleague, Handoff, Watcher } from '../../../shared/model/index.ts';

const person = (id: string, change: Partial<Colleague> = {}): Colleague => ({
  id,
  name: id,
  isMe: id === 'anna',
  role: 'agent',
  departments: [],
  skills: [],
  languages: [],
  capacity: {},
  presence: 'ready',
  ...change,
});
const watcher = (agentId: string, doing: Watcher['doing'], customerId = 'maria'): Watcher => ({
  customerId,
  agentId,
  name: agentId,
  doing,
});
const handoff = (id: string, change: Partial<Handoff> = {}): Handoff => ({
  id,
  conversationId: 'c',
  customer: { id: 'maria', name: 'Мария' },
  by: { id: 'oleg', name: 'oleg' },
  note: {},
  state: 'offered',
  createdAt: 1,
  dueAt: 2,
  ...change,
});
const team = (change: Partial<TeamView> = {}): TeamView => ({
  me: { id: 'anna', role: 'agent', departments: [] },
  colleagues: [person('anna'), person('oleg'), person('petr', { role: 'lead', presence: 'offline' })],
  departments: [],
  watchers: [],
  handoffs: [],
  given: [],
  whispers: [],
  takeOver: 'anyone',
  capacity: 20,
  ...change,
});
const oleg = { id: 'oleg', name: 'oleg' };

describe('who else has a person open', () => {
  it('is whoever looks at that person, writers first', () => {
    const view = team({
      watchers: [watcher('petr', 'following'), watcher('oleg', 'typing'), watcher('oleg', 'looking', 'ivan')],
    });
    expect(watchersOf(view, 'maria').map(({ agentId }) => agentId)).toEqual(['oleg', 'petr']);
  });
  it('is nobody in no team', () => expect(watchersOf(null, 'maria')).toEqual([]));
});

describe('what stands in the way of an answer', () => {
  it('is a colleague who writes, even where the conversation is mine', () => {
    const view = team({ watchers: [watcher('oleg', 'typing')] });
    expect(lockOf(view, 'maria', { id: 'anna', name: 'anna' })).toMatchObject({ kind: 'typing', agentId: 'oleg' });
  });
  it('is a colleague who has the conversation', () => {
    expect(lockOf(team(), 'maria', oleg)).toEqual({ kind: 'held', agentId: 'oleg', name: 'oleg', presence: 'ready' });
  });
  it('is not one who only looks or follows, nor oneself, nor anybody in no team', () => {
    const view = team({ watchers: [watcher('oleg', 'looking'), watcher('petr', 'following')] });
    expect(lockOf(view, 'maria', undefined)).toBeUndefined();
    expect(lockOf(view, 'maria', { id: 'anna', name: 'anna' })).toBeUndefined();
    expect(lockOf(null, 'maria', oleg)).toBeUndefined();
  });
  it('asks before sending, unless its holder has gone', () => {
    expect(asksFirst(lockOf(team(), 'maria', oleg))).toBe(true);
    expect(asksFirst(lockOf(team(), 'maria', { id: 'petr', name: 'petr' }))).toBe(false);
    expect(asksFirst(undefined)).toBe(false);
  });
});

describe('what was given over', () => {
  it('is found by the person', () => {
    const view = team({ handoffs: [handoff('a', { customer: { id: 'ivan', name: 'Иван' } }), handoff('b')] });
    expect(offeredTo(view, 'maria')?.id).toBe('b');
    expect(offeredTo(view, 'nobody')).toBeUndefined();
  });
  it('is the latest of several', () => {
    const view = team({ given: [handoff('old', { createdAt: 1 }), handoff('new', { createdAt: 5, state: 'returned' })] });
    expect(givenBy(view, 'maria')?.id).toBe('new');
  });
  it('whispers belong to one person', () => {
    const said = {
      id: 'w',
      customer: { id: 'maria', name: 'Мария' },
      from: { id: 'petr', name: 'petr' },
      text: 'предложите замену',
      at: 1,
    };
    expect(whispersOf(team({ whispers: [said] }), 'maria')).toEqual([said]);
    expect(whispersOf(team({ whispers: [said] }), 'ivan')).toEqual([]);
  });
});

describe('taking over', () => {
  it('is for leads alone where the team says so', () => {
    expect(mayTakeOver(team())).toBe(true);
    expect(mayTakeOver(team({ takeOver: 'lead' }))).toBe(false);
    expect(mayTakeOver(team({ takeOver: 'lead', me: { id: 'anna', role: 'lead', departments: [] } }))).toBe(true);
    expect(mayTakeOver(null)).toBe(true);
  });
});
