import { builtInMonitoring } from '../monitoring/monitoring-content.ts';
import type { FactsReader } from '../monitoring/known-results.ts';
import type { ReadExecutor } from '../platform/database/schema.ts';
import { assessmentsSince, entriesSince, visitsSince } from './plan-facts-repository.ts';
import type { KnownResults } from './recognition-rules.ts';

/** What is known of a person that may be a step of a plan. */

const testLabels = new Map(builtInMonitoring.tests.tests.map(({ code, label }) => [code, label]));

/** What a test is called; its code where the rules know it no more. */
export const testLabel = (code: string) => testLabels.get(code) ?? { fr: code, en: code };

/** Reads it in the reader's own transaction, from a day on; visits whenever they were. `zone` is the clinic's. */
export function createPersonFacts(facts: FactsReader, zone: string) {
  return {
    since: async (db: ReadExecutor, patientId: string, since: string) => {
      const read = (await facts.factsOf(db, patientId)).results.filter(({ on }) => on >= since);
      const results: KnownResults[] = [...Map.groupBy(read, ({ on }) => on)].flatMap(([on, ofDay]) => {
        const id = ofDay.map((one) => one.id).sort()[0];
        return id === undefined ? [] : [{ id, on, tests: [...new Set(ofDay.map(({ test }) => test))] }];
      });
      return { visits: await visitsSince(db, patientId, ''), assessments: await assessmentsSince(db, patientId, since), results, entries: await entriesSince(db, patientId, since, zone) };
    },
  };
}

export type PersonFacts = ReturnType<typeof createPersonFacts>;
