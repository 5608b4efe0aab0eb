import type { CheckItem, Vaccination, VaccineProposal } from '#contract/prevention.ts';
import { civilDate } from '../appointments/wall-time.ts';
import { builtInMonitoring } from '../monitoring/monitoring-content.ts';
import type { FactsReader } from '../monitoring/known-results.ts';
import { written } from '../monitoring/result-entry.ts';
import type { ReadExecutor } from '../platform/database/schema.ts';
import type { TreatmentReader } from '../treatments/active-treatments.ts';
import { builtInDrugs } from '../treatments/treatment-content.ts';
import { personFactsOf, statementsOf } from './checklist-repository.ts';
import { type CheckedResult, checklistOf } from './checklist-rules.ts';
import { ageOn, shifted } from './date-rules.ts';
import { builtInChecklist, builtInVaccines, sourceOf } from './prevention-content.ts';
import { knownVaccination, vaccinationOf } from './vaccination-lines.ts';
import { birthDateOf, vaccinationsOf } from './vaccination-repository.ts';
import { type LiveFinding, liveFinding, type TakenDrug, vaccineProposals } from './vaccination-rules.ts';

const drugLabels = new Map(builtInDrugs.body.ingredients.map(({ key, label }) => [key, label]));
const tests = new Map(builtInMonitoring.tests.tests.map((test) => [test.code, { label: test.label, usualUpper: test.kind === 'number' ? (test.usualUpper ?? null) : null }]));

/** Biologic and targeted drugs the checklist is for, as one chooses them. */
export const checklistDrugs = builtInDrugs.body.ingredients.filter(({ key, drugClass }) => builtInChecklist.body.classes.includes(drugClass) && !builtInChecklist.body.except.includes(key)).map(({ key, label }) => ({ key, label }));

/** Reads of a person what the rules of prevention look at, within the reader's own transaction. `zone` is the clinic's. */
export function createPreventionReader(treatments: TreatmentReader, facts: FactsReader, zone: string) {
  const civil = (at: string): string => (at.length === 24 ? civilDate(at, zone) : at.slice(0, 10));

  const drugsOn = async (db: ReadExecutor, patientId: string, on: string): Promise<readonly TakenDrug[]> =>
    (await treatments.activeTreatmentsOf(db, patientId, on)).map(({ ingredient, drugClass, startedOn }) => ({ key: ingredient, drugClass, startedOn, label: drugLabels.get(ingredient) ?? { fr: ingredient, en: ingredient } }));
  const liveOn = async (db: ReadExecutor, patientId: string, day: string): Promise<LiveFinding | null> =>
    liveFinding(builtInVaccines.body, day, await drugsOn(db, patientId, day), await drugsOn(db, patientId, shifted(day, { weeks: builtInVaccines.body.live.weeksBefore })));
  const linesOf = async (db: ReadExecutor, patientId: string): Promise<readonly Vaccination[]> => (await vaccinationsOf(db, patientId)).map((row) => vaccinationOf(row, civil));

  const resultsOf = async (db: ReadExecutor, patientId: string): Promise<readonly CheckedResult[]> =>
    (await facts.factsOf(db, patientId)).results.map(({ test, on, number, upper, finding, comparator, shown }) => {
      const said = { ...shown, comparator };
      return { test, on, number, upper, finding, words: { fr: written(said, 'fr'), en: written(said, 'en') } };
    });

  const proposalsOf = async (db: ReadExecutor, patientId: string, on: string, starting: boolean): Promise<readonly VaccineProposal[]> => {
    const antiHbs = (await facts.factsOf(db, patientId)).results.filter((one) => one.test === 'anti-hbs' && one.on <= on).sort((one, other) => (one.on < other.on ? -1 : 1)).at(-1);
    const known = (await linesOf(db, patientId)).map(knownVaccination);
    return vaccineProposals(
      builtInVaccines.body,
      { today: on, birthDate: await birthDateOf(db, patientId), drugs: await drugsOn(db, patientId, on), starting, vaccinations: known, findings: { 'anti-hbs': antiHbs?.finding ?? null } },
      sourceOf,
    );
  };

  return {
    civil, drugsOn, liveOn, linesOf, proposalsOf,

    /** The checklist before a drug (null: what all of them ask for) begun on a day. */
    checklistOf: async (db: ReadExecutor, patientId: string, drug: string | null, on: string): Promise<readonly CheckItem[]> => {
      const { birthDate, sex, problems } = await personFactsOf(db, patientId);
      const live = (await linesOf(db, patientId)).flatMap(({ live: isLive, status, givenOn, text }) => (isLive === true && status === 'completed' && givenOn?.length === 10 ? [{ label: { fr: text, en: text }, on: givenOn }] : []));
      return checklistOf(builtInChecklist.body, {
        drug, on, sex, age: ageOn(birthDate, on), results: await resultsOf(db, patientId), problems, statements: await statementsOf(db, patientId), proposals: await proposalsOf(db, patientId, on, true), liveVaccines: live,
        coverage: drug === null ? null : await treatments.coverageOf(db, patientId, drug, on), tests, sourceOf,
      });
    },
  };
}

export type PreventionReader = ReturnType<typeof createPreventionReader>;
