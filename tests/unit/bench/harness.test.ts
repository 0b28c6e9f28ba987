import { describe, expect, test } from 'vitest';
import { readArguments } from '../../bench/harness/arguments.ts';
import { isReached } from '../../bench/harness/bench.ts';
import { compare, median, percentile } from '../../bench/harness/compare.ts';
import { table } from '../../bench/harness/report.ts';

const known = ['search', 'startup'];

describe('arguments', () => {
  test('names, sizes, a file', () => {
    const read = readArguments(['search', '--size', '1m,10k', '--json', 'out.json'], known);
    expect(read).toEqual({ ok: true, value: { names: ['search'], sizes: [10_000, 1_000_000], check: false, json: 'out.json' } });
  });

  test('without any, everything at the usual sizes', () => {
    expect(readArguments([], known)).toEqual({ ok: true, value: { names: [], sizes: [10_000, 100_000], check: false } });
    expect(readArguments(['--check'], known)).toMatchObject({ value: { check: true } });
  });

  test.each([[['serach']], [['--size', 'much']], [['--size', '10']], [['--size']], [['--json']]])('%j is refused', (args) => {
    expect(readArguments(args, known)).toMatchObject({ ok: false, message: expect.stringContaining(args[0] ?? '') });
  });
});

describe('comparing', () => {
  test('in turns, the first round thrown away, each round its own ratio', async () => {
    const order: string[] = [];
    const subject = [900, 20, 30, 80];
    const baseline = [1, 10, 10, 20];
    const found = await compare(
      { what: 'a', against: 'b', unit: 'ms', rounds: 4 },
      () => {
        order.push('a');
        return subject.shift() ?? 0;
      },
      () => {
        order.push('b');
        return baseline.shift() ?? 0;
      },
    );
    expect(order).toEqual(['b', 'a', 'b', 'a', 'b', 'a', 'b', 'a']);
    expect(found).toMatchObject({ value: 3, spread: [2, 4], subject: 30, baseline: 10 });
  });

  test('medians and percentiles', () => {
    expect(median([5, 1, 3])).toBe(3);
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(
      percentile(
        Array.from({ length: 100 }, (_, n) => n),
        0.95,
      ),
    ).toBe(95);
  });
});

test('a goal is reached from either side, or there is none', () => {
  expect(isReached({ what: '', value: 1.5, goal: { atMost: 1.5 } })).toBe(true);
  expect(isReached({ what: '', value: 0.98, goal: { atLeast: 0.99 } })).toBe(false);
  expect(isReached({ what: '', value: 1 })).toBeUndefined();
  expect(table({ name: 'x', goal: 'y' }, [{ what: 'recall', value: 0.98, goal: { atLeast: 0.99 } }])).toContain('NOT REACHED');
});
