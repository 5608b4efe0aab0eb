import { useTranslation } from 'react-i18next';
import type { LackingTraining } from '#contract/lacking-training.ts';

/** Who lacks which training for which act, in a sentence of the page’s language. */
export function useUntrainedText(): (lacking: LackingTraining) => string {
  const { t, i18n } = useTranslation('errors');
  const language = i18n.language === 'en' ? 'en' : 'fr';
  return ({ act: { [language]: act }, person, lacks, mayState }) => {
    if (person === null) return t('training.nobody', { act });
    return t(mayState ? 'training.state' : 'training.lacks', { person, act, lacks: lacks.map(({ label, standing }) => t('training.lack', { label: label[language], standing: t(`training.standing.${standing}`) })).join(', ') });
  };
}
