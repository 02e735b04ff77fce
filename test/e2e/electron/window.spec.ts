import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { electronPath, sandboxArgs } from '../../../build/launch-electron.ts';
import { rootDir } from '../../../build/vite/places.ts';
import { makeClip } from '../../fixtures/tiny-clips.ts';
import type { AppBridge } from '../../../native/contract/index.ts';
import { callEngine, takeEnginePort } from './engine-port.ts';
import { makeHome, openStudio, processIds } from './studio-fixture.ts';
import type { Home, Studio } from './studio-fixture.ts';

declare global {
  interface Window {
    readonly app?: AppBridge;
  }
}

let home: Home;
let studio: Studio;

test.beforeAll(async () => {
  home = await makeHome();
  studio = await openStudio(home);
});
test.afterAll(async () => {
  await studio.app.close();
  await home.remove();
});

test('opens, and shows what its engine says of the machine', async () => {
  await expect(studio.page.getByRole('heading', { name: 'Interweave' })).toBeVisible();
  await expect(studio.page.getByText(/CPU threads/)).toBeVisible();
  expect(studio.page.url()).toBe('app://interweave/index.html');
});

test('gives the page window.app and nothing of Node or Electron', async () => {
  const seen = await studio.page.evaluate(() => ({
    app: Object.keys(window.app ?? {}).sort(),
    foreign: ['process', 'require', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer'].filter((name) => name in window),
  }));

  expect(seen).toEqual({ app: ['call', 'onEvent', 'pathForFile'], foreign: [] });
});

test('forbids foreign code and foreign addresses', async () => {
  const blocked = await studio.page.evaluate(async () => {
    const violations: string[] = [];
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => violations.push(effectiveDirective));
    // Playwright lifts the ban for as long as its own call runs, so this comes a turn later.
    const evalError = await new Promise((resolve) => {
      setTimeout(() => {
        try {
          const compile = Function;
          resolve(compile('return 1')());
        } catch (error) {
          resolve((error as Error).name);
        }
      });
    });
    const inline = document.createElement('script');
    inline.textContent = 'window.inlineRan = true';
    document.body.append(inline);
    const picture = new Image();
    picture.src = 'https://example.org/x.png';
    const frame = document.createElement('iframe');
    frame.src = 'https://example.org/';
    document.body.append(frame);
    const fetched = await fetch('https://example.org/').then(
      () => 'fetched',
      () => 'refused',
    );
    await new Promise((resolve) => setTimeout(resolve, 200));
    frame.remove();
    inline.remove();
    return { evalError, inlineRan: 'inlineRan' in window, fetched, violations: [...new Set(violations)].sort() };
  });

  expect(blocked).toEqual({
    evalError: 'EvalError',
    inlineRan: false,
    fetched: 'refused',
    violations: ['connect-src', 'frame-src', 'img-src', 'script-src', 'script-src-elem'],
  });
});

test('denies permissions', async () => {
  const answers = await studio.page.evaluate(async () => ({
    clipboard: await navigator.clipboard.readText().then(
      () => 'given',
      (error: unknown) => (error as Error).name,
    ),
    notifications: await Notification.requestPermission(),
    location: (await navigator.permissions.query({ name: 'geolocation' })).state,
  }));

  expect(answers).toEqual({ clipboard: 'NotAllowedError', notifications: 'denied', location: 'denied' });
});

test('refuses host calls of the wrong shape and unknown ones', async () => {
  const replies = await studio.page.evaluate(() => {
    const call = window.app!.call as (method: string, input: unknown) => Promise<unknown>;
    return Promise.all([
      call('window.setTitle', { title: 7 }),
      call('shell.openExternal', { url: 'https://example.org' }),
      call('host.info', null),
    ]);
  });

  expect(replies).toMatchObject([
    { ok: false, code: 'bad-input' },
    { ok: false, code: 'unknown-method' },
    { ok: false, code: 'bad-input' },
  ]);
});

