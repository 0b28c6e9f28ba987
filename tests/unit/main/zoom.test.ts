import { describe, expect, it } from 'vitest';
import { type Pressed, savedZoom, zoomAsked, zoomed } from '../../../electron/main/zoom.ts';

const press = (change: Partial<Pressed>): Pressed => ({
  type: 'keyDown',
  code: 'Equal',
  control: true,
  meta: false,
  alt: false,
  ...change,
});

describe('zoom', () => {
  it('goes up to twice the size, and down', () => {
    const up: number[] = [];
    for (let size = 1; up.at(-1) !== size; size = zoomed(size, 'in')) up.push(size);
    expect(up).toEqual([1, 1.1, 1.25, 1.5, 1.75, 2]);
    expect(zoomed(2, 'in')).toBe(2);
    expect(zoomed(0.75, 'out')).toBe(0.75);
    expect(zoomed(1.2500001, 'out')).toBe(1.1);
    expect(zoomed(1.75, 'reset')).toBe(1);
  });

  it('is asked for by the place of the key, on the keypad too', () => {
    expect(
      ['Equal', 'NumpadAdd', 'Minus', 'NumpadSubtract', 'Digit0', 'KeyA'].map((code) => zoomAsked(press({ code }), false)),
    ).toEqual(['in', 'in', 'out', 'out', 'reset', undefined]);
  });

  it('only with the key that commands begin with, once a press', () => {
    expect(zoomAsked(press({ control: false }), false)).toBeUndefined();
    expect(zoomAsked(press({ alt: true }), false)).toBeUndefined();
    expect(zoomAsked(press({ type: 'keyUp' }), false)).toBeUndefined();
    expect(zoomAsked(press({}), true)).toBeUndefined();
    expect(zoomAsked(press({ control: false, meta: true }), true)).toBe('in');
  });

  it.each([
    [{ zoom: 1.5 }, 1.5],
    [{ zoom: 9 }, 1],
    [{ zoom: 'x' }, 1],
    [{}, 1],
    [null, 1],
    [undefined, 1],
  ])('is read out of %j', (saved, expected) => {
    expect(savedZoom(saved)).toBe(expected);
  });
});
