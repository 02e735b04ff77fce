import { t } from '../../i18n/words.ts';
import { optionWord } from './option-words.ts';

/** What a field that is left open shows: "Package default (50)". */
export function defaultWords(packageDefault: string | number | undefined, parameterKey: string): string {
  if (packageDefault === undefined || packageDefault === '') return t('restore.packageDefault');
  return t('restore.packageDefault2', {
    value: typeof packageDefault === 'string' ? optionWord(packageDefault, parameterKey) : packageDefault,
  });
}
