// Stories in a real browser over a real server with the demo chain loaded; one of them over a server
// without a brand (HUITONG_E2E_SETUP_TOKEN). The server is started by whoever runs this (`make e2e`) and
// named by HUITONG_E2E_URL.
import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: '.',
  ...(process.env.HUITONG_E2E_SETUP_TOKEN
    ? { testMatch: 'first_run.spec.ts' }
    : { testIgnore: 'first_run.spec.ts' }),
  outputDir: 'test-results',
  // One server with one state: stories run one after the other.
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 360_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['./failures.ts']],
  use: {
    // A step that cannot be taken fails at once, not when the story is over.
    actionTimeout: 30_000,
    baseURL: process.env.HUITONG_E2E_URL ?? 'http://127.0.0.1:8080',
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1440, height: 900 },
    // A click on what still slides or grows may miss it where the machine is slow.
    contextOptions: { reducedMotion: 'reduce' },
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        // Where shared memory is small, a page of much canvas would crash.
        '--disable-dev-shm-usage',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
})
