import { afterEach, expect, test } from 'vitest';
import { english } from '../../../renderer/i18n/english.ts';
import { german } from '../../../renderer/i18n/german.ts';
import { i18n, t } from '../../../renderer/i18n/words.ts';

type Texts = Readonly<Record<string, Readonly<Record<string, string>>>>;

function entries(language: Texts): readonly (readonly [key: string, text: string])[] {
  return Object.entries(language).flatMap(([feature, texts]) =>
    Object.entries(texts).map(([key, text]) => [`${feature}.${key}`, text] as const),
  );
}

const valuesIn = (text: string) => [...new Set([...text.matchAll(/\{\{(.*?)\}\}/g)].map(([, name]) => name))].sort();

afterEach(() => i18n.changeLanguage('en'));

test('no text is empty, padded or half in braces', () => {
  for (const [key, text] of [...entries(english), ...entries(german)]) {
    expect(text.trim(), key).not.toBe('');
    expect(text.replaceAll(/\{\{\w+\}\}/g, ''), key).not.toMatch(/[{}]/);
  }
});

test('a text wants the same values in both languages', () => {
  const inGerman = new Map(entries(german));
  const different = entries(english).filter(
    ([key, text]) => String(valuesIn(text)) !== String(valuesIn(inGerman.get(key) ?? '{{missing}}')),
  );

  expect(different).toEqual([]);
});

test('nobody is addressed in German', () => {
  expect(
    entries(german).filter(([, text]) => /\b(Sie|Ihr|Ihre|Ihren|Ihrem|du|dein|deine)\b/.test(text.replaceAll(/(^|[.:] )Sie\b/g, ''))),
  ).toEqual([]);
});

test('texts follow the language while the program runs', async () => {
  expect(t('commands.project.open')).toBe('Open project');

  await i18n.changeLanguage('de');

  expect(t('commands.project.open')).toBe('Projekt öffnen');
});
