import { useTranslation } from 'react-i18next';
import { type FieldValue } from '#contract/record-history.ts';
import type { Bilingual } from '#contract/triage.ts';
import { administrativeSex, identifierSystems } from '#contract/values.ts';
import { catalogues } from '../text/catalogues.ts';
import { groupNam, groupNir } from '../text/format.ts';
import { useFormat } from '../text/use-format.ts';
import { useItemWords } from './use-item-words.ts';
import { usePatientWords } from './use-patient-words.ts';

const names = catalogues.fr.record;

/** How the record's fields and their values are called; a number by its system. @param plans what follow-up plans are called, by code */
export function useFieldWords(plans: Readonly<Record<string, Bilingual>> = {}) {
  const { t } = useTranslation(['record', 'patients', 'common']);
  const f = useFormat();
  const items = useItemWords();
  const words = usePatientWords();

  const system = (uri: string): string => {
    const kind = systemKind(uri);
    return kind ? t(`record:system.${kind}`) : uri;
  };
  const date = (value: string): string => words.clinicalDate(value);

  const plain = (field: string, value: string | number | boolean): string => {
    const text = String(value);
    const ofItem = items.coded(field, text);
    if (ofItem !== null) return ofItem;
    switch (field) {
      case 'administrativeSex':
        return isOneOf(administrativeSex.options, text) ? t(`common:sexName.${text}`) : text;
      case 'maritalStatus':
        return has(names.marital, text) ? t(`record:marital.${text}`) : text;
      case 'identityDocument':
        return has(names.document, text) ? t(`record:document.${text}`) : text;
      case 'language':
        return f.languageTitle(text);
      case 'mobility':
        return has(catalogues.fr.patients.form.mobilityOption, text) ? t(`patients:form.mobilityOption.${text}`) : text;
      case 'teleSuitability':
        return has(catalogues.fr.patients.form.teleOption, text) ? t(`patients:form.teleOption.${text}`) : text;
      case 'regionCode':
        return words.regionName(text);
      case 'birthDate':
      case 'deceasedOn':
      case 'identityVerifiedOn':
      case 'onsetOn':
      case 'diagnosisEndedOn':
      case 'givenOn':
      case 'expiresOn':
      case 'startedOn':
      case 'endedOn':
      case 'coverageSentOn':
      case 'coverageApprovedOn':
      case 'coverageRenewsOn':
      case 'acuteOn':
      case 'acuteEndedOn':
      case 'acuteSymptomOn':
        return date(text);
      default:
        return typeof value === 'boolean' || text === 'yes' || text === 'no' ? t(value === true || text === 'yes' ? 'record:value.yes' : 'record:value.no') : text;
    }
  };

  /** A number with what is known of it: "NAM TREM 5853 1414, jusqu’au nov. 2026". */
  const number = (parts: { readonly [part: string]: string | number | boolean | null }): string => {
    const part = (name: string): string => (typeof parts[name] === 'string' ? parts[name] : '');
    return [
      `${part('system') === identifierSystems.foreign && part('issuer') ? part('issuer') : system(part('system'))}\u00A0${writtenNumber(part('system'), part('value'))}`,
      ...(part('validFrom') ? [t('record:value.startsOn', { date: date(part('validFrom')) })] : []),
      ...(part('validTo') ? [t('record:value.endsOn', { date: date(part('validTo')) })] : []),
      ...(part('use') === 'old' ? [t('record:value.old')] : []),
      ...(parts['insQualified'] === true ? [t('record:value.qualified')] : []),
    ].join(', ');
  };

  return {
    system,
    field: (name: string): string => {
      if (name.startsWith('identifier:')) return t('record:number');
      const [kind, what] = partsOf(name);
      if (!has(names.field, kind)) return system(name);
      if (what === null) return t(`record:field.${kind}`);
      return t('record:history.of', { field: t(`record:field.${kind}`), what: kind.startsWith('plan') ? (plans[what.split(' ')[0] ?? '']?.[f.language] ?? what) : items.called(what) });
    },
    value: (field: string, value: FieldValue): string => {
      if (value === null || value === '') return t('record:value.none');
      const [kind] = partsOf(field);
      if (typeof value !== 'object') return plain(kind, value);
      return items.together(kind, value) ?? number(value);
    },
  };
}

/** A number in the groups it is printed in. */
function writtenNumber(system: string, value: string): string {
  if (system === identifierSystems.nam) return groupNam(value);
  return system === identifierSystems.nir ? groupNir(value) : value;
}

function has<Names extends object>(among: Names, name: string): name is Extract<keyof Names, string> {
  return Object.hasOwn(among, name);
}

function isOneOf<Code extends string>(codes: readonly Code[], text: string): text is Code {
  return codes.some((code) => code === text);
}

/** Which of the systems we know an identifier is of. */
export function systemKind(system: string): keyof typeof identifierSystems | undefined {
  return (Object.keys(identifierSystems) as (keyof typeof identifierSystems)[]).find((kind) => identifierSystems[kind] === system);
}

/** The field, and of which thing: `onsetOn:Gout`. */
function partsOf(name: string): readonly [kind: string, what: string | null] {
  const at = name.indexOf(':');
  return at < 0 ? [name, null] : [name.slice(0, at), name.slice(at + 1)];
}
