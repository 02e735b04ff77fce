import { afterEach, expect, test } from 'vitest';
import { stageShares } from '../../../renderer/features/results/run-words.ts';
import { i18n } from '../../../renderer/i18n/words.ts';

afterEach(() => i18n.changeLanguage('en'));

test('what the time of a run went into is told in percents of the whole, in the language of the window', async () => {
  const timing = { wallMs: 20_000, inferenceMs: 17_500, decodeWaitMs: 260, encodeWaitMs: 1_000 };

  expect(stageShares({ timing })).toBe('model 88 %, waiting for frames 1 %, for the file 5 %');
  await i18n.changeLanguage('de');
  expect(stageShares({ timing })).toBe('Modell 88 %, Warten auf Bilder 1 %, auf die Datei 5 %');
});
