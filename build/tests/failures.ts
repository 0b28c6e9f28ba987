import { field, list, text } from './report.ts';

/** Names of the tests of a report that failed, each with the first lines of its reason, for the end of a long run. */
export function vitestFailures(report: unknown): string[] {
  return list(report, 'testResults').flatMap((file) => {
    const name = text(file, 'name').replace(/^.*\/(?=tests\/)/, '');
    const tests = list(file, 'assertionResults');
    if (tests.length === 0 && field(file, 'status') === 'failed') return [line(name, text(file, 'message'))];
    const failed = tests.filter((test) => field(test, 'status') === 'failed');
    return failed.map((test) => line(`${name} › ${text(test, 'fullName')}`, String(list(test, 'failureMessages')[0] ?? '')));
  });
}

/** The same from Playwright's JSON report, whose suites hold suites. */
export function playwrightFailures(report: unknown): string[] {
  const specs = (suite: unknown): unknown[] => [...list(suite, 'specs'), ...list(suite, 'suites').flatMap(specs)];
  const failed = list(report, 'suites')
    .flatMap(specs)
    .filter((spec) => field(spec, 'ok') === false);
  const outside = list(report, 'errors').map((error) => line('outside of tests', text(error, 'message')));
  return [...failed.map((spec) => line(`${text(spec, 'file')} › ${text(spec, 'title')}`, reasonOf(spec))), ...outside];
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
