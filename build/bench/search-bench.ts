import type Database from 'better-sqlite3';
import { reachOf } from '../../main/access/record-reach.ts';
import { createPatientSearch } from '../../main/patients/patient-search/patient-search-repository.ts';
import { parseSearch } from '../../main/patients/patient-search/search-query-rules.ts';
import { readSummaries } from '../../main/patients/registry-repository.ts';
import type { ReadExecutor } from '../../main/platform/database/schema.ts';
import type { BenchClinic } from './bench-clinic.ts';
import type { Measurement } from './bench-report.ts';
import { type Floor, floorOf } from './floor.ts';
import { type Contestant, race } from './measure.ts';
import type { Peer } from './peers.ts';
import { typedSearches } from './population.ts';

const limit = 20;
const rounds = 300;
/** A peer that takes this long is asked less often. */
const slowPeers: Readonly<Record<string, number>> = { 'fuse.js': 10, 'PouchDB-find': 30 };

/** Finding somebody as one types: the repository beside the same statements bare, the whole operation, and the peers. */
export async function benchSearch(clinic: BenchClinic, size: number, peers: readonly Peer[]): Promise<readonly Measurement[]> {
  const search = createPatientSearch('sqlite');
  const reach = reachOf(clinic.caller, 'patient.read', clinic.ports.clock.now());
  const find = async (db: ReadExecutor, text: string): Promise<unknown> => {
    const query = parseSearch(text);
    if (!query) return [];
    const hits = await search.find(db, query, { after: null, limit: limit + 1 });
    return readSummaries(db, reach, hits.slice(0, limit).map(({ patientId }) => patientId));
  };
  const { db } = clinic.store.database;
  const prepared = new Map<string, Database.Statement>();
  const typed = typedSearches(clinic.sample);
  const measurements: Measurement[] = [];
  for (const [job, texts] of [['Search, beginning of a name', typed.prefix], ['Search, two words', typed.words], ['Search, insurance number', typed.numbers], ['Search, a slip in the name', typed.slips]] as const) {
    const textOf = (round: number): string => texts[round % texts.length] ?? '';
    const floors = new Map<string, Floor>();
    for (const text of new Set(texts.slice(0, rounds + 40))) floors.set(text, await floorOf(clinic.bare, db, (watched) => find(watched, text), prepared));
    const contestants: readonly Contestant[] = [
      { name: 'floor: the statements alone', run: (round) => floors.get(textOf(round))?.() },
      { name: 'Relais, repository', run: (round) => clinic.store.unitOfWork.read((reader) => find(reader, textOf(round))) },
      { name: 'Relais, whole operation', run: (round) => clinic.services.patients.search(clinic.caller, { text: textOf(round), limit }) },
      ...peers.map(({ name, search: ask }) => ({ name, run: (round: number) => ask(textOf(round)), ...(slowPeers[name] ? { rounds: slowPeers[name] } : {}) })),
    ];
    // Each connection has read its pages once: the floor's too.
    for (const text of floors.keys()) {
      floors.get(text)?.();
      await clinic.store.unitOfWork.read((reader) => find(reader, text));
    }
    measurements.push({ job, size, reference: 'floor: the statements alone', timings: await race(contestants, rounds) });
  }
  return measurements;
}
