import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ImportReport, RejectionCode } from '#contract/imports.ts';
import type { AuditLog } from '../audit/audit-log.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';
import type { UnitOfWork } from '../platform/database/unit-of-work.ts';
import type { Ports } from '../ports.ts';
import type { TriageContentReader } from '../referrals/active-triage-content.ts';
import { BatchPapers } from './batch-papers.ts';
import { papersOf } from './fhir/request-papers.ts';
import { RequestTasks, withTasks } from './fhir/request-tasks.ts';
import { BundleIndex, readBundle } from './fhir/bundle-reading.ts';
import type { RawResource } from './fhir/raw-resource.ts';
import { chunksOfLines, isLines, lightIndex, linePasses } from './fhir/line-reading.ts';
import type { MappedClinical } from './fhir/mapped-resource.ts';
import {
  type ImportMark,
  patientBySource,
  patientsByIdentifier,
  practitionerBySource,
  practitionersByIdentifier,
  writePatient,
  writePractitioner,
  type Written,
} from './imported-people-repository.ts';
import type { ImportSource } from './import-source.ts';
import { both } from './claimed-rows.ts';
import { presentAlready } from './conditional-create.ts';
import { type ClinicalRow, writeClinicalRows } from './imported-rows-repository.ts';
import { endAbandonedBatches, endBatch, insertBatch } from './import-repository.ts';
import { ReportBuilder } from './import-report.ts';
import { ImportedPeople, type PeopleOnFile } from './reference-resolution.ts';
import { lightened, type RequestItem, writeRequests } from './request-import.ts';
import { type ClinicalItem, type PersonItem, type SortedResources, sortResources } from './resource-sorting.ts';
import { clinicalKey, digest, personKey } from './source-key.ts';
import { type DetailItem, writeDetails } from './treatment-detail-import.ts';
import { chunksOf, writableGroups } from './transaction-chunks.ts';

/** Where an import is: bytes dealt with and to deal with, the file at work and which of how many it is, resources so far. */
export interface ImportStep {
  readonly done: number;
  readonly total: number;
  readonly source: string;
  readonly file: number;
  readonly files: number;
  readonly resources: number;
}

export interface ImportRequest {
  readonly importId: string;
  readonly userId: string;
  readonly sources: readonly ImportSource[];
  readonly onProgress: (step: ImportStep) => void;
  /** Asked between transactions. */
  readonly shouldStop: () => boolean;
}

interface Dependencies {
  readonly unitOfWork: UnitOfWork;
  readonly audit: AuditLog;
  readonly ports: Ports;
  readonly triageContent: TriageContentReader;
  /** The clinic's time zone. */
  readonly zone: string;
  /** Papers are sealed under keys of their own, those under this one. */
  readonly dataKey: Uint8Array;
}

/**
 * Imports files one after the other: people first, then what is about them, in transactions of at most 200 rows. The
 * batch is on record from before its first row; whatever stops it, what was taken stays and is reported.
 */
export async function importBatch({ unitOfWork, audit, ports, triageContent, zone, dataKey }: Dependencies, request: ImportRequest): Promise<ImportReport> {
  const { importId, userId, sources } = request;
  const now = ports.clock.now();
  const record = (db: WriteExecutor, action: string, detail: Readonly<Record<string, number>>) =>
    audit.record(db, { userId, action, entity: 'import_batch', entityId: importId, detail });
  await unitOfWork.write(async (db) => {
    if (unitOfWork.engine === 'sqlite') await endAbandonedBatches(db, now);
    await insertBatch(db, { id: importId, startedAt: now, userId, files: sources.map((source) => source.name) });
    await record(db, 'import.started', { files: sources.length });
  });

  const run = new BatchRun(unitOfWork, { importId, userId, now, newId: ports.newId }, request, { triageContent, zone, dataKey });
  let state: 'done' | 'cancelled' | 'failed' = 'failed';
  try {
    state = (await run.all()) ? 'done' : 'cancelled';
    return run.report.build(importId, state === 'cancelled');
  } finally {
    const report = run.report.build(importId, state !== 'done');
    const finishedAt = ports.clock.now();
    const ended = state;
    await unitOfWork.write(async (db) => {
      await endBatch(db, importId, { finishedAt, state: ended, report });
      await record(db, `import.${ended}`, run.report.totals);
    });
  }
}

type ClinicFacts = Pick<Dependencies, 'triageContent' | 'zone' | 'dataKey'>;

