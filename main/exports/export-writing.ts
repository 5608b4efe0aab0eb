import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ExportFormat } from '#contract/exports.ts';
import type { Language } from '#contract/values.ts';
import type { Reader } from '../access/record-reach.ts';
import type { UnitOfWork } from '../platform/database/unit-of-work.ts';
import type { JobHooks } from '../platform/long-work/job-list.ts';
import { byteOrderMark, csvLine } from './csv-writing.ts';
import { countRowsOf, type ExportedRows, pageSize, professionalsAround, rowsOf, type Whose } from './exported-rows-repository.ts';
import { allergyResource, conditionResource, medicationResource, observationResource } from './fhir/clinical-resources.ts';
import { communicationResource } from './fhir/communication-resource.ts';
import { encounterResource } from './fhir/encounter-resource.ts';
import { immunizationResource } from './fhir/immunization-resource.ts';
import { patientResource, practitionerResource } from './fhir/person-resources.ts';
import { carePlanResource, taskResource } from './fhir/plan-resources.ts';
import { documentResource, requestTaskResource } from './fhir/request-paper-resources.ts';
import { appointmentResource, serviceRequestResource } from './fhir/request-resources.ts';
import { bundleReference, fhirType, hasTable, type Refer, relativeReference, type Resource, type ResourceType, type TableType } from './fhir/resource.ts';
import { adverseEventResource, coverageResource } from './fhir/treatment-detail-resources.ts';
import type { OutgoingFile } from './outgoing-file.ts';
import type { ReadRegistryFacts } from './registry-reading.ts';
import { registryColumns, registryHead, registryLine } from './registry-table.ts';
import { type Cell, tableHead, tableLines } from './table-rows.ts';
import { maximumSheetRows, type Sheet, workbookParts } from './xlsx-writing.ts';

/** Asked to stop: what was written is thrown away. */
export class ExportStoppedError extends Error {}

/** What is written and of whom; `patientIds` null: of everybody. */
export interface ExportOrder {
  /** Whoever exports: a record closed to them does not leave. */
  readonly reach: Reader;
  readonly types: readonly ResourceType[];
  readonly patientIds: readonly string[] | null;
  readonly language: Language;
  readonly zone: string;
  /** Instant the export began, for the bundle. */
  readonly at: string;
  /** What the registry's table tells of people beside their identity; tables have none without it. */
  readonly registryFacts?: ReadRegistryFacts;
  /** The bytes of a paper, opened. */
  readonly readPaper: (attachmentId: string) => AsyncIterable<Uint8Array>;
}

/** One export at work: pages are read as they are written, so that memory holds a page. */
export class ExportRun {
  /** Resources written, by FHIR type. */
  readonly counts: Partial<Record<string, number>> = {};
  readonly #unitOfWork: UnitOfWork;
  readonly #order: ExportOrder;
  readonly #hooks: JobHooks;
  readonly #professionals = new Set<string>();
  #total = 0;
  #done = 0;

  constructor(unitOfWork: UnitOfWork, order: ExportOrder, hooks: JobHooks) {
    this.#unitOfWork = unitOfWork;
    this.#order = order;
    this.#hooks = hooks;
  }

