import { z } from 'zod';
import { type ExportProgress, exportRequest, type ExportRequest, type ExportScope } from '#contract/exports.ts';
import type { Inputs, Outputs } from '#contract/index.ts';
import { noFilters, registryFacets, type RegistryFilters } from '#contract/registry.ts';
import { civilDate } from '../appointments/wall-time.ts';
import { type FileDelivery, mediaTypes, type NamedFile } from '../delivery/file-delivery.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import { type JobHooks, jobPage, readJobPosition, stopJob } from '../platform/long-work/job-list.ts';
import type { LongWork, RunningJob } from '../platform/long-work/long-work.ts';
import { SealedFileTooLargeError } from '../platform/store/sealed-files.ts';
import { keptContent } from '../referrals/attachments/attachment-content.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import { requireAcceptablePassword } from '../users/acceptable-password.ts';
import { requireOpenRecord } from '../access/open-record.ts';
import { type RecordReach, reachOf } from '../access/record-reach.ts';
import type { Caller } from '../users/caller.ts';
import type { Session } from '../users/session.ts';
import { needsWords, plannedTypes } from './export-plan-rules.ts';
import { endExport, insertExport, listExports } from './export-repository.ts';
import { ExportRun, ExportStoppedError } from './export-writing.ts';
import { fhirType, type ResourceType } from './fhir/resource.ts';
import { type OutgoingFile, zipOf } from './outgoing-file.ts';
import type { ReadRegistryFacts } from './registry-reading.ts';

export const exportJobKind = 'export';
const pageSize = 50;
const idsPerPage = 200;

/** How the people of a list are found: the registry's own search, page by page; nobody leaves by a spelling that is not theirs. */
export interface PeopleOfList {
  list(caller: Caller, input: { text: string; exact: true; filters: RegistryFilters; after: string | null; limit: number }): Promise<{ readonly rows: readonly { readonly id: string }[]; readonly next: string | null; readonly total: number | null }>;
  /** How many a search and filters find; null: too many to count. */
  facets(caller: Caller, input: { text: string; exact: true; filters: RegistryFilters }): Promise<{ readonly total: number | null }>;
  /** How many of the list have a record closed to the caller: they are named in it, and do not leave. */
  countClosed(caller: Caller, input: { text: string; exact: true; filters: RegistryFilters }): Promise<number>;
}

/** How the people of a saved cohort are found: those the caller reads, by name. @throws DeclaredError `NOT_FOUND`, `FORBIDDEN` */
export type PeopleOfCohort = (caller: Caller, cohortId: string) => Promise<readonly string[]>;

/** What the long-work thread is told, and what it answers. */
const exportJob = z.object({ exportId: z.uuid(), caller: z.custom<Caller>(), request: exportRequest });
const exportResult = z.object({ counts: z.record(z.string(), z.int()), closed: z.int(), sealed: z.object({ id: z.string(), bytes: z.int() }).nullable(), isTooLarge: z.boolean() });

