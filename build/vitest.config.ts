import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/**
 * One project for each folder of tests. `slow` ones drive real servers: one file after another, with time to start them. Where
 * nobody can look at once (CI) such a test is repeated, twice at most, and told at the end of the run as one that was; a drill never is,
 * for what it asks (nothing lost, nothing twice) holds each time or not at all.
 */
function project(name: string, slow: boolean, also: readonly string[] = []) {
  // Far more than it takes: what is slow only because the machine is busy has not failed.
  const timeout = slow ? 120_000 : 20_000;
  return {
    extends: true as const,
    test: {
      name,
      include: [`tests/${name}/**/*.test.ts`, ...also],
      testTimeout: timeout,
      // Real servers and many logins take their time on a machine that is busy otherwise.
      hookTimeout: slow ? 240_000 : timeout,
      fileParallelism: !slow,
      // A poll asks until the thing has happened: its limit is the test's own, not the second that is the default.
      expect: { poll: { timeout: timeout * 0.75 } },
      retry: slow && name !== 'drills' && process.env.CI === 'true' ? 2 : 0,
    },
  };
}

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    environment: 'node',
    pool: 'forks',
    maxWorkers: 2,
    // A run that found nothing to run has not passed.
    passWithNoTests: false,
    projects: [
      project('unit', false),
      project('architecture', false),
      project('security', true),
      project('contract', true),
      project('corpus', false),
      project('engine', true),
      // As long as one asks for, and no part of the suite.
      project('team', true, process.env.MODEL_OPERATIONS === undefined ? [] : ['tests/team/model/*.drill.ts']),
      project('drills', true),
    ],
  },
});
