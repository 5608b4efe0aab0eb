import type { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { chunksOfLines } from './fhir/line-reading.ts';
import type { RawResource } from './fhir/raw-resource.ts';
import { attachmentsOf, bytesOf, dataOf, relatedOf, type RequestPaper, supportingInfoOf, unnamed } from './fhir/request-papers.ts';
import { lineAddress, requestAddress } from './fhir/request-tasks.ts';
import type { ImportSource } from './import-source.ts';
import type { ReportBuilder } from './import-report.ts';
import type { ImportMark } from './imported-people-repository.ts';
import { writePaper } from './request-papers-import.ts';

interface PapersRun {
  readonly unitOfWork: UnitOfWork;
  readonly mark: ImportMark;
  /** Papers are sealed under keys of their own, those under this one. */
  readonly dataKey: Uint8Array;
  readonly report: ReportBuilder;
  readonly mustStop: () => Promise<boolean>;
}

/** A paper of which only the request and the name are known until its bytes come by. */
interface Awaited {
  readonly referralId: string;
  readonly name: string;
  readonly source: string;
  readonly place: string;
}

/** The papers of the requests of one import, each written in a transaction of its own once its request is, wherever both stand. */
export class BatchPapers {
  readonly #run: PapersRun;
  /** The requests written or recognised, by file and place, and by the address their file gives them: null where it gives it to two. */
  readonly #byPlace = new Map<string, string>();
  readonly #byAddress = new Map<string, string | null>();
  /** The papers of requests put off with their people, by file. */
  readonly #later: { readonly source: string; readonly papers: readonly RequestPaper[] }[] = [];
  /** Of files with a resource a line: which request points at a paper, and the files that hold papers. */
  readonly #pointedBy = new Map<string, string>();
  readonly #sources = new Set<ImportSource>();

  constructor(run: PapersRun) {
    this.#run = run;
  }

  /** Remembers a request that was written or recognised. */
  wrote(source: string, raw: RawResource, referralId: string): void {
    this.#byPlace.set(placeOf(source, raw), referralId);
    if (raw.id === null) return;
    for (const address of [`ServiceRequest/${raw.id}`, `${source}\nServiceRequest/${raw.id}`]) {
      const before = this.#byAddress.get(address);
      this.#byAddress.set(address, before === undefined || before === referralId ? referralId : null);
    }
  }

  /** Writes the papers of a bundle. @param isPutOff whether a request waits for its people @returns false when it was asked to stop */
  async ofDocument(papers: readonly RequestPaper[], source: string, isPutOff: (request: RawResource) => boolean): Promise<boolean> {
    const waiting = papers.filter(({ request }) => isPutOff(request));
    if (waiting.length > 0) this.#later.push({ source, papers: waiting });
    return this.#writeAll(papers.filter((paper) => !waiting.includes(paper)), source);
  }

  /** What of some lines is a paper or points at one: kept in mind, to be read again once every request is written. @returns the other lines */
  fromLines(resources: readonly RawResource[], source: ImportSource): readonly RawResource[] {
    for (const raw of resources) {
      if (isPaper(raw)) this.#sources.add(source);
      if (raw.type !== 'ServiceRequest' || raw.id === null) continue;
      for (const pointer of supportingInfoOf(raw)) {
        const paper = lineAddress(pointer, paperTypes);
        if (paper !== null && !this.#pointedBy.has(paper)) this.#pointedBy.set(paper, `ServiceRequest/${raw.id}`);
      }
    }
    return resources.filter((raw) => !isPaper(raw));
  }

  /** Writes what waited for the requests. @returns false when it was asked to stop */
  async rest(): Promise<boolean> {
    for (const { source, papers } of this.#later) if (!(await this.#writeAll(papers, source))) return false;
    // Papers first, which say where their bytes are; then the bytes that stand apart.
    const binaries = new Map<string, Awaited>();
    for (const source of this.#sources) if (!(await this.#lines(source, 'DocumentReference', (raw) => this.#document(raw, source.name, binaries)))) return false;
    for (const source of this.#sources) if (!(await this.#lines(source, 'Binary', (raw) => this.#binary(raw, source.name, binaries)))) return false;
    for (const { source, place } of binaries.values()) this.#run.report.reject(source, place, 'DOCUMENT_MISSING');
    return true;
  }

  async #writeAll(papers: readonly RequestPaper[], source: string): Promise<boolean> {
    for (const { request, place, name, content } of papers) {
      if (await this.#run.mustStop()) return false;
      const referralId = this.#byPlace.get(placeOf(source, request));
      // Of a request that was refused, or is not one to see somebody.
      if (referralId === undefined) this.#run.report.count('notKept', 'DocumentReference');
      else await this.#write({ referralId, name, source, place }, content);
    }
    return true;
  }

  async #lines(source: ImportSource, type: string, deal: (raw: RawResource) => Promise<void>): Promise<boolean> {
    for (const { resources } of chunksOfLines(await source.read(), (one) => one === type, { rejects: false })) {
      for (const raw of resources) {
        if (await this.#run.mustStop()) return false;
        await deal(raw);
      }
    }
    return true;
  }

  async #document(raw: RawResource, source: string, binaries: Map<string, Awaited>): Promise<void> {
    const { report } = this.#run;
    const own = relatedOf(raw).map(requestAddress).find((address) => address !== null);
    const referralId = this.#requestAt(own ?? this.#pointedBy.get(`DocumentReference/${raw.id ?? ''}`), source);
    if (referralId === undefined) return report.count('notKept', 'DocumentReference');
    if (referralId === null) return report.reject(source, raw.place, 'PATIENT_AMBIGUOUS');
    const attached = attachmentsOf(raw);
    if (attached === null) return report.reject(source, raw.place, 'VALUE_MISSING');
    for (const { place, name, data, url } of attached) {
      const paper = { referralId, name, source, place };
      const binary = data !== undefined || url === undefined ? null : lineAddress({ reference: url }, ['Binary']);
      if (binary !== null) binaries.set(binary, paper);
      else await this.#write(paper, data);
    }
  }

  async #binary(raw: RawResource, source: string, binaries: Map<string, Awaited>): Promise<void> {
    const address = `Binary/${raw.id ?? ''}`;
    const awaited = binaries.get(address);
    binaries.delete(address);
    const referralId = awaited ? undefined : this.#requestAt(this.#pointedBy.get(address), source);
    if (referralId === null) return this.#run.report.reject(source, raw.place, 'PATIENT_AMBIGUOUS');
    const paper = awaited ?? (referralId === undefined ? undefined : { referralId, name: unnamed, source, place: raw.place });
    if (paper) await this.#write(paper, dataOf(raw));
    else this.#run.report.count('notKept', 'Binary');
  }

  /** The request of an address: of the same file first; two of other files at one address are told apart from none. */
  #requestAt(address: string | undefined, source: string): string | null | undefined {
    const own = `${source}\n${address ?? ''}`;
    return address === undefined ? undefined : this.#byAddress.get(this.#byAddress.has(own) ? own : address);
  }

  /** @param data base64, or the bytes; null or absent where the file only points at them */
  async #write({ referralId, name, source, place }: Awaited, data: string | Uint8Array | null | undefined): Promise<void> {
    const { unitOfWork, mark, dataKey, report } = this.#run;
    const content = typeof data === 'string' ? bytesOf(data) : (data ?? null);
    if (typeof data === 'string' && content === null) return report.reject(source, place, 'VALUE_INVALID');
    const outcome = await unitOfWork.write((db) => writePaper(db, { referralId, name, content }, mark, dataKey));
    if ('code' in outcome) report.reject(source, place, outcome.code);
    else report.count(outcome.fate, 'DocumentReference');
  }
}

const paperTypes = ['DocumentReference', 'Binary'];

function isPaper({ type }: RawResource): boolean {
  return paperTypes.includes(type);
}

const placeOf = (source: string, { place }: RawResource): string => `${source}\n${place}`;