  /** The files of a format: one a type for NDJSON and CSV, one for a bundle; of a workbook its parts. */
  async files(format: ExportFormat): Promise<readonly OutgoingFile[]> {
    const expected = await countRows(this.#unitOfWork, this.#order.reach, this.#order.types, this.#order.patientIds);
    this.#total = Object.values(expected).reduce((sum, count) => sum + count, 0);
    // Of what there is none there is no file.
    const types = this.#order.types.filter((type) => expected[type] !== 0);
    switch (format) {
      case 'fhir-ndjson':
        // One file a FHIR type: the tasks of requests with those of plans.
        return [...Map.groupBy(types, fhirType)].map(([name, kinds]) => ({ name: `${name}.ndjson`, content: encoded(this.#lines(kinds)) }));
      case 'fhir-bundle':
        return [{ name: 'bundle.json', content: encoded(this.#bundle(types)) }];
      case 'csv':
        return types.filter(hasTable).flatMap((type) => [
          { name: `${tableHead(type, this.#order.language).name}.csv`, content: encoded(this.#table(type)) },
          ...(type === 'Patient' ? this.#registry(1).map(({ name, titles, lines }) => ({ name: `${name}.csv`, content: encoded(delimited(titles, lines)) })) : []),
        ]);
      case 'xlsx':
        // The registry after the patients, which an import takes from the first sheet.
        return workbookParts(types.filter(hasTable).flatMap((type) => [...this.#sheets(type, expected[type] ?? 0), ...(type === 'Patient' ? this.#registry(sheetsFor(expected[type] ?? 0)) : [])]), this.#order.language);
    }
  }

  async *#lines(types: readonly ResourceType[]): AsyncGenerator<string> {
    for (const type of types) for await (const resource of this.#resources(type, relativeReference)) yield `${JSON.stringify(resource)}\n`;
  }

  async *#bundle(types: readonly ResourceType[]): AsyncGenerator<string> {
    yield `{"resourceType":"Bundle","type":"collection","timestamp":${JSON.stringify(this.#order.at)}`;
    let first = true;
    for (const type of types) {
      for await (const resource of this.#resources(type, bundleReference)) {
        // An empty list is no FHIR: the element comes with its first entry.
        yield `${first ? ',"entry":[' : ','}\n${JSON.stringify({ fullUrl: `urn:uuid:${resource.id}`, resource })}`;
        first = false;
      }
    }
    yield first ? '}\n' : '\n]}\n';
  }

  #table(type: TableType): AsyncIterable<string> {
    return delimited(tableHead(type, this.#order.language).titles, this.#cells(type));
  }

  /** The table of the registry, one line a person, in so many sheets; none where nobody reads what it tells. */
  #registry(sheets: number): readonly Sheet[] {
    const { registryFacts, types, language } = this.#order;
    if (!registryFacts) return [];
    const columns = registryColumns(types);
    return inSheets(registryHead(columns, language), this.#registryCells(registryFacts, columns), sheets);
  }

  async *#registryCells(registryFacts: ReadRegistryFacts, columns: ReturnType<typeof registryColumns>): AsyncGenerator<readonly Cell[]> {
    for await (const page of this.#pages('Patient')) {
      const facts = await registryFacts(page.map(({ id }) => id));
      for (const row of page) yield registryLine(columns, row, facts.get(row.id), this.#order);
    }
  }

  /** A type's sheets: a second one only where there are more lines than Excel takes in one. */
  #sheets(type: TableType, rows: number): readonly Sheet[] {
    // A result with parts is several lines: as many sheets as there could be, at least one.
    return inSheets(tableHead(type, this.#order.language), this.#cells(type), sheetsFor(type === 'Observation' ? rows * 3 : rows));
  }

  async *#cells(type: TableType): AsyncGenerator<readonly Cell[]> {
    for await (const row of this.#rows(type)) yield* tableLines(type, row, this.#order);
  }

  async *#resources(type: ResourceType, refer: Refer): AsyncGenerator<Resource> {
    if (type === 'DocumentReference') {
      // One paper at a time: their bytes are the largest thing that leaves.
      for await (const row of this.#rows(type)) yield documentResource(row, await whole(this.#order.readPaper(row.id)), refer);
      return;
    }
    for await (const row of this.#rows(type)) yield resourceOf(type, row, refer, this.#order.types);
  }

  async *#rows<T extends ResourceType>(type: T): AsyncGenerator<ExportedRows[T]> {
    for await (const page of this.#pages(type)) {
      this.#count(type, page.length);
      yield* page;
      this.#done += page.length;
      this.#hooks.onProgress({ done: this.#done, total: Math.max(this.#done, this.#total) });
    }
  }

  async *#pages<T extends ResourceType>(type: T): AsyncGenerator<readonly ExportedRows[T][]> {
    this.#count(type, 0);
    for (const whose of this.#groups(type)) {
      let after = '';
      for (;;) {
        await nextTurn();
        if (this.#hooks.shouldStop()) throw new ExportStoppedError();
        const rows = await this.#unitOfWork.read((db) => rowsOf(db, type, { reach: this.#order.reach, whose, after }));
        if (type === 'Patient' && this.#order.patientIds !== null && whose !== 'everybody') await this.#note(whose);
        if (rows.length > 0) yield rows;
        const last = rows.at(-1);
        if (!last || rows.length < pageSize) break;
        after = last.id;
      }
    }
  }

  #count(type: ResourceType, written: number): void {
    this.counts[fhirType(type)] = (this.counts[fhirType(type)] ?? 0) + written;
  }

  /** Whose rows are read at once: everybody's, or of a list so many at a time. */
  #groups(type: ResourceType): readonly Whose[] {
    const { patientIds } = this.#order;
    if (patientIds === null) return ['everybody'];
    return inGroups(type === 'Practitioner' ? [...this.#professionals] : patientIds);
  }

  async #note(whose: readonly string[]): Promise<void> {
    const found = await this.#unitOfWork.read((db) => professionalsAround(db, this.#order.types, whose));
    for (const id of found) this.#professionals.add(id);
  }
}

/** How many rows of each type would leave; of professionals only where everybody's leave. */
export async function countRows(unitOfWork: UnitOfWork, reach: Reader, types: readonly ResourceType[], patientIds: readonly string[] | null): Promise<Partial<Record<ResourceType, number>>> {
  const counts: Partial<Record<ResourceType, number>> = {};
  for (const type of types) {
    if (type === 'Practitioner' && patientIds !== null) continue;
    let sum = 0;
    for (const whose of patientIds === null ? (['everybody'] as const) : inGroups(patientIds)) sum += await unitOfWork.read((db) => countRowsOf(db, reach, type, whose));
    counts[type] = sum;
  }
  return counts;
}

function inGroups(ids: readonly string[]): readonly (readonly string[])[] {
  return Array.from({ length: Math.ceil(ids.length / pageSize) }, (_, index) => ids.slice(index * pageSize, (index + 1) * pageSize));
}

function resourceOf<T extends Exclude<ResourceType, 'DocumentReference'>>(type: T, row: ExportedRows[T], refer: Refer, types: readonly ResourceType[]): Resource {
  const write: { readonly [K in Exclude<ResourceType, 'DocumentReference'>]: (row: ExportedRows[K]) => Resource } = {
    Patient: patientResource,
    Practitioner: practitionerResource,
    Condition: (one) => conditionResource(one, refer),
    AllergyIntolerance: (one) => allergyResource(one, refer),
    Immunization: (one) => immunizationResource(one, refer),
    MedicationRequest: (one) => medicationResource(one, refer),
    MedicationStatement: (one) => medicationResource(one, refer),
    AdverseEvent: (one) => adverseEventResource(one, refer),
    Coverage: (one) => coverageResource(one, refer),
    Observation: (one) => observationResource(one, refer),
    // A paper that does not leave is not pointed at.
    ServiceRequest: (one) => serviceRequestResource(types.includes('DocumentReference') ? one : { ...one, papers: [] }, refer),
    RequestTask: (one) => requestTaskResource(one, refer),
    // A request that does not leave is not pointed at.
    CarePlan: (one) => carePlanResource(one, refer),
    // A visit that does not leave is not pointed at.
    Task: (one) => taskResource(types.includes('Appointment') ? one : { ...one, visit: null }, refer),
    Communication: (one) => communicationResource(one, refer),
    Encounter: (one) => encounterResource(one, refer),
    Appointment: (one) => appointmentResource(types.includes('ServiceRequest') ? one : { ...one, referral: null }, refer),
  };
  return write[type](row);
}

const linesPerSheet = maximumSheetRows - 1;

function sheetsFor(lines: number): number {
  return Math.max(1, Math.ceil(lines / linesPerSheet));
}

/** Lines over so many sheets, all but the last one full. */
function inSheets({ name, titles }: { readonly name: string; readonly titles: readonly string[] }, source: AsyncGenerator<readonly Cell[]>, count: number): readonly Sheet[] {
  return Array.from({ length: count }, (_, index) => ({ name: index === 0 ? name : `${name} ${index + 1}`, titles, lines: index === count - 1 ? rest(source) : first(source, linesPerSheet) }));
}

async function* delimited(titles: readonly string[], lines: AsyncIterable<readonly Cell[]>): AsyncGenerator<string> {
  yield byteOrderMark + csvLine(titles);
  for await (const line of lines) yield csvLine(line);
}

async function whole(parts: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  for await (const part of parts) all.push(part);
  return Buffer.concat(all);
}

async function* encoded(parts: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  let waiting = '';
  for await (const part of parts) {
    waiting += part;
    if (waiting.length > 65_536) {
      yield encoder.encode(waiting);
      waiting = '';
    }
  }
  if (waiting !== '') yield encoder.encode(waiting);
}

async function* first<T>(source: AsyncIterator<T>, count: number): AsyncGenerator<T> {
  for (let taken = 0; taken < count; taken += 1) {
    const next = await source.next();
    if (next.done === true) return;
    yield next.value;
  }
}

async function* rest<T>(source: AsyncIterator<T>): AsyncGenerator<T> {
  for (let next = await source.next(); next.done !== true; next = await source.next()) yield next.value;
}
