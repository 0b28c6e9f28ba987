import { describe, expect, it } from 'vitest';
import { closingLine, counterCounts, playwrightCounts, sum, vitestCounts } from '../../../build/tests/counts.ts';

describe('counts', () => {
  it('reads the report of vitest, and counts a file that did not load as failed', () => {
    const report = {
      numPassedTests: 7,
      numFailedTests: 1,
      numPendingTests: 2,
      numTodoTests: 1,
      testResults: [
        { status: 'failed', assertionResults: [] },
        { status: 'failed', assertionResults: [{ status: 'failed' }] },
        { status: 'passed', assertionResults: [] },
      ],
    };
    expect(vitestCounts(report)).toEqual({ passed: 7, failed: 2, skipped: 3 });
  });

  it('reads the report of Playwright', () => {
    const report = { stats: { expected: 3, flaky: 1, unexpected: 2, skipped: 4 }, errors: [{ message: 'no config' }] };
    expect(playwrightCounts(report)).toEqual({ passed: 4, failed: 3, skipped: 4 });
  });

  it('reads the report of the counters', () => {
    expect(counterCounts({ counts: { passed: 9, failed: 2 } })).toEqual({ passed: 9, failed: 2, skipped: 0 });
  });

  it('counts nothing in a report that was not written', () => {
    expect(vitestCounts(null)).toEqual({ passed: 0, failed: 0, skipped: 0 });
    expect(playwrightCounts(null)).toEqual({ passed: 0, failed: 0, skipped: 0 });
    expect(counterCounts(null)).toEqual({ passed: 0, failed: 0, skipped: 0 });
  });

  it('closes on one line with the sum', () => {
    const total = sum([
      { passed: 3, failed: 0, skipped: 0 },
      { passed: 4, failed: 1, skipped: 2 },
    ]);
    expect(closingLine(total)).toBe('7 passed, 1 failed, 2 skipped');
    expect(closingLine({ passed: 1, failed: 0, skipped: 0 })).toBe('1 passed, 0 failed');
  });
});
