/**
 * `npm test`: does the set-up that is missing, then runs every test there is; the last line is the sum.
 * Plain JavaScript for Node 20, because it runs before anything is installed.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureChromium, ensureDisplay } from './bootstrap/browser-tests.mjs';
import { ensureBundles } from './bootstrap/bundles.mjs';
import { childEnvironment, node24, rootDir } from './bootstrap/checkout.mjs';
import { ensureCommand } from './bootstrap/command-shim.mjs';
import { ensureDefaultModel } from './bootstrap/default-model.mjs';
import { ensureDependencies } from './bootstrap/dependencies.mjs';
import { ensureFfmpeg } from './bootstrap/ffmpeg.mjs';
import { continueOnNode24, requireNode20 } from './bootstrap/newer-node.mjs';
import { runInForeground } from './bootstrap/run-program.mjs';
import { runSetup } from './bootstrap/setup-step.mjs';
import { addUp, playwrightCounts, vitestCounts } from './bootstrap/test-counts.mjs';
import { ensureElectronForTests } from './bootstrap/test-electron.mjs';
import { withDisplay } from './bootstrap/virtual-display.mjs';

const reports = join(rootDir, '.out/test-reports');

await runSetup(async () => {
  requireNode20();
  await ensureDependencies();
  const continued = await continueOnNode24(import.meta.url);
  if (continued !== null) return continued;
  await ensureFfmpeg();
  await ensureChromium();
  await ensureDisplay();
  await ensureElectronForTests();
  await ensureBundles();
  ensureCommand();
  await ensureDefaultModel();

  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });
  const sum = addUp([await runVitest(), await runPlaywright()]);
  if (sum.skipped > 0) console.log(`${sum.skipped} skipped (each says why above)`);
  console.log(`${sum.passed} passed, ${sum.failed} failed`);
  return sum.failed === 0 && sum.passed > 0 ? 0 : 1;
});

/** Unit and engine tests, all of them. */
async function runVitest() {
  const report = join(reports, 'vitest.json');
  const code = await runInForeground(
    node24,
    [
      join(rootDir, 'node_modules/vitest/vitest.mjs'),
      ...['run', '--config', 'build/vitest.config.ts', '--reporter', 'dot', '--reporter', 'json', '--outputFile.json', report],
    ],
    { cwd: rootDir, env: childEnvironment() },
  );
  return vitestCounts(report, code);
}

/** Electron's window, the packaged app, and Chromium on the headless host. */
async function runPlaywright() {
  const report = join(reports, 'playwright.json');
  const code = await withDisplay((display) =>
    runInForeground(
      node24,
      [join(rootDir, 'node_modules/@playwright/test/cli.js'), 'test', '--config', 'build/playwright.config.ts', '--reporter', 'list,json'],
      { cwd: rootDir, env: { ...childEnvironment(), ...display, PLAYWRIGHT_JSON_OUTPUT_FILE: report } },
    ),
  );
  return playwrightCounts(report, code);
}
