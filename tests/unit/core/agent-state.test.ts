import { describe, expect, test } from 'vitest';
import { decideState } from '../../../electron/core/agent-state.ts';
import type { AgentState } from '../../../shared/model/index.ts';

const ready: AgentState = { state: 'ready', since: 1 };
const lunch: AgentState = { state: 'break', reason: 'Lunch', since: 1 };
const offline: AgentState = { state: 'offline', since: 1 };
const decide = (wanted: AgentState, told: AgentState | undefined, { settled = true, restarted = false } = {}) =>
  decideState({ wanted, told, settled, restarted });

describe('what a PBX says of an agent', () => {
  test('as wanted needs nothing', () => {
    expect(decide(ready, ready)).toBe('same');
    expect(decide(lunch, { ...lunch, since: 5 })).toBe('same');
    expect(decide(offline, undefined)).toBe('same');
    expect(decide({ state: 'wrap-up', since: 1 }, { state: 'wrap-up', since: 2 })).toBe('same');
  });

  test('otherwise, once it had ours, is somebody’s wish', () => {
    expect(decide(lunch, ready)).toBe('adopt');
    expect(decide(ready, lunch)).toBe('adopt');
    expect(decide(lunch, { state: 'break', reason: 'Meeting', since: 2 })).toBe('adopt');
  });

  test('otherwise before that, after its restart, or in no queue any more, is to be told ours', () => {
    expect(decide(lunch, ready, { settled: false })).toBe('tell');
    expect(decide(lunch, ready, { restarted: true })).toBe('tell');
    expect(decide(ready, undefined)).toBe('tell');
  });

  test('is right as long as nobody here has ever said how they are', () => {
    expect(decide({ ...offline, since: 0 }, ready, { settled: false })).toBe('adopt');
    expect(decide({ ...offline, since: 0 }, undefined, { settled: false })).toBe('same');
  });
});
