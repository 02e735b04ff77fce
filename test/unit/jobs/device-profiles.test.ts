import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDeviceProfiles } from '../../../native/jobs/device-profiles.ts';

const key = { device: { provider: 'cpu', name: 'Test CPU' }, model: { id: 'm', version: '1' } } as const;
let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'interweave-profiles-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('a speed that was measured is there after a restart', async () => {
  const path = join(folder, 'deeper', 'device-profiles.json');

  await openDeviceProfiles(path).record(key, 1234.5);

  expect(await openDeviceProfiles(path).read(key)).toBe(1234.5);
  expect(await openDeviceProfiles(path).read({ ...key, model: { id: 'm', version: '2' } })).toBeNull();
});

test('a damaged file is measured anew', async () => {
  const path = join(folder, 'device-profiles.json');
  await writeFile(path, '{"version":1,"msPer');

  const profiles = openDeviceProfiles(path);
  await profiles.record(key, 7);

  expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({ version: 1, msPerMegapixel: { 'cpu Test CPU|m@1': 7 } });
});
