import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../..');

interface Lock {
  readonly packages: Readonly<
    Record<string, { readonly version: string; readonly dev?: boolean; readonly devOptional?: boolean; readonly optional?: boolean }>
  >;
}

it('names every npm package of the product in the third-party notices (npm run licenses writes them)', async () => {
  const lock = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')) as Lock;
  const notices = await readFile(join(root, 'THIRD-PARTY-NOTICES.md'), 'utf8');
  const shipped = Object.entries(lock.packages)
    .filter(([path, entry]) => path !== '' && entry.dev !== true && entry.devOptional !== true && entry.optional !== true)
    .map(([path, entry]) => `${path.replace(/^.*node_modules\//, '')} ${entry.version} (`);

  expect(shipped.filter((entry) => !notices.includes(entry))).toEqual([]);
  expect(notices).toContain('Copyright (c) 2021, Xintao Wang');
});
