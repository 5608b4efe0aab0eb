import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { ageBands, mobility, type RegistryFacet, seenBands, teleSuitability } from '#contract/registry.ts';
import { administrativeSex } from '#contract/values.ts';
import { useFormat } from '../text/use-format.ts';
import { useDiagnosisWords } from './use-diagnosis-words.ts';
import { usePatientWords } from './use-patient-words.ts';

/** How the registry names the choices of its facets. */
export function useRegistryWords() {
  const { t } = useTranslation(['registry', 'common']);
  const f = useFormat();
  const words = usePatientWords();
  const diagnosisWords = useDiagnosisWords();

  /** The word for a value; `label` as main gave it, for what has words of its own. */
  const valueWord = useCallback((facet: RegistryFacet, value: string, label: string | null): string => {
    const band = seenBands.find((known) => known === value);
    const age = ageBands.find((known) => known === value);
    switch (facet) {
      case 'problem':
        return value === '' ? t('noProblem') : diagnosisWords(label ?? value.replace(/^[^|]*\|/, ''));
      case 'openClass':
        return t('class', { cls: value });
      case 'lastSeen':
        return band ? t(`lastSeen.${band}`) : value;
      case 'booking':
        return t('booking.none');
      case 'region':
        return value === '' ? t('unknown') : words.regionName(value);
      case 'age':
        return age ? t(`age.${age}`) : value;
      case 'sex':
        return t(`common:sexName.${administrativeSex.catch('unknown').parse(value)}`);
      case 'mobility':
        return t(`mobility.${mobility.catch('unknown').parse(value)}`);
      case 'tele':
        return t(`tele.${teleSuitability.catch('unknown').parse(value)}`);
      case 'language':
        return value === '' ? t('unknown') : f.languageName(value);
      case 'life':
        return t(value === 'deceased' ? 'life.deceased' : 'life.living');
    }
  }, [f, t, words, diagnosisWords]);
  return { valueWord };
}
