import { describe, expect, it } from 'vitest';
import { markBlocks } from '../../../shared/lib/mark-blocks.ts';
import type { TextMark } from '../../../shared/model/index.ts';

/** Marks the first occurrence of some words. */
function on(text: string, words: string, type: 'bold' | 'italic' | 'quote' | 'bullet' | 'number' | 'pre'): TextMark {
  const start = text.indexOf(words);
  return { type, start, end: start + words.length };
}

describe('blocks of a marked text', () => {
  it('without marks: its lines, empty ones too', () => {
    expect(markBlocks('a\n\nb', [])).toEqual([{ type: 'lines', lines: [[{ text: 'a' }], [], [{ text: 'b' }]] }]);
  });

  it('list lines of one kind that follow each other are one list', () => {
    const text = 'eins\nzwei\ndrei\nvier\nfive';
    const marks = [
      on(text, 'eins', 'bullet'),
      on(text, 'zwei', 'bullet'),
      on(text, 'drei', 'number'),
      on(text, 'five', 'bullet'),
    ];
    expect(markBlocks(text, marks)).toEqual([
      { type: 'list', ordered: false, items: [[{ text: 'eins' }], [{ text: 'zwei' }]] },
      { type: 'list', ordered: true, items: [[{ text: 'drei' }]] },
      { type: 'lines', lines: [[{ text: 'vier' }]] },
      { type: 'list', ordered: false, items: [[{ text: 'five' }]] },
    ]);
  });

  it('a quote holds lists, code and quotes of its own', () => {
    const text = 'before\nsaid\n\nlisted\nraw  one\nraw two\ninner\nafter';
    const marks = [
      { type: 'quote', start: text.indexOf('said'), end: text.indexOf('\nafter') } as const,
      on(text, 'listed', 'bullet'),
      on(text, 'raw  one\nraw two', 'pre'),
      on(text, 'inner', 'quote'),
    ];
    expect(markBlocks(text, marks)).toEqual([
      { type: 'lines', lines: [[{ text: 'before' }]] },
      {
        type: 'quote',
        blocks: [
          { type: 'lines', lines: [[{ text: 'said' }], []] },
          { type: 'list', ordered: false, items: [[{ text: 'listed' }]] },
          { type: 'pre', text: 'raw  one\nraw two' },
          { type: 'quote', blocks: [{ type: 'lines', lines: [[{ text: 'inner' }]] }] },
        ],
      },
      { type: 'lines', lines: [[{ text: 'after' }]] },
    ]);
  });

  it('two quotes that touch are two', () => {
    const text = 'one\ntwo';
    expect(markBlocks(text, [on(text, 'one', 'quote'), on(text, 'two', 'quote')])).toHaveLength(2);
  });

  it('letters over several lines dress each of them', () => {
    const bold = (start: number, end: number) => ({ type: 'bold', start, end }) as const;
    expect(markBlocks('ab\ncd', [bold(1, 4)])).toEqual([
      {
        type: 'lines',
        lines: [
          [{ text: 'a' }, { mark: bold(1, 2), children: [{ text: 'b' }] }],
          [{ mark: bold(0, 1), children: [{ text: 'c' }] }, { text: 'd' }],
        ],
      },
    ]);
  });

  it('a mark that ends with the line break does not reach the next line', () => {
    expect(markBlocks('q\nrest', [{ type: 'quote', start: 0, end: 2 }])).toEqual([
      { type: 'quote', blocks: [{ type: 'lines', lines: [[{ text: 'q' }]] }] },
      { type: 'lines', lines: [[{ text: 'rest' }]] },
    ]);
  });
});
