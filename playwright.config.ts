import { defineConfig } from '@playwright/test';
import { chromium } from './e2e/chromium.ts';
import { temporaryFolder } from './server/test/memory.ts';

Object.assign(process.env, temporaryFolder());

/** Named by whoever wants to count; without it a report would go to standard output. */
const report = process.env.PLAYWRIGHT_JSON_OUTPUT_FILE;

export default defineConfig({
  testDir: 'e2e',
  testMatch: '*.e2e.ts',
  outputDir: 'test-results',
  // A browser test mostly waits: two a core.
  workers: 4,
  fullyParallel: false,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  // Room for a machine that does other things; what hangs is told by the timeouts of single steps.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: report ? [['list'], ['json', { outputFile: report }]] : [['list']],
  use: {
    browserName: 'chromium',
    // A control that is not there after this long will not come.
    actionTimeout: 20_000,
    // A trace is kept by `--trace on`: recording one takes a quarter of the time, and both cores are busy enough.
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: chromium() ?? undefined,
      args: [
        // Tests may run as root, where Chromium's sandbox refuses to start.
        '--no-sandbox',
        // The rest keeps the browser from talking to anybody but the server under test.
        '--disable-quic',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
});
