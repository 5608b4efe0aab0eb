import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModalityConcern } from '#contract/away';
import type { Outputs } from '#contract/index';
import type { VisitPurpose } from '#contract/visit-purposes';
import { ReasonField, type ReasonFieldProps } from './reason-field.tsx';
import { useConcernWords } from './use-concern-words.ts';

/** Modalities that are not offered, with why. */
export function BlockedModalities({ blocked, purpose }: { readonly blocked: Outputs['appointments']['prepare']['blocked']; readonly purpose: VisitPurpose | null }): ReactElement | null {
  const { t } = useTranslation(['absences', 'common']);
  const concernWords = useConcernWords();
  // Modalities held back for the same reason are told together.
  const told = [...Map.groupBy(blocked.filter(({ concerns }) => concerns.length > 0), ({ concerns }) => concernWords(concerns, purpose))];
  if (told.length === 0) return null;
  return (
    <ul>
      {told.map(([why, modalities]) => (
        <li key={why} className="meta">
          {t('modality.notOffered', { modality: modalities.map(({ modality }) => t(`common:modality.${modality}`)).join(', '), why })}
        </li>
      ))}
    </ul>
  );
}

export interface ModalityDespiteProps extends ReasonFieldProps {
  readonly concerns: readonly ModalityConcern[];
  readonly purpose: VisitPurpose | null;
}

/** What speaks against the modality chosen, and why it is chosen all the same. */
export function ModalityDespite({ concerns, purpose, ...field }: ModalityDespiteProps): ReactElement {
  const { t } = useTranslation('absences');
  const concernWords = useConcernWords();
  return <ReasonField {...field} label={t('modality.why')} help={concernWords(concerns, purpose)} />;
}
