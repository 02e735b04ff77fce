import { expect, test } from 'vitest';
import { z } from 'zod';
import { OutputSettings, RealEsrganRecipe } from '../../../native/contract/index.ts';
import { parametersOf } from '../../../renderer/features/restore/parameters.ts';

test('the form is read from the recipe: fields with a title, in order, by kind', () => {
  expect(parametersOf(RealEsrganRecipe).map(({ key, level, unit, kind }) => ({ key, level, unit, kind }))).toEqual([
    { key: 'modelId', level: 'basic', unit: null, kind: { type: 'text' } },
    {
      key: 'device',
      level: 'basic',
      unit: null,
      kind: { type: 'choice', options: ['auto', 'cpu', 'cuda', 'tensorrt', 'directml', 'coreml', 'webgpu'] },
    },
    { key: 'tileSize', level: 'advanced', unit: 'px', kind: { type: 'number', min: 32, max: 4096, zeroIsAutomatic: true } },
    { key: 'deinterlace', level: 'advanced', unit: null, kind: { type: 'choice', options: ['auto', 'on', 'off'] } },
  ]);
});

test('a range is a slider with its unit', () => {
  const quality = parametersOf(OutputSettings).find(({ key }) => key === 'quality');

  expect(quality).toMatchObject({ unit: 'CRF', kind: { type: 'number', min: 0, max: 51, zeroIsAutomatic: false } });
});

test('a parameter that is added later needs no code in the form', () => {
  const schema = z.strictObject({
    grain: z.boolean().default(false).meta({ title: 'Grain', description: 'Adds grain.', level: 'basic' }),
    internal: z.string(),
  });

  expect(parametersOf(schema)).toEqual([
    { key: 'grain', title: 'Grain', description: 'Adds grain.', level: 'basic', unit: null, kind: { type: 'switch' } },
  ]);
});
