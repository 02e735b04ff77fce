import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EngineClient } from '../../../native/contract/index.ts';
import type { Engine } from '../../../native/engine/engine.ts';
import { temporaryFolder } from '../../fixtures/tiny-clips.ts';
import { installToy, toyId } from '../../fixtures/toy-package.ts';
import { defaultModel } from '../jobs/queue-fixture.ts';
import { openTestEngine, openWindow } from './engine-fixture.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let engine: Engine;
let window: EngineClient;
let weightsDir: string;
beforeAll(async () => {
  folder = await temporaryFolder();
  weightsDir = await installToy(join(folder.path, 'weights'));
  engine = await openTestEngine(folder.path, { weightsDir });
  window = openWindow(engine);
});
afterAll(async () => {
  window.close();
  await engine.close();
  await folder.remove();
});

test('tells how much of each text the model reads', async () => {
  const long = Array.from({ length: 100 }, (_, n) => (n % 2 === 0 ? 'Fox' : 'snow')).join(' ');

  const { limit, counts, kept } = await window.call('models.countTokens', { id: toyId, texts: ['', 'a red fox', long] });

  expect({ limit, counts }).toEqual({ limit: 75, counts: [0, 3, 100] });
  expect(kept).toEqual(['', 'a red fox', long.split(' ').slice(0, 75).join(' ') + ' ']);
});

test('a model without text reads none', async () => {
  expect(await window.call('models.countTokens', { id: defaultModel, texts: ['a', 'b'] })).toEqual({
    limit: 0,
    counts: [0, 0],
    kept: ['', ''],
  });
});

test('too many or too long texts, and models that are not there, are refused', async () => {
  const refusal = (id: string, texts: string[]): Promise<unknown> => window.call('models.countTokens', { id, texts });

  await expect(refusal(toyId, [])).rejects.toMatchObject({ code: 'bad-input' });
  await expect(refusal(toyId, ['', '', '', '', ''])).rejects.toMatchObject({ code: 'bad-input' });
  await expect(refusal(toyId, ['x'.repeat(20_001)])).rejects.toMatchObject({ code: 'bad-input' });
  await expect(refusal('nobody', ['x'])).rejects.toMatchObject({ code: 'model-missing' });
});

test('a count that nobody waits for any more ends', async () => {
  const abort = new AbortController();
  const counting = window.call(
    'models.countTokens',
    { id: toyId, texts: Array<string>(4).fill('日本語'.repeat(1500)) },
    { signal: abort.signal },
  );

  abort.abort();

  await expect(counting).rejects.toMatchObject({ code: 'canceled' });
});

test('a tokenizer that went away is named, and found again when it is back', async () => {
  const other = await openTestEngine(join(folder.path, 'other'), { weightsDir });
  const asked = openWindow(other);
  const path = join(weightsDir, toyId, 'tokenizer.json');
  await rm(path);

  await expect(asked.call('models.countTokens', { id: toyId, texts: ['a'] })).rejects.toMatchObject({ code: 'model-corrupt' });
  await installToy(weightsDir);
  expect(await asked.call('models.countTokens', { id: toyId, texts: ['a'] })).toMatchObject({ counts: [1] });

  asked.close();
  await other.close();
});
