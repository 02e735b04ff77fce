import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openRecentProjects } from '../../../native/project/recent-projects.ts';
import { temporaryFolder } from '../../fixtures/tiny-clips.ts';

let folder: { readonly path: string; readonly remove: () => Promise<void> };
let listPath: string;
beforeEach(async () => {
  folder = await temporaryFolder();
  listPath = join(folder.path, 'data', 'recent.json');
});
afterEach(() => folder.remove());

const openedAt = expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/);

it('lists what was opened last first, once each, and whether it is there', async () => {
  const there = join(folder.path, 'There.interweave');
  writeFileSync(there, '');
  const recent = openRecentProjects(listPath);
  expect(await recent.list()).toEqual([]);

  await recent.remember({ path: there, name: 'Old name' });
  await recent.remember({ path: '/gone/Gone.interweave', name: 'Gone' });
  await recent.remember({ path: there, name: 'There' });

  const expected = [
    { path: there, name: 'There', openedAt, exists: true, picture: null },
    { path: '/gone/Gone.interweave', name: 'Gone', openedAt, exists: false, picture: null },
  ];
  expect(await recent.list()).toEqual(expected);
  expect(await openRecentProjects(listPath).list()).toEqual(expected);
  await recent.forget('/gone/Gone.interweave');
  expect(await recent.list()).toEqual(expected.slice(0, 1));
});

it('keeps twenty, and all of them when they come at once', async () => {
  const recent = openRecentProjects(listPath);

  await Promise.all(Array.from({ length: 25 }, (_, index) => recent.remember({ path: `/p${index}`, name: `P${index}` })));

  expect((await recent.list()).map(({ name }) => name)).toEqual(Array.from({ length: 20 }, (_, index) => `P${24 - index}`));
  expect(readdirSync(join(folder.path, 'data'))).toEqual(['recent.json']);
});

it('starts afresh when the list cannot be read', async () => {
  mkdirSync(join(folder.path, 'data'));
  const recent = openRecentProjects(listPath);

  for (const text of ['', '{"version":2}', '{"version":1,"projects":[{}]}']) {
    writeFileSync(listPath, text);
    expect(await recent.list()).toEqual([]);
    await recent.remember({ path: '/p', name: 'P' });
    expect(JSON.parse(readFileSync(listPath, 'utf8'))).toEqual({ version: 1, projects: [{ path: '/p', name: 'P', openedAt }] });
  }
});
