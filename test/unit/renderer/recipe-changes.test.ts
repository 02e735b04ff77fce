import { describe, expect, test } from 'vitest';
import { DiffVsrRecipe, RealEsrganRecipe, type ModelCard } from '../../../native/contract/index.ts';
import { defaultWords } from '../../../renderer/features/restore/default-words.ts';
import { frameNumbers } from '../../../renderer/features/restore/list-typed.ts';
import { numberTyped } from '../../../renderer/features/restore/number-typed.ts';
import { optionWord } from '../../../renderer/features/restore/option-words.ts';
import { parametersOf } from '../../../renderer/features/restore/parameters.ts';
import { limited, withModel, withValue } from '../../../renderer/features/restore/recipe-changes.ts';

const frameByFrame = RealEsrganRecipe.parse({ pipeline: 'real-esrgan', device: 'cpu', deinterlace: 'off', tileSize: 128 });
const diffusion = DiffVsrRecipe.parse({ pipeline: 'diffvsr', modelId: 'nano', prompt: 'a fox', steps: 20 });

describe('choosing a model', () => {
  test('of another kind gives the recipe of its pipeline, and keeps the device and the deinterlacing', () => {
    const recipe = withModel(frameByFrame, { id: 'nano', kind: 'diffusion-vsr' });

    expect(recipe).toEqual(DiffVsrRecipe.parse({ pipeline: 'diffvsr', modelId: 'nano', device: 'cpu', deinterlace: 'off' }));
    expect(withModel(recipe, { id: 'general', kind: 'frame-upscaler' })).toEqual({ ...frameByFrame, modelId: 'general', tileSize: 0 });
  });

  test('of the same kind changes nothing else', () => {
    expect(withModel(diffusion, { id: 'large', kind: 'diffusion-vsr' })).toEqual({ ...diffusion, modelId: 'large' });
    expect(withModel(frameByFrame, { id: 'other', kind: 'frame-upscaler' })).toEqual({ ...frameByFrame, modelId: 'other' });
  });
});

test('a value goes to the recipes that have its parameter', () => {
  expect(withValue(diffusion, 'steps', null)).toEqual({ ...diffusion, steps: null });
  expect(withValue(frameByFrame, 'steps', 4)).toBeNull();
});

describe('limits', () => {
  const parameters = parametersOf(DiffVsrRecipe);
  const rangeOf = (key: string, recipe = diffusion, card?: Pick<ModelCard, 'maxima'>) =>
    limited(
      parameters.find((parameter) => parameter.key === key)!,
      recipe,
      card as ModelCard | undefined,
    ).kind;

  test('of the package come before those of the schema', () => {
    expect(rangeOf('noiseLevel')).toMatchObject({ min: 0, max: 999 });
    expect(rangeOf('noiseLevel', diffusion, { maxima: { noiseLevel: 350 } })).toMatchObject({ min: 0, max: 350 });
  });

  test('a tile stays twice as large as its overlap, whichever is changed', () => {
    expect(rangeOf('tileOverlap')).toMatchObject({ min: 8, max: 256 });
    expect(rangeOf('tileOverlap', { ...diffusion, tileSize: 100 })).toMatchObject({ min: 8, max: 50 });
    expect(rangeOf('tileSize', { ...diffusion, tileOverlap: 200 })).toMatchObject({ min: 400, max: 4096 });
  });
});

test('typed numbers are brought into their range', () => {
  const steps = { type: 'number', min: 1, max: 1000, integer: true, zeroIsAutomatic: false } as const;

  expect(['20', ' 0 ', '10000', '2.6', '1e9', '', ' ', 'many'].map((text) => numberTyped(text, steps))).toEqual([
    ...[20, 1, 1000, 3, 1000, null, null, null],
  ]);
  expect(['1.5', '1,5', '-2'].map((text) => numberTyped(text, { ...steps, max: 30, integer: false }))).toEqual([1.5, 1.5, 1]);
});

test('typed frames are a list, whatever stands between them', () => {
  expect(['40, 12', '12;12 0\n7', '', 'none'].map(frameNumbers)).toEqual([[12, 40], [7, 12], [], []]);
});

test('what is left open says what the package takes', () => {
  expect(defaultWords(50, 'steps')).toBe('Package default (50)');
  expect(defaultWords('none', 'colorFix')).toBe('Package default (None)');
  expect(defaultWords(undefined, 'steps')).toBe('Package default');
  expect([
    optionWord('none', 'colorFix'),
    optionWord('none', 'audio'),
    optionWord('off', 'shots'),
    optionWord('off', 'deinterlace'),
  ]).toEqual([...['None', 'Leave out', 'One shot', 'Never']]);
});
