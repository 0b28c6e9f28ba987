import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isBlock, type MarkNode, markTree } from '../../../shared/lib/mark-tree.ts';
import type { TextMark } from '../../../shared/model/index.ts';

const flat = (nodes: readonly MarkNode[]): string =>
  nodes.map((node) => ('text' in node ? node.text : flat(node.children))).join('');

describe('a marked text as a tree', () => {
  it('nests', () => {
    expect(
      markTree('one two three', [
        { type: 'bold', start: 0, end: 7 },
        { type: 'italic', start: 4, end: 7 },
      ]),
    ).toEqual([
      {
        mark: { type: 'bold', start: 0, end: 7 },
        children: [{ text: 'one ' }, { mark: { type: 'italic', start: 4, end: 7 }, children: [{ text: 'two' }] }],
      },
      { text: ' three' },
    ]);
  });

  it('cuts a mark that crosses another at its border', () => {
    const tree = markTree('abcdef', [
      { type: 'bold', start: 0, end: 4 },
      { type: 'italic', start: 2, end: 6 },
    ]);
    expect(tree).toEqual([
      {
        mark: { type: 'bold', start: 0, end: 4 },
        children: [{ text: 'ab' }, { mark: { type: 'italic', start: 2, end: 4 }, children: [{ text: 'cd' }] }],
      },
      { mark: { type: 'italic', start: 4, end: 6 }, children: [{ text: 'ef' }] },
    ]);
  });

  it('takes the line break that ends a block', () => {
    expect(markTree('said\nanswer', [{ type: 'quote', start: 0, end: 4 }])).toEqual([
      { mark: { type: 'quote', start: 0, end: 4 }, children: [{ text: 'said' }] },
      { text: 'answer' },
    ]);
  });

  it('loses no word, whatever the ranges are', () => {
    const inline = fc.constantFrom('bold' as const, 'italic' as const, 'spoiler' as const, 'code' as const);
    const marks: fc.Arbitrary<TextMark[]> = fc.array(
      fc.record({ type: inline, start: fc.integer({ min: -3, max: 30 }), end: fc.integer({ min: -3, max: 30 }) }),
    );
    fc.assert(
      fc.property(fc.string({ maxLength: 24 }), marks, (text, some) => {
        expect(some.some(isBlock)).toBe(false);
        expect(flat(markTree(text, some))).toBe(text);
      }),
    );
  });
});
