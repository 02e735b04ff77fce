import { useLayout } from '../state/layout-store.ts';
import { i18n, type Language } from './words.ts';

/** The first language of the system that there are texts in; English where there is none. */
function systemLanguage(): Language {
  const known = navigator.languages.map((tag) => tag.split('-')[0]).find((language) => language === 'en' || language === 'de');
  return known ?? 'en';
}

/** Speaks the chosen language, or the system's, from now on and after every change of either. */
export function followLanguage(): void {
  const speak = () => {
    const language = useLayout.getState().language ?? systemLanguage();
    document.documentElement.lang = language;
    if (i18n.language !== language) void i18n.changeLanguage(language);
  };
  speak();
  useLayout.subscribe(speak);
  window.addEventListener('languagechange', speak);
}
