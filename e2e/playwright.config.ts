import { availableParallelism } from 'node:os'
import { defineConfig } from '@playwright/test'
import type { Generation } from './portal/behaviour.ts'

// e2e/tools/run/e2e.mjs finds a browser and a free port; without it Playwright's own download and this port serve.
const appPort = Number(process.env['APP_PORT'] ?? 4811)
const executablePath = process.env['CHROMIUM_PATH']
const app = `http://127.0.0.1:${appPort}/`

export default defineConfig<{ generation: Generation }>({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: '../test-results/e2e',
  reporter: [['line'], ['json', { outputFile: '../test-results/e2e.json' }]],
  fullyParallel: true,
  // One for each core: with more, tests of two browsers at once meet their time limits on a busy machine.
  workers: availableParallelism(),
  // In CI a test that passes when it is run once more is reported as flaky (e2e/tools/run/e2e-report.mjs); locally it fails at once.
  retries: 'CI' in process.env ? 1 : 0,
  // Generous, for slow machines: a test waits for what a user would see, so a quick one loses nothing by it.
  timeout: 60_000,
  expect: { timeout: 25_000 },
  forbidOnly: 'CI' in process.env,
  // A portal generation each: everything on the newest, the smoke tests on the older ones. Which commands run which: e2e/portal/README.md.
  projects: [
    { name: 'cloud', use: { generation: 'cloud' } },
    { name: 'middle', grep: /@smoke/, use: { generation: 'middle' } },
    { name: 'old', grep: /@smoke/, use: { generation: 'old' } },
  ],
  use: {
    // The built app; every test starts a portal of its own, cross-site to it.
    baseURL: app,
    browserName: 'chromium',
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      args: [
        '--disable-gpu',
        '--disable-background-networking',
        // Playwright's own list of disabled features partitions away the storage of a cross-site frame; this replaces it.
        // The popups of the address bar are two pages in every window, a fifth of what a test costs the processor.
        '--disable-features=Translate,WebUIOmniboxPopup,WebUIOmniboxAimPopup',
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ],
    },
  },
  webServer: {
    command: `vite preview --port ${appPort} --strictPort`,
    cwd: '..',
    url: app,
    reuseExistingServer: false,
  },
})
