import type { AllergyLine, Diagnosis } from '#contract/diagnoses.ts';
import type { Inputs, Outputs } from '#contract/index.ts';
import { requireOpenRecord } from '../access/open-record.ts';
import { reachOf } from '../access/record-reach.ts';
import { civilDate } from '../appointments/wall-time.ts';
import type { InstrumentReader } from '../instruments/active-instruments.ts';
import { isRheumatic } from '../patients/main-problem-rules.ts';
import { foldText } from '../patients/patient-name.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';
import { type ItemFields, itemChanges } from '../record-history/item-change-rules.ts';
import { writeRecordChange } from '../record-history/record-history.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import type { Caller } from '../users/caller.ts';
import { builtInDiagnoses } from './diagnosis-content.ts';
import {
  allergiesOf, allergyById, type AllergyRow, changeDiagnosis, diagnosesOf, diagnosisById, type DiagnosisRow, endAllergy, insertAllergy, insertDiagnosis, lastScoresOf,
} from './diagnosis-repository.ts';
import { type FirstInflammatory, firstInflammatory } from './inflammatory-repository.ts';
import { diagnosisIssues, noKnownAllergy } from './diagnosis-rules.ts';

const icd10 = 'http://hl7.org/fhir/sid/icd-10';
/** Sets of classification criteria among the instruments. */
const criteriaSets = ['ra-2010', 'caspar', 'asas-axspa', 'sle-2019', 'gca-2022', 'pmr-2012', 'gout-2015'];
const openStatuses: ReadonlySet<string> = new Set(['active', 'recurrence', 'relapse']);

const isOpen = ({ status, endedOn }: { readonly status: string | null; readonly endedOn?: string | null }): boolean => (status === null ? (endedOn ?? null) === null : openStatuses.has(status));

