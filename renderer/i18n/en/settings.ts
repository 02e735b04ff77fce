export const settings = {
  title: 'Settings',
  language: 'Language',
  languageSystem: 'System',
  languageNote: 'Messages of the engine are in English.',
  theme: 'Theme',
  themeSystem: 'System',
  themeDark: 'Dark',
  themeLight: 'Light',
  themeContrast: 'High contrast',
  themeSystemNote: 'Dark, or high contrast where the system asks for it.',
} as const;
