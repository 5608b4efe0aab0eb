import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Instrument } from '#contract/instruments.ts';
import { scoreDigits } from '../text/score-digits.ts';
import { useFormat } from '../text/use-format.ts';
import { useDrugWords } from '../treatments/use-drug-words.ts';
import { useTreatmentWords } from '../treatments/use-treatment-words.ts';
import type { Moment } from './course.ts';
import { resultText } from './result-text.ts';

/** A score as it is said: its name, value and category. */
export interface SaidScore {
  readonly id: string;
  readonly name: string;
  readonly value: string;
  readonly category: string | null;
  /** 1 the lowest category of an activity index; 0 for other instruments. */
  readonly level: number;
}

/** How a moment of a course is said. */
export function useMomentWords(instruments: readonly Instrument[]) {
  const { t } = useTranslation(['timeline', 'treatments', 'common']);
  const f = useFormat();
  const treatmentWords = useTreatmentWords();
  const drugWords = useDrugWords();
  return useMemo(() => {
    const scores = ({ assessment }: Pick<Moment, 'assessment'>): readonly SaidScore[] =>
      (assessment?.scores ?? []).flatMap(({ instrument: id, score, category }) => {
        const instrument = instruments.find((one) => one.id === id);
        if (!instrument) return [];
        const level = instrument.family === 'activity' ? instrument.categories.findIndex(({ code }) => code === category) + 1 : 0;
        return [{ id, name: instrument.label[f.language].replace(/ \(.*\)$/, ''), value: f.number(score, scoreDigits(score, instrument.score)), category: instrument.categories.find(({ code }) => code === category)?.label[f.language] ?? null, level }];
      });
    const events = ({ started, stopped, changed, events: adverse, visits, diagnoses }: Moment): readonly string[] => [
      ...diagnoses.map(({ text }) => t('moment.onset', { name: text })),
      ...started.map((one) => t('moment.started', { name: drugWords(one.text), dose: (one.doses[0] && treatmentWords.dose(one.doses[0])) ?? t('treatments:list.noDose') })),
      ...changed.map(({ treatment, dose }) => t('moment.changed', { name: drugWords(treatment.text), dose: treatmentWords.dose(dose) ?? t('treatments:list.noDose') })),
      ...stopped.map((one) => [t('moment.stopped', { name: drugWords(one.text) }), one.stopReason && t(`treatments:stopReason.${one.stopReason}`), one.stopNote].filter(Boolean).join(', ')),
      ...adverse.map(({ treatment, event }) => t('moment.event', { name: drugWords(treatment.text), term: event.term, grade: event.grade })),
      ...visits.map(({ modality, status }) => (status === 'no-show' ? t('moment.missed') : t('moment.visit', { modality: t(`common:modality.${modality}`) }))),
    ];
    const results = ({ results: measured }: Moment): readonly string[] => measured.map(({ series, point }) => t('moment.result', { name: series.label[f.language], value: resultText(point, series, f), unit: series.unit }));
    const reports = ({ assessment }: Moment): readonly string[] =>
      (['patientGlobal', 'pain', 'physicianGlobal'] as const).flatMap((name) => {
        const value = assessment?.[name] ?? null;
        return value === null ? [] : [t('asked.last', { name: t(`asked.${name}`), value: f.number(value) })];
      });
    const joints = ({ assessment }: Moment): string | null => (assessment?.counts ? t('moment.joints', { tender: assessment.jointSet === '28' ? assessment.counts.tender28 : assessment.counts.tender68, swollen: assessment.jointSet === '28' ? assessment.counts.swollen28 : assessment.counts.swollen66 }) : null);
    /** All of it, in one breath. */
    const said = (moment: Moment): string =>
      [f.date(moment.on, 'long'), ...scores(moment).map(({ name, value, category }) => [name, value, category].filter(Boolean).join(' ')), joints(moment), ...reports(moment), ...results(moment), ...events(moment)].filter(Boolean).join('. ');
    return { scores, events, results, reports, joints, said };
  }, [t, f, treatmentWords, drugWords, instruments]);
}
