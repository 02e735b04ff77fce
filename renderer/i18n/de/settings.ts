import type { settings as english } from '../en/settings.ts';
import type { Translated } from '../translated.ts';

export const settings: Translated<typeof english> = {
  title: 'Einstellungen',
  language: 'Sprache',
  languageSystem: 'System',
  languageNote: 'Meldungen der Engine sind englisch.',
  theme: 'Farbschema',
  themeSystem: 'System',
  themeDark: 'Dunkel',
  themeLight: 'Hell',
  themeContrast: 'Hoher Kontrast',
  themeSystemNote: 'Dunkel, oder mit hohem Kontrast, wo das System es verlangt.',
};
