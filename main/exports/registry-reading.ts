import type { RegistryRow } from '#contract/patients.ts';
import { civilDate } from '../appointments/wall-time.ts';
import type { ReadExecutor } from '../platform/database/schema.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import type { CurrentLine } from '../treatments/active-treatment-rules.ts';
import type { Caller } from '../users/caller.ts';
import type { RegistryFacts } from './registry-table.ts';

/** What the areas answer of some people (at most 200 at once), each within what the caller may read. */
export interface RegistryAreas {
  readonly rows: (caller: Caller, ids: readonly string[]) => Promise<readonly RegistryRow[]>;
  readonly mainProblems: (caller: Caller, ids: readonly string[]) => Promise<ReadonlyMap<string, NonNullable<RegistryFacts['diagnosis']>>>;
  readonly latestOf: (caller: Caller, ids: readonly string[]) => Promise<{ readonly activity: ReadonlyMap<string, NonNullable<RegistryFacts['activity']>>; readonly responsible: ReadonlyMap<string, string> }>;
  readonly currentLinesOfMany: (db: ReadExecutor, ids: readonly string[], on: string) => Promise<ReadonlyMap<string, readonly CurrentLine[]>>;
}

/** Facts of people whose identity leaves, page by page. */
export type ReadRegistryFacts = (ids: readonly string[]) => Promise<ReadonlyMap<string, RegistryFacts>>;

/** Reads for a caller, on the clinic's day. What they may not read is not read. */
export function createRegistryReading({ unitOfWork, clinic, ports }: ServiceDependencies, areas: RegistryAreas) {
  return (caller: Caller): ReadRegistryFacts =>
    async (ids) => {
      const readsClinical = caller.grants['patient.clinical.read'] === 'clinic';
      const today = civilDate(ports.clock.now(), clinic.timeZone);
      const rows = new Map((await areas.rows(caller, ids)).map((row) => [row.id, row]));
      const problems = readsClinical ? await areas.mainProblems(caller, ids) : null;
      const { activity, responsible } = await areas.latestOf(caller, ids);
      const lines = readsClinical ? await unitOfWork.read((db) => areas.currentLinesOfMany(db, ids, today)) : null;
      return new Map(ids.map((id) => [id, {
        diagnosis: problems?.get(id) ?? null, treatments: lines?.get(id) ?? [], activity: readsClinical ? (activity.get(id) ?? null) : null,
        lastVisitOn: rows.get(id)?.lastVisitOn ?? null, nextVisitAt: rows.get(id)?.nextVisitAt ?? null, responsible: responsible.get(id) ?? null,
      }]));
    };
}
