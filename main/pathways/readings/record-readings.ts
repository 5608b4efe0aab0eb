import type { FactReading, PathwayBody } from '#contract/pathways.ts';
import type { TreatmentLine } from '#contract/treatments.ts';
import type { Bilingual } from '#contract/triage.ts';
import { builtInInstruments } from '../../instruments/instrument-content.ts';
import { score } from '../../instruments/score-rules.ts';
import type { FactsReader } from '../../monitoring/known-results.ts';
import { builtInMonitoring } from '../../monitoring/monitoring-content.ts';
import { written } from '../../monitoring/result-entry.ts';
import type { ReadExecutor } from '../../platform/database/schema.ts';
import { checklistDrugs, type PreventionReader } from '../../prevention/prevention-facts.ts';
import { signedScoresOf } from './reading-repository.ts';
import { checkReading, coverageReading, lastTest, monthsAtTarget, scoreFall, testsUpToDate, treatmentChange } from './reading-rules.ts';

/** What a reader of the record needs of other areas. */
export interface ReadingSources {
  readonly facts: FactsReader;
  readonly prevention: PreventionReader;
  readonly lines: (db: ReadExecutor, patientId: string, on: string) => Promise<readonly TreatmentLine[]>;
  readonly checks: (db: ReadExecutor, patientId: string, on: string) => Promise<readonly { readonly label: Bilingual; readonly dueOn: string }[]>;
}

interface Asked {
  readonly facts: PathwayBody['facts'];
  /** The first day of the phase somebody is in; null before inclusion. */
  readonly since: string | null;
  readonly today: string;
}

const instrumentLabels = new Map(builtInInstruments.map(({ id, body }) => [id, body.label]));
const labelOf = (instrument: string): Bilingual => instrumentLabels.get(instrument) ?? { fr: instrument, en: instrument };
const testLabels = new Map(builtInMonitoring.tests.tests.map(({ code, label }) => [code, label]));
const targeted = new Set(checklistDrugs.map(({ key }) => key));
const eular = builtInInstruments.find(({ id }) => id === 'eular-response');

/** The published response between two DAS28 of one form; nothing for other instruments. */
function eularLine(instrument: string, before: number, now: number): FactReading['lines'][number] | null {
  if (!eular || !instrument.startsWith('das28-')) return null;
  const answer = score(eular, { das28_baseline: before, das28_current: now });
  const words = answer.ok ? answer.result.categoryLabel : null;
  return words && { label: eular.body.label, words, on: null };
}

/** Reads what the record answers to the facts of a pathway, within the reader's own transaction. */
export function createRecordReadings({ facts, prevention, lines, checks }: ReadingSources) {
  return {
    /** By the code of the fact; a fact of which the record says nothing is absent. */
    of: async (db: ReadExecutor, patientId: string, { facts: asked, since, today }: Asked): Promise<ReadonlyMap<string, FactReading>> => {
      const sources = new Set(asked.flatMap(({ reads }) => reads?.from ?? []));
      const scores = sources.has('score-fall') || sources.has('at-target') ? await signedScoresOf(db, patientId) : [];
      const results = sources.has('test') ? (await facts.factsOf(db, patientId)).results : [];
      const taken = sources.has('coverage') || sources.has('treatment-change') || sources.has('check') ? await lines(db, patientId, today) : [];
      const drugs = taken.filter(({ ingredient, isCurrent }) => isCurrent && ingredient !== null && targeted.has(ingredient));
      const list = sources.has('check') ? await prevention.checklistOf(db, patientId, drugs.at(-1)?.ingredient ?? null, today) : [];
      const due = sources.has('tests-up-to-date') ? await checks(db, patientId, today) : [];

      const read = ({ reads, goodForDays }: PathwayBody['facts'][number]): FactReading | null => {
        switch (reads?.from) {
          case 'score-fall':
            return scoreFall(reads, { scores, since, labelOf, judged: eularLine });
          case 'at-target':
            return monthsAtTarget(reads, scores, labelOf);
          case 'test': {
            const label = testLabels.get(reads.test) ?? { fr: reads.test, en: reads.test };
            const values = results.filter(({ test }) => test === reads.test).map(({ on, number, comparator, shown }) => {
              const said = { ...shown, comparator };
              return { on, number, isBound: comparator !== null, label, words: { fr: written(said, 'fr'), en: written(said, 'en') } };
            });
            return lastTest(values, { today, goodForDays });
          }
          case 'coverage':
            return coverageReading(drugs.flatMap(({ text, coverage }) => (coverage ? [{ drug: text, ...coverage }] : [])).reverse(), today);
          case 'check':
            return checkReading(reads, list);
          case 'treatment-change':
            return treatmentChange(reads, taken.map(({ text, startedOn, endedOn }) => ({ drug: text, startedOn, endedOn })), today);
          case 'tests-up-to-date':
            return testsUpToDate(due, today);
          case undefined:
            return null;
        }
      };
      return new Map(asked.flatMap((fact) => {
        const reading = read(fact);
        return reading ? [[fact.code, reading] as const] : [];
      }));
    },
  };
}

export type RecordReadings = ReturnType<typeof createRecordReadings>;
