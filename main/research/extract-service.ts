import { z } from 'zod';
import type { Inputs, Outputs } from '#contract/index.ts';
import { extractPeople, type ExtractPeople, type ExtractProgress, type ExtractRecord, extractRequest, type ExtractRequest, type ExtractScope } from '#contract/research.ts';
import { reachOf } from '../access/record-reach.ts';
import { civilDate } from '../appointments/wall-time.ts';
import { type FileDelivery, mediaTypes } from '../delivery/file-delivery.ts';
import { ExportStoppedError } from '../exports/export-writing.ts';
import { zipOf } from '../exports/outgoing-file.ts';
import { foldText } from '../patients/patient-name.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import { type JobHooks, stopJob } from '../platform/long-work/job-list.ts';
import type { LongWork, RunningJob } from '../platform/long-work/long-work.ts';
import { SealedFileTooLargeError } from '../platform/store/sealed-files.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import { requireAcceptablePassword } from '../users/acceptable-password.ts';
import type { Caller } from '../users/caller.ts';
import type { Session } from '../users/session.ts';
import { standingConsents } from './consent-repository.ts';
import { diagnosisGroups, groupOf } from './diagnosis-groups.ts';
import { conditionCodes, peoplePage } from './extract-rows-repository.ts';
import { ExtractRun } from './extract-run.ts';
import { newStudyKey, openStudyKey, sealStudyKey, type StudyKey } from './study-key.ts';
import { endExtract, insertExtract, insertSealedKey, insertStudy, listExtracts, listStudies, sealedKeys, studyById, studyNamed } from './study-repository.ts';

export const extractJobKind = 'research-extract';
const groupSize = 200;

const extractJob = z.object({ extractId: z.uuid(), caller: z.custom<Caller>(), request: extractRequest });
const extractResult = z.object({ people: extractPeople.nullable(), state: z.enum(['done', 'cancelled', 'too-few', 'too-large']), sealed: z.object({ id: z.string(), bytes: z.int() }).nullable() });
type ExtractResult = z.infer<typeof extractResult>;

