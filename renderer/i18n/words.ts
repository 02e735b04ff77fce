import { createInstance, type i18n as I18n } from 'i18next';
import { english, type English } from './english.ts';
import { german } from './german.ts';

export type Language = 'en' | 'de';

/** Each in itself, so that it is found by those who read it. */
export const languageNames = [
  ['en', 'English'],
  ['de', 'Deutsch'],
] as const satisfies readonly (readonly [Language, string])[];

/**
 * Features hold their texts in flat tables: `t('timeline.noSound')` is `noSound` of `en/timeline.ts` or `de/timeline.ts`. Keys and the
 * values that a text wants are checked by the compiler. The one instance of the window: English until `followLanguage` has said otherwise.
 */
export const i18n: I18n = createInstance();
void i18n.init({
  lng: 'en',
  fallbackLng: 'en',
  initAsync: false,
  // Command ids have points in them, and sentences have colons.
  keySeparator: false,
  nsSeparator: false,
  // React escapes what it shows.
  interpolation: { escapeValue: false },
  resources: { en: { translation: flat(english) }, de: { translation: flat(german) } },
});

/** A text in the language of now. Call it where the text is shown, never while a module loads: the language can change. */
export function t<K extends TextKey>(key: K, ...values: ValuesOf<K>): string {
  const wanted: string = key;
  const named: Readonly<Record<string, string | number>> = values[0] ?? {};
  return i18n.t(wanted, named);
}

/**
 * What tables and lists of words hold instead of words: `textsOf({ label: 'viewer.wipe' }, { mode: 'wipe' })` has a `mode`, and a `label`
 * that is in the language of the moment it is read. A spread copies the words of that moment.
 */
export function textsOf<K extends string, const T extends object = object>(
  keys: Readonly<Record<K, PlainKey>>,
  rest?: T,
): T & Readonly<Record<K, string>> {
  const made = { ...rest };
  for (const [name, key] of Object.entries<PlainKey>(keys)) Object.defineProperty(made, name, { enumerable: true, get: () => t(key) });
  return made as T & Readonly<Record<K, string>>;
}

export function languageNow(): Language {
  return i18n.language === 'de' ? 'de' : 'en';
}

/** For Intl: the system's own kind of the language where it has one, so that English dates stay British for the British. */
export function localeNow(): string {
  return navigator.languages.find((tag) => tag.split('-')[0] === i18n.language) ?? i18n.language;
}

/** With so many digits behind the point, or comma; without marks between thousands. */
export function numberText(value: number, digits: number): string {
  return new Intl.NumberFormat(i18n.language, { minimumFractionDigits: digits, maximumFractionDigits: digits, useGrouping: false }).format(
    value,
  );
}

/** With as many digits as say something, and no noughts behind them: what stands along an axis. */
export function tickText(value: number, significantDigits: number): string {
  return new Intl.NumberFormat(i18n.language, { maximumSignificantDigits: significantDigits, useGrouping: false }).format(value);
}

function flat(language: Readonly<Record<string, Readonly<Record<string, string>>>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(language).flatMap(([feature, texts]) => Object.entries(texts).map(([key, text]) => [`${feature}.${key}`, text])),
  );
}

/** `frames_one` and `frames_other` are said by `t('count.frames', { count })`. */
type WithoutPlural<K> = K extends `${infer Base}_one` ? Base : K extends `${infer Base}_other` ? Base : K;
type TextKey = { [F in keyof English]: `${F}.${WithoutPlural<keyof English[F]> & string}` }[keyof English];

type TextOf<K extends TextKey> = K extends `${infer F}.${infer Key}`
  ? F extends keyof English
    ? Key extends keyof English[F]
      ? English[F][Key]
      : `${Key}_other` extends keyof English[F]
        ? English[F][`${Key}_other`]
        : never
    : never
  : never;

type NamesIn<Text> = Text extends `${string}{{${infer Name}}}${infer Rest}` ? Name | NamesIn<Rest> : never;
type ValuesOf<K extends TextKey> = [NamesIn<TextOf<K>>] extends [never]
  ? []
  : [values: Readonly<Record<NamesIn<TextOf<K>>, string | number>>];

/** Keys of texts without values. */
export type PlainKey = { [K in TextKey]: ValuesOf<K> extends [] ? K : never }[TextKey];
