import { describe, expect, it } from 'vitest';
import { refusalKey } from '../../../renderer/screens/floor/refusals.ts';
import { sharesOf } from '../../../renderer/screens/floor/went-home.ts';
import { placeOf } from '../../../renderer/screens/shortcuts/place-of.ts';
import { compareAgents, compareQueues, holdPlaces, isMissed, mergeFloor } from '../../../renderer/state/floor-order.ts';
import type { Floor, FloorAgent, FloorQueue } from '../../../shared/model/index.ts';

const agent = (name: string, given: Partial<FloorAgent> = {}): FloorAgent => ({
  id: name,
  name,
  isMe: false,
  role: 'agent',
  departments: [],
  skills: [],
  languages: [],
  capacity: {},
  presence: 'ready',
  open: 0,
  limit: 10,
  waiting: 0,
  atRisk: 0,
  late: 0,
  ...given,
});
const queue = (name: string | undefined, given: Partial<FloorQueue> = {}): FloorQueue => ({
  ...(name === undefined ? {} : { department: { id: name, name } }),
  unassigned: 0,
  open: 0,
  atRisk: 0,
  late: 0,
  ready: 0,
  ...given,
});
const names = (agents: FloorAgent[]): string[] => agents.toSorted(compareAgents).map(({ name }) => name);

describe('the order of agents', () => {
  it('has what is late on top, then who waits for nobody, then what is about to be late, then the longest waiting', () => {
    const agents = [
      agent('calm'),
      agent('longer', { waiting: 1, longestWaitingSince: 10 }),
      agent('longest', { waiting: 1, longestWaitingSince: 5 }),
      agent('near', { atRisk: 1, waiting: 1, longestWaitingSince: 20 }),
      agent('gone', { presence: 'offline', waiting: 2, longestWaitingSince: 30 }),
      agent('late', { late: 1, waiting: 1, longestWaitingSince: 40 }),
      agent('latest', { late: 2, waiting: 1, longestWaitingSince: 50 }),
    ];
    expect(names(agents)).toEqual(['latest', 'late', 'gone', 'near', 'longest', 'longer', 'calm']);
  });
  it('puts who can act above who cannot, and equals by name', () => {
    const agents = [agent('Zoe'), agent('off', { presence: 'offline' }), agent('Ann'), agent('talks', { presence: 'call' })];
    expect(names(agents)).toEqual(['talks', 'Ann', 'Zoe', 'off']);
  });
  it('misses only those whose customers wait', () => {
    expect(isMissed(agent('a', { presence: 'away', waiting: 1 }))).toBe(true);
    expect(isMissed(agent('a', { presence: 'away', open: 3 }))).toBe(false);
    expect(isMissed(agent('a', { presence: 'break', waiting: 1 }))).toBe(false);
  });
});

it('queues are ordered by their trouble, and no department stands below its equals', () => {
  const queues = [
    queue(undefined),
    queue('sales'),
    queue('support', { unassigned: 1, longestWaitingSince: 1 }),
    queue('vip', { late: 1 }),
  ];
  expect(queues.toSorted(compareQueues).map(({ department }) => department?.name)).toEqual([
    'vip',
    'support',
    'sales',
    undefined,
  ]);
});

describe('places that are held', () => {
  const keyOf = ({ id }: FloorAgent): string => id;
  it('keep everybody where they are, with what is new about them; who came stands below, who left is gone', () => {
    const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((name) => agent(name)) as [FloorAgent, FloorAgent, FloorAgent, FloorAgent];
    const news = { ...b, late: 3 };
    expect(holdPlaces([a, b, c], [news, d, a], keyOf)).toEqual([a, news, d]);
  });
});

it('a floor that is read again keeps the very rows that say the same', () => {
  const before: Floor = {
    at: 1,
    waiting: 0,
    atRisk: 0,
    late: 0,
    onCalls: 0,
    agents: [agent('a'), agent('b')],
    queues: [queue('q')],
  };
  const fresh: Floor = { ...before, at: 2, agents: [agent('b', { open: 1 }), agent('a')], queues: [queue('q')] };
  const merged = mergeFloor(before, fresh);
  expect(merged.at).toBe(2);
  expect(merged.agents[1]).toBe(before.agents[0]);
  expect(merged.agents[0]).toEqual(fresh.agents[0]);
  expect(merged.queues[0]).toBe(before.queues[0]);
});

it('who got what is counted, the most first and the queue last', () => {
  const given = [undefined, 'Anna', 'Vera', 'Vera'].map((toName, n) => ({
    customerId: `${n}`,
    handoffId: `${n}`,
    ...(toName === undefined ? {} : { toName }),
  }));
  expect(sharesOf(given)).toEqual([{ name: 'Vera', count: 2 }, { name: 'Anna', count: 1 }, { count: 1 }]);
});

it('somebody who was faster is named', () => {
  const refusal = { customerId: '1', name: 'Maria', why: 'changed' as const };
  expect(refusalKey({ ...refusal, holder: 'Boris' })).toBe('held');
  expect(refusalKey(refusal)).toBe('changed');
  expect(refusalKey({ ...refusal, why: 'gone', holder: 'Boris' })).toBe('gone');
});

describe('a shortcut on the floor', () => {
  const floor = { place: 'floor' as const, chosen: new Set<string>(), selected: 'maria' };
  it('reaches nobody who is out of sight', () => {
    expect(placeOf('resolve', floor)).toBeUndefined();
    expect(placeOf('resolve', { ...floor, followed: 'ivan' })).toBeUndefined();
    expect(placeOf('resolve', { ...floor, followed: 'maria', chosen: new Set(['ivan']) })).toBeUndefined();
  });
  it('means the conversation that is open there, and stays there', () => {
    expect(placeOf('resolve', { ...floor, followed: 'maria' })).toBe('here');
    expect(placeOf('undo', floor)).toBe('here');
    expect(placeOf('help', floor)).toBe('here');
  });
  it('goes to the inbox for its lists, as from everywhere', () => {
    expect(placeOf('mine', floor)).toBe('inbox');
    expect(placeOf('resolve', { ...floor, place: 'settings' })).toBe('inbox');
  });
});
