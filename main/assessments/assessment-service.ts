import type { AssessmentEntry, AssessmentLine } from '#contract/assessments.ts';
import type { Inputs, Outputs } from '#contract/index.ts';
import { requireOpenRecord } from '../access/open-record.ts';
import { reachOf } from '../access/record-reach.ts';
import { civilDate } from '../appointments/wall-time.ts';
import type { InstrumentReader, VersionedInstrument } from '../instruments/active-instruments.ts';
import { decodePosition, encodePosition } from '../patients/history-cursor.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import type { Caller } from '../users/caller.ts';
import { builtInDrugClasses } from './assessment-content.ts';
import {
  assessmentById, type AssessmentChange, assessmentsOf, changeAssessment, deleteDraft, insertAssessment, insertText, type KeptAssessment, medicationOn, ownDraft, previousSigned, textsOf, visitOf,
} from './assessment-repository.ts';
import { changesSince, type WorkedAssessment, workOut } from './assessment-work.ts';
import { classesAmong } from './drug-class-rules.ts';

/** What is shown of an assessment in a list: a draft by its own date, a signed one by the text that stands. */
const lineOf = ({ id, patientId, on, state, author, signedAt, signedBy, amendments, counts, scores }: KeptAssessment): AssessmentLine => ({ id, patientId, on, state, author, signedAt, signedBy, amendments, counts, scores });

/** The text somebody sees: what they are writing, else what stands. */
const entrySeen = (kept: KeptAssessment, userId: string): AssessmentEntry | null => (kept.editorId === userId ? (kept.working ?? kept.signed) : kept.signed);

