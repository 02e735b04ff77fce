import { expect, test } from 'vitest';
import type { ModelCard } from '../../../native/contract/index.ts';
import { modelOf, presetOf, presets } from '../../../renderer/features/restore/presets.ts';

const card = (id: string, offered = true): ModelCard =>
  ({ id, offered, kind: 'frame-upscaler', status: 'installed' }) as Partial<ModelCard> as ModelCard;
const preset = (id: string) => presets.find((known) => known.id === id) ?? presets[0];
const general = card('realesr-general-x4v3');

test('the fast preset takes the int8 form where this processor gains by it, else the plain one', () => {
  const fast = preset('fast');

  expect(fast && modelOf(fast, [general, card('realesr-general-x4v3-int8')])?.id).toBe('realesr-general-x4v3-int8');
  expect(fast && modelOf(fast, [general, card('realesr-general-x4v3-int8', false)])?.id).toBe('realesr-general-x4v3');
});

test('a model belongs to one preset; one of the user’s own to none', () => {
  const cards = [general, card('realesr-general-x4v3-int8', false), card('interweave-nano')];

  expect(presetOf('realesr-general-x4v3', cards)).toBe('balanced');
  expect(presetOf('interweave-nano', cards)).toBe('text-guided');
  expect(presetOf('my-own', cards)).toBeNull();
});

test('a preset whose packages are unknown here is left out', () => {
  const best = preset('best');

  expect(best && modelOf(best, [general])).toBeNull();
});
