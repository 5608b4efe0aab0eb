import { useTranslation } from 'react-i18next';
import type { ModalityConcern } from '#contract/away';
import type { VisitPurpose } from '#contract/visit-purposes';
import { useFormat } from '../text/use-format.ts';

/** What speaks against a modality, in words; of what the visit is for, in those of its purpose. */
export function useConcernWords(): (concerns: readonly ModalityConcern[], purpose: VisitPurpose | null) => string {
  const { t } = useTranslation('absences');
  const { language } = useFormat();
  return (concerns, purpose) => concerns.map((concern) => (concern === 'purpose' && purpose?.why ? purpose.why[language] : t(`concern.${concern}`))).join(' · ');
}
