import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { defineConfig } from '@playwright/test';

// A portal of its own: other ports than `npm start`, and a state that is made anew for each run.
const appPort = 3110;
const backendPort = 7117;
const state = resolve('node_modules/.cache/e2e/state');
process.env.DOCKMASTER_E2E_BACKEND = `http://localhost:${backendPort}`;
process.env.DOCKMASTER_E2E_WORKING_COPY = resolve(state, 'monorepo');

const systemChromium = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find(
  path => existsSync(path),
);

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'node_modules/.cache/e2e/results',
  timeout: 90_000,
  expect: { timeout: 30_000 },
  forbidOnly: !!process.env.CI,
  // The tests share one portal, and its fleet.
  workers: 1,
  reporter: [['list']],
  use: {
    baseURL: `http://localhost:${appPort}`,
    viewport: { width: 1440, height: 1000 },
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: systemChromium,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  webServer: {
    command: 'node setup/start.mjs --fresh',
    url: `http://localhost:${backendPort}/.backstage/health/v1/readiness`,
    timeout: 180_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
    env: {
      BROWSER: 'none',
      DOCKMASTER_APP_PORT: String(appPort),
      DOCKMASTER_BACKEND_PORT: String(backendPort),
      DOCKMASTER_STATE: state,
    },
  },
});
