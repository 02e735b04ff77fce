import { expect, test } from 'vitest';
import { z } from 'zod';
import { DiffVsrRecipe, OutputSettings, RealEsrganRecipe } from '../../../native/contract/index.ts';
import { parametersOf } from '../../../renderer/features/restore/parameters.ts';

test('the form is read from the recipe: fields with a title, in order, by kind', () => {
  expect(parametersOf(RealEsrganRecipe).map(({ key, level, unit, kind }) => ({ key, level, unit, kind }))).toEqual([
    { key: 'modelId', level: 'basic', unit: null, kind: { type: 'text', maxLength: null } },
    {
      key: 'device',
      level: 'basic',
      unit: null,
      kind: { type: 'choice', options: ['auto', 'cpu', 'cuda', 'tensorrt', 'directml', 'coreml', 'webgpu'] },
    },
    { key: 'tileSize', level: 'advanced', unit: 'px', kind: { type: 'number', min: 32, max: 4096, integer: true, zeroIsAutomatic: true } },
    {
      key: 'memoryGb',
      level: 'advanced',
      unit: 'GB',
      kind: { type: 'number', min: 0.5, max: 1024, integer: false, zeroIsAutomatic: true },
    },
    { key: 'deinterlace', level: 'advanced', unit: null, kind: { type: 'choice', options: ['auto', 'on', 'off'] } },
  ]);
});

test('what 0 leaves to the engine has a value to begin with', () => {
  const left = parametersOf(DiffVsrRecipe).filter(({ kind }) => kind.type === 'number' && kind.zeroIsAutomatic);

  expect(left.map(({ key, begin }) => [key, begin])).toEqual([
    ['tileSize', 256],
    ['decodeTileSize', 112],
    ['memoryGb', 2],
  ]);
});

test('of the DiffVSR recipe, everything that may be left to the package is known as such', () => {
  const parameters = parametersOf(DiffVsrRecipe);
  const kindOf = (key: string) => parameters.find((parameter) => parameter.key === key)?.kind;

  expect(parameters.filter(({ level }) => level === 'basic').map(({ key }) => key)).toEqual([
    ...['modelId', 'device', 'prompt', 'negativePrompt', 'steps', 'guidanceScale', 'noiseLevel'],
  ]);
  expect(parameters.filter(({ nullable }) => nullable).map(({ key }) => key)).toEqual([
    ...['negativePrompt', 'promptSuffix', 'steps', 'scheduler', 'guidanceScale', 'noiseLevel', 'latentTransition', 'colorFix'],
  ]);
  expect(kindOf('prompt')).toEqual({ type: 'text', maxLength: 10_000 });
  expect(kindOf('negativePrompt')).toEqual({ type: 'text', maxLength: 10_000 });
  expect(kindOf('steps')).toEqual({ type: 'number', min: 1, max: 1000, integer: true, zeroIsAutomatic: false });
  expect(kindOf('guidanceScale')).toEqual({ type: 'number', min: 1, max: 30, integer: false, zeroIsAutomatic: false });
  expect(kindOf('scheduler')).toEqual({ type: 'choice', options: ['ddim', 'dpm-solver++', 'unipc'] });
  expect(kindOf('shots')).toEqual({ type: 'choice-or-list', options: ['detect', 'off'] });
});

test('a range is a slider with its unit', () => {
  const quality = parametersOf(OutputSettings).find(({ key }) => key === 'quality');

  expect(quality).toMatchObject({ unit: 'CRF', nullable: false, kind: { type: 'number', min: 0, max: 51, zeroIsAutomatic: false } });
});

test('a parameter that is added later needs no code in the form', () => {
  const schema = z.strictObject({
    grain: z.boolean().default(false).meta({ title: 'Grain', description: 'Adds grain.', level: 'basic' }),
    internal: z.string(),
  });

  expect(parametersOf(schema)).toEqual([
    {
      key: 'grain',
      title: 'Grain',
      description: 'Adds grain.',
      level: 'basic',
      unit: null,
      begin: null,
      nullable: false,
      kind: { type: 'switch' },
    },
  ]);
});
