import type { Page } from '@playwright/test';
import { makeProject, type NewProject } from '../../../build/bench/served-page.ts';

/** Makes the project "Street" and imports into it, as a person would. */
export async function makeStreetProject(page: Page, place: Omit<NewProject, 'project'>): Promise<void> {
  await makeProject(page, { ...place, project: 'Street' });
}
