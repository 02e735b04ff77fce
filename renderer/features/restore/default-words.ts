import { optionWord } from './option-words.ts';

/** What a field that is left open shows: "Package default (50)". */
export function defaultWords(packageDefault: string | number | undefined, parameterKey: string): string {
  if (packageDefault === undefined || packageDefault === '') return 'Package default';
  return `Package default (${typeof packageDefault === 'string' ? optionWord(packageDefault, parameterKey) : packageDefault})`;
}