test('answers no other page, even with the same preload script', async () => {
  const stranger = await studio.app.evaluate(
    async ({ BrowserWindow }, preload) => {
      const window = new BrowserWindow({ show: false, webPreferences: { preload, contextIsolation: true, sandbox: true } });
      await window.loadURL('data:text/html,<title>stranger</title>');
      const result = (await window.webContents.executeJavaScript(`
      new Promise(async (resolve) => {
        const reply = await window.app.call('host.info', {});
        let port = false;
        window.addEventListener('message', (event) => { port = port || event.ports.length > 0; });
        window.postMessage({ type: 'interweave-ready' }, '*');
        setTimeout(() => resolve({ reply, port }), 500);
      })`)) as unknown;
      window.destroy();
      return result;
    },
    join(rootDir, '.out/app/preload.cjs'),
  );

  expect(stranger).toMatchObject({ reply: { ok: false, code: 'forbidden' }, port: false });
});

test('serves pictures of the cache by parts, and nothing else', async () => {
  await makeClip(join(home.cacheDir, 'pictures/clip.mp4'), { frames: 5 });
  await writeFile(join(home.path, 'secret.png'), 'secret');
  await symlink(join(home.path, 'secret.png'), join(home.cacheDir, 'pictures/link.png'));

  const replies = await studio.app.evaluate(async ({ net }) => {
    const ask = async (url: string, range?: string) => {
      const response = await net.fetch(url, { headers: range === undefined ? {} : { Range: range } });
      return [
        response.status,
        response.headers.get('content-range')?.replace(/\/\d+$/, '') ?? null,
        (await response.arrayBuffer()).byteLength,
      ];
    };
    return {
      part: await ask('media://cache/pictures/clip.mp4', 'bytes=4-7'),
      link: await ask('media://cache/pictures/link.png'),
      outside: await ask('media://cache/pictures/%2e%2e/%2e%2e/secret.png'),
      absolute: await ask('media://cache//etc/passwd'),
    };
  });

  expect(replies).toEqual({ part: [206, 'bytes 4-7', 4], link: [404, null, 0], outside: [404, null, 0], absolute: [404, null, 0] });
});

test('the native menu runs commands of the window', async () => {
  await studio.app.evaluate(({ Menu }) => {
    const help = Menu.getApplicationMenu()?.items.find(({ label }) => label === 'Help');
    help?.submenu?.items.find(({ label }) => label === 'Keyboard shortcuts')?.click();
  });
  await expect(studio.page.getByRole('dialog')).toContainText('Undo');

  await studio.page.keyboard.press('Escape');
  await expect(studio.page.getByRole('dialog')).toBeHidden();
});

test('a second start hands its path over and ends', async () => {
  await studio.page.evaluate(() => {
    const opened: string[] = [];
    Object.assign(window, { opened });
    window.app!.onEvent((event) => {
      if (event.type === 'open-path') opened.push(event.path);
    });
  });
  const args = [...sandboxArgs, `--user-data-dir=${home.profile}`, rootDir, 'some clip.mp4'];
  const second = spawn(electronPath(), args, { cwd: home.path, env: home.env, stdio: 'ignore' });
  const [code] = (await once(second, 'exit')) as [number | null];

  expect(code).toBe(0);
  await expect.poll(() => studio.page.evaluate(() => 'opened' in window && window.opened)).toEqual([join(home.path, 'some clip.mp4')]);
  expect(studio.app.windows()).toHaveLength(1);
});

test('an engine that dies is started again, and the window goes on with it', async () => {
  const before = (await processIds(studio))['Interweave engine']!;
  process.kill(before, 'SIGKILL');

  await expect(studio.page.getByText(/engine ended unexpectedly/i)).toBeVisible();
  await expect.poll(async () => (await processIds(studio))['Interweave engine']).not.toBe(before);
  await takeEnginePort(studio.page);
  expect(await callEngine(studio.page, 'engine.info', {})).toMatchObject({ platform: process.platform });
});

