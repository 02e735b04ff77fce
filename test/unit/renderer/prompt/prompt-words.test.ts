import { describe, expect, test } from 'vitest';
import { joinedPrompt, DiffVsrRecipe } from '../../../../native/contract/index.ts';
import type { Run, Segment } from '../../../../native/contract/index.ts';
import { builtInPresets, presetOf } from '../../../../renderer/features/prompt/presets.ts';
import { promptHistory, sourceWords, unreadPart } from '../../../../renderer/features/prompt/prompt-words.ts';

const caption = { text: 'Mossy rocks.', model: 'see-1', endpointHost: 'nas:8000', createdAt: '2026-01-01T12:00:00.000Z', frames: [1, 5] };
const now = new Date('2026-01-01T12:05:00.000Z');
const recipe = (changes: Partial<DiffVsrRecipe> = {}): DiffVsrRecipe => DiffVsrRecipe.parse({ pipeline: 'diffvsr', ...changes });

test('a prompt says where it is from, and that it was edited', () => {
  expect(sourceWords(caption, 'Mossy rocks.', now)).toBe('Described by see-1 at nas:8000 from 2 frames, 5 min ago');
  expect(sourceWords(caption, 'Wet mossy rocks.', now)).toBe('Described by see-1 at nas:8000 from 2 frames, 5 min ago, edited since');
  expect([sourceWords(null, 'x', now), sourceWords(caption, ' ', now)]).toEqual([null, null]);
});

describe('what a model does not read', () => {
  test.each([
    ['all is read', 'mossy rocks', 'mossy rocks', ''],
    ['the end is not', 'mossy rocks by the water', 'mossy rocks ', 'by the water'],
    ['nothing is', 'mossy', '', 'mossy'],
    ['the count is of another text', 'wet rocks', 'mossy', ''],
    ['there is no count', 'wet rocks', undefined, ''],
  ])('%s', (_what, text, kept, unread) => {
    expect(unreadPart(text, kept)).toBe(unread);
  });
  test('quality words are joined as the engine joins them', () => {
    expect([joinedPrompt(' rocks ', 'sharp'), joinedPrompt('', 'sharp'), joinedPrompt('rocks', '')]).toEqual([
      'rocks sharp',
      'sharp',
      'rocks',
    ]);
  });
});

test('the history holds what runs used and what was there before, newest first, each once, without the present words', () => {
  const segment = { recipe: recipe({ prompt: 'now' }), prompt: '', negativePrompt: '' } as Segment;
  const run = (prompt: string, createdAt: string) => ({ recipe: recipe({ prompt }), createdAt }) as Run;
  const past = [
    { prompt: 'was', negativePrompt: null, usedAt: '2026-01-01T11:00:00.000Z', caption: null },
    { prompt: 'Mossy rocks.', negativePrompt: null, usedAt: '2026-01-01T10:30:00.000Z', caption },
    { prompt: 'ran', negativePrompt: null, usedAt: '2026-01-01T10:00:00.000Z', caption: null },
    { prompt: '', negativePrompt: 'noise', usedAt: '2026-01-01T09:00:00.000Z', caption: null },
  ];

  const history = promptHistory({
    segment,
    past,
    runs: [run('now', '2026-01-01T12:00:00.000Z'), run('ran', '2026-01-01T11:30:00.000Z'), run('ran', '2026-01-01T08:00:00.000Z')],
  });

  expect(history.map(({ prompt, source }) => [prompt, source])).toEqual([
    ['ran', 'Run 2'],
    ['was', 'Edit'],
    ['Mossy rocks.', 'Caption, see-1'],
  ]);
});

test('a recipe is known by the words of its preset', () => {
  const [film] = builtInPresets;

  expect(presetOf(recipe(), builtInPresets)).toBe('package');
  expect(presetOf(recipe({ promptSuffix: film!.suffix, negativePrompt: film!.negativePrompt }), builtInPresets)).toBe(film!.id);
  expect(presetOf(recipe({ promptSuffix: 'mine' }), builtInPresets)).toBe('own');
});
