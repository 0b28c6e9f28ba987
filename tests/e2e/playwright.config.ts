import { defineConfig } from '@playwright/test';

/** Real Electron, one program at a time: two cores. Failures keep their trace and picture. */
export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: '../../test-results',
  workers: 1,
  fullyParallel: false,
  // Repeated where nobody can look at once, and told at the end of the run as one that was.
  retries: process.env.CI === 'true' ? 2 : 0,
  // Far more than it takes: what is slow only because the machine is busy has not failed.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: 'list',
  forbidOnly: true,
});
