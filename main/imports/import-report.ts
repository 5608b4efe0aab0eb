import type { ImportReport, KeptField, Rejection, RejectionCode } from '#contract/imports.ts';
import { rejectionReasons } from './fhir/rejection.ts';

/** What became of one resource. */
export type Fate = 'created' | 'updated' | 'unchanged' | 'notKept';

/** Adds up what an import did; counts appear in the order types were first met. */
export class ReportBuilder {
  readonly #counts = { created: new Map<string, number>(), updated: new Map<string, number>(), unchanged: new Map<string, number>(), notKept: new Map<string, number>() };
  readonly #rejected: Rejection[] = [];
  readonly #kept: KeptField[] = [];
  readonly #files: ImportReport['files'] = [];
  #resources = 0;

  count(fate: Fate, type: string): void {
    const counts = this.#counts[fate];
    counts.set(type, (counts.get(type) ?? 0) + 1);
    this.#resources += 1;
  }

  reject(source: string, row: string, code: RejectionCode): void {
    this.#rejected.push({ source, row, code, reason: rejectionReasons[code] });
    this.#resources += 1;
  }

  /** Fields left as somebody here wrote them. */
  keep(fields: readonly KeptField[]): void {
    this.#kept.push(...fields);
  }

  addFile(file: ImportReport['files'][number]): void {
    this.#files.push({ name: file.name, sha256: file.sha256, bytes: file.bytes });
  }

  /** Resources and entries dealt with so far. */
  get resources(): number {
    return this.#resources;
  }

  /** Sums for the audit trail, which holds counts only. */
  get totals(): Readonly<Record<Fate | 'rejected' | 'kept' | 'files', number>> {
    const sum = (fate: Fate): number => [...this.#counts[fate].values()].reduce((total, count) => total + count, 0);
    return { created: sum('created'), updated: sum('updated'), unchanged: sum('unchanged'), notKept: sum('notKept'), rejected: this.#rejected.length, kept: this.#kept.length, files: this.#files.length };
  }

  build(importId: string, cancelled: boolean): ImportReport {
    const { created, updated, unchanged, notKept } = this.#counts;
    return {
      importId,
      created: Object.fromEntries(created),
      updated: Object.fromEntries(updated),
      unchanged: Object.fromEntries(unchanged),
      notKept: Object.fromEntries(notKept),
      rejected: this.#inFileOrder(),
      kept: [...this.#kept],
      files: [...this.#files],
      cancelled,
    };
  }

  /** File by file, entry by entry: references are judged later than values. */
  #inFileOrder(): Rejection[] {
    const files = new Map(this.#files.map(({ name }, position) => [name, position]));
    const entry = ({ row }: Rejection): number => Number(/^(?:entry\[|line )(\d+)/.exec(row)?.[1] ?? -1);
    return [...this.#rejected].sort((one, other) => (files.get(one.source) ?? 0) - (files.get(other.source) ?? 0) || entry(one) - entry(other));
  }
}
