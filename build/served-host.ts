import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { findChromium } from './bootstrap/browser-tests.mjs';
import { rootDir } from './vite/places.ts';

/** Debian's Chromium or Playwright's; as root it refuses to run with its sandbox. */
export function chromiumOptions(): { readonly executablePath?: string; readonly args: string[] } {
  const executablePath = findChromium();
  return { ...(executablePath === null ? {} : { executablePath }), args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] };
}

interface HostOptions {
  readonly cacheDir: string;
  readonly dataDir: string;
  readonly env?: Readonly<Record<string, string>>;
  /** More for the command `serve`. */
  readonly args?: readonly string[];
}

export interface ServedHost {
  /** The address of the studio with its token. */
  readonly url: string;
  readonly wsUrl: string;
  readonly token: string;
  readonly stop: () => Promise<void>;
}

/** The real headless host, in folders of its own. */
export async function serveHost({ cacheDir, dataDir, env = {}, args = [] }: HostOptions): Promise<ServedHost> {
  const command = [join(rootDir, 'native/cli/interweave.ts'), 'serve', '--json', ...args];
  const host = spawn(process.execPath, command, {
    cwd: rootDir,
    env: { ...process.env, INTERWEAVE_CACHE: cacheDir, INTERWEAVE_DATA: dataDir, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(host, 'exit');
  const [line] = (await once(createInterface(host.stdout), 'line')) as [string];
  const { url, wsUrl, token } = JSON.parse(line) as Omit<ServedHost, 'stop'>;
  return {
    ...{ url, wsUrl, token },
    stop: async () => {
      host.kill('SIGINT');
      await exited;
    },
  };
}
