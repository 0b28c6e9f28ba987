import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonErrorOffset, lineAndColumn } from '../../../electron/core/json-position.ts';

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

describe('jsonErrorOffset', () => {
  it('finds nothing wrong with any JSON, however spaced', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(4), (text, spaces) => {
        expect(jsonErrorOffset(JSON.stringify(JSON.parse(text), null, spaces))).toBeUndefined();
      }),
    );
  });

  it('agrees with JSON.parse on a text with one character cut out or doubled', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), fc.boolean(), (text, place, double) => {
        const at = place % text.length;
        const changed = text.slice(0, at) + (double ? text.slice(at, at + 1).repeat(2) : '') + text.slice(at + 1);
        expect(jsonErrorOffset(changed) === undefined).toBe(isJson(changed));
      }),
    );
  });

  it.each([
    ['', 0],
    ['{', 1],
    ['{"a":1,}', 7],
    ['[1 2]', 3],
    ['{"a" 1}', 5],
    ['"tab\there"', 0],
    ['{} x', 3],
    ['{"a":nul}', 5],
  ])('names where %j goes wrong', (text, offset) => {
    expect(jsonErrorOffset(text)).toBe(offset);
  });

  it('accepts letters of every plane', () => {
    expect(jsonErrorOffset('"Мария 🌷 \\u0416"')).toBeUndefined();
  });
});

describe('lineAndColumn', () => {
  it('counts both from one', () => {
    expect(lineAndColumn('ab\ncd', 0)).toEqual({ line: 1, column: 1 });
    expect(lineAndColumn('ab\ncd', 4)).toEqual({ line: 2, column: 2 });
    expect(lineAndColumn('ab\n', 3)).toEqual({ line: 2, column: 1 });
  });
});
