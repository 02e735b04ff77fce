import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EngineClient } from '../../../native/contract/index.ts';
import type { Engine } from '../../../native/engine/engine.ts';
import { temporaryFolder } from '../../fixtures/tiny-clips.ts';
import { installToy, toyId } from '../../fixtures/toy-package.ts';
import { openTestEngine, openWindow } from './engine-fixture.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let engine: Engine;
let window: EngineClient;
beforeAll(async () => {
  folder = await temporaryFolder();
  engine = await openTestEngine(folder.path, { weightsDir: join(folder.path, 'weights') });
  window = openWindow(engine);
});
afterAll(async () => {
  window.close();
  await engine.close();
  await folder.remove();
});

test('a package is found by its manifest, imported with progress, and its card told to every window', async () => {
  const directory = join(await installToy(join(folder.path, 'exported')), toyId);
  const other = openWindow(engine);
  const told: string[] = [];
  other.on('model.progressed', ({ id, stage, fraction }) => told.push(`${id} ${stage} ${fraction === 1 ? 'whole' : ''}`));
  other.on('model.changed', ({ id, status }) => told.push(`${id} ${status}`));

  const { entries } = await window.call('files.list', { directory });
  const path = entries.find(({ type }) => type === 'model')?.path ?? '';
  const card = await window.call('models.import', { path });

  expect(path).toBe(join(directory, 'manifest.json'));
  expect(card).toMatchObject({ id: toyId, status: 'installed', defaults: { steps: 4 }, maxima: { noiseLevel: 350, steps: 999 } });
  await expect.poll(() => told.slice(-2)).toEqual([`${toyId} Imported whole`, `${toyId} installed`]);
  expect(told[0]).toBe(`${toyId} Copying and checking the files `);
  expect((await window.call('models.list', {})).models).toContainEqual(card);
  other.close();
});
