import i18next, { type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { catalogues } from './catalogues.ts';
import type { Language } from './format.ts';
import { oneFullStop } from './full-stop.ts';

/** Languages of the interface, French first. */
export const languages = ['fr', 'en'] as const;

/** Starts i18next with both catalogues in memory. A missing key shows itself, so that the journeys find it. */
export async function startText(language: Language): Promise<i18n> {
  const ending = { type: 'postProcessor' as const, name: 'oneFullStop', process: oneFullStop };
  await i18next.use(initReactI18next).use(ending).init({
    resources: catalogues,
    lng: language,
    fallbackLng: false,
    supportedLngs: languages,
    ns: Object.keys(catalogues.fr),
    defaultNS: 'common',
    interpolation: { escapeValue: false },
    returnNull: false,
    postProcess: [ending.name],
  });
  followLanguage(language);
  i18next.on('languageChanged', followLanguage);
  return i18next;
}

/** Readers and hyphenation need the page's language; each language names its own country's usage. */
function followLanguage(language: string): void {
  document.documentElement.lang = language === 'en' ? 'en-CA' : 'fr-CA';
}

/** Language to begin with, before anyone has signed in: the browser's if it is English, else French. */
export function firstLanguage(preferred: readonly string[]): Language {
  const known = preferred.map((tag) => tag.slice(0, 2).toLowerCase()).find((tag) => tag === 'fr' || tag === 'en');
  return known === 'en' ? 'en' : 'fr';
}
