import { describe, expect, it } from 'vitest';
import { abilities } from '../../../renderer/screens/timeline/abilities.ts';
import { peaks } from '../../../renderer/screens/timeline/media/peaks.ts';
import { gridRows } from '../../../renderer/screens/timeline/media/shape.ts';
import type { Item } from '../../../shared/model/index.ts';

describe('a grid of pictures', () => {
  it('shows each of them, three a row at most, and none alone below others', () => {
    for (let count = 1; count <= 10; count += 1) {
      const rows = gridRows(count);
      expect(rows.reduce((sum, row) => sum + row, 0)).toBe(count);
      expect(Math.max(...rows)).toBeLessThanOrEqual(3);
      if (rows.length > 1) expect(Math.min(...rows)).toBeGreaterThan(1);
    }
    expect(gridRows(0)).toEqual([]);
  });
});

describe('the shape of a sound', () => {
  it('has the loudest stretch at full height', () => {
    const samples = new Float32Array(100).fill(0.1);
    samples[55] = -0.5;
    const shape = peaks(samples, 10);
    expect(shape).toHaveLength(10);
    expect(shape[5]).toBe(1);
    expect(shape[0]).toBeCloseTo(0.2);
  });

  it('is flat for silence', () => {
    expect(peaks(new Float32Array(100), 4)).toEqual([0, 0, 0, 0]);
  });
});

describe('what can be done with what is there', () => {
  const sent = { direction: 'out', delivery: 'sent', sentAt: 0 } as Item;
  const hour = 3_600_000;

  it('is our own message only, while the provider allows it', () => {
    const can = { withdraw: { hours: 48 }, edit: {} };
    expect(abilities(sent, can, 47 * hour)).toMatchObject({ withdraw: true, edit: true });
    expect(abilities(sent, can, 49 * hour)).toMatchObject({ withdraw: false, edit: true });
    expect(abilities({ ...sent, direction: 'in' }, can, 0)).toMatchObject({ withdraw: false, edit: false });
    expect(abilities({ ...sent, delivery: 'queued' }, can, 0)).toMatchObject({ withdraw: false, edit: false });
    expect(abilities({ ...sent, deletedAt: 1 }, can, 0)).toMatchObject({ withdraw: false, edit: false, reactions: [] });
  });

  it('offers the faces the channel names, some where it takes any, none where it takes none', () => {
    expect(abilities(sent, { reactions: { emoji: ['👍', '👎'] } }, 0).reactions).toEqual(['👍', '👎']);
    expect(abilities(sent, { reactions: {} }, 0).reactions).toContain('❤️');
    expect(abilities(sent, {}, 0).reactions).toEqual([]);
  });
});
