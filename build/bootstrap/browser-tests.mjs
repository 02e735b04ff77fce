import { createRequire } from 'node:module';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { childEnvironment, node24, rootDir } from './checkout.mjs';
import { runInForeground } from './run-program.mjs';
import { SetupError, say } from './setup-step.mjs';
import { findOnPath, installSystemPackages } from './system-package.mjs';

/** Chromium for the browser tests: INTERWEAVE_CHROMIUM, then PATH, then the one Playwright keeps. @returns {string | null} */
export function findChromium() {
  const named = process.env['INTERWEAVE_CHROMIUM'];
  if (named !== undefined) return existsSync(named) ? named : null;
  for (const name of ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']) {
    const path = findOnPath(name);
    if (path !== null) return path;
  }
  const { chromium } = /** @type {typeof import('@playwright/test')} */ (createRequire(join(rootDir, 'package.json'))('@playwright/test'));
  return existsSync(chromium.executablePath()) ? chromium.executablePath() : null;
}

/** A browser, installed where it is missing. */
export async function ensureChromium() {
  const present = findChromium();
  if (present !== null) return say('chromium', present);
  if (process.platform === 'linux' && findOnPath('apt-get') !== null) {
    await installSystemPackages('chromium', { apt: ['chromium'], brew: '', winget: '' });
  } else {
    say('chromium', "fetching Playwright's");
    await runInForeground(node24, [join(rootDir, 'node_modules/@playwright/test/cli.js'), 'install', 'chromium'], {
      env: childEnvironment(),
    });
  }
  const installed = findChromium();
  if (installed === null) {
    throw new SetupError(
      'there is no Chromium for the browser tests.',
      'npx playwright install chromium, or set INTERWEAVE_CHROMIUM to a Chromium or Chrome',
    );
  }
  say('chromium', installed);
}

/** A display for Electron's tests: the one that is there, else Xvfb. */
export async function ensureDisplay() {
  if (process.platform !== 'linux') return;
  if ((process.env['DISPLAY'] ?? '') !== '') return say('display', `DISPLAY=${process.env['DISPLAY'] ?? ''}`);
  if (findOnPath('Xvfb') === null) await installSystemPackages('Xvfb', { apt: ['xvfb'], brew: '', winget: '' });
  say('display', 'a virtual one (Xvfb)');
}
