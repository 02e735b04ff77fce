import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { rootDir } from '../vite/places.ts';

const launches = 3;

/**
 * From the start of the program to a window that can be used: something to click on is on screen, and two more pictures were
 * painted, so the page's own work is done. The first launch fills the caches and is told apart. Needs a display.
 */
export async function benchWindow(electronPath: string): Promise<Record<string, unknown>> {
  const profile = await mkdtemp(join(tmpdir(), 'interweave-window-'));
  try {
    const first = await launchMs(electronPath, profile);
    const again: number[] = [];
    while (again.length < launches) again.push(await launchMs(electronPath, profile));
    const ms = [...again].sort((a, b) => a - b)[Math.floor(launches / 2)]!;
    return { firstMs: first, againMs: again, ms, target: 2500, ok: ms <= 2500 };
  } finally {
    await rm(profile, { recursive: true, force: true });
  }
}

async function launchMs(electronPath: string, profile: string): Promise<number> {
  // As root, Chromium refuses to run with its sandbox; users do not run it as root.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const args = [...sandbox, `--user-data-dir=${profile}`, '--remote-debugging-port=0', rootDir];
  const started = performance.now();
  const child = spawn(electronPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  try {
    const address = await debuggerAddress(child);
    await usable(new URL(address));
    return performance.now() - started;
  } finally {
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  }
}

async function debuggerAddress({ stderr }: ChildProcess): Promise<string> {
  let said = '';
  for await (const chunk of stderr ?? []) {
    said += String(chunk);
    const address = /DevTools listening on (ws:\S+)/.exec(said)?.[1];
    if (address !== undefined) {
      stderr?.resume();
      return address;
    }
  }
  throw new Error(`Electron ended before its window was there: ${said.slice(-500)}`);
}

/** Asks the page itself to say when it can be used. */
async function usable({ host }: URL): Promise<void> {
  const socket = new WebSocket(await pageAddress(host));
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true });
    socket.addEventListener('error', reject, { once: true });
  });
  const expression = `new Promise((resolve) => {
    const look = () => document.querySelector('button') === null
      ? requestAnimationFrame(look)
      : requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => resolve('usable'))));
    look();
  })`;
  // The page may be so new that it cannot be asked yet.
  for (let answer = ''; !answer.includes('"value":"usable"'); await pause(10)) {
    socket.send(JSON.stringify({ id: 1, method: 'Runtime.evaluate', params: { expression, awaitPromise: true } }));
    const [reply] = (await once(socket, 'message')) as [{ readonly data: string }];
    answer = reply.data;
  }
  socket.close();
}

async function pageAddress(host: string): Promise<string> {
  for (;;) {
    const targets = (await (await fetch(`http://${host}/json/list`)).json()) as readonly {
      readonly url: string;
      readonly webSocketDebuggerUrl: string;
    }[];
    const page = targets.find(({ url }) => url.startsWith('app://interweave/'));
    if (page !== undefined) return page.webSocketDebuggerUrl;
    await pause(10);
  }
}
