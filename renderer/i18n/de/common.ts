import type { common as english } from '../en/common.ts';
import type { Translated } from '../translated.ts';

export const common: Translated<typeof english> = {
  close: 'Schließen',
  cancel: 'Abbrechen',
  stop: 'Stoppen',
  showInFolder: 'Im Ordner zeigen',
};
