import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { LaunchOptions } from '@playwright/test';
import { findChromium } from '../../../build/bootstrap/browser-tests.mjs';

const rootDir = join(import.meta.dirname, '../../..');

/** Debian's Chromium or Playwright's; as root it refuses to run with its sandbox. */
export function chromiumOptions(): LaunchOptions {
  const executablePath = findChromium();
  return { ...(executablePath === null ? {} : { executablePath }), args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] };
}

export interface ServedStudio {
  /** The address with its token. */
  readonly url: string;
  readonly port: number;
  readonly stop: () => Promise<void>;
}

interface ServeOptions {
  readonly port?: number;
  readonly token?: string;
  /** Other than those of this checkout. */
  readonly weightsDir?: string;
}

/** The real headless host with folders of its own. */
export async function serveStudio(
  folder: string,
  { port = 0, token = 'browser-test-token', weightsDir }: ServeOptions = {},
): Promise<ServedStudio> {
  const args = [join(rootDir, 'native/cli/interweave.ts'), 'serve', '--json', '--port', String(port), '--token', token];
  const places = { INTERWEAVE_CACHE: join(folder, 'cache'), INTERWEAVE_DATA: join(folder, 'data') };
  const env = { ...process.env, ...places, ...(weightsDir === undefined ? {} : { INTERWEAVE_WEIGHTS: weightsDir }) };
  const child = spawn(process.execPath, args, { cwd: rootDir, env, stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const { url } = JSON.parse(line) as { readonly url: string };
  return {
    url,
    port: Number(new URL(url).port),
    stop: async () => {
      child.kill('SIGINT');
      await exited;
    },
  };
}
