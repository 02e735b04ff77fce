import { expect, test } from 'vitest';
import { OutputSettings, Recipe } from '../../../native/contract/index.ts';
import { changedSettings, runSettings } from '../../../renderer/features/results/run-settings.ts';

const output = OutputSettings.parse({});
const guided = (values: object) => ({ recipe: Recipe.parse({ pipeline: 'diffvsr', modelId: 'nano', steps: 3, ...values }), output });
const wordsOf = (settings: ReturnType<typeof runSettings>) => Object.fromEntries(settings.map(({ title, words }) => [title, words]));

test('settings are told in the words of the form', () => {
  expect(wordsOf(runSettings(guided({ prompt: 'a creek', shots: [12, 40], tileSize: 0, colorFix: 'none' }), null))).toMatchObject({
    Prompt: 'a creek',
    'Negative prompt': 'Package default',
    Steps: '3',
    Shots: '12, 40',
    'Tile size': 'Automatic',
    'Tile overlap': '32 px',
    'Color fix': 'None',
    Codec: 'H.264',
  });
});

test('what differs from the run before is named, with what it was', () => {
  const before = guided({ prompt: 'a creek' });
  const now = guided({ prompt: 'a creek in autumn', steps: 6 });

  expect(changedSettings(now, before)).toBe('Prompt, Steps');
  expect(runSettings(now, before).find(({ key }) => key === 'steps')).toMatchObject({ words: '6', before: '3' });
  expect(changedSettings(now, now)).toBeNull();
  expect(changedSettings(now, null)).toBeNull();
});

test('after a run of another kind only what both have is compared', () => {
  const frames = { recipe: Recipe.parse({ pipeline: 'real-esrgan' }), output };

  expect(changedSettings(guided({}), frames)).toBe('Model');
});
