import type { HalfDay, VisitPreferences } from '#contract/slots';
import type { VisitModality } from '#contract/values';
import { readNumber } from '../../text/typed-number.ts';

/** What is typed of somebody's preferences. */
export interface PreferenceDraft {
  readonly weekdays: readonly number[];
  readonly halfDays: readonly HalfDay[];
  readonly modalities: readonly VisitModality[];
  readonly noticeHours: string;
  readonly travelKm: string;
  readonly travelMinutes: string;
  readonly words: string;
}

/** The most each number may be; the contract's bounds. */
export const numberBounds = { noticeHours: 720, travelKm: 5000, travelMinutes: 6000 } as const;
export type NumberField = keyof typeof numberBounds;

export function draftOf({ weekdays, halfDays, modalities, noticeHours, travelKm, travelMinutes, words }: VisitPreferences): PreferenceDraft {
  const typed = (value: number | null): string => (value === null ? '' : String(value));
  return { weekdays, halfDays, modalities, noticeHours: typed(noticeHours), travelKm: typed(travelKm), travelMinutes: typed(travelMinutes), words: words ?? '' };
}

/** What is typed as it is sent, or the fields that are no whole number within bounds. */
export function wishesOf(draft: PreferenceDraft): { readonly wishes: Omit<VisitPreferences, 'version' | 'setAt' | 'setBy'> } | { readonly wrong: readonly NumberField[] } {
  const read = (field: NumberField): number | null | 'wrong' => {
    const value = readNumber(draft[field]);
    if (value === null) return null;
    return value === 'not-a-number' || !Number.isInteger(value) || value < 0 || value > numberBounds[field] ? 'wrong' : value;
  };
  const [noticeHours, travelKm, travelMinutes] = [read('noticeHours'), read('travelKm'), read('travelMinutes')];
  if (noticeHours === 'wrong' || travelKm === 'wrong' || travelMinutes === 'wrong') {
    return { wrong: (Object.keys(numberBounds) as NumberField[]).filter((field) => read(field) === 'wrong') };
  }
  const words = draft.words.trim();
  return { wishes: { weekdays: [...draft.weekdays], halfDays: [...draft.halfDays], modalities: [...draft.modalities], noticeHours, travelKm, travelMinutes, words: words === '' ? null : words } };
}

/** A list with a value, or without it. */
export function toggled<T>(list: readonly T[], value: T): readonly T[] {
  return list.includes(value) ? list.filter((one) => one !== value) : [...list, value];
}
