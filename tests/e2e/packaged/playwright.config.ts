import { defineConfig } from '@playwright/test';

/** The program as it is packed, one at a time. Its files have an ending of their own, so that the other suite leaves them alone. */
export default defineConfig({
  testDir: '.',
  testMatch: '**/*.packaged.ts',
  outputDir: '../../../test-results/packaged',
  workers: 1,
  fullyParallel: false,
  // Repeated where nobody can look at once, and told at the end of the run as one that was.
  retries: process.env.CI === 'true' ? 1 : 0,
  // As in the other suite: what is slow only because the machine is busy has not failed.
  timeout: 240_000,
  expect: { timeout: 30_000 },
  reporter: 'list',
  forbidOnly: true,
});
