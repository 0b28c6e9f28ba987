import { describe, expect, it } from 'vitest';
import { followFeed } from '../../../renderer/bridge/feed.ts';

const event = (epoch: string, rev: number) => ({
  epoch,
  rev,
  customers: [],
  channels: [],
  workspace: false,
  notices: false,
  calls: [],
  agentStates: false,
  team: false,
});

describe('feed', () => {
  it('reads everything at the first event: nobody knows what came before it', () => {
    expect(followFeed(undefined, event('a', 5)).meaning).toBe('reset');
  });
  it('follows one by one', () => {
    expect(followFeed({ epoch: 'a', rev: 5 }, event('a', 6))).toEqual({ place: { epoch: 'a', rev: 6 }, meaning: 'changed' });
  });
  it('reads everything after a gap and after a restart', () => {
    expect(followFeed({ epoch: 'a', rev: 5 }, event('a', 7)).meaning).toBe('reset');
    expect(followFeed({ epoch: 'a', rev: 5 }, event('b', 1))).toEqual({ place: { epoch: 'b', rev: 1 }, meaning: 'reset' });
  });
  it('lets an event pass that was seen already, without stepping back', () => {
    expect(followFeed({ epoch: 'a', rev: 5 }, event('a', 5))).toEqual({ place: { epoch: 'a', rev: 5 }, meaning: 'old' });
  });
});
