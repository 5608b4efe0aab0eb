import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { type CohortCondition, cohortSigns, type CohortVocabulary, treatmentTimes } from '#contract/cohorts.ts';
import { drugClasses, stopReasons } from '#contract/treatments.ts';
import { urgencies } from '#contract/triage.ts';
import { administrativeSex } from '#contract/values.ts';
import { healthRegions } from '../patients/health-regions.ts';
import { useFormat } from '../text/use-format.ts';
import { Checkbox, Select } from '../ui/field.tsx';
import { SegmentedField } from '../ui/segmented-control.tsx';
import { NumberField, ValuesField } from './condition-controls.tsx';

interface FieldsProps<Condition extends CohortCondition = CohortCondition> {
  readonly condition: Condition;
  readonly vocabulary: CohortVocabulary;
  readonly onChange: (condition: Condition) => void;
}
type Of<K extends CohortCondition['kind']> = FieldsProps<Extract<CohortCondition, { kind: K }>>;

/** What one condition asks, in fields. */
export function ConditionFields({ condition, vocabulary, onChange }: FieldsProps): ReactElement | null {
  const { t } = useTranslation(['cohorts', 'common']);
  switch (condition.kind) {
    case 'sex':
      return <ValuesField label={t('field.values')} least={1} values={condition.values} options={administrativeSex.options.map((value) => ({ value, label: t(`common:sexName.${value}`) }))} onChange={(values) => onChange({ ...condition, values: values as typeof condition.values })} />;
    case 'age':
      return (
        <>
          <NumberField label={t('field.min')} min={0} max={130} value={condition.min} onChange={(min) => onChange({ ...condition, min })} />
          <NumberField label={t('field.max')} min={0} max={130} value={condition.max} onChange={(max) => onChange({ ...condition, max })} />
        </>
      );
    case 'region':
      return <ValuesField label={t('field.values')} least={1} values={condition.values} options={healthRegions.map((value) => ({ value, label: t(`common:region.${value}`) }))} onChange={(values) => onChange({ ...condition, values })} />;
    case 'diagnosis':
      return <DiagnosisFields condition={condition} vocabulary={vocabulary} onChange={onChange} />;
    case 'sign':
      return (
        <>
          <Select label={t('field.sign')} value={condition.sign} options={cohortSigns.map((value) => ({ value, label: t(`sign.${value}`) }))} onChange={(event) => onChange({ ...condition, sign: event.target.value as typeof condition.sign })} />
          <SegmentedField label={t('field.is')} value={condition.is} options={(['positive', 'negative', 'unknown'] as const).map((value) => ({ value, label: t(`is.${value}`) }))} onChange={(is) => onChange({ ...condition, is })} />
        </>
      );
    case 'treatment':
      return <TreatmentFields condition={condition} vocabulary={vocabulary} onChange={onChange} />;
    case 'adverseEvent':
      return (
        <>
          <NumberField label={t('field.minGrade')} min={1} max={5} optional={false} value={condition.minGrade} onChange={(minGrade) => onChange({ ...condition, minGrade: minGrade ?? 1 })} />
          <Window condition={condition} vocabulary={vocabulary} onChange={onChange} />
        </>
      );
    case 'coverageEnds':
      return <NumberField label={t('field.withinDays')} min={0} max={3650} optional={false} value={condition.withinDays} onChange={(withinDays) => onChange({ ...condition, withinDays: withinDays ?? 0 })} />;
    case 'labsLate':
      return <YesNo name="labsLate" value={condition.late} onChange={(late) => onChange({ ...condition, late })} />;
    case 'booked':
      return <YesNo name="booked" value={condition.booked} onChange={(booked) => onChange({ ...condition, booked })} />;
    case 'visit':
      return (
        <>
          <SegmentedField label={t('field.ask')} value={condition.ask} options={(['seen', 'not-seen'] as const).map((value) => ({ value, label: t(`ask.${value}`) }))} onChange={(ask) => onChange({ ...condition, ask })} />
          <NumberField label={t('field.withinMonths')} min={1} max={600} optional={false} value={condition.withinMonths} onChange={(months) => onChange({ ...condition, withinMonths: months ?? 1 })} />
        </>
      );
    case 'labValue': {
      const test = vocabulary.tests.find(({ code }) => code === condition.test);
      return (
        <>
          <Named label={t('field.test')} value={condition.test} list={vocabulary.tests} onChange={(code) => onChange({ ...condition, test: code })} />
          <Sizes condition={condition} unit={test?.unit ?? ''} min={0} max={1e6} onChange={(sizes) => onChange({ ...condition, ...sizes })} />
          <Window condition={condition} vocabulary={vocabulary} onChange={onChange} />
        </>
      );
    }
    case 'responsible':
      return <ValuesField label={t('field.professionals')} values={condition.practitionerIds} options={vocabulary.professionals.map(({ id, name }) => ({ value: id, label: name }))} onChange={(practitionerIds) => onChange({ ...condition, practitionerIds })} />;
    case 'waiting':
      return (
        <>
          <ValuesField label={t('field.classesOfRequest')} values={condition.classes} options={urgencies.map((value) => ({ value, label: value }))} onChange={(values) => onChange({ ...condition, classes: values as typeof condition.classes })} />
          <Checkbox label={t('field.overdue')} checked={condition.overdue} onChange={(event) => onChange({ ...condition, overdue: event.target.checked })} />
        </>
      );
    default:
      return <ScoreFields condition={condition} vocabulary={vocabulary} onChange={onChange} />;
  }
}

