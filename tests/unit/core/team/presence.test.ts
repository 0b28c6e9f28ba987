import { expect, test } from 'vitest';
import { foremost, presenceOf } from '../../../../electron/core/team/presence.ts';
import type { AgentStateName, Presence } from '../../../../shared/model/index.ts';

const own = (state: AgentStateName, more: { inCall?: boolean; idle?: boolean; since?: number } = {}): Presence =>
  presenceOf({ state: { state, since: more.since ?? 1 }, inCall: more.inCall ?? false, idle: more.idle ?? false });

test('one is as one said, and here where one never said anything', () => {
  expect([own('ready'), own('busy'), own('break'), own('wrap-up'), own('offline')]).toEqual([
    'ready',
    'busy',
    'break',
    'busy',
    'offline',
  ]);
  expect(own('offline', { since: 0 })).toBe('ready');
});

test('a call comes before everything; nobody at the machine is away, unless they said more than that', () => {
  expect(own('break', { inCall: true, idle: true })).toBe('call');
  expect([own('ready', { idle: true }), own('busy', { idle: true }), own('offline', { since: 0, idle: true })]).toEqual([
    'away',
    'away',
    'away',
  ]);
  expect([own('break', { idle: true }), own('offline', { idle: true })]).toEqual(['break', 'offline']);
});

test('of two desks the one that says most', () => {
  const desks = (...states: Presence[]) => foremost(states.map((state) => ({ state })))?.state;
  expect(desks('offline', 'away', 'ready')).toBe('ready');
  expect(desks('break', 'away')).toBe('break');
  expect(desks('ready', 'call')).toBe('call');
  expect(desks()).toBeUndefined();
});
