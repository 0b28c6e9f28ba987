import { describe, expect, it } from 'vitest';
import { fitMarks } from '../../../shared/lib/fit-marks.ts';
import type { TextMark } from '../../../shared/model/index.ts';

const bold = (start: number, end: number): TextMark => ({ type: 'bold', start, end });

describe('a marked text for a channel that shows less', () => {
  it('stays as it is where everything is shown', () => {
    const text = { text: 'раз два', marks: [bold(0, 3)] };
    expect(fitMarks(text, ['bold'])).toEqual({ ...text, pictures: [] });
  });
  it('loses what only dresses', () => {
    expect(fitMarks({ text: 'раз', marks: [bold(0, 3)] }, [])).toEqual({ text: 'раз', marks: [], pictures: [] });
  });
  it('writes the signs of lists out, each list counted by itself', () => {
    const text = 'a\nb\nвот\nc\nd';
    const marks: TextMark[] = [
      { type: 'number', start: 0, end: 1 },
      { type: 'number', start: 2, end: 3 },
      bold(2, 3),
      { type: 'number', start: 8, end: 9 },
      { type: 'bullet', start: 10, end: 11 },
    ];
    const fitted = fitMarks({ text, marks }, ['bold']);
    expect(fitted.text).toBe('1. a\n2. b\nвот\n1. c\n• d');
    expect(fitted.marks.map(({ start, end }) => fitted.text.slice(start, end))).toEqual(['b']);
  });
  it('keeps a quote round the lines whose signs it writes out', () => {
    const marks: TextMark[] = [
      { type: 'quote', start: 0, end: 3 },
      { type: 'bullet', start: 0, end: 1 },
      { type: 'bullet', start: 2, end: 3 },
    ];
    const fitted = fitMarks({ text: 'a\nb', marks }, ['quote']);
    expect(fitted.text).toBe('• a\n• b');
    expect(fitted.marks).toEqual([{ type: 'quote', start: 0, end: 7 }]);
  });
  it('writes the address of a link out, unless it is what is written', () => {
    const marks: TextMark[] = [
      { type: 'link', url: 'https://a.test/', start: 0, end: 3 },
      bold(0, 3),
      { type: 'link', url: 'https://b.test/', start: 6, end: 21 },
    ];
    const fitted = fitMarks({ text: 'тут и https://b.test/ вот', marks }, ['bold']);
    expect(fitted.text).toBe('тут (https://a.test/) и https://b.test/ вот');
    expect(fitted.marks).toEqual([bold(0, 3)]);
  });
  it('takes pictures out of the text', () => {
    const hash = 'b'.repeat(64);
    const marks: TextMark[] = [{ type: 'image', hash, mime: 'image/png', start: 3, end: 4 }, bold(4, 7)];
    const fitted = fitMarks({ text: 'до \uFFFC вот', marks }, ['bold']);
    expect(fitted).toEqual({ text: 'до  вот', marks: [bold(3, 6)], pictures: [{ hash, mime: 'image/png' }] });
  });
});