function Named({ label, value, list, onChange }: { readonly label: string; readonly value: string; readonly list: readonly { readonly code: string; readonly label: { readonly fr: string; readonly en: string } }[]; readonly onChange: (code: string) => void }): ReactElement {
  const { language } = useFormat();
  return <Select label={label} value={value} options={list.map((one) => ({ value: one.code, label: one.label[language] }))} onChange={(event) => onChange(event.target.value)} />;
}

function YesNo({ name, value, onChange }: { readonly name: 'scoreDone' | 'labsLate' | 'booked'; readonly value: boolean; readonly onChange: (value: boolean) => void }): ReactElement {
  const { t } = useTranslation('cohorts');
  return <SegmentedField label={t('field.ask')} value={value ? 'yes' : 'no'} options={(['yes', 'no'] as const).map((one) => ({ value: one, label: t(`${one}.${name}`) }))} onChange={(one) => onChange(one === 'yes')} />;
}

function Window<Condition extends Extract<CohortCondition, { withinMonths: number | null }>>({ condition, onChange }: FieldsProps<Condition>): ReactElement {
  const { t } = useTranslation('cohorts');
  return <NumberField label={t('field.withinMonths')} min={1} max={600} value={condition.withinMonths} onChange={(withinMonths) => onChange({ ...condition, withinMonths })} />;
}

function Sizes({ condition, unit, min, max, onChange }: { readonly condition: { readonly min: number | null; readonly max: number | null }; readonly unit: string; readonly min: number; readonly max: number; readonly onChange: (sizes: { min: number | null; max: number | null }) => void }): ReactElement {
  const { t } = useTranslation('cohorts');
  const named = (words: string): string => (unit === '' ? words : `${words} (${unit})`);
  return (
    <>
      <NumberField label={named(t('field.min'))} whole={false} min={min} max={max} value={condition.min} onChange={(value) => onChange({ min: value, max: condition.max })} />
      <NumberField label={named(t('field.max'))} whole={false} min={min} max={max} value={condition.max} onChange={(value) => onChange({ min: condition.min, max: value })} />
    </>
  );
}

