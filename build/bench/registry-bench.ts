import type Database from 'better-sqlite3';
import { noFilters, type RegistryFilters, type RegistrySort } from '#contract/registry.ts';
import { reachOf } from '../../main/access/record-reach.ts';
import { listEntries, readEntries } from '../../main/patients/registry/registry-list-repository.ts';
import { readSummaries } from '../../main/patients/registry-repository.ts';
import type { ReadExecutor } from '../../main/platform/database/schema.ts';
import type { BenchClinic } from './bench-clinic.ts';
import type { Measurement } from './bench-report.ts';
import { floorOf } from './floor.ts';
import { race } from './measure.ts';

const limit = 50;
const rounds = 200;
const reference = 'floor: the statements alone';
/** The civil date of the people of the bench. */
const today = '2026-11-16';
const byName: RegistrySort = { by: 'name', direction: 'ascending' };

interface Page {
  readonly job: string;
  readonly filters: RegistryFilters;
  readonly sort: RegistrySort;
}

const narrowed: RegistryFilters = { ...noFilters, region: ['06'], sex: ['F'], mobility: ['wheelchair', 'homebound'] };

const pages: readonly Page[] = [
  { job: 'Registry, first page by name', filters: noFilters, sort: byName },
  { job: 'Registry, first page narrowed by three filters', filters: narrowed, sort: byName },
  { job: 'Registry, first page by birth date, narrowed', filters: { ...noFilters, region: ['06'], sex: ['F'] }, sort: { by: 'birthDate', direction: 'descending' } },
];

/** Opening the registry, narrowing it, ordering it otherwise: each first page beside its own statements bare. */
export async function benchRegistry(clinic: BenchClinic, size: number): Promise<readonly Measurement[]> {
  const { db } = clinic.store.database;
  const reach = reachOf(clinic.caller, 'patient.read', clinic.ports.clock.now());
  const prepared = new Map<string, Database.Statement>();
  const measurements: Measurement[] = [];
  for (const { job, filters, sort } of pages) {
    const list = async (reader: ReadExecutor): Promise<unknown> => {
      const found = await listEntries(reader, 'sqlite', { query: null, filters, today, reach }, sort, { after: null, limit: limit + 1 });
      const ids = found.slice(0, limit).map(({ patientId }) => patientId);
      return [await readEntries(reader, ids), await readSummaries(reader, reach, ids)];
    };
    const floor = await floorOf(clinic.bare, db, list, prepared);
    const timings = await race(
      [
        { name: reference, run: floor },
        { name: 'Relais, repository', run: () => clinic.store.unitOfWork.read(list) },
        { name: 'Relais, whole operation', run: () => clinic.services.registry.list(clinic.caller, { text: '', filters, sort, after: null, limit }) },
      ],
      rounds,
    );
    measurements.push({ job, size, reference, timings });
  }
  return measurements;
}
