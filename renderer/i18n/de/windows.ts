import type { windows as english } from '../en/windows.ts';
import type { Translated } from '../translated.ts';

export const windows: Translated<typeof english> = {
  browserTab: 'Im Browser bitte einen weiteren Tab öffnen.',
  open: 'Öffnen',
  openInNew: 'In neuem Fenster öffnen',
  takeOff: 'Von der Liste nehmen',
  menuOf: 'Projekt {{name}}',
};
