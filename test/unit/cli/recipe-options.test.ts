import { expect, test } from 'vitest';
import { recipeFrom, recipeOptions } from '../../../native/cli/recipe-options.ts';

test('no options give the defaults of the contract', () => {
  expect(recipeFrom({})).toEqual({
    recipe: { pipeline: 'real-esrgan', modelId: 'realesr-general-x4v3', device: 'auto', tileSize: 0, deinterlace: 'auto' },
    output: { codec: 'h264', quality: 16, audio: 'copy' },
  });
});

test('options reach the recipe and the output settings', () => {
  const { recipe, output } = recipeFrom({ model: 'realesrgan-x4plus', tile: '256', device: 'cpu', codec: 'ffv1', quality: '20' });

  expect({ ...recipe, ...output }).toMatchObject({
    modelId: 'realesrgan-x4plus',
    tileSize: 256,
    device: 'cpu',
    codec: 'ffv1',
    quality: 20,
  });
});

test('a value outside its range is refused with what the parameter means', () => {
  expect(() => recipeFrom({ tile: '7' })).toThrow(/^--tile does not take "7"\. Side of a tile in source pixels/);
});

test('help texts and choices come from the schema', () => {
  const codec = recipeOptions().find((option) => option.long === '--codec');

  expect(codec?.argChoices).toContain('prores');
  expect(codec?.description).toMatch(/FFV1 is lossless.*default: h264/);
});
