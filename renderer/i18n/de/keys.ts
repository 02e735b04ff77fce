import type { keys as english } from '../en/keys.ts';
import type { Translated } from '../translated.ts';

export const keys: Translated<typeof english> = {
  ctrl: 'Strg',
  shift: 'Umschalt',
  space: 'Leertaste',
  delete: 'Entf',
  backspace: 'Rücktaste',
  home: 'Pos 1',
  end: 'Ende',
};
