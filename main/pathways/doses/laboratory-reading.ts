import { dateOf } from '../../monitoring/lab-reading-rules.ts';
import { keptResultsOf } from '../../monitoring/monitoring-facts-repository.ts';
import type { ReadExecutor } from '../../platform/database/schema.ts';
import type { DoseReading } from './dose-reading.ts';
import { unitReading } from './laboratory-units.ts';
import { laboratoryFact, type ProposedValue, proposedValue } from './laboratory-rules.ts';

/** What the results of a record propose for the checklist of a dose, by fact. Bounds ("< 5") are not numbers and propose nothing. */
export async function proposalsFor(db: ReadExecutor, { content, checklist, dose }: Pick<DoseReading, 'content' | 'checklist' | 'dose'>, { today, zone }: { readonly today: string; readonly zone: string }): Promise<ReadonlyMap<string, ProposedValue>> {
  const asked = new Set(checklist?.items.flatMap(({ facts }) => facts));
  const facts = content.body.facts.flatMap((fact) => (asked.has(fact.code) ? (laboratoryFact(fact) ?? []) : []));
  if (facts.length === 0) return new Map();
  const kept = (await keptResultsOf(db, [dose.patientId], [...new Set(facts.flatMap(({ laboratory }) => laboratory.loinc))])).get(dose.patientId) ?? [];
  const results = kept.map((result) => ({ ...result, on: dateOf(result.at, zone) }));
  return new Map(
    facts.flatMap((fact) => {
      const proposed = proposedValue(fact, results, { today, reading: (result, ucum) => unitReading(ucum, result) });
      return proposed ? [[fact.code, proposed] as const] : [];
    }),
  );
}