/** What leaves the clinic: asked for on the page and written by the long-work thread, or written by the command line. */
export function createExportService({ unitOfWork, store, audit, clinic, ports }: ServiceDependencies, longWork: LongWork, files: FileDelivery, people: PeopleOfList, peopleOfCohort: PeopleOfCohort, registryFacts: (caller: Caller) => ReadRegistryFacts) {
  const reading = (caller: Caller): RecordReach => reachOf(caller, 'patient.read', ports.clock.now());

  const closedOf = async (caller: Caller, scope: ExportRequest['scope']): Promise<number> => (scope.kind === 'patient' || scope.kind === 'cohort' ? 0 : people.countClosed(caller, { exact: true, ...(scope.kind === 'list' ? scope : { text: '', filters: noFilters }) }));

  /** Everybody of a list, or null for the whole clinic. */
  const patientsOf = async (caller: Caller, scope: ExportScope, shouldStop: () => boolean): Promise<readonly string[] | null> => {
    if (scope.kind === 'clinic') return null;
    if (scope.kind === 'patient') {
      await unitOfWork.read((db) => requireOpenRecord(db, reading(caller), scope.patientId));
      return [scope.patientId];
    }
    if (scope.kind === 'cohort') return peopleOfCohort(caller, scope.cohortId);
    const ids: string[] = [];
    for (let after: string | null = null; ; ) {
      if (shouldStop()) throw new ExportStoppedError();
      const page: Awaited<ReturnType<PeopleOfList['list']>> = await people.list(caller, { text: scope.text, exact: true, filters: scope.filters, after, limit: idsPerPage });
      for (const { id } of page.rows) ids.push(id);
      if (page.next === null) return ids;
      after = page.next;
    }
  };

  const begin = async (caller: Caller, exportId: string, { scope, format, contents, purpose, note, passphrase }: ExportRequest): Promise<void> => {
    const patientId = scope.kind === 'patient' ? scope.patientId : null;
    await unitOfWork.write(async (db) => {
      await insertExport(db, {
        id: exportId, startedAt: ports.clock.now(), userId: caller.userId, scope: scope.kind, patientId, format, contents, purpose, note: note === '' ? null : note, encrypted: passphrase !== null,
      });
      await audit.record(db, {
        userId: caller.userId, action: 'export.started', entity: 'data_export', entityId: exportId, patientId,
        detail: { scope: scope.kind, format, purpose, contents, encrypted: passphrase !== null, ...(scope.kind === 'list' ? { filters: registryFacets.filter((facet) => scope.filters[facet].length > 0) } : {}) },
      });
    });
  };

  const ended = { done: 'export.done', cancelled: 'export.cancelled', failed: 'export.failed' } as const;
  const end = async (caller: Caller, exportId: string, scope: ExportScope, state: keyof typeof ended, counts: Readonly<Record<string, number>> | null, closed = 0): Promise<void> => {
    await unitOfWork.write(async (db) => {
      if (!(await endExport(db, exportId, { finishedAt: ports.clock.now(), state, counts, closed }))) return;
      await audit.record(db, {
        userId: caller.userId, action: ended[state], entity: 'data_export', entityId: exportId, patientId: scope.kind === 'patient' ? scope.patientId : null, detail: { ...counts, ...(closed > 0 ? { closed } : {}) },
      });
    });
  };

  /**
   * Writes an export, file by file, where `write` puts it. What happens is on record whatever the end; an export that was
   * stopped answers null.
   */
  const exportTo = async <T>(caller: Caller, exportId: string, request: ExportRequest, hooks: JobHooks, write: (files: readonly OutgoingFile[]) => Promise<T>): Promise<{ counts: Readonly<Record<string, number>>; closed: number; written: T } | null> => {
    await begin(caller, exportId, request);
    let run: ExportRun | null = null;
    let state: keyof typeof ended = 'failed';
    let closed = 0;
    try {
      const { types } = plannedTypes(request.contents, caller.grants);
      const patientIds = await patientsOf(caller, request.scope, hooks.shouldStop);
      run = new ExportRun(unitOfWork, { reach: reading(caller), types, patientIds, language: caller.language, zone: clinic.timeZone, at: ports.clock.now(), registryFacts: registryFacts(caller), readPaper: (attachmentId) => keptContent(unitOfWork, store.dataKey, attachmentId) }, hooks);
      const written = await write(await run.files(request.format));
      closed = await closedOf(caller, request.scope);
      state = 'done';
      return { counts: countsOf(run), closed, written };
    } catch (error) {
      if (!(error instanceof ExportStoppedError)) throw error;
      state = 'cancelled';
      return null;
    } finally {
      await end(caller, exportId, request.scope, state, state === 'done' ? (run ? countsOf(run) : null) : null, closed);
    }
  };

  const refuseUnlessSaid = async (caller: Caller, request: ExportRequest): Promise<void> => {
    if (request.scope.kind === 'list' && request.scope.text === '' && !isNarrowed(request.scope.filters)) throw new DeclaredError('INVALID', { issues: [{ path: 'scope', code: 'REQUIRED' }] });
    if (needsWords(request.purpose) && !request.note) throw new DeclaredError('INVALID', { issues: [{ path: 'note', code: 'REQUIRED' }] });
    if (request.passphrase !== null) await requireAcceptablePassword(request.passphrase, [clinic.name], 'passphrase');
    const { scope } = request;
    if (scope.kind === 'patient') await unitOfWork.read((db) => requireOpenRecord(db, reading(caller), scope.patientId));
    if (scope.kind === 'cohort') await peopleOfCohort(caller, scope.cohortId);
    // What the caller may not narrow a list by is refused to them here: the long-work thread can only fail.
    if (scope.kind === 'list') await people.list(caller, { text: '', exact: true, filters: scope.filters, after: null, limit: 1 });
  };

  return {
    /** How many people of a scope have a record closed to the caller, and so do not leave. */
    closedOf,

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED` */
    preview: async (caller: Caller, { scope, contents }: Pick<ExportRequest, 'scope' | 'contents'>): Promise<Outputs['exports']['preview']> => {
      const { types, withheld } = plannedTypes(contents, caller.grants);
      if (scope.kind === 'patient') {
        await unitOfWork.read((db) => requireOpenRecord(db, reading(caller), scope.patientId));
        return { people: 1, closed: 0, types: fhirTypes(types), withheld: [...withheld] };
      }
      if (scope.kind === 'cohort') return { people: (await peopleOfCohort(caller, scope.cohortId)).length, closed: 0, types: fhirTypes(types), withheld: [...withheld] };
      const { total } = scope.kind === 'list' ? await people.facets(caller, { ...scope, exact: true }) : await people.list(caller, { text: '', exact: true, filters: noFilters, after: null, limit: 1 });
      const closed = await closedOf(caller, scope);
      return { people: total === null ? null : total - closed, closed, types: fhirTypes(types), withheld: [...withheld] };
    },

    /**
     * Starts an export for a window. It goes on when the listener leaves; the file then waits for that window.
     *
     * @throws DeclaredError `INVALID`, `NOT_FOUND`, `RESTRICTED`, `FORBIDDEN`, `BUSY`
     */
    run: async (session: Session, caller: Caller, request: ExportRequest): Promise<AsyncGenerator<ExportProgress>> => {
      await refuseUnlessSaid(caller, request);
      const exportId = ports.newId();
      const job = longWork.start({ id: exportId, kind: exportJobKind, input: { exportId, caller, request } });
      const outcome = job.result.then(
        async (result): Promise<ExportProgress> => {
          const { counts, closed, sealed, isTooLarge } = exportResult.parse(result);
          if (isTooLarge) throw new DeclaredError('FILE_TOO_LARGE');
          if (!sealed) return { kind: 'cancelled', exportId };
          return { kind: 'ready', exportId, counts, closed, file: await files.deliverSealed(session, fileOf(request, civilDate(ports.clock.now(), clinic.timeZone)), sealed) };
        },
        async (error: unknown) => {
          // A thread that died cannot say so in the database; its host does.
          await end(caller, exportId, request.scope, 'failed', null);
          throw error;
        },
      );
      outcome.catch((error: unknown) => ports.log.error('export.unfinished', error));
      return progressOf(job, outcome);
    },

    cancel: async (_caller: Caller, { exportId }: Inputs['exports']['cancel']): Promise<Outputs['exports']['cancel']> => {
      return Promise.resolve(stopJob(longWork, exportId));
    },

    list: async (_caller: Caller, { after }: Inputs['exports']['list']): Promise<Outputs['exports']['list']> => {
      const found = await unitOfWork.read((db) => listExports(db, readJobPosition(after ?? null), pageSize + 1));
      const { jobs, next } = jobPage(found, pageSize, longWork, unitOfWork.engine === 'sqlite');
      return { exports: jobs, next };
    },

    /** The job of the long-work thread: one sealed file, zipped where there is more than one or a passphrase. */
    runJob: async (input: unknown, hooks: JobHooks): Promise<z.infer<typeof exportResult>> => {
      const { exportId, caller, request } = exportJob.parse(input);
      const none = { counts: {}, closed: 0, sealed: null, isTooLarge: false };
      try {
        const result = await exportTo(caller, exportId, request, hooks, (outgoing) => files.seal(contentOf(request, outgoing)));
        return result ? { ...none, counts: { ...result.counts }, closed: result.closed, sealed: { ...result.written } } : none;
      } catch (error) {
        if (error instanceof SealedFileTooLargeError) return { ...none, isTooLarge: true };
        throw error;
      }
    },

    /**
     * Writes an export as files of their own, in this process: the command line.
     *
     * @returns rows by type, or null when it was stopped
     * @throws DeclaredError `INVALID`, `NOT_FOUND`
     */
    writeFiles: async (caller: Caller, request: ExportRequest, hooks: JobHooks, write: (file: OutgoingFile) => Promise<void>): Promise<Readonly<Record<string, number>> | null> => {
      await refuseUnlessSaid(caller, request);
      const result = await exportTo(caller, ports.newId(), request, hooks, async (outgoing) => {
        const whole = request.passphrase === null && request.format !== 'xlsx' ? outgoing : [{ name: fileOf(request, civilDate(ports.clock.now(), clinic.timeZone)).name, content: contentOf(request, outgoing) }];
        for (const file of whole) await write(file);
      });
      return result?.counts ?? null;
    },
  };
}

const fhirTypes = (types: readonly ResourceType[]): string[] => [...new Set(types.map(fhirType))];

const countsOf = ({ counts }: ExportRun): Readonly<Record<string, number>> => Object.fromEntries(Object.entries(counts).map(([type, count]) => [type, count ?? 0]));

/** Whether anything is chosen: a list of everybody is the whole clinic, and is called so. */
function isNarrowed(filters: RegistryFilters): boolean {
  return registryFacets.some((facet) => filters[facet].length > 0);
}

/** The bytes of the one file that leaves. */
function contentOf(request: ExportRequest, outgoing: readonly OutgoingFile[]): AsyncIterable<Uint8Array> {
  const { format, passphrase } = request;
  const [only] = outgoing;
  const whole = format === 'xlsx' ? zipOf(outgoing, null) : format === 'fhir-bundle' && only ? only.content : null;
  if (whole === null) return zipOf(outgoing, passphrase);
  return passphrase === null ? whole : zipOf([{ name: `relais.${format === 'xlsx' ? 'xlsx' : 'json'}`, content: whole }], passphrase);
}

/** Its name tells the day and nothing of anybody. */
function fileOf({ format, passphrase }: ExportRequest, today: string): NamedFile {
  const name = `relais-${format}-${today}`;
  if (passphrase === null && format === 'xlsx') return { name: `${name}.xlsx`, mediaType: mediaTypes.xlsx };
  if (passphrase === null && format === 'fhir-bundle') return { name: `${name}.json`, mediaType: mediaTypes.json };
  return { name: `${name}.zip`, mediaType: mediaTypes.zip };
}

const step = z.object({ done: z.int(), total: z.int() });

async function* progressOf(job: RunningJob, outcome: Promise<ExportProgress>): AsyncGenerator<ExportProgress> {
  yield { kind: 'progress', exportId: job.id, done: 0, total: 0 };
  for await (const one of job.steps) yield { kind: 'progress', exportId: job.id, ...step.parse(one) };
  yield await outcome;
}
