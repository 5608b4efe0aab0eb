import type { AcuteKind } from '#contract/acute-care.ts';
import type { Role } from '#contract/permissions.ts';
import type { CompletenessPart, ToxicityPlace } from '#contract/programme.ts';
import type { CallKind } from '#contract/toxicity-calls.ts';
import type { Language } from '#contract/values.ts';
import regionNames from './content/health-regions.json' with { type: 'json' };
import words from './content/team-words.json' with { type: 'json' };

/** The words of what leaves the programme page; those of the page are in its catalogues. */

type TeamWords = (typeof words)[Language];

export const teamWords = (language: Language): TeamWords => words[language];

export const roleName = (role: Role, language: Language): string => words[language].roles[role];

/** A place of a pathway that is no phase; another code as it is. */
export function placeName(code: string, language: Language): string {
  const { places } = words[language].pathway;
  return Object.hasOwn(places, code) ? places[code as keyof typeof places] : code;
}

export const callWord = (kind: CallKind, language: Language): string => words[language].pathway.callKinds[kind];
export const acuteWord = (kind: AcuteKind, language: Language): string => words[language].pathway.acuteKinds[kind];
export const detectionWord = (place: ToxicityPlace | null, language: Language): string => words[language].pathway.detections[place ?? 'unknown'];
export const completenessWord = (part: CompletenessPart, language: Language): string => words[language].pathway.parts[part];

const regions: Readonly<Record<string, Readonly<Record<Language, string>>>> = regionNames;

/** A health region by its code; another code as it is. */
export const regionName = (code: string | null, language: Language): string => (code === null ? words[language].noRegion : (regions[code]?.[language] ?? code));

/** The name of a quarter (`2026-4`), a year, or one of the periods around the beginning of the team. */
export function periodName(key: string, language: Language): string {
  const own = words[language];
  if (key === 'before' || key === 'after') return own[key];
  const [year = '', quarter] = key.split('-');
  return quarter === undefined ? year : own.quarter.replace('{{quarter}}', quarter).replace('{{year}}', year);
}
