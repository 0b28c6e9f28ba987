import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sameMarks, shiftMarks, shownMarks, sliceMarks, tidyMarks } from '../../../shared/lib/marks.ts';
import type { TextMark } from '../../../shared/model/index.ts';

const bold = (start: number, end: number): TextMark => ({ type: 'bold', start, end });
const italic = (start: number, end: number): TextMark => ({ type: 'italic', start, end });

describe('marks in order', () => {
  test('the outer comes before the inner, whatever order they were told in', () => {
    expect(tidyMarks('hello world', [italic(0, 5), bold(0, 11)])).toEqual([bold(0, 11), italic(0, 5)]);
  });

  test('of two that cross the later is cut at the border', () => {
    expect(tidyMarks('hello world', [bold(0, 7), italic(4, 11)])).toEqual([bold(0, 7), italic(4, 7), italic(7, 11)]);
  });

  test('equal letters that touch or overlap are one; lines of a list that touch are two', () => {
    expect(tidyMarks('hello world', [bold(0, 5), bold(5, 8), bold(7, 11)])).toEqual([bold(0, 11)]);
    const lines: TextMark[] = [
      { type: 'bullet', start: 0, end: 2 },
      { type: 'bullet', start: 2, end: 4 },
    ];
    expect(tidyMarks('a\nb\n', lines)).toEqual(lines);
  });

  test('links to different places stay apart', () => {
    const links: TextMark[] = [
      { type: 'link', url: 'https://a.test', start: 0, end: 2 },
      { type: 'link', url: 'https://b.test', start: 2, end: 4 },
    ];
    expect(tidyMarks('abcd', links)).toEqual(links);
  });

  test('half a character is never marked, and what covers nothing or lies outside is left out', () => {
    expect(tidyMarks('a😀b', [bold(2, 4)])).toEqual([bold(1, 4)]);
    expect(tidyMarks('a😀b', [bold(0, 2)])).toEqual([bold(0, 3)]);
    expect(tidyMarks('ab', [bold(1, 1), italic(5, 9), bold(1, 99)])).toEqual([bold(1, 2)]);
  });

  test('whatever is told becomes nested, within the text, on whole characters, and looks the same', () => {
    const type = fc.constantFrom('bold', 'italic', 'spoiler', 'code', 'underline') as fc.Arbitrary<'bold'>;
    const mark = fc.record({ type, start: fc.nat(14), end: fc.nat(14) });
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 10 }), fc.array(mark, { maxLength: 8 }), (text, marks) => {
        const tidy = tidyMarks(text, marks);
        for (const one of tidy) {
          expect(one.start).toBeLessThan(one.end);
          expect(one.end).toBeLessThanOrEqual(text.length);
          for (const at of [one.start, one.end]) expect(insidePair(text, at)).toBe(false);
        }
        tidy.forEach((one, index) => {
          for (const later of tidy.slice(index + 1)) {
            expect(later.start).toBeGreaterThanOrEqual(one.start);
            if (later.start < one.end) expect(later.end).toBeLessThanOrEqual(one.end);
          }
        });
        expect(look(text, tidyMarks(text, tidy))).toEqual(look(text, tidy));
        // Every character that was marked still is, and in the same ways.
        const whole = marks.filter(({ start, end }) => start < Math.min(end, text.length));
        [...text.matchAll(/./gsu)].forEach(({ index, 0: char }) => {
          for (const { type: kind, start, end } of whole)
            if (start < index + char.length && end > index) expect(look(text, tidy)[index]).toContain(kind);
        });
      }),
    );
  });
});

const insidePair = (text: string, at: number): boolean =>
  /[\uD800-\uDBFF]$/.test(text.slice(0, at)) && /^[\uDC00-\uDFFF]/.test(text.slice(at));

/** The types that dress each unit. */
const look = (text: string, marks: readonly TextMark[]): string[][] =>
  Array.from({ length: text.length }, (_, at) =>
    [...new Set(marks.filter(({ start, end }) => start <= at && at < end).map(({ type }) => type))].sort(),
  );

describe('marks of a part', () => {
  test('are cut to it and counted from its beginning; parts put together again look as before', () => {
    const marks = [bold(0, 7), italic(2, 11)];
    expect(sliceMarks(marks, 5, 9)).toEqual([bold(0, 2), italic(0, 4)]);
    const again = [...sliceMarks(marks, 0, 5), ...shiftMarks(sliceMarks(marks, 5, 11), 5)];
    expect(tidyMarks('hello world', again)).toEqual(tidyMarks('hello world', marks));
  });

  test('what a channel cannot show is left out', () => {
    expect(shownMarks([bold(0, 2), italic(1, 2)], ['italic'])).toEqual([italic(1, 2)]);
  });

  test('the order of fields does not make them different', () => {
    const a: TextMark[] = [{ type: 'link', url: 'https://a.test', start: 0, end: 1 }];
    const b: TextMark[] = [{ end: 1, start: 0, url: 'https://a.test', type: 'link' }];
    expect(sameMarks(a, b)).toBe(true);
    expect(sameMarks(a, [bold(0, 1)])).toBe(false);
    expect(sameMarks(a, [])).toBe(false);
  });
});