/** Assessments of a person: written by one, signed, corrected with a trace. Each command is audited in its own transaction. */
export function createAssessmentService({ unitOfWork, audit, ports, clinic }: ServiceDependencies, instruments: InstrumentReader) {
  // Whoever reads a record may write in it: theirs is what they write, and those of the clinic correct others too.
  const correctsOthers = (caller: Caller): boolean => caller.grants['patient.clinical.write'] === 'clinic';
  const requireOpen = (db: ReadExecutor, caller: Caller, patientId: string) => requireOpenRecord(db, reachOf(caller, 'patient.clinical.read', ports.clock.now()), patientId);

  /** An assessment the caller may know of: a draft is its author's alone. */
  const found = async (db: ReadExecutor, caller: Caller, assessmentId: string): Promise<KeptAssessment> => {
    const kept = await assessmentById(db, assessmentId);
    if (!kept) throw new DeclaredError('NOT_FOUND');
    await requireOpen(db, caller, kept.patientId);
    if (kept.signedNumber === 0 && kept.author.id !== caller.userId) throw new DeclaredError('NOT_FOUND');
    return kept;
  };

  const stale = ({ version, editorId, author, signedBy, savedAt }: KeptAssessment): DeclaredError => {
    const name = editorId === null || editorId === author.id ? (signedBy ?? author).name : null;
    return new DeclaredError('STALE', { version, changedBy: name, changedAt: savedAt });
  };

  /** One the caller is writing, at the version they saw. */
  const written = async (db: WriteExecutor, caller: Caller, { assessmentId, expectedVersion }: { assessmentId: string; expectedVersion: number }): Promise<KeptAssessment & { readonly working: AssessmentEntry }> => {
    const kept = await found(db, caller, assessmentId);
    if (kept.version !== expectedVersion) throw stale(kept);
    const { working } = kept;
    if (kept.editorId !== caller.userId || working === null) throw new DeclaredError('ILLEGAL_STATE', { state: kept.state });
    return { ...kept, working };
  };

  const change = async (db: WriteExecutor, kept: KeptAssessment, what: Partial<AssessmentChange>): Promise<number> => {
    const { state, editorId, working, amendReason, on, signedNumber } = kept;
    const done = await changeAssessment(db, kept.id, kept.version, { state, editorId, working, amendReason, on, signedNumber, savedAt: ports.clock.now(), ...what });
    if (!done) throw stale((await assessmentById(db, kept.id)) ?? kept);
    return kept.version + 1;
  };

  const record = (db: WriteExecutor, caller: Caller, action: string, { id, patientId }: { id: string; patientId: string }) =>
    audit.record(db, { userId: caller.userId, action, entity: 'assessment', entityId: id, patientId });

  const worked = async (db: ReadExecutor, patientId: string, entry: AssessmentEntry): Promise<{ readonly work: WorkedAssessment; readonly versions: ReadonlyMap<string, VersionedInstrument> }> => {
    const versions = new Map((await instruments.all(db)).map((one) => [one.content.id, one]));
    const drugClasses = classesAmong(await medicationOn(db, patientId, entry.on), builtInDrugClasses.body.classes);
    return { work: workOut(entry, { instruments: new Map([...versions].map(([id, { content }]) => [id, content])), drugClasses }), versions };
  };

  return {
    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `INVALID` (cursor) */
    list: (caller: Caller, { patientId, after, limit }: Inputs['assessments']['list']): Promise<Outputs['assessments']['list']> =>
      unitOfWork.write(async (db) => {
        await requireOpen(db, caller, patientId);
        const most = limit ?? 50;
        const kept = await assessmentsOf(db, patientId, caller.userId, { after: after ? decodePosition(after) : null, limit: most + 1 });
        const shown = kept.slice(0, most);
        const last = shown.at(-1);
        await audit.recordReading(db, { userId: caller.userId, action: 'assessment.listed', entity: 'patient', entityId: patientId, patientId });
        return { assessments: shown.map(lineOf), next: kept.length > most && last ? encodePosition({ at: last.on, id: last.id }) : null };
      }),

    /** The caller's draft for a person, made when there is none. @throws DeclaredError `NOT_FOUND`, `RESTRICTED` */
    begin: (caller: Caller, { patientId, appointmentId }: Inputs['assessments']['begin']): Promise<Outputs['assessments']['begin']> =>
      unitOfWork.write(async (db) => {
        await requireOpen(db, caller, patientId);
        const known = await ownDraft(db, patientId, caller.userId);
        if (known !== undefined) return { assessmentId: known };
        const now = ports.clock.now();
        const visit = appointmentId ? await visitOf(db, appointmentId) : undefined;
        if (appointmentId && visit?.patientId !== patientId) throw new DeclaredError('NOT_FOUND');
        const today = civilDate(now, clinic.timeZone);
        const on = visit && visit.on <= today ? visit.on : today;
        const last = await previousSigned(db, patientId, on, null);
        const entry: AssessmentEntry = { on, jointSet: null, joints: {}, instruments: last?.signed?.instruments ?? [], values: {}, choices: {}, takenOn: {}, note: '' };
        const id = ports.newId();
        await insertAssessment(db, { id, patientId, appointmentId: appointmentId ?? null, authorId: caller.userId, entry, now });
        await record(db, caller, 'assessment.begun', { id, patientId });
        return { assessmentId: id };
      }),

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED` */
    open: (caller: Caller, { assessmentId }: Inputs['assessments']['open']): Promise<Outputs['assessments']['open']> =>
      unitOfWork.write(async (db) => {
        const kept = await found(db, caller, assessmentId);
        const entry = entrySeen(kept, caller.userId);
        if (!entry) throw new DeclaredError('NOT_FOUND');
        const before = await previousSigned(db, kept.patientId, entry.on, kept.id);
        const texts = await textsOf(db, kept.id);
        await audit.recordReading(db, { userId: caller.userId, action: 'assessment.opened', entity: 'assessment', entityId: kept.id, patientId: kept.patientId });
        return {
          assessment: { ...lineOf(kept), version: kept.version, savedAt: kept.savedAt, isOwn: kept.editorId === caller.userId },
          entry,
          previous: before?.signed ? { assessmentId: before.id, on: before.on, entry: before.signed, scores: before.scores } : null,
          amendments: texts.slice(1).reverse().map(({ number, reason, at, by }) => ({ version: number - 1, reason: reason ?? '', by, at })),
        };
      }),

    /** Keeps what is typed; the trail says who began and who signed, not each key. @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `STALE`, `ILLEGAL_STATE` (not being written by the caller) */
    save: (caller: Caller, input: Inputs['assessments']['save']): Promise<Outputs['assessments']['save']> =>
      unitOfWork.write(async (db) => {
        const kept = await written(db, caller, input);
        const savedAt = ports.clock.now();
        const version = await change(db, kept, { working: input.entry, savedAt, ...(kept.state === 'draft' ? { on: input.entry.on } : {}) });
        return { version, savedAt };
      }),

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED` */
    work: (caller: Caller, { patientId, entry }: Inputs['assessments']['work']): Promise<Outputs['assessments']['work']> =>
      unitOfWork.read(async (db) => {
        await requireOpen(db, caller, patientId);
        const { work, versions } = await worked(db, patientId, entry);
        // The day's own is not compared with itself: only what was found on an earlier day counts.
        const earlier = await previousSigned(db, patientId, entry.on, '');
        const changes = changesSince(earlier ?? null, work.results, new Map([...versions].map(([id, { content }]) => [id, content])));
        return { ...work, changes, problems: work.problems.map(({ instrument, input, text }) => ({ instrument, input, text })) };
      }),

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `STALE`, `ILLEGAL_STATE`, `INVALID` (a value refused, nothing to sign, a day to come) */
    sign: (caller: Caller, input: Inputs['assessments']['sign']): Promise<Outputs['assessments']['sign']> =>
      unitOfWork.write(async (db) => {
        const kept = await written(db, caller, input);
        const { working } = kept;
        const signedAt = ports.clock.now();
        const { work, versions } = await worked(db, kept.patientId, working);
        const issues = [
          ...(isEmpty(working) ? [{ path: '', code: 'EMPTY' }] : []),
          ...(working.on > civilDate(signedAt, clinic.timeZone) ? [{ path: 'on', code: 'FUTURE' }] : []),
          ...work.problems.map(({ instrument, input: name, code }) => ({ path: [instrument, name].filter(Boolean).join('.'), code })),
        ];
        if (issues.length > 0) throw new DeclaredError('INVALID', { issues });
        const number = kept.signedNumber + 1;
        const scores = work.results.map((result) => ({ result, contentVersionId: versions.get(result.instrument)?.versionId ?? '' }));
        await insertText(db, { id: ports.newId(), assessmentId: kept.id, number, entry: working, counts: work.counts, reason: kept.amendReason, signedAt, signedBy: caller.userId }, scores, ports.newId);
        const version = await change(db, kept, { state: 'signed', editorId: null, working: null, amendReason: null, on: working.on, signedNumber: number, savedAt: signedAt });
        await record(db, caller, number === 1 ? 'assessment.signed' : 'assessment.amended', kept);
        return { version, signedAt };
      }),

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `STALE`, `ILLEGAL_STATE` (not signed, or being amended), `FORBIDDEN` (somebody else’s, to whom only their own notes are open) */
    amend: (caller: Caller, { assessmentId, expectedVersion, reason }: Inputs['assessments']['amend']): Promise<Outputs['assessments']['amend']> =>
      unitOfWork.write(async (db) => {
        const kept = await found(db, caller, assessmentId);
            if (kept.author.id !== caller.userId && !correctsOthers(caller)) throw new DeclaredError('FORBIDDEN', { access: 'patient.clinical.write' });
        if (kept.version !== expectedVersion) throw stale(kept);
        if (kept.state !== 'signed') throw new DeclaredError('ILLEGAL_STATE', { state: kept.state });
        const version = await change(db, kept, { state: 'amending', editorId: caller.userId, working: kept.signed, amendReason: reason });
        await record(db, caller, 'assessment.amending', kept);
        return { version };
      }),

    /** A correction somebody left open is given up by whoever corrects others'. @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `STALE`, `ILLEGAL_STATE` */
    discard: (caller: Caller, { assessmentId, expectedVersion }: Inputs['assessments']['discard']): Promise<Outputs['assessments']['discard']> =>
      unitOfWork.write(async (db) => {
        const kept = await found(db, caller, assessmentId);
        if (kept.version !== expectedVersion) throw stale(kept);
        const isDraft = kept.state === 'draft';
        if (kept.state === 'signed' || (kept.editorId !== caller.userId && !correctsOthers(caller))) throw new DeclaredError('ILLEGAL_STATE', { state: kept.state });
        if (isDraft) {
          if (!(await deleteDraft(db, kept.id, kept.version))) throw stale(kept);
        } else await change(db, kept, { state: 'signed', editorId: null, working: null, amendReason: null });
        await record(db, caller, isDraft ? 'assessment.discarded' : 'assessment.amendment-dropped', kept);
        return { discarded: true };
      }),
  };
}

/** Nothing was found, measured or written. */
function isEmpty({ jointSet, values, choices, note }: AssessmentEntry): boolean {
  return jointSet === null && note.trim() === '' && Object.keys(values).length === 0 && Object.values(choices).every((given) => Object.keys(given).length === 0);
}
