import { defineConfig } from '@playwright/test';

/** Real Electron, one program at a time: two cores. Failures keep their trace and picture. */
export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: '../../test-results',
  workers: 1,
  fullyParallel: false,
  // Repeated where nobody can look at once, and told at the end of the run as one that was.
  retries: process.env.CI === 'true' ? 1 : 0,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  forbidOnly: true,
});