function ScoreFields({ condition, vocabulary, onChange }: FieldsProps<Extract<CohortCondition, { instrument: string }>>): ReactElement {
  const { t } = useTranslation('cohorts');
  const { language } = useFormat();
  const instrument = vocabulary.instruments.find(({ code }) => code === condition.instrument);
  const choose = (code: string): void => {
    const first = vocabulary.instruments.find((one) => one.code === code)?.categories.at(-1)?.code;
    onChange(condition.kind === 'scoreCategory' ? { ...condition, instrument: code, categories: [first ?? 'high'] } : { ...condition, instrument: code });
  };
  const list = condition.kind === 'scoreCategory' ? vocabulary.instruments.filter(({ categories }) => categories.length > 0) : vocabulary.instruments;
  return (
    <>
      <Named label={t('field.instrument')} value={condition.instrument} list={list} onChange={choose} />
      {condition.kind === 'scoreCategory' && (
        <ValuesField label={t('field.categories')} least={1} values={condition.categories} options={(instrument?.categories ?? []).map(({ code, label }) => ({ value: code, label: label[language] }))} onChange={(categories) => onChange({ ...condition, categories })} />
      )}
      {condition.kind === 'scoreValue' && <Sizes condition={condition} unit="" min={-1e6} max={1e6} onChange={(sizes) => onChange({ ...condition, ...sizes })} />}
      {condition.kind === 'scoreDone' && <YesNo name="scoreDone" value={condition.done} onChange={(done) => onChange({ ...condition, done })} />}
      {condition.kind === 'scoreTrend' ? (
        <>
          <SegmentedField label={t('field.direction')} value={condition.direction} options={(['rose', 'fell'] as const).map((value) => ({ value, label: t(`direction.${value}`) }))} onChange={(direction) => onChange({ ...condition, direction })} />
          <NumberField label={t('field.by')} whole={false} min={0} max={1e6} optional={false} value={condition.by} onChange={(by) => onChange({ ...condition, by: by ?? 0 })} />
        </>
      ) : (
        <Window condition={condition} vocabulary={vocabulary} onChange={onChange} />
      )}
    </>
  );
}

function DiagnosisFields({ condition, vocabulary, onChange }: Of<'diagnosis'>): ReactElement {
  const { t } = useTranslation('cohorts');
  const { language } = useFormat();
  return (
    <>
      <ValuesField label={t('field.groups')} values={condition.groups} options={vocabulary.diagnosisGroups.map(({ code, label }) => ({ value: code, label: label[language] }))} onChange={(groups) => onChange({ ...condition, groups })} />
      <ValuesField label={t('field.codes')} values={condition.codes} options={vocabulary.diagnoses.map(({ code, label }) => ({ value: code, label: `${code} ${label[language]}` }))} onChange={(codes) => onChange({ ...condition, codes })} />
      <NumberField label={t('field.minYears')} min={0} max={120} value={condition.minYears} onChange={(minYears) => onChange({ ...condition, minYears })} />
      <NumberField label={t('field.maxYears')} min={0} max={120} value={condition.maxYears} onChange={(maxYears) => onChange({ ...condition, maxYears })} />
      <Checkbox label={t('field.open')} checked={condition.open} onChange={(event) => onChange({ ...condition, open: event.target.checked })} />
    </>
  );
}

function TreatmentFields({ condition, vocabulary, onChange }: Of<'treatment'>): ReactElement {
  const { t } = useTranslation(['cohorts', 'treatments']);
  const { language } = useFormat();
  const isPast = condition.when === 'past';
  return (
    <>
      <Select label={t('field.when')} value={condition.when} options={treatmentTimes.map((value) => ({ value, label: t(`when.${value}`) }))} onChange={(event) => onChange({ ...condition, when: event.target.value as typeof condition.when })} />
      <ValuesField label={t('field.classes')} values={condition.classes} options={drugClasses.map((value) => ({ value, label: t(`treatments:drugClass.${value}`) }))} onChange={(classes) => onChange({ ...condition, classes: classes as typeof condition.classes })} />
      <ValuesField label={t('field.drugs')} values={condition.ingredients} options={vocabulary.drugs.map(({ code, label }) => ({ value: code, label: label[language] }))} onChange={(ingredients) => onChange({ ...condition, ingredients })} />
      {condition.when !== 'never' && (
        <>
          <NumberField label={t(isPast ? 'field.pastMinMonths' : 'field.minMonths')} min={1} max={600} value={condition.minMonths} onChange={(minMonths) => onChange({ ...condition, minMonths })} />
          <NumberField label={t(isPast ? 'field.pastMaxMonths' : 'field.maxMonths')} min={1} max={600} value={condition.maxMonths} onChange={(maxMonths) => onChange({ ...condition, maxMonths })} />
          <NumberField label={t('field.minLine')} min={1} max={30} value={condition.minLine} onChange={(minLine) => onChange({ ...condition, minLine })} />
        </>
      )}
      {isPast && <ValuesField label={t('field.stopReasons')} values={condition.stopReasons} options={stopReasons.map((value) => ({ value, label: t(`treatments:stopReason.${value}`) }))} onChange={(reasons) => onChange({ ...condition, stopReasons: reasons as typeof condition.stopReasons })} />}
    </>
  );
}