/** What people have, and are allergic to. Each command is audited in its own transaction; those who keep only their own notes read. */
export function createDiagnosisService({ unitOfWork, audit, ports, clinic }: ServiceDependencies, instruments: InstrumentReader) {
  const listed = builtInDiagnoses.body.diagnoses;
  const today = (): string => civilDate(ports.clock.now(), clinic.timeZone);
  const mayWrite = (caller: Caller): boolean => caller.grants['patient.clinical.write'] === 'clinic';
  const requireOpen = (db: ReadExecutor, caller: Caller, patientId: string) => requireOpenRecord(db, reachOf(caller, 'patient.clinical.read', ports.clock.now()), patientId);
  const requireWriter = async (db: ReadExecutor, caller: Caller, patientId: string): Promise<void> => {
    if (!mayWrite(caller)) throw new DeclaredError('FORBIDDEN', { access: 'patient.clinical.write' });
    await requireOpen(db, caller, patientId);
  };
  const mayWriteAllergies = (caller: Caller): boolean => caller.grants['allergy.write'] === 'clinic';
  /** Allergies are also the work of whoever registers people: they stand beside the identity. */
  const requireAllergyWriter = async (db: ReadExecutor, caller: Caller, patientId: string): Promise<void> => {
    if (!mayWriteAllergies(caller)) throw new DeclaredError('FORBIDDEN', { access: 'allergy.write' });
    await requireOpenRecord(db, reachOf(caller, 'patient.read', ports.clock.now()), patientId);
  };
  const shownAllergies = async (db: ReadExecutor, patientId: string): Promise<AllergyLine[]> => (await allergiesOf(db, patientId)).map(allergyOf).sort((one, other) => Number(other.isOpen) - Number(one.isOpen));
  const stale = ({ version, updatedAt }: { readonly version: number; readonly updatedAt: string }): DeclaredError => new DeclaredError('STALE', { version, changedBy: null, changedAt: updatedAt });
  const record = (db: WriteExecutor, caller: Caller, action: string, entity: string, id: string, patientId: string) => audit.record(db, { userId: caller.userId, action, entity, entityId: id, patientId });

  /** Tells the history of the record what changed of a row: begun, written again, or taken out. */
  const tell = async (db: WriteExecutor, caller: Caller, entity: 'diagnosis' | 'allergy', before: DiagnosisRow | AllergyRow | null, after: DiagnosisRow | AllergyRow | null): Promise<void> => {
    const row = after ?? before;
    if (!row) return;
    const changes = itemChanges(entity, before && fieldsOf(before), after && fieldsOf(after));
    await writeRecordChange(db, { entity, entityId: row.id, patientId: row.patientId, version: after?.version ?? row.version + 1, userId: caller.userId, origin: before ? 'edit' : 'created', changes }, { now: ports.clock.now(), newId: ports.newId });
  };

  const diagnosisOf = ({ id, version, codeSystem, code, text, status, verification, onsetOn, endedOn, signs, imported, recordedBy }: DiagnosisRow): Diagnosis => ({
    id, version, codeSystem, code, text, status, verification, onsetOn, endedOn, signs, imported, recordedBy, isOpen: isOpen({ status, endedOn }), isRheumatic: isRheumatic({ codeSystem, code, text, onsetOn }),
  });
  const allergyOf = ({ id, version, code, text, criticality, reaction, status, imported, recordedOn, recordedBy }: AllergyRow): AllergyLine => ({ id, version, code, text, criticality, reaction, imported, recordedOn, recordedBy, isOpen: isOpen({ status }) });

  /** A row the caller may change, at the version they saw. */
  const held = async <Row extends { readonly patientId: string; readonly version: number; readonly updatedAt: string }>(db: WriteExecutor, caller: Caller, row: Row | undefined, expectedVersion: number, requireRight = requireWriter): Promise<Row> => {
    if (!row) throw new DeclaredError('NOT_FOUND');
    await requireRight(db, caller, row.patientId);
    if (row.version !== expectedVersion) throw stale(row);
    return row;
  };

  return {
    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED` */
    list: (caller: Caller, { patientId }: Inputs['diagnoses']['list']): Promise<Outputs['diagnoses']['list']> =>
      unitOfWork.write(async (db) => {
        await requireOpen(db, caller, patientId);
        const rows = (await diagnosesOf(db, patientId)).map(diagnosisOf);
        const order = (one: Diagnosis): number => (one.isOpen ? 0 : 2) + (one.isRheumatic ? 0 : 1);
        const contents = new Map((await instruments.all(db)).map(({ content }) => [content.id, content]));
        const scores = await lastScoresOf(db, patientId, criteriaSets);
        await audit.recordReading(db, { userId: caller.userId, action: 'diagnosis.listed', entity: 'patient', entityId: patientId, patientId });
        return {
          diagnoses: rows.sort((one, other) => order(one) - order(other) || (other.onsetOn ?? '').localeCompare(one.onsetOn ?? '') || one.text.localeCompare(other.text)),
          allergies: await shownAllergies(db, patientId),
          criteria: scores.flatMap(({ instrument, category, ...score }) => {
            const content = contents.get(instrument);
            return content ? [{ ...score, instrument, label: content.body.label, category: content.body.categories.find(({ code }) => code === category)?.label ?? null }] : [];
          }),
          mayWrite: mayWrite(caller),
        };
      }),

    catalogue: (): Promise<Outputs['diagnoses']['catalogue']> => Promise.resolve({ version: builtInDiagnoses.version, diagnoses: listed }),

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `FORBIDDEN`, `STALE`, `INVALID`, `DUPLICATE` (the same is open already) */
    save: (caller: Caller, input: Inputs['diagnoses']['save']): Promise<Outputs['diagnoses']['save']> =>
      unitOfWork.write(async (db) => {
        const { diagnosisId: id, patientId, expectedVersion, code, status, verification, onsetOn, endedOn, signs } = input;
        await requireWriter(db, caller, patientId);
        const known = await diagnosisById(db, id);
        const choice = listed.find((one) => one.code === code);
        const issues = [...diagnosisIssues({ ...input, today: today() }), ...(code !== null && !choice && code !== known?.code ? [{ path: 'code', code: 'UNKNOWN' }] : [])];
        if (issues.length > 0) throw new DeclaredError('INVALID', { issues });
        const text = input.text || (choice?.label[clinic.language] ?? '');
        const isSame = (row: DiagnosisRow): boolean => row.id !== id && isOpen(row) && (code === null ? foldText(row.text) === foldText(text) : row.code === code);
        if (status === 'active' && (await diagnosesOf(db, patientId)).some(isSame)) throw new DeclaredError('DUPLICATE', { field: code === null ? 'text' : 'code' });
        // A code received from elsewhere stays as it came.
        const coding = code === null ? { code_system: null, code: null } : choice ? { code_system: icd10, code } : { code_system: known?.codeSystem ?? null, code };
        const content = { ...coding, text, clinical_status: status, verification_status: verification, onset_on: onsetOn, ended_on: endedOn, signs };
        const now = ports.clock.now();
        if (expectedVersion === null) {
          if (known) return { version: known.version };
          await insertDiagnosis(db, content, { id, patientId, now, today: today(), userId: caller.userId });
        } else {
          const row = await held(db, caller, known, expectedVersion);
          if (!(await changeDiagnosis(db, id, row.version, content, now))) throw stale((await diagnosisById(db, id)) ?? row);
        }
        await tell(db, caller, 'diagnosis', known ?? null, (await diagnosisById(db, id)) ?? null);
        await record(db, caller, expectedVersion === null ? 'diagnosis.added' : 'diagnosis.corrected', 'diagnosis', id, known?.patientId ?? patientId);
        return { version: (expectedVersion ?? 0) + 1 };
      }),

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `FORBIDDEN`, `STALE` */
    withdraw: (caller: Caller, { diagnosisId, expectedVersion }: Inputs['diagnoses']['withdraw']): Promise<Outputs['diagnoses']['withdraw']> =>
      unitOfWork.write(async (db) => {
        const row = await held(db, caller, await diagnosisById(db, diagnosisId), expectedVersion);
        if (!(await changeDiagnosis(db, row.id, row.version, 'withdrawn', ports.clock.now()))) throw stale(row);
        await tell(db, caller, 'diagnosis', row, null);
        await record(db, caller, 'diagnosis.withdrawn', 'diagnosis', row.id, row.patientId);
        return { version: row.version + 1 };
      }),

    /** Everybody with an inflammatory rheumatic diagnosis within the caller's reach, for counts alone. */
    firstInflammatory: (caller: Caller): Promise<readonly FirstInflammatory[]> => unitOfWork.read((db) => firstInflammatory(db, reachOf(caller, 'patient.clinical.read', ports.clock.now()))),

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED` */
    allergies: (caller: Caller, { patientId }: Inputs['diagnoses']['allergies']): Promise<Outputs['diagnoses']['allergies']> =>
      unitOfWork.read(async (db) => {
        await requireOpenRecord(db, reachOf(caller, 'patient.read', ports.clock.now()), patientId);
        return { allergies: await shownAllergies(db, patientId), mayWrite: mayWriteAllergies(caller) };
      }),

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `FORBIDDEN`, `DUPLICATE` */
    addAllergy: (caller: Caller, { allergyId: id, patientId, substance, reaction, criticality }: Inputs['diagnoses']['addAllergy']): Promise<Outputs['diagnoses']['addAllergy']> =>
      unitOfWork.write(async (db) => {
        await requireAllergyWriter(db, caller, patientId);
        const open = (await allergiesOf(db, patientId)).filter(isOpen);
        const known = open.find((one) => one.id === id);
        if (known) return { version: known.version };
        if (open.some(({ text }) => foldText(text) === foldText(substance))) throw new DeclaredError('DUPLICATE', { field: 'substance' });
        const now = ports.clock.now();
        await insertAllergy(db, { id, patientId, code: null, text: substance, reaction: reaction || null, criticality, now, today: today(), userId: caller.userId });
        // That there is none no longer holds.
        for (const none of open.filter(({ code }) => code === noKnownAllergy.code)) {
          await endAllergy(db, none.id, none.version, 'inactive', now);
          await tell(db, caller, 'allergy', none, null);
        }
        await tell(db, caller, 'allergy', null, (await allergyById(db, id)) ?? null);
        await record(db, caller, 'allergy.added', 'allergy', id, patientId);
        return { version: 1 };
      }),

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `FORBIDDEN`, `STALE` */
    withdrawAllergy: (caller: Caller, { allergyId, expectedVersion }: Inputs['diagnoses']['withdrawAllergy']): Promise<Outputs['diagnoses']['withdrawAllergy']> =>
      unitOfWork.write(async (db) => {
        const row = await held(db, caller, await allergyById(db, allergyId), expectedVersion, requireAllergyWriter);
        if (!(await endAllergy(db, row.id, row.version, 'withdrawn', ports.clock.now()))) throw stale(row);
        await tell(db, caller, 'allergy', row, null);
        await record(db, caller, 'allergy.withdrawn', 'allergy', row.id, row.patientId);
        return { version: row.version + 1 };
      }),

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `FORBIDDEN`, `ILLEGAL_STATE` while an allergy, or the same statement, is on file */
    stateNoAllergy: (caller: Caller, { allergyId: id, patientId }: Inputs['diagnoses']['stateNoAllergy']): Promise<Outputs['diagnoses']['stateNoAllergy']> =>
      unitOfWork.write(async (db) => {
        await requireAllergyWriter(db, caller, patientId);
        const open = (await allergiesOf(db, patientId)).filter(isOpen);
        const known = open.find((one) => one.id === id);
        if (known) return { version: known.version };
        if (open.length > 0) throw new DeclaredError('ILLEGAL_STATE', { state: 'allergies' });
        const { text, ...code } = noKnownAllergy;
        await insertAllergy(db, { id, patientId, code, text: text[clinic.language], reaction: null, criticality: null, now: ports.clock.now(), today: today(), userId: caller.userId });
        await tell(db, caller, 'allergy', null, (await allergyById(db, id)) ?? null);
        await record(db, caller, 'allergy.none-stated', 'allergy', id, patientId);
        return { version: 1 };
      }),
  };
}

/** What a row says in the history of a record. */
function fieldsOf(row: DiagnosisRow | AllergyRow): ItemFields {
  if ('signs' in row) return { diagnosis: row.text, diagnosisStatus: row.status, verification: row.verification, onsetOn: row.onsetOn, diagnosisEndedOn: row.endedOn, ...row.signs };
  return { allergy: row.text, reaction: row.reaction, criticality: row.criticality };
}
