import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { rootDir } from '../../../build/vite/places.ts';
import type { Home } from './studio-fixture.ts';

export interface HeadlessEngine {
  /** What a window is started with to attach to it. */
  readonly args: readonly string[];
  readonly wsUrl: string;
  readonly stop: () => Promise<void>;
}

/** `interweave serve` on this Node, which can open projects whatever Electron the window runs on. */
export async function startHeadlessEngine(home: Home): Promise<HeadlessEngine> {
  const args = [join(rootDir, 'build/interweave.mjs'), 'serve', '--json', '--port', '0'];
  const child = spawn(process.execPath, args, { cwd: home.path, env: home.env, stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const { wsUrl, token } = JSON.parse(line) as { readonly wsUrl: string; readonly token: string };
  return {
    args: [`--engine=${wsUrl}`, `--engine-token=${token}`],
    wsUrl,
    stop: async () => {
      child.kill('SIGINT');
      await exited;
    },
  };
}
