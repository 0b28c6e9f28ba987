import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en } from './en.ts';
import { ru } from './ru.ts';

export type Language = 'en' | 'ru';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof en };
  }
}

/** The forced language, else the saved one, else the nearest to the system's. */
export function chooseLanguage(forced: Language | undefined, saved: Language | undefined, system: string): Language {
  return forced ?? saved ?? (system.toLowerCase().startsWith('ru') ? 'ru' : 'en');
}

/** Ready before the first paint: both catalogues are in the bundle. */
export function startLanguage(language: Language): void {
  document.documentElement.lang = language;
  i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    resources: { en: { translation: en }, ru: { translation: ru } },
    interpolation: { escapeValue: false },
    returnNull: false,
    initAsync: false,
  });
}

export function changeLanguage(language: Language): void {
  if (i18next.language === language) return;
  document.documentElement.lang = language;
  void i18next.changeLanguage(language);
}
