import { type CohortCondition, type CohortConditionKind, type CohortVocabulary } from '#contract/cohorts.ts';

/** Kinds of conditions as they are offered, by what they are about. */
export const conditionSections = {
  person: ['sex', 'age', 'region'],
  disease: ['diagnosis', 'sign'],
  treatment: ['treatment', 'adverseEvent', 'coverageEnds'],
  scores: ['scoreCategory', 'scoreValue', 'scoreDone', 'scoreTrend'],
  follow: ['labsLate', 'labValue', 'visit', 'booked', 'waiting', 'responsible'],
} as const satisfies Readonly<Record<string, readonly CohortConditionKind[]>>;

/** A condition as it begins: something that can be evaluated, to be changed. */
export function newCondition(kind: CohortConditionKind, { instruments, tests }: CohortVocabulary): CohortCondition {
  const instrument = instruments[0]?.code ?? 'das28-crp';
  const begun: { readonly [K in CohortConditionKind]: Extract<CohortCondition, { kind: K }> } = {
    sex: { kind: 'sex', values: ['F'] },
    age: { kind: 'age', min: 18, max: null },
    region: { kind: 'region', values: ['06'] },
    diagnosis: { kind: 'diagnosis', groups: ['ra'], codes: [], open: true, minYears: null, maxYears: null },
    sign: { kind: 'sign', sign: 'antiCcp', is: 'positive' },
    treatment: { kind: 'treatment', ingredients: [], classes: ['bDMARD', 'tsDMARD'], when: 'current', minMonths: null, maxMonths: null, minLine: null, stopReasons: [] },
    adverseEvent: { kind: 'adverseEvent', minGrade: 3, withinMonths: 12 },
    coverageEnds: { kind: 'coverageEnds', withinDays: 60 },
    scoreCategory: { kind: 'scoreCategory', instrument, categories: [instruments[0]?.categories.at(-1)?.code ?? 'high'], withinMonths: 12 },
    scoreValue: { kind: 'scoreValue', instrument, min: instruments[0]?.min ?? 0, max: null, withinMonths: 12 },
    scoreDone: { kind: 'scoreDone', instrument, done: false, withinMonths: 12 },
    scoreTrend: { kind: 'scoreTrend', instrument, direction: 'rose', by: 1 },
    labsLate: { kind: 'labsLate', late: true },
    labValue: { kind: 'labValue', test: tests.some(({ code }) => code === 'crp') ? 'crp' : (tests[0]?.code ?? 'crp'), min: 10, max: null, withinMonths: 6 },
    visit: { kind: 'visit', ask: 'not-seen', withinMonths: 12 },
    booked: { kind: 'booked', booked: false },
    responsible: { kind: 'responsible', practitionerIds: [] },
    waiting: { kind: 'waiting', classes: [], overdue: false },
  };
  return begun[kind];
}