test('comes back where it was, and leaves no process behind', async () => {
  const place = { x: 40, y: 60, width: 1100, height: 700 };
  await studio.app.evaluate(({ BrowserWindow }, bounds) => BrowserWindow.getAllWindows()[0]?.setBounds(bounds), place);
  const pids = Object.values(await processIds(studio));
  await studio.app.close();
  await expect.poll(() => pids.filter(isAlive)).toEqual([]);

  studio = await openStudio(home);
  const bounds = await studio.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());
  expect(bounds).toMatchObject({ width: place.width, height: place.height });
});

test('asks before closing interrupts a restore', async () => {
  const told = (fraction: number) => studio.page.evaluate((value) => window.app!.call('window.setProgress', { fraction: value }), fraction);
  await told(0.5);
  const asked = await studio.app.evaluate(({ BrowserWindow, dialog }) => {
    let question = '';
    dialog.showMessageBoxSync = (...args: unknown[]) => {
      question = (args.at(-1) as { readonly message: string }).message;
      return 0;
    };
    BrowserWindow.getAllWindows()[0]?.close();
    return question;
  });
  expect(asked).toBe('Jobs are running.');
  expect(studio.app.windows()).toHaveLength(1);

  await told(-1);
});

test('a window beside others closes unasked, as its jobs go on; quitting asks once, and no window goes when the answer is no', async () => {
  await studio.page.evaluate(() => window.app!.call('window.setProgress', { fraction: 0.5 }));
  const openAnother = () =>
    Promise.all([studio.app.waitForEvent('window'), studio.page.evaluate(() => window.app!.call('window.open', { path: null }))]);
  const [another] = await openAnother();
  await another.waitForLoadState('load');
  await studio.app.evaluate(({ BrowserWindow, dialog }) => {
    Object.assign(globalThis, { questions: 0 });
    dialog.showMessageBoxSync = () => {
      Object.assign(globalThis, { questions: (globalThis as unknown as { questions: number }).questions + 1 });
      return 0;
    };
    BrowserWindow.getAllWindows()
      .sort((a, b) => b.id - a.id)[0]
      ?.close();
  });
  const questions = () => studio.app.evaluate(() => (globalThis as unknown as { readonly questions: number }).questions);
  await expect.poll(() => studio.app.windows().length).toBe(1);
  expect(await questions()).toBe(0);

  await openAnother();
  await studio.app.evaluate(({ app }) => app.quit());
  await expect.poll(questions).toBe(1);
  expect(studio.app.windows()).toHaveLength(2);

  await studio.page.evaluate(() => window.app!.call('window.setProgress', { fraction: -1 }));
  await studio.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .sort((a, b) => b.id - a.id)[0]
      ?.close(),
  );
  await expect.poll(() => studio.app.windows().length).toBe(1);
});

test('goes nowhere else and opens no windows', async () => {
  // From here on Playwright waits for a navigation that never comes, so main is asked.
  const visited = await studio.app.evaluate(async ({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows()[0]!;
    const run = (code: string) => window.webContents.executeJavaScript(code, true) as Promise<unknown>;
    const opened = await run("window.open('https://example.org/') === null");
    const places: unknown[] = [];
    for (const address of ['https://example.org/', 'file:///etc/passwd', 'data:text/html,x', 'app://interweave/assets/']) {
      await run(`window.location.href = ${JSON.stringify(address)}; undefined`);
      await new Promise((resolve) => setTimeout(resolve, 200));
      places.push(window.webContents.getURL(), await run("document.querySelector('h1').textContent"));
    }
    return { opened, places: [...new Set(places)], windows: BrowserWindow.getAllWindows().length };
  });

  expect(visited).toEqual({ opened: true, places: ['app://interweave/index.html', 'Interweave'], windows: 1 });
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
