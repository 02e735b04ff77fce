import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { whatIsMissing } from '../../../build/bootstrap/dependencies.mjs';

type Packages = Readonly<Record<string, { readonly version: string; readonly optional?: boolean }>>;

describe('what npm ci is needed for', () => {
  let checkout: string;
  beforeEach(async () => {
    checkout = await mkdtemp(join(tmpdir(), 'interweave-lock-'));
    await mkdir(join(checkout, 'node_modules'));
  });
  afterEach(async () => {
    await rm(checkout, { recursive: true });
  });
  const wanted = (packages: Packages) =>
    writeFile(join(checkout, 'package-lock.json'), JSON.stringify({ packages: { '': {}, ...packages } }));
  const present = (packages: Packages) => writeFile(join(checkout, 'node_modules/.package-lock.json'), JSON.stringify({ packages }));

  it('nothing, when every package has the version of the lock file', async () => {
    await wanted({ 'node_modules/zod': { version: '4.0.0' } });
    await present({ 'node_modules/zod': { version: '4.0.0' } });

    expect(whatIsMissing(checkout)).toBeNull();
  });

  it('everything, on a fresh clone', async () => {
    await wanted({ 'node_modules/zod': { version: '4.0.0' } });

    expect(whatIsMissing(checkout)).toBe('nothing installed yet');
  });

  it('a package that another version of is installed', async () => {
    await wanted({ 'node_modules/zod': { version: '4.1.0' } });
    await present({ 'node_modules/zod': { version: '4.0.0' } });

    expect(whatIsMissing(checkout)).toBe('zod differs from the lock file');
  });

  it('not an optional package that this machine could not install', async () => {
    await wanted({ 'node_modules/ffmpeg-static': { version: '5.3.0', optional: true } });
    await present({});

    expect(whatIsMissing(checkout)).toBeNull();
  });
});
