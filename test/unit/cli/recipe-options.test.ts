import { Command } from 'commander';
import { expect, test } from 'vitest';
import { modelIdFrom, outputFrom, recipeFrom, recipeOptions } from '../../../native/cli/recipe-options.ts';

/** What commander makes of a command line. */
function typed(...args: readonly string[]): Record<string, unknown> {
  const command = new Command().exitOverride().configureOutput({ outputError: () => undefined });
  for (const option of recipeOptions()) command.addOption(option);
  return command.parse(args, { from: 'user' }).opts();
}

test('no options give the defaults of the contract', () => {
  expect({ recipe: recipeFrom({}, 'real-esrgan'), output: outputFrom({}) }).toEqual({
    recipe: { pipeline: 'real-esrgan', modelId: 'realesr-general-x4v3', device: 'auto', tileSize: 0, memoryGb: 0, deinterlace: 'auto' },
    output: { codec: 'h264', quality: 16, audio: 'copy' },
  });
});

test('of a diffusion model, what is not said stays open for the package', () => {
  expect(recipeFrom(typed('--model', 'nano'), 'diffvsr')).toEqual({
    ...{ pipeline: 'diffvsr', modelId: 'nano', device: 'auto', prompt: '', negativePrompt: null, promptSuffix: null },
    ...{ steps: null, scheduler: null, guidanceScale: null, noiseLevel: null, seed: 10, noiseRescheduling: 'on', latentTransition: null },
    ...{
      shots: 'detect',
      tileSize: 0,
      tileOverlap: 32,
      decodeTileSize: 0,
      memoryGb: 0,
      guidanceBatch: 'auto',
      colorFix: null,
      deinterlace: 'auto',
    },
  });
});

test('options reach the recipe and the output settings', () => {
  const values = typed('--model', 'realesrgan-x4plus', '--tile', '256', '--device', 'cpu', '--codec', 'ffv1', '--quality', '20');

  expect(modelIdFrom(values)).toBe('realesrgan-x4plus');
  expect(recipeFrom(values, 'real-esrgan')).toMatchObject({ modelId: 'realesrgan-x4plus', tileSize: 256, device: 'cpu' });
  expect(outputFrom(values)).toMatchObject({ codec: 'ffv1', quality: 20 });
});

test('every option of a diffusion model reaches its parameter', () => {
  const words = ['--prompt', 'a fox', '--negative', '', '--quality-words', 'sharp', '--scheduler', 'unipc', '--transition', 'paper'];
  const numbers = ['--steps', '4', '--guidance', '1.5', '--noise-level', '0', '--seed', '9007199254740991', '--tile', '64'];
  const modes = [
    '--noise-rescheduling',
    'off',
    '--guidance-batch',
    'apart',
    '--colour-fix',
    'wavelet',
    '--tile-overlap',
    '16',
    '--decode-tile',
    '48',
    '--memory',
    '1.5',
    '--shots',
    '40,12',
  ];

  expect(recipeFrom(typed('--model', 'nano', ...words, ...numbers, ...modes, '--deinterlace', 'on'), 'diffvsr')).toEqual({
    ...{ pipeline: 'diffvsr', modelId: 'nano', device: 'auto', prompt: 'a fox', negativePrompt: '', promptSuffix: 'sharp' },
    ...{ steps: 4, scheduler: 'unipc', guidanceScale: 1.5, noiseLevel: 0, seed: 9007199254740991, noiseRescheduling: 'off' },
    ...{ latentTransition: 'paper', shots: [40, 12], tileSize: 64, tileOverlap: 16, guidanceBatch: 'apart', colorFix: 'wavelet' },
    ...{ decodeTileSize: 48, memoryGb: 1.5 },
    deinterlace: 'on',
  });
});

test('a prompt of digits stays a text, and a single cut is a list', () => {
  expect(recipeFrom(typed('--prompt', '1984', '--shots', '12'), 'diffvsr')).toMatchObject({ prompt: '1984', shots: [12] });
  expect(recipeFrom(typed('--shots', 'off'), 'diffvsr')).toMatchObject({ shots: 'off' });
});

test.each([
  [['--steps', '0'], /^--steps does not take "0": it takes a whole number from 1 to 1000\. Denoising steps/],
  [['--steps', '10000'], /^--steps does not take "10000": it takes a whole number from 1 to 1000\./],
  [['--steps', '2.5'], /it takes a whole number from 1 to 1000/],
  [['--steps', 'many'], /^--steps does not take "many"/],
  [['--guidance', '-1'], /^--guidance does not take "-1": it takes a number from 1 to 30\./],
  [['--noise-level', '1000'], /^--noise-level does not take "1000": it takes a whole number from 0 to 999\./],
  [['--seed', '9007199254740993'], /^--seed does not take "9007199254740993": it takes a whole number from 0 to 9007199254740991\./],
  [['--seed', '-1'], /^--seed does not take "-1"/],
  [['--tile', '7'], /^--tile does not take "7": it takes 0 or a whole number from 32 to 4096\. Side of a tile in source pixels/],
  [['--tile', ''], /^--tile does not take ""/],
  [['--tile-overlap', '4'], /^--tile-overlap does not take "4": it takes a whole number from 8 to 256\./],
  [['--tile', '32'], /^--tile: A tile has to be at least twice as large as its overlap\./],
  [['--tile', '128', '--tile-overlap', '100'], /^--tile: A tile has to be at least twice as large/],
  [['--shots', '0,5'], /^--shots does not take "0,5": it takes detect or off or whole numbers with commas between them, such as 12,40\./],
  [['--shots', 'detect,5'], /^--shots does not take/],
  [['--prompt', 'x'.repeat(10_001)], /^--prompt does not take "x{40}…": it takes a text of at most 10000 characters\./],
])('%j is refused in words', (args, words) => {
  const refusal = (): unknown => recipeFrom(typed('--model', 'nano', ...args), 'diffvsr');

  expect(refusal).toThrow(words);
  expect(refusal).toThrow(expect.objectContaining({ code: 'bad-input' }));
});

test('an option that the model does not have is refused by name', () => {
  const values = typed('--model', 'realesrgan-x4plus', '--prompt', 'a fox', '--tile-overlap', '16', '--tile', '256');

  expect(() => recipeFrom(values, 'real-esrgan')).toThrow(
    /^The model realesrgan-x4plus has no --prompt, --tile-overlap\. Leave it out, or/,
  );
});

test('help texts, choices, limits and groups come from the schemas', () => {
  const facts = new Map(recipeOptions().map((option) => [option.long, option]));

  expect(facts.get('--codec')?.argChoices).toContain('prores');
  expect(facts.get('--codec')?.description).toMatch(/FFV1 is lossless.*default: h264/);
  expect(facts.get('--scheduler')?.argChoices).toEqual(['ddim', 'dpm-solver++', 'unipc']);
  expect(facts.get('--steps')?.description).toMatch(/\(a whole number from 1 to 1000; default: the package's\)$/);
  expect(facts.get('--tile')?.helpGroupHeading).toBe('Model:');
  expect(facts.get('--prompt')?.helpGroupHeading).toMatch(/^Diffusion models/);
});
