import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { CohortCondition, CohortDefinition, CohortGroup, CohortVocabulary } from '#contract/cohorts.ts';
import { type Format, useFormat } from '../text/use-format.ts';

type Words = TFunction<['cohorts', 'common', 'treatments']>;
interface Speech {
  readonly t: Words;
  readonly f: Pick<Format, 'language' | 'number'>;
  readonly vocabulary: CohortVocabulary;
}

/** Reads a definition back as one sentence. */
export function definitionSentence({ life, groups }: CohortDefinition, speech: Speech): string {
  const { t } = speech;
  const written = groups.filter(({ conditions }) => conditions.length > 0);
  if (written.length === 0 && life === 'living') return t('cohorts:sentence.all');
  const parts = written.map((group) => groupClause(group, speech));
  return t('cohorts:sentence.whole', { subject: t(`cohorts:sentence.${life}`), parts: parts.join(', ') }).replace(' .', '.');
}

/** The same in the language of the page; empty until the words have come. */
export function useDefinitionSentence(definition: CohortDefinition, vocabulary: CohortVocabulary | undefined): string {
  const { t } = useTranslation(['cohorts', 'common', 'treatments']);
  const f = useFormat();
  return useMemo(() => (vocabulary ? definitionSentence(definition, { t, f, vocabulary }) : ''), [definition, vocabulary, t, f]);
}

function groupClause({ match, conditions }: CohortGroup, speech: Speech): string {
  const { t } = speech;
  const clauses = conditions.map((condition) => t('cohorts:sentence.who', { clause: clauseOf(condition, speech) }));
  const joined = clauses.join(t(match === 'all' ? 'cohorts:sentence.and' : 'cohorts:sentence.or'));
  return match === 'none' ? t('cohorts:sentence.excluding', { clauses: joined }) : joined;
}

const listed = (values: readonly string[], t: Words): string => (values.length < 2 ? (values[0] ?? '') : `${values.slice(0, -1).join(', ')}${t('cohorts:sentence.or')}${values.at(-1) ?? ''}`);

/** A name as it stands inside a sentence. */
const withinSentence = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

function clauseOf(condition: CohortCondition, { t, f, vocabulary }: Speech): string {
  const name = (list: readonly { readonly code: string; readonly label: { readonly fr: string; readonly en: string } }[], code: string): string => list.find((one) => one.code === code)?.label[f.language] ?? code;
  const within = (months: number | null): readonly string[] => (months === null ? [] : [t('cohorts:sentence.within', { count: months })]);
  const joined = (...parts: readonly string[]): string => parts.join(' ');
  switch (condition.kind) {
    case 'sex':
      return t('cohorts:sentence.sex', { values: listed(condition.values.map((value) => t(`cohorts:people.${value}`)), t) });
    case 'age': {
      const { min, max } = condition;
      if (min !== null && max !== null) return t('cohorts:sentence.ageBetween', { min, max });
      if (min !== null) return t('cohorts:sentence.ageFrom', { min });
      return max === null ? t('cohorts:sentence.ageAny') : t('cohorts:sentence.ageTo', { max });
    }
    case 'region':
      return t('cohorts:sentence.region', { values: listed(condition.values.map((value) => regionName(value, t)), t) });
    case 'diagnosis': {
      const { groups, codes, open, minYears, maxYears } = condition;
      const names = [...groups.map((code) => withinSentence(name(vocabulary.diagnosisGroups, code))), ...codes.map((code) => `${name(vocabulary.diagnoses, code)} (${code})`)];
      if (names.length === 0) return t('cohorts:sentence.nothing');
      return joined(
        t(open ? 'cohorts:sentence.diagnosisOpen' : 'cohorts:sentence.diagnosis', { values: listed(names, t) }),
        ...(minYears === null ? [] : [t('cohorts:sentence.minYears', { count: minYears })]), ...(maxYears === null ? [] : [t('cohorts:sentence.maxYears', { count: maxYears })]),
      );
    }
    case 'sign':
      return t({ positive: 'cohorts:sentence.signPositive', negative: 'cohorts:sentence.signNegative', unknown: 'cohorts:sentence.signUnknown' }[condition.is] as 'cohorts:sentence.signPositive', { sign: t(`cohorts:sign.${condition.sign}`) });
    case 'treatment':
      return treatmentClause(condition, { t, f, vocabulary });
    case 'adverseEvent':
      return joined(t('cohorts:sentence.adverseEvent', { grade: condition.minGrade }), ...within(condition.withinMonths));
    case 'coverageEnds':
      return t('cohorts:sentence.coverageEnds', { count: condition.withinDays });
    case 'scoreCategory': {
      const instrument = vocabulary.instruments.find(({ code }) => code === condition.instrument);
      const values = condition.categories.map((code) => name(instrument?.categories ?? [], code).toLowerCase());
      return joined(t('cohorts:sentence.scoreCategory', { instrument: name(vocabulary.instruments, condition.instrument), values: listed(values, t) }), ...within(condition.withinMonths));
    }
    case 'scoreValue':
      return joined(sizeClause(condition, { instrument: name(vocabulary.instruments, condition.instrument), unit: '' }, { t, f }), ...within(condition.withinMonths));
    case 'scoreDone':
      return joined(t(condition.done ? 'cohorts:sentence.scoreDone' : 'cohorts:sentence.scoreNotDone', { instrument: name(vocabulary.instruments, condition.instrument) }), ...within(condition.withinMonths));
    case 'scoreTrend':
      return t(condition.direction === 'rose' ? 'cohorts:sentence.rose' : 'cohorts:sentence.fell', { instrument: name(vocabulary.instruments, condition.instrument), by: f.number(condition.by) });
    case 'labsLate':
      return t(condition.late ? 'cohorts:sentence.labsLate' : 'cohorts:sentence.labsNotLate');
    case 'labValue': {
      const test = vocabulary.tests.find(({ code }) => code === condition.test);
      return joined(sizeClause(condition, { instrument: test?.label[f.language] ?? condition.test, unit: test?.unit ? ` ${test.unit}` : '' }, { t, f }), ...within(condition.withinMonths));
    }
    case 'visit':
      return t(condition.ask === 'seen' ? 'cohorts:sentence.seen' : 'cohorts:sentence.notSeen', { count: condition.withinMonths });
    case 'booked':
      return t(condition.booked ? 'cohorts:sentence.booked' : 'cohorts:sentence.notBooked');
    case 'responsible':
      return condition.practitionerIds.length === 0 ? t('cohorts:sentence.noResponsible') : t('cohorts:sentence.responsible', { values: listed(condition.practitionerIds.map((one) => vocabulary.professionals.find(({ id }) => id === one)?.name ?? one), t) });
    case 'waiting':
      return joined(t('cohorts:sentence.waiting'), ...(condition.classes.length > 0 ? [t('cohorts:sentence.ofClass', { values: listed(condition.classes, t) })] : []), ...(condition.overdue ? [t('cohorts:sentence.overdue')] : []));
  }
}