/** Studies and their de-identified extracts. Only those who consented are in one, whoever chose them. */
export function createExtractService({ unitOfWork, audit, clinic, ports, store }: ServiceDependencies, longWork: LongWork, files: FileDelivery, everybodyOf: (caller: Caller, cohortId: string) => Promise<readonly string[]>) {
  const today = (): string => civilDate(ports.clock.now(), clinic.timeZone);
  const never: JobHooks = { onProgress: () => undefined, shouldStop: () => false };

  /** What a chosen person's record is to the extract. */
  const choose = async (caller: Caller, asked: ExtractScope, { shouldStop }: JobHooks): Promise<{ readonly included: readonly string[]; readonly people: ExtractPeople }> => {
    const reach = reachOf(caller, 'patient.clinical.read', ports.clock.now());
    const scope: PagedScope = asked.kind === 'cohort' ? { kind: 'people', patientIds: [...(await everybodyOf(caller, asked.cohortId))] } : asked;
    const counts = { chosen: 0, included: 0, refused: 0, withdrawn: 0, unasked: 0, closed: 0 };
    const included: string[] = [];
    for await (const page of pagesOf(scope, (whose) => unitOfWork.read((db) => peoplePage(db, reach, whose)))) {
      if (shouldStop()) throw new ExportStoppedError();
      const ids = page.map(({ id }) => id);
      await unitOfWork.read(async (db) => {
        const withGroup = scope.kind === 'diagnosis' ? new Set((await conditionCodes(db, ids)).flatMap((row) => (scope.groups.includes(groupOf(row.code_system, row.code) ?? '') ? [row.patient_id] : []))) : null;
        const consents = await standingConsents(db, ids);
        for (const { id, isOpen } of page) {
          if (withGroup && !withGroup.has(id)) continue;
          counts.chosen += 1;
          const decision = consents.get(id);
          if (!isOpen) counts.closed += 1;
          else if (decision !== 'granted') counts[decision ?? 'unasked'] += 1;
          else included.push(id);
        }
      });
    }
    return { included, people: { ...counts, included: included.length } };
  };

  /** Who each is in the study; drawn now for those who were not in it. */
  const keysOf = async (studyId: string, ids: readonly string[]): Promise<ReadonlyMap<string, StudyKey>> => {
    const keys = new Map<string, StudyKey>();
    for (let start = 0; start < ids.length; start += groupSize) {
      const group = ids.slice(start, start + groupSize);
      await unitOfWork.write(async (db) => {
        const sealed = await sealedKeys(db, studyId, group);
        for (const patientId of group) {
          const kept = sealed.get(patientId);
          const key = kept === undefined ? newStudyKey(studyId, today()) : openStudyKey(store.dataKey, studyId, kept);
          if (kept === undefined) await insertSealedKey(db, { id: ports.newId(), studyId, patientId, sealed: sealStudyKey(store.dataKey, key) });
          keys.set(patientId, key);
        }
      });
    }
    return keys;
  };

  const actions = { done: 'research.extract-done', cancelled: 'research.extract-cancelled', failed: 'research.extract-failed', 'too-few': 'research.extract-refused' } as const;
  const end = (caller: Caller, extractId: string, state: keyof typeof actions, people: ExtractPeople | null): Promise<void> =>
    unitOfWork.write(async (db) => {
      if (!(await endExtract(db, extractId, { finishedAt: ports.clock.now(), state, people }))) return;
      await audit.record(db, { userId: caller.userId, action: actions[state], entity: 'study_extract', entityId: extractId, patientId: null, detail: people ?? {} });
    });

  const requireReader = (caller: Caller): void => {
    if (caller.grants['patient.clinical.read'] !== 'clinic') throw new DeclaredError('FORBIDDEN', { access: 'patient.clinical.read' });
  };

  return {
    studies: async (_caller: Caller): Promise<Outputs['research']['studies']> => ({
      studies: await unitOfWork.read((db) => listStudies(db)),
      groups: diagnosisGroups.map(({ code, label }) => ({ code, label })),
    }),

    /** @throws DeclaredError `DUPLICATE` */
    createStudy: (caller: Caller, { studyId, name, approval, smallestCell }: Inputs['research']['createStudy']): Promise<Outputs['research']['createStudy']> =>
      unitOfWork.write(async (db) => {
        if (await studyById(db, studyId)) return { studyId };
        const nameKey = foldText(name);
        if (await studyNamed(db, nameKey)) throw new DeclaredError('DUPLICATE', { field: 'name' });
        await insertStudy(db, { id: studyId, name, nameKey, approval, smallestCell, now: ports.clock.now(), userId: caller.userId });
        await audit.record(db, { userId: caller.userId, action: 'research.study-created', entity: 'study', entityId: studyId, patientId: null, detail: { smallestCell } });
        return { studyId };
      }),

    preview: async (caller: Caller, { scope }: Inputs['research']['preview']): Promise<Outputs['research']['preview']> => {
      requireReader(caller);
      return (await choose(caller, scope, never)).people;
    },

    /**
     * Starts an extract for a window. It goes on when the listener leaves; the file then waits for that window.
     *
     * @throws DeclaredError `NOT_FOUND`, `INVALID`, `BUSY`; `ILLEGAL_STATE` by the progress, once it is known that too few consented
     */
    run: async (session: Session, caller: Caller, request: ExtractRequest): Promise<AsyncGenerator<ExtractProgress>> => {
      requireReader(caller);
      if (request.passphrase !== null) await requireAcceptablePassword(request.passphrase, [clinic.name], 'passphrase');
      if (!(await unitOfWork.read((db) => studyById(db, request.studyId)))) throw new DeclaredError('NOT_FOUND');
      const extractId = ports.newId();
      const job = longWork.start({ id: extractId, kind: extractJobKind, input: { extractId, caller, request } });
      const outcome = job.result.then(
        async (result): Promise<ExtractProgress> => {
          const { state, people, sealed } = extractResult.parse(result);
          if (state === 'too-large') throw new DeclaredError('FILE_TOO_LARGE');
          if (state === 'too-few') throw new DeclaredError('ILLEGAL_STATE', { state: 'too-few' });
          if (!sealed || !people) return { kind: 'cancelled', extractId };
          const name = caller.language === 'fr' ? 'relais-recherche' : 'relais-research';
          return { kind: 'ready', extractId, people, file: await files.deliverSealed(session, { name: `${name}-${today()}.zip`, mediaType: mediaTypes.zip }, sealed) };
        },
        async (error: unknown) => {
          await end(caller, extractId, 'failed', null);
          throw error;
        },
      );
      outcome.catch((error: unknown) => ports.log.error('research-extract.unfinished', error));
      return progressOf(job, outcome);
    },

    cancel: (_caller: Caller, { extractId }: Inputs['research']['cancel']): Promise<Outputs['research']['cancel']> => Promise.resolve(stopJob(longWork, extractId)),

    extracts: async (_caller: Caller): Promise<Outputs['research']['extracts']> => {
      const found = await unitOfWork.read((db) => listExtracts(db));
      // What says "running" and is not at work was cut off; on PostgreSQL it may run in another process.
      return found.map((one): ExtractRecord => (one.state === 'running' && unitOfWork.engine === 'sqlite' && longWork.running?.id !== one.id ? { ...one, state: 'failed' } : one));
    },

    /** The job of the long-work thread: one sealed zip. */
    runJob: async (input: unknown, hooks: JobHooks): Promise<ExtractResult> => {
      const { extractId, caller, request } = extractJob.parse(input);
      const { studyId, scope, passphrase } = request;
      const study = await unitOfWork.write(async (db) => {
        const found = await studyById(db, studyId);
        if (!found) throw new DeclaredError('NOT_FOUND');
        const groups = scope.kind === 'diagnosis' ? scope.groups : [];
        await insertExtract(db, { id: extractId, studyId, startedAt: ports.clock.now(), userId: caller.userId, scope: scope.kind, groups, encrypted: passphrase !== null });
        await audit.record(db, { userId: caller.userId, action: 'research.extract-started', entity: 'study_extract', entityId: extractId, patientId: null, detail: { scope: scope.kind, groups, encrypted: passphrase !== null } });
        return { name: found.name, approval: found.approval, smallestCell: found.smallest_cell };
      });
      let state: keyof typeof actions = 'failed';
      let people: ExtractPeople | null = null;
      try {
        const chosen = await choose(caller, scope, hooks);
        people = chosen.people;
        if (chosen.included.length < study.smallestCell) {
          state = 'too-few';
          return { people, state, sealed: null };
        }
        const run = new ExtractRun(unitOfWork, { study, scope, keys: await keysOf(studyId, chosen.included), people, language: caller.language, zone: clinic.timeZone, today: today() }, hooks);
        const sealed = await files.seal(zipOf(await run.files(), passphrase));
        state = 'done';
        return { people, state, sealed: { ...sealed } };
      } catch (error) {
        if (error instanceof SealedFileTooLargeError) return { people: null, state: 'too-large', sealed: null };
        if (!(error instanceof ExportStoppedError)) throw error;
        state = 'cancelled';
        return { people: null, state, sealed: null };
      } finally {
        await end(caller, extractId, state, people);
      }
    },
  };
}

type PagedScope = Exclude<ExtractScope, { readonly kind: 'cohort' }>;
type Page = readonly { readonly id: string; readonly isOpen: boolean }[];

/** Everybody, or those named, some at a time; who was named twice is there once. */
async function* pagesOf(scope: PagedScope, read: (whose: { readonly after: string; readonly limit: number } | readonly string[]) => Promise<Page>): AsyncGenerator<Page> {
  if (scope.kind === 'people') {
    const ids = [...new Set(scope.patientIds)];
    for (let start = 0; start < ids.length; start += groupSize) yield await read(ids.slice(start, start + groupSize));
    return;
  }
  for (let after = ''; ; ) {
    const page = await read({ after, limit: groupSize });
    if (page.length > 0) yield page;
    const last = page.at(-1);
    if (!last || page.length < groupSize) return;
    after = last.id;
  }
}

const step = z.object({ done: z.int(), total: z.int() });

async function* progressOf(job: RunningJob, outcome: Promise<ExtractProgress>): AsyncGenerator<ExtractProgress> {
  yield { kind: 'progress', extractId: job.id, done: 0, total: 0 };
  for await (const one of job.steps) yield { kind: 'progress', extractId: job.id, ...step.parse(one) };
  yield await outcome;
}
