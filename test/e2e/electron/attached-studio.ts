import { join } from 'node:path';
import { test } from '@playwright/test';
import type { ElectronApplication, Page } from '@playwright/test';
import { makeClip } from '../../fixtures/tiny-clips.ts';
import { startHeadlessEngine } from './headless-engine.ts';
import type { HeadlessEngine } from './headless-engine.ts';
import { makeHome, openStudio } from './studio-fixture.ts';
import type { Home, Studio } from './studio-fixture.ts';

/** What the tests of one file share, in their order: a user's folders, an engine that can open projects, and the app attached to it. */
export interface AttachedStudio {
  readonly home: Home;
  readonly engine: HeadlessEngine;
  readonly app: ElectronApplication;
  /** Its first window. */
  readonly page: Page;
  /** A place in the user's folder. */
  readonly at: (name: string) => string;
  /** Of all windows, in the order of their names. */
  readonly titles: () => Promise<readonly string[]>;
  /** Opens an empty window beside the others, by its key. */
  readonly openWindow: () => Promise<Page>;
  /** Closes the window of that title, as its button does. */
  readonly closeWindow: (title: string) => Promise<void>;
  /** Ends the app, and the engine where it is to end too, and starts anew with the files of the user's folder. */
  readonly restart: (files: readonly string[], how?: { readonly engineToo: boolean }) => Promise<void>;
}

interface SetUp {
  /** Made in the user's folder before the first test; the first one is opened. */
  readonly clips: readonly { readonly name: string; readonly frames: number; readonly size?: string }[];
}

export function attachedStudio({ clips }: SetUp): AttachedStudio {
  let home: Home;
  let engine: HeadlessEngine;
  let studio: Studio;
  const at = (name: string) => join(home.path, name);
  const start = async (files: readonly string[]) => {
    studio = await openStudio(home, [...engine.args, ...files.map(at)]);
  };

  test.describe.configure({ mode: 'serial' });
  test.beforeAll(async () => {
    home = await makeHome();
    engine = await startHeadlessEngine(home);
    for (const { name, ...clip } of clips) await makeClip(at(name), clip);
    await start(clips.slice(0, 1).map(({ name }) => name));
  });
  test.afterAll(async () => {
    await studio.app.close();
    await engine.stop();
    await home.remove();
  });

  return {
    get home() {
      return home;
    },
    get engine() {
      return engine;
    },
    get app() {
      return studio.app;
    },
    get page() {
      return studio.page;
    },
    at,
    titles: () =>
      studio.app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()
          .map((window) => window.getTitle())
          .sort(),
      ),
    openWindow: async () => {
      const [opened] = await Promise.all([studio.app.waitForEvent('window'), studio.page.keyboard.press('Control+Shift+N')]);
      await opened.waitForLoadState('load');
      return opened;
    },
    closeWindow: (title) =>
      studio.app.evaluate(({ BrowserWindow }, wanted) => {
        BrowserWindow.getAllWindows()
          .find((window) => window.getTitle() === wanted)
          ?.close();
      }, title),
    restart: async (files, { engineToo } = { engineToo: false }) => {
      await studio.app.close();
      if (engineToo) {
        await engine.stop();
        engine = await startHeadlessEngine(home);
      }
      await start(files);
    },
  };
}
