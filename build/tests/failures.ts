import { field, list, text } from './report.ts';

/**
 * Names of the tests of a report that failed, each with the first lines of its reason, for the end of a long run; `repeated`
 * those that failed first and passed when they were repeated.
 */
export type Named = { failed: string[]; repeated: string[] };

export function vitestNamed(report: unknown): Named {
  const files = list(report, 'testResults');
  const unread = files.filter((file) => field(file, 'status') === 'failed' && list(file, 'assertionResults').length === 0);
  const named = (is: (test: unknown) => boolean): string[] =>
    files.flatMap((file) =>
      list(file, 'assertionResults')
        .filter(is)
        .map((test) => line(`${nameOf(file)} › ${text(test, 'fullName')}`, String(list(test, 'failureMessages')[0] ?? ''))),
    );
  return {
    failed: [
      ...named((test) => field(test, 'status') === 'failed'),
      ...unread.map((file) => line(nameOf(file), text(file, 'message'))),
    ],
    repeated: named((test) => field(test, 'status') === 'passed' && list(test, 'failureMessages').length > 0),
  };
}

function nameOf(file: unknown): string {
  return text(file, 'name').replace(/^.*\/(?=tests\/)/, '');
}

/** The same from Playwright's JSON report, whose suites hold suites. */
export function playwrightNamed(report: unknown): Named {
  const within = (suite: unknown): unknown[] => [...list(suite, 'specs'), ...list(suite, 'suites').flatMap(within)];
  const specs = list(report, 'suites').flatMap(within);
  const named = (some: unknown[]): string[] =>
    some.map((spec) => line(`${text(spec, 'file')} › ${text(spec, 'title')}`, reasonOf(spec)));
  const outside = list(report, 'errors').map((error) => line('outside of tests', text(error, 'message')));
  return {
    failed: [...named(specs.filter((spec) => field(spec, 'ok') === false)), ...outside],
    repeated: named(specs.filter((spec) => list(spec, 'tests').some((test) => field(test, 'status') === 'flaky'))),
  };
}

function reasonOf(spec: unknown): string {
  const results = list(spec, 'tests').flatMap((test) => list(test, 'results'));
  return text(results.flatMap((result) => list(result, 'errors'))[0], 'message');
}

const reasonLines = 6;

function line(name: string, reason: string): string {
  // Runners colour their reasons.
  const plain = reason.replaceAll(new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g'), '');
  const first = plain
    .split('\n')
    .filter((one) => one.trim() !== '' && !/^\s*at .*node_modules/.test(one))
    .slice(0, reasonLines);
  return [name, ...first.map((one) => `    ${one.trim()}`)].join('\n');
}
