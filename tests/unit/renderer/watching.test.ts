import { describe, expect, it } from 'vitest';
import { idleMs, isIdle } from '../../../renderer/state/idle-of.ts';
import { typingMs, watchingOf } from '../../../renderer/state/watching-of.ts';

describe('whether nobody is at a desk', () => {
  it('is when the machine was left, and the window too', () => {
    expect(isIdle(true, 0, idleMs)).toBe(true);
    expect(isIdle(true, 1, idleMs)).toBe(false);
    expect(isIdle(false, 0, 10 * idleMs)).toBe(false);
  });
});

const inbox = { place: 'inbox', selected: 'maria', following: undefined } as const;
const seen = { hidden: false, typedAt: undefined, now: 100_000 };

describe('what a window tells its team', () => {
  it('is whom it shows', () => {
    expect(watchingOf(inbox, seen)).toEqual({ customerId: 'maria', doing: 'looking' });
  });
  it('is nobody from another place, with nobody open, or while it is hidden', () => {
    const nobody = { customerId: null, doing: 'looking' };
    expect(watchingOf({ ...inbox, place: 'settings' }, seen)).toEqual(nobody);
    expect(watchingOf({ ...inbox, selected: undefined }, seen)).toEqual(nobody);
    expect(watchingOf(inbox, { ...seen, hidden: true })).toEqual(nobody);
  });
  it('is whom a lead looks at on the floor, and nobody before one is', () => {
    const floor = { ...inbox, place: 'floor' };
    expect(watchingOf(floor, seen).customerId).toBeNull();
    expect(watchingOf({ ...floor, followed: 'maria', following: 'maria' }, seen)).toEqual({
      customerId: 'maria',
      doing: 'following',
    });
  });
  it('is that an answer is being written, until the keys have rested', () => {
    expect(watchingOf(inbox, { ...seen, typedAt: 100_000 - typingMs + 1 }).doing).toBe('typing');
    expect(watchingOf(inbox, { ...seen, typedAt: 100_000 - typingMs }).doing).toBe('looking');
  });
  it('is that a lead follows that very person', () => {
    expect(watchingOf({ ...inbox, following: 'maria' }, seen).doing).toBe('following');
    expect(watchingOf({ ...inbox, following: 'ivan' }, seen).doing).toBe('looking');
  });
});
