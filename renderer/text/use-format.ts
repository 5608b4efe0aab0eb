import { createContext, useContext, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import {
  capitalized,
  formatAge,
  formatDate,
  formatInstant,
  formatLanguage,
  formatNumber,
  formatRelativeDay,
  formatTime,
  todayIn,
  wallDate,
  wallTime,
  machineTimeZone,
  type DateStyle,
  type Language,
} from './format.ts';

const ZoneContext = createContext<string | null>(null);

/** Gives the clinic's time zone to everything below. */
export const ZoneProvider = ZoneContext.Provider;

/** The language now shown. */
export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return i18n.language === 'en' ? 'en' : 'fr';
}

export interface Format {
  readonly language: Language;
  /** The clinic's zone; instants are written in it unless another is given. */
  readonly zone: string;
  /** Civil date now in the clinic, `YYYY-MM-DD`. */
  readonly today: string;
  readonly date: (date: string, style?: DateStyle) => string;
  readonly relativeDay: (date: string, style?: DateStyle) => string;
  /** Wall time `HH:mm`. */
  readonly time: (time: string) => string;
  readonly instant: (instant: string, style?: DateStyle, zone?: string) => string;
  readonly instantDate: (instant: string, style?: DateStyle, zone?: string) => string;
  readonly instantTime: (instant: string, zone?: string) => string;
  readonly number: (value: number, digits?: number) => string;
  /** The name of a language by its tag. */
  readonly languageName: (tag: string) => string;
  /** The same standing alone: with a capital. */
  readonly languageTitle: (tag: string) => string;
  readonly age: (birthDate: string | null) => string;
}

/** The functions of `format.ts` in the language of the page and the zone of the clinic. */
export function useFormat(): Format {
  const language = useLanguage();
  const zone = useContext(ZoneContext) ?? machineTimeZone();
  const today = todayIn(zone);
  return useMemo(
    () => ({
      language,
      zone,
      today,
      date: (date, style) => formatDate(date, language, style),
      relativeDay: (date, style) => formatRelativeDay(date, today, language, style),
      time: (time) => formatTime(time, language),
      instant: (instant, style, other = zone) => formatInstant(instant, other, language, style),
      instantDate: (instant, style, other = zone) => formatDate(wallDate(instant, other), language, style),
      instantTime: (instant, other = zone) => formatTime(wallTime(instant, other), language),
      number: (value, digits) => formatNumber(value, language, digits),
      languageName: (tag) => formatLanguage(tag, language),
      languageTitle: (tag) => capitalized(formatLanguage(tag, language)),
      age: (birthDate) => formatAge(birthDate, today, language),
    }),
    [language, zone, today],
  );
}