/** The number of a region by its words; as it is where it is none of ours. */
function regionName(code: string, t: Words): string {
  return t(`common:region.${code}` as 'common:region.06', { defaultValue: code });
}

function sizeClause({ min, max }: { readonly min: number | null; readonly max: number | null }, { instrument, unit }: { readonly instrument: string; readonly unit: string }, { t, f }: Pick<Speech, 't' | 'f'>): string {
  const written = (value: number | null): string => (value === null ? '' : f.number(value) + unit);
  const words = { instrument, min: written(min), max: written(max) };
  if (min !== null && max !== null) return t('cohorts:sentence.scoreBetween', words);
  if (min !== null) return t('cohorts:sentence.scoreFrom', words);
  return max === null ? t('cohorts:sentence.scoreAny', { instrument }) : t('cohorts:sentence.scoreTo', words);
}

function treatmentClause({ ingredients, classes, when, minMonths, maxMonths, minLine, stopReasons }: Extract<CohortCondition, { kind: 'treatment' }>, { t, f, vocabulary }: Speech): string {
  const names = [...ingredients.map((key) => withinSentence(vocabulary.drugs.find(({ code }) => code === key)?.label[f.language] ?? key)), ...classes.map((one) => t(`cohorts:drugClass.${one}`))];
  if (names.length === 0) return t('cohorts:sentence.nothing');
  const what = t(`cohorts:sentence.${when}`, { values: listed(names, t) });
  if (when === 'never') return what;
  const isPast = when === 'past';
  return [
    what,
    ...(minLine === null ? [] : [t('cohorts:sentence.minLine', { line: minLine })]),
    ...(minMonths === null ? [] : [t(isPast ? 'cohorts:sentence.pastMinMonths' : 'cohorts:sentence.minMonths', { count: minMonths })]),
    ...(maxMonths === null ? [] : [t(isPast ? 'cohorts:sentence.pastMaxMonths' : 'cohorts:sentence.maxMonths', { count: maxMonths })]),
    ...(isPast && stopReasons.length > 0 ? [t('cohorts:sentence.stopReasons', { values: listed(stopReasons.map((one) => t(`treatments:stopReason.${one}`)), t) })] : []),
  ].join(' ');
}
