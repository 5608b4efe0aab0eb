import fc from 'fast-check';
import { type CohortDefinition, cohortDefinition, cohortSigns, treatmentTimes } from '#contract/cohorts.ts';
import { stopReasons } from '#contract/treatments.ts';
import { urgencies } from '#contract/triage.ts';
import { stranger } from './definition-interpreter.ts';
import { smallDrugs } from './small-clinic.ts';

/** Definitions one could build, over what the small clinic holds. */

const some = <T>(...values: readonly T[]) => fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 3 });
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const months = fc.integer({ min: 1, max: 60 });
const years = maybe(fc.integer({ min: 0, max: 12 }));
const instrument = fc.constantFrom('das28-crp', 'cdai');
const tenths = maybe(fc.integer({ min: 0, max: 80 }).map((value) => value / 10));

const condition = fc.oneof(
  fc.record({ kind: fc.constant('sex'), values: some('F', 'M', 'X', 'unknown') }),
  fc.record({ kind: fc.constant('age'), min: maybe(fc.integer({ min: 0, max: 90 })), max: maybe(fc.integer({ min: 10, max: 100 })) }),
  fc.record({ kind: fc.constant('region'), values: some('06', '11', '99') }),
  fc.record({ kind: fc.constant('diagnosis'), groups: fc.uniqueArray(fc.constantFrom('ra', 'psa', 'gout'), { maxLength: 2 }), codes: fc.uniqueArray(fc.constantFrom('M05.9', 'M06', 'M45', 'E11', 'Z33'), { maxLength: 2 }), open: fc.boolean(), minYears: years, maxYears: years }),
  fc.record({ kind: fc.constant('sign'), sign: fc.constantFrom(...cohortSigns), is: fc.constantFrom('positive', 'negative', 'unknown') }),
  fc.record({
    kind: fc.constant('treatment'), ingredients: fc.uniqueArray(fc.constantFrom(...smallDrugs.map(({ key }) => key)), { maxLength: 2 }), classes: fc.uniqueArray(fc.constantFrom('csDMARD', 'bDMARD', 'tsDMARD'), { maxLength: 2 }), when: fc.constantFrom(...treatmentTimes),
    minMonths: maybe(months), maxMonths: maybe(months), minLine: maybe(fc.integer({ min: 1, max: 3 })), stopReasons: fc.uniqueArray(fc.constantFrom(...stopReasons), { maxLength: 4 }),
  }),
  fc.record({ kind: fc.constant('adverseEvent'), minGrade: fc.integer({ min: 1, max: 5 }), withinMonths: maybe(months) }),
  fc.record({ kind: fc.constant('coverageEnds'), withinDays: fc.integer({ min: 0, max: 120 }) }),
  fc.record({ kind: fc.constant('scoreCategory'), instrument, categories: some('remission', 'low', 'moderate', 'high'), withinMonths: maybe(months) }),
  fc.record({ kind: fc.constant('scoreValue'), instrument, min: tenths, max: tenths, withinMonths: maybe(months) }),
  fc.record({ kind: fc.constant('scoreDone'), instrument, done: fc.boolean(), withinMonths: maybe(months) }),
  fc.record({ kind: fc.constant('scoreTrend'), instrument, direction: fc.constantFrom('rose', 'fell'), by: fc.integer({ min: 0, max: 40 }).map((value) => value / 10) }),
  fc.record({ kind: fc.constant('labsLate'), late: fc.boolean() }),
  fc.record({ kind: fc.constant('labValue'), test: fc.constantFrom('crp', 'wbc'), min: maybe(fc.integer({ min: 0, max: 50 })), max: maybe(fc.integer({ min: 5, max: 60 })), withinMonths: maybe(months) }),
  fc.record({ kind: fc.constant('visit'), ask: fc.constantFrom('seen', 'not-seen'), withinMonths: months }),
  fc.record({ kind: fc.constant('booked'), booked: fc.boolean() }),
  fc.record({ kind: fc.constant('responsible'), practitionerIds: fc.constantFrom([], [stranger]) }),
  fc.record({ kind: fc.constant('waiting'), classes: fc.uniqueArray(fc.constantFrom(...urgencies), { maxLength: 3 }), overdue: fc.boolean() }),
);

/** A definition as the contract reads it. */
export const definitions: fc.Arbitrary<CohortDefinition> = fc
  .record({
    version: fc.constant(1), life: fc.constantFrom('living', 'everybody', 'deceased'),
    groups: fc.array(fc.record({ match: fc.constantFrom('all', 'any', 'none'), conditions: fc.array(condition, { minLength: 1, maxLength: 3 }) }), { maxLength: 3 }),
  })
  .map((drawn) => cohortDefinition.parse(drawn));
