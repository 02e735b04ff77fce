import type { Browser, BrowserContextOptions, Page } from '@playwright/test';
import { makeProject } from '../../../build/bench/served-page.ts';
import { complaintsOf } from './page-watch.ts';
import { serveStudio } from './served-studio.ts';
import type { ServedStudio, StudioOptions } from './served-studio.ts';

/** A studio and one page for all tests of a spec. */
export interface StudioPage extends ServedStudio {
  readonly page: Page;
  /** What went wrong in the page until now. */
  readonly complaints: readonly string[];
}

export interface StudioPageOptions extends StudioOptions {
  /** Other than a page of 1280 by 720. */
  readonly context?: BrowserContextOptions;
}

/** The page is empty yet: go to `url`. */
export async function openStudio(browser: Browser, { context: own, ...options }: StudioPageOptions = {}): Promise<StudioPage> {
  const studio = await serveStudio(options);
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 }, ...own });
  const page = await context.newPage();
  return {
    ...studio,
    ...{ page, complaints: complaintsOf(page) },
    close: async () => {
      await context.close();
      await studio.close();
    },
  };
}

export interface StreetOptions extends StudioPageOptions {
  /** The clip, or the folder of clips, that the project imports. */
  readonly imported: string;
  /** What the project lies in, with what it imports; a place in the studio's folder. */
  readonly beside?: string;
}

/** The page shows the project "Street", made and filled as a person would. */
export async function openStreet(browser: Browser, { imported, beside = '.', ...options }: StreetOptions): Promise<StudioPage> {
  const studio = await openStudio(browser, options);
  await makeProject(studio.page, { url: studio.url, folder: studio.at(beside), imported, project: 'Street' });
  return studio;
}
