import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chromium } from '@playwright/test';
import type { Browser, Page } from '@playwright/test';
import { sandboxArgs } from '../../../build/launch-electron.ts';
import type { Home } from '../electron/studio-fixture.ts';

export interface PackagedApp {
  readonly page: Page;
  /** Ends it as the system does at logout, and gives its exit code. */
  readonly quit: () => Promise<number | null>;
}

/**
 * Starts a packaged app. Playwright's own launcher needs Node's inspector, which the fuses of a packaged app shut off;
 * the page can be reached all the same, because Chromium's debugger is another one.
 */
export async function startPackaged(executable: string, home: Home): Promise<PackagedApp> {
  const args = [...sandboxArgs, `--user-data-dir=${home.profile}`, '--remote-debugging-port=0'];
  const child = spawn(executable, args, { cwd: home.path, env: home.env, stdio: ['ignore', 'ignore', 'pipe'] });
  const exited = once(child, 'exit') as Promise<[number | null]>;
  const address = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const found = /DevTools listening on (ws:\S+)/.exec(said)?.[1];
      if (found !== undefined) resolve(found);
    });
    void exited.then(([code]) => reject(new Error(`The app ended at once (exit code ${String(code)}): ${said.slice(-1000)}`)));
  });
  await pageIsThere(new URL(address).host);
  const browser = await chromium.connectOverCDP(address);
  return {
    page: studioPage(browser),
    quit: async () => {
      await browser.close();
      child.kill('SIGTERM');
      return (await exited)[0];
    },
  };
}

interface Target {
  readonly url: string;
  readonly title: string;
}

/** Playwright hangs now and then when it is let in before there is a page, or while the page is on its way: then it has no title yet. */
async function pageIsThere(host: string): Promise<void> {
  for (;;) {
    const targets = (await (await fetch(`http://${host}/json/list`)).json()) as readonly Target[];
    if (targets.some(({ url, title }) => url.startsWith('app://') && title !== '')) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function studioPage(browser: Browser): Page {
  const page = browser.contexts().flatMap((context) => context.pages())[0];
  if (page === undefined) throw new Error('The packaged app has no page.');
  return page;
}