/** One import at work. */
class BatchRun {
  readonly report = new ReportBuilder();
  readonly #unitOfWork: UnitOfWork;
  readonly #mark: ImportMark;
  readonly #request: ImportRequest;
  readonly #people = new ImportedPeople();
  /** Rows that point at somebody not met yet; tried again when all files are read. */
  readonly #later: ClinicalItem[] = [];
  readonly #laterRequests: RequestItem[] = [];
  readonly #laterDetails: DetailItem[] = [];
  readonly #clinic: ClinicFacts;
  readonly #papers: BatchPapers;
  readonly #tasks = new RequestTasks();
  /** Rows recognised in the present file. */
  #claimed = new Set<string>();
  #file = 0;
  #bytesBefore = 0;

  constructor(unitOfWork: UnitOfWork, mark: ImportMark, request: ImportRequest, clinic: ClinicFacts) {
    this.#unitOfWork = unitOfWork;
    this.#mark = mark;
    this.#request = request;
    this.#clinic = clinic;
    this.#papers = new BatchPapers({ unitOfWork, mark, dataKey: clinic.dataKey, report: this.report, mustStop: () => this.#mustStop() });
  }

  /** @returns false when it was asked to stop */
  async all(): Promise<boolean> {
    // Files named for people come first: what is about somebody met already need not wait in memory. Then those that say how far
    // the work on requests is.
    const turn = ({ name }: ImportSource): number => (/^(patient|practitioner)/i.test(name) ? 0 : /^task/i.test(name) ? 1 : 2);
    for (const source of this.#request.sources.toSorted((one, other) => turn(one) - turn(other))) {
      this.#file += 1;
      this.#tell(source.name, 0);
      if (!(await this.#oneFile(source))) return false;
      this.#bytesBefore += source.bytes;
      this.#tell(source.name, 0);
    }
    this.#claimed = new Set();
    const nothing = (): void => undefined;
    if (!((await this.#writeClinical(this.#later, null, nothing)) && (await this.#writeDetails(this.#laterDetails, null, nothing)) && (await this.#writeRequests(this.#laterRequests, null, nothing)))) return false;
    for (let task = 0; task < this.#tasks.unheard; task += 1) this.report.count('notKept', 'Task');
    return this.#papers.rest();
  }

  async #oneFile(source: ImportSource): Promise<boolean> {
    if (await this.#mustStop()) return false;
    const bytes = await source.read();
    this.report.addFile(source);
    this.#claimed = new Set();
    const finished = isLines(bytes, source.name) ? await this.#lines(bytes, source) : await this.#document(bytes, source);
    this.#people.endFile();
    return finished;
  }

  /** A file with a resource a line, in three passes over its bytes: however long, some of it is in memory at a time. */
  async #lines(bytes: Uint8Array, source: ImportSource): Promise<boolean> {
    const { index, light } = lightIndex(bytes, (task) => this.#tasks.add(task));
    for (const [pass, wants] of linePasses.entries()) {
      for (const { resources, rejected, until } of chunksOfLines(bytes, wants, { rejects: pass === 0 })) {
        if (await this.#mustStop()) return false;
        for (const { place, code } of rejected) this.report.reject(source.name, place, code);
        const others = this.#papers.fromLines(resources, source).filter((raw) => !this.#tasks.isOne(raw));
        const { people, clinical, details, requests } = this.#sorted(others.map((raw) => (raw.type === 'ServiceRequest' ? this.#tasks.laidOn(raw) : raw)), index, source.name, light);
        const nothing = (): void => undefined;
        if (!((await this.#writePeople(people, source.name, nothing)) && (await this.#writeClinical(clinical, index, nothing)) && (await this.#writeDetails(details, index, nothing)) && (await this.#writeRequests(requests, index, nothing)))) return false;
        this.#tell(source.name, ((pass + until / Math.max(bytes.length, 1)) / linePasses.length) * source.bytes);
      }
    }
    return true;
  }

  async #document(bytes: Uint8Array, source: ImportSource): Promise<boolean> {
    const content = readBundle(bytes);
    for (const { place, code } of content.rejected) this.report.reject(source.name, place, code);
    const index = new BundleIndex(content.resources);
    const papers = papersOf(content.resources, index);
    const worked = withTasks(content.resources, index);
    for (const { place, code } of papers.refused) this.report.reject(source.name, place, code);
    const { people, clinical, details, requests } = this.#sorted(worked.resources.filter((raw) => !papers.used.has(raw) && !worked.used.has(raw)), index, source.name);
    const tell = (part: number): void => this.#tell(source.name, part * source.bytes);
    const all = content.resources.length;
    let dealt = all - people.length - clinical.length - details.length - requests.length;
    const step = (count: number): void => {
      dealt += count;
      tell(dealt / Math.max(all, 1));
    };
    return (await this.#writePeople(people, source.name, step)) && (await this.#writeClinical(clinical, index, step)) && (await this.#writeDetails(details, index, step)) && (await this.#writeRequests(requests, index, step)) && (await this.#papers.ofDocument(papers.papers, source.name, (paper) => this.#laterRequests.some((one) => one.source === source.name && one.raw.place === paper.place)));
  }

  /** Sorts resources and reports those that go no further. @param light the resource the index knows people by */
  #sorted(resources: readonly RawResource[], index: BundleIndex, source: string, light: (raw: RawResource) => RawResource = (raw) => raw): Pick<SortedResources, 'people' | 'clinical' | 'details' | 'requests'> {
    const { refused, notKept, people, ...rest } = sortResources(resources, index, source, this.#mark.now.slice(0, 10));
    for (const { raw, place, code } of refused) this.#rejectPerson(light(raw), source, place, code);
    for (const type of notKept) this.report.count('notKept', type);
    return { people: people.map((one) => ({ ...one, raw: light(one.raw) })), ...rest };
  }

  #rejectPerson(raw: RawResource, source: string, place: string, code: RejectionCode): void {
    this.report.reject(source, place, code);
    if (raw.type === 'Patient' || raw.type === 'Practitioner') this.#people.add(raw, 'rejected');
  }

  async #writePeople(people: readonly PersonItem[], source: string, step: (count: number) => void): Promise<boolean> {
    for (const chunk of chunksOf(people, ({ mapped }) => 2 + mapped.identifiers.length)) {
      if (await this.#mustStop()) return false;
      const written = await this.#unitOfWork.write(async (db) => {
        const outcomes: Written[] = [];
        for (const { raw, mapped } of chunk) {
          const key = personKey(raw, mapped.content, mapped.identifiers);
          const present = await presentAlready(db, raw, mapped);
          if (present) outcomes.push(present);
          else outcomes.push(mapped.table === 'patient' ? await writePatient(db, mapped, key, this.#mark) : await writePractitioner(db, mapped, key, this.#mark));
        }
        return outcomes;
      });
      // Counted after the commit: a transaction may be run more than once.
      for (const [position, outcome] of written.entries()) {
        const raw = chunk[position]?.raw;
        if (!raw) continue;
        if ('code' in outcome) {
          this.#rejectPerson(raw, source, raw.place, outcome.code);
          continue;
        }
        this.report.count(outcome.fate, raw.type);
        this.report.keep((outcome.kept ?? []).map(({ field, byName }) => ({ source, row: raw.place, patientId: outcome.id, field, byName })));
        this.#people.add(raw, { id: outcome.id });
      }
      step(chunk.length);
    }
    return true;
  }

  /** @param index the file of these rows; null for those left until all files were read */
  async #writeClinical(rows: readonly ClinicalItem[], index: BundleIndex | null, step: (count: number) => void): Promise<boolean> {
    for (const chunk of chunksOf(rows, ({ mapped }) => 1 + (mapped.table === 'observation' ? mapped.components.length : 0))) {
      if (await this.#mustStop()) return false;
      const ready = await this.#resolve(chunk, index);
      const { outcomes, claimed } = await this.#unitOfWork.write(async (db) => {
        const recognised = new Set<string>();
        const known = both(this.#claimed, recognised);
        const written: { type: string; fate: 'created' | 'updated' | 'unchanged' }[] = [];
        for (const group of writableGroups(ready)) {
          const table = group[0]?.row.mapped.table;
          if (table === undefined) continue;
          const results = await writeClinicalRows(db, table, group.map(({ row }) => row), known, this.#mark);
          for (const [position, { fate, id }] of results.entries()) {
            recognised.add(id);
            written.push({ type: group[position]?.raw.type ?? '', fate });
          }
        }
        return { outcomes: written, claimed: recognised };
      });
      for (const id of claimed) this.#claimed.add(id);
      for (const { type, fate } of outcomes) this.report.count(fate, type);
      step(chunk.length);
    }
    return true;
  }

  /** Finds whom rows are about; those it cannot are rejected, or put off while files are still to come. */
  async #resolve(chunk: readonly ClinicalItem[], index: BundleIndex | null): Promise<readonly { raw: RawResource; row: ClinicalRow }[]> {
    return this.#unitOfWork.read(async (db) => {
      const onFile = peopleOnFile(db);
      const ready: { raw: RawResource; row: ClinicalRow }[] = [];
      for (const one of chunk) {
        const { raw, mapped, source } = one;
        const subject = one.patientId === undefined ? await this.#people.resolve('Patient', mapped.subject, raw.fullUrl, index, onFile) : { id: one.patientId };
        if (subject !== 'later' && 'code' in subject) {
          this.report.reject(source, raw.place, subject.code);
          continue;
        }
        const requester = await this.#requesterOf(one, index, onFile);
        if (index !== null && (subject === 'later' || requester === 'later')) {
          this.#later.push({
            source, mapped,
            // The rest of the resource is let go with its file.
            raw: { ...raw, resource: {} },
            ...(subject === 'later' ? {} : { patientId: subject.id }),
            ...(requester === 'later' ? {} : { practitionerId: requester.id }),
          });
        } else if (subject === 'later') {
          this.report.reject(source, raw.place, 'PATIENT_UNKNOWN');
        } else {
          ready.push({ raw, row: clinicalRow(raw, mapped, subject.id, requester === 'later' ? null : requester.id) });
        }
      }
      return ready;
    });
  }

  /** Who asked for a medication: a practitioner's row, or null where nobody of ours is named. */
  async #requesterOf({ raw, mapped, practitionerId }: ClinicalItem, index: BundleIndex | null, onFile: PeopleOnFile): Promise<{ readonly id: string | null } | 'later'> {
    if (practitionerId !== undefined) return { id: practitionerId };
    if (mapped.table !== 'medication' || !mapped.requester) return { id: null };
    const found = await this.#people.resolve('Practitioner', mapped.requester, raw.fullUrl, index, onFile);
    if (found === 'later') return mapped.requester.reference === undefined && mapped.requester.identifier === undefined ? { id: null } : 'later';
    return 'id' in found ? found : { id: null };
  }

  /** @param index the file of these; null for those left until all files were read */
  async #writeDetails(items: readonly DetailItem[], index: BundleIndex | null, step: (count: number) => void): Promise<boolean> {
    const run = { unitOfWork: this.#unitOfWork, mark: this.#mark, userId: this.#request.userId, people: this.#people, onFile: peopleOnFile };
    for (const chunk of chunksOf(items, () => 1)) {
      if (await this.#mustStop()) return false;
      const outcomes = await writeDetails(run, chunk, index);
      for (const [position, outcome] of outcomes.entries()) {
        const item = chunk[position];
        if (!item) continue;
        if (outcome === 'later') this.#laterDetails.push({ ...item, raw: { ...item.raw, resource: {} } });
        else if ('code' in outcome) this.report.reject(item.source, item.raw.place, outcome.code);
        else this.report.count(outcome.fate, item.raw.type);
      }
      step(chunk.length);
    }
    return true;
  }

  /** @param index the file of these rows; null for those left until all files were read */
  async #writeRequests(items: readonly RequestItem[], index: BundleIndex | null, step: (count: number) => void): Promise<boolean> {
    const { triageContent, zone } = this.#clinic;
    const run = { unitOfWork: this.#unitOfWork, mark: this.#mark, userId: this.#request.userId, triageContent, zone, people: this.#people, onFile: peopleOnFile };
    for (const chunk of chunksOf(items, () => 1)) {
      if (await this.#mustStop()) return false;
      const { outcomes, claimed } = await writeRequests(run, chunk, index, this.#claimed);
      for (const id of claimed) this.#claimed.add(id);
      for (const [position, outcome] of outcomes.entries()) {
        const item = chunk[position];
        if (!item) continue;
        if (outcome === 'later') this.#laterRequests.push(lightened(item));
        else if ('code' in outcome) this.report.reject(item.source, item.raw.place, outcome.code);
        else {
          this.report.count(outcome.fate, item.raw.type);
          if (item.mapped.table === 'referral') this.#papers.wrote(item.source, item.raw, outcome.id);
        }
      }
      step(chunk.length);
    }
    return true;
  }

  /** Between transactions: lets messages in, then asks. */
  async #mustStop(): Promise<boolean> {
    await nextTurn();
    return this.#request.shouldStop();
  }

  #tell(source: string, bytesOfFile: number): void {
    const { sources } = this.#request;
    this.#request.onProgress({
      done: Math.round(this.#bytesBefore + bytesOfFile),
      total: sources.reduce((sum, one) => sum + one.bytes, 0),
      source,
      file: this.#file,
      files: sources.length,
      resources: this.report.resources,
    });
  }
}

/** Where people on file are looked up while a chunk is dealt with. */
function peopleOnFile(db: ReadExecutor): PeopleOnFile {
  return {
    bySource: (type, key) => (type === 'Patient' ? patientBySource(db, key) : practitionerBySource(db, key)),
    byIdentifier: (type, system, value) => (type === 'Patient' ? patientsByIdentifier(db, system, value) : practitionersByIdentifier(db, system, value)),
  };
}

function clinicalRow(raw: RawResource, mapped: MappedClinical, patientId: string, practitionerId: string | null): ClinicalRow {
  const hash = digest([patientId, practitionerId, mapped.content, mapped.table === 'observation' ? mapped.components : []]);
  return { mapped, patientId, practitionerId, hash, key: clinicalKey(raw, patientId, hash) };
}
