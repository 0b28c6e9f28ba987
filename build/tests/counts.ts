import { field, list, number } from './report.ts';

/** How many tests of a suite did what. */
export type Counts = { passed: number; failed: number; skipped: number };

export const none: Counts = { passed: 0, failed: 0, skipped: 0 };

export function sum(counts: readonly Counts[]): Counts {
  return counts.reduce(
    (total, one) => ({
      passed: total.passed + one.passed,
      failed: total.failed + one.failed,
      skipped: total.skipped + one.skipped,
    }),
    none,
  );
}

/** From vitest's JSON report. A file that did not even load counts as one failure. */
export function vitestCounts(report: unknown): Counts {
  const failedFiles = list(report, 'testResults').filter((file) => {
    return field(file, 'status') === 'failed' && list(file, 'assertionResults').length === 0;
  });
  return {
    passed: number(report, 'numPassedTests'),
    failed: number(report, 'numFailedTests') + failedFiles.length,
    skipped: number(report, 'numPendingTests') + number(report, 'numTodoTests'),
  };
}

/** From Playwright's JSON report. A test that passed only when repeated passed; an error outside of tests is a failure. */
export function playwrightCounts(report: unknown): Counts {
  const stats = field(report, 'stats');
  return {
    passed: number(stats, 'expected') + number(stats, 'flaky'),
    failed: number(stats, 'unexpected') + list(report, 'errors').length,
    skipped: number(stats, 'skipped'),
  };
}

/** From the report of the benches: limits that were kept, and those that were not. */
export function counterCounts(report: unknown): Counts {
  const counts = field(report, 'counts');
  return { passed: number(counts, 'passed'), failed: number(counts, 'failed'), skipped: 0 };
}

/** The closing line: `12 passed, 0 failed`, and `, 1 skipped` where some were. */
export function closingLine({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
