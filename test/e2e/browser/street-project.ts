import type { Page } from '@playwright/test';

interface StreetProject {
  /** Of the served studio. */
  readonly url: string;
  /** Where the project goes. */
  readonly folder: string;
  /** A clip or a folder in it, by name. */
  readonly imported: string;
}

/** Makes the project "Street" and imports into it, as a person would. */
export async function makeStreetProject(page: Page, { url, folder, imported }: StreetProject): Promise<void> {
  await page.goto(url);
  await page.getByRole('button', { name: 'New project' }).click();
  await page.getByRole('textbox', { name: 'Folder' }).fill(folder);
  await page.keyboard.press('Enter');
  await page.getByRole('list', { name: `Contents of ${folder}` }).waitFor();
  await page.getByRole('textbox', { name: 'Name' }).fill('Street');
  await page.getByRole('button', { name: 'Create' }).click();
  await page.getByText('No clips yet').waitFor();
  await page.getByRole('button', { name: 'Import media' }).last().click();
  await page.getByRole('button', { name: imported }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Import', exact: true }).click();
  await page.locator('[data-segment]').first().waitFor();
}
