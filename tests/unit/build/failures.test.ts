import { expect, it } from 'vitest';
import { playwrightNamed, vitestNamed } from '../../../build/tests/failures.ts';

it('names the failed tests of vitest with their reason, without the frames of the runner', () => {
  const message =
    'AssertionError: expected 2 to be 3\n    at /tree/tests/unit/a.test.ts:2:34\n    at /tree/node_modules/@vitest/runner/x.js:1:1';
  const report = {
    testResults: [
      {
        name: '/tree/tests/unit/a.test.ts',
        status: 'failed',
        assertionResults: [
          { fullName: 'adds', status: 'failed', failureMessages: [message] },
          { fullName: 'counts', status: 'passed', failureMessages: [] },
        ],
      },
      { name: '/tree/tests/unit/b.test.ts', status: 'failed', message: 'Cannot find module', assertionResults: [] },
    ],
  };
  expect(vitestNamed(report).failed).toEqual([
    'tests/unit/a.test.ts › adds\n    AssertionError: expected 2 to be 3\n    at /tree/tests/unit/a.test.ts:2:34',
    'tests/unit/b.test.ts\n    Cannot find module',
  ]);
});

it('names those of Playwright, in whatever depth, uncoloured', () => {
  const spec = (title: string, ok: boolean) => ({
    file: 'a.spec.ts',
    title,
    ok,
    tests: [{ results: [{ errors: ok ? [] : [{ message: '\u001b[31mError: no window\u001b[39m' }] }] }],
  });
  const report = {
    suites: [{ specs: [spec('opens', true)], suites: [{ specs: [spec('closes', false)] }] }],
    errors: [{ message: 'no config' }],
  };
  expect(playwrightNamed(report).failed).toEqual(['a.spec.ts › closes\n    Error: no window', 'outside of tests\n    no config']);
});

it('names apart what passed only when it was repeated', () => {
  const assertionResults = [{ fullName: 'waits', status: 'passed', failureMessages: ['Error: too late'] }];
  expect(vitestNamed({ testResults: [{ name: '/tree/tests/team/c.test.ts', status: 'passed', assertionResults }] })).toEqual({
    failed: [],
    repeated: ['tests/team/c.test.ts › waits\n    Error: too late'],
  });
  const results = [{ errors: [{ message: 'Error: no row' }] }, { errors: [] }];
  const spec = { file: 'a.spec.ts', title: 'opens', ok: true, tests: [{ status: 'flaky', results }] };
  expect(playwrightNamed({ suites: [{ specs: [spec] }] })).toEqual({
    failed: [],
    repeated: ['a.spec.ts › opens\n    Error: no row'],
  });
});

it('names nothing of a report that was not written', () => {
  expect(vitestNamed(null)).toEqual({ failed: [], repeated: [] });
  expect(playwrightNamed(null)).toEqual({ failed: [], repeated: [] });
});
