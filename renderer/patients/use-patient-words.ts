import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { administrativeSex, type AdministrativeSex, identifierSystems } from '#contract/values.ts';
import type { DateStyle } from '../text/format.ts';
import { ageAt, groupNam, groupNir } from '../text/format.ts';
import { useFormat } from '../text/use-format.ts';
import { healthRegions } from './health-regions.ts';

interface Person {
  readonly birthDate: string | null;
  readonly administrativeSex: AdministrativeSex;
}

/** How this area writes what it knows of a person. */
export function usePatientWords() {
  const { t } = useTranslation(['patients', 'common']);
  const f = useFormat();
  return useMemo(() => {
    // Looked up once a language: a list names them in each of its rows, again at every key.
    const sexes = new Map(administrativeSex.options.map((sex) => [sex, t(`common:sex.${sex}`)]));
    const regions = new Map<string, string>(healthRegions.map((region) => [region, t(`common:region.${region}`)]));
    return {
      /** "68 ans · F", or what is known of it. */
      ageAndSex: ({ birthDate, administrativeSex: sex }: Person): string => [f.age(birthDate), sexes.get(sex)].filter(Boolean).join(' · '),
      /** "54 H": as lists name it. Under two years the unit is said. */
      shortAgeAndSex: ({ birthDate, administrativeSex: sex }: Person): string => {
        const age = birthDate === null ? null : ageAt(birthDate, f.today);
        const written = age?.unit === 'year' ? String(age.value) : f.age(birthDate);
        return [written, sexes.get(sex)].filter(Boolean).join('\u00A0');
      },
      /** A civil date, a partial one, or an instant as received from elsewhere. */
      clinicalDate: (date: string, style?: DateStyle): string => (date.includes('T') ? f.instantDate(date, style) : f.date(date, style)),
      /** The name of a health region; another code stays as it is. */
      regionName: (code: string): string => regions.get(code) ?? code,
    };
  }, [t, f]);
}

/** The identifier of a system, as one reads it aloud; `null` if there is none. */
export function identifierOf(identifiers: readonly { readonly system: string; readonly value: string; readonly use: string | null; readonly validTo?: string | null }[], kind: keyof typeof identifierSystems): string | null {
  const own = identifiers.filter((identifier) => identifier.system === identifierSystems[kind]);
  const found = own.find((identifier) => identifier.use !== 'old' && !identifier.validTo) ?? own[0];
  if (!found) return null;
  if (kind === 'nam') return groupNam(found.value);
  return kind === 'nir' ? groupNir(found.value) : found.value;
}
