import { builtInMonitoring } from './monitoring-content.ts';
import type { ReadExecutor } from '../platform/database/schema.ts';
import { type LabResult, readResults } from './lab-reading-rules.ts';
import { keptResultsOf, personOf, problemCodesOf } from './monitoring-facts-repository.ts';

/** What is known of a person that the rules of other areas look at. */
export interface KnownFacts {
  /** Values of tests the rules know, as they were read. */
  readonly results: readonly LabResult[];
  readonly problems: readonly { readonly system: string | null; readonly code: string }[];
}

/** Reads results and problems for the rules of other areas; within the reader's own transaction. `zone` is the clinic's. */
export function createFactsReader(zone: string) {
  return {
    factsOf: async (db: ReadExecutor, patientId: string): Promise<KnownFacts> => {
      const living = await personOf(db, patientId);
      const kept = (await keptResultsOf(db, [living])).get(living) ?? [];
      return { results: readResults(kept, builtInMonitoring.tests, zone).read, problems: (await problemCodesOf(db, [living])).get(living) ?? [] };
    },
  };
}

export type FactsReader = ReturnType<typeof createFactsReader>;
