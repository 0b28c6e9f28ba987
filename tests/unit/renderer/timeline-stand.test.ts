import { describe, expect, it } from 'vitest';
import { movedUp } from '../../../renderer/screens/timeline/stand.ts';

const end = { top: 1000, room: 400, tall: 1400 };

describe('whether a hand has moved the timeline up', () => {
  it('did, by as little as a line', () => {
    expect(movedUp(end, { ...end, top: 980 })).toBe(true);
    expect(movedUp(end, end)).toBe(false);
  });
  it('did not, where the editor below gave back its room and something came in', () => {
    expect(movedUp(end, { top: 970, room: 430, tall: 1500 })).toBe(false);
    expect(movedUp(end, { top: 940, room: 430, tall: 1500 })).toBe(true);
  });
  it('did not, where what was waiting to be sent has gone', () => {
    expect(movedUp(end, { top: 940, room: 400, tall: 1340 })).toBe(false);
  });
});
