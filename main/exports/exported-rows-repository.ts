import type { SelectQueryBuilder } from 'kysely';
import { isWithinReach } from '../access/reach-repository.ts';
import type { Reader } from '../access/record-reach.ts';
import type { ReadExecutor, Schema } from '../platform/database/schema.ts';
import type { ExportedAllergy, ExportedCondition, ExportedMedication, ExportedObservation } from './fhir/clinical-resources.ts';
import type { ExportedVaccination } from './fhir/immunization-resource.ts';
import type { ExportedPatient, ExportedPractitioner } from './fhir/person-resources.ts';
import type { ExportedPaper } from './fhir/request-paper-resources.ts';
import type { ExportedReferral, ExportedVisit } from './fhir/request-resources.ts';
import { exportedId, type ResourceType, type Sourced } from './fhir/resource.ts';
import type { ExportedCoverage, ExportedEvent } from './fhir/treatment-detail-resources.ts';
import type { ExportedPlan, ExportedStep } from './fhir/plan-resources.ts';
import type { ExportedMessage } from './fhir/communication-resource.ts';
import { countExportedEncounters, exportedEncounters } from './encounter-rows-repository.ts';
import type { ExportedEncounter } from './fhir/encounter-resource.ts';
import { countExportedMessages, exportedMessages } from './message-rows-repository.ts';
import { countPlans, exportedPlans, exportedSteps } from './plan-rows-repository.ts';
import { countScores, scoresOf } from './score-rows-repository.ts';
import { adverseEvents, countDetails, coverages } from './treatment-detail-rows-repository.ts';

/** Rows as they leave, page by page in the order of their ids: memory holds one page, however many there are. */

/** Rows of a page, and of the patients of a list dealt with at once. */
export const pageSize = 200;

/** Whose rows: of everybody, or of these people (at most `pageSize`). */
export type Whose = 'everybody' | readonly string[];

interface Page {
  /** A record closed to whoever exports does not leave. */
  readonly reach: Reader;
  readonly whose: Whose;
  /** Last id of the page before. */
  readonly after: string;
}

/** What each type is read as. */
export interface ExportedRows {
  readonly Practitioner: ExportedPractitioner;
  readonly Patient: ExportedPatient;
  readonly Condition: ExportedCondition;
  readonly AllergyIntolerance: ExportedAllergy;
  readonly Immunization: ExportedVaccination;
  readonly MedicationRequest: ExportedMedication;
  readonly MedicationStatement: ExportedMedication;
  readonly AdverseEvent: ExportedEvent;
  readonly Coverage: ExportedCoverage;
  readonly Observation: ExportedObservation;
  readonly ServiceRequest: ExportedReferral;
  readonly DocumentReference: ExportedPaper;
  readonly RequestTask: ExportedReferral;
  readonly Appointment: ExportedVisit;
  readonly CarePlan: ExportedPlan;
  readonly Task: ExportedStep;
  readonly Communication: ExportedMessage;
  readonly Encounter: ExportedEncounter;
}

type OfPatient = 'condition' | 'allergy' | 'vaccination' | 'medication' | 'observation' | 'referral' | 'appointment';
const tableOf: Readonly<Record<Exclude<ResourceType, 'Patient' | 'Practitioner' | 'AdverseEvent' | 'Coverage' | 'CarePlan' | 'Task' | 'Communication' | 'DocumentReference' | 'Encounter'>, OfPatient>> = {
  Condition: 'condition', AllergyIntolerance: 'allergy', Immunization: 'vaccination', MedicationRequest: 'medication', MedicationStatement: 'medication', Observation: 'observation', ServiceRequest: 'referral', RequestTask: 'referral', Appointment: 'appointment',
};

/** A page of one type's rows. */
export async function rowsOf<T extends ResourceType>(db: ReadExecutor, type: T, page: Page): Promise<readonly ExportedRows[T][]> {
  const readers: { readonly [K in ResourceType]: () => Promise<readonly ExportedRows[K][]> } = {
    Practitioner: () => practitioners(db, page),
    Patient: () => patients(db, page),
    Condition: () => conditions(db, page),
    AllergyIntolerance: () => allergies(db, page),
    Immunization: () => vaccinations(db, page),
    MedicationRequest: () => medications(db, page, 'request'),
    MedicationStatement: () => medications(db, page, 'statement'),
    AdverseEvent: () => adverseEvents(db, { ...page, limit: pageSize }),
    Coverage: () => coverages(db, { ...page, limit: pageSize }),
    Observation: () => resultsAndScores(db, page),
    ServiceRequest: () => referrals(db, page),
    DocumentReference: () => papers(db, page),
    RequestTask: () => referrals(db, page),
    Appointment: () => visits(db, page),
    CarePlan: () => exportedPlans(db, { ...page, limit: pageSize }),
    Task: () => exportedSteps(db, { ...page, limit: pageSize }),
    Communication: () => exportedMessages(db, { ...page, limit: pageSize }),
    Encounter: () => exportedEncounters(db, { ...page, limit: pageSize }),
  };
  return readers[type]();
}

/** How many rows of a type there are. */
export async function countRowsOf(db: ReadExecutor, reach: Reader, type: ResourceType, whose: Whose): Promise<number> {
  if (type === 'Practitioner') return Number((await db.selectFrom('practitioner').select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()).n);
  if (type === 'Patient') {
    const query = db.selectFrom('patient').where('merged_into', 'is', null).select((eb) => eb.fn.countAll<number>().as('n')).where(isWithinReach(reach, 'patient.id'));
    return Number((await (whose === 'everybody' ? query : query.where('id', 'in', whose)).executeTakeFirstOrThrow()).n);
  }
  if (type === 'AdverseEvent' || type === 'Coverage') return countDetails(db, type, { reach, whose });
  if (type === 'CarePlan' || type === 'Task') return countPlans(db, type, { reach, whose });
  if (type === 'Communication') return countExportedMessages(db, { reach, whose });
  if (type === 'Encounter') return countExportedEncounters(db, { reach, whose });
  if (type === 'DocumentReference') {
    const query = keptPapers(db).where(isWithinReach(reach, 'referral.patient_id')).select((eb) => eb.fn.countAll<number>().as('n'));
    return Number((await (whose === 'everybody' ? query : query.where('referral.patient_id', 'in', whose)).executeTakeFirstOrThrow()).n);
  }
  const kind = type === 'MedicationRequest' ? 'request' : type === 'MedicationStatement' ? 'statement' : null;
  // The tables of what is about a patient share the columns read here; the type names one of them.
  const query = db.selectFrom(tableOf[type] as 'medication').select((eb) => eb.fn.countAll<number>().as('n')).where(isWithinReach(reach, `${tableOf[type]}.patient_id`));
  const ofKind = kind === null ? query : query.where('kind', '=', kind);
  const count = Number((await (whose === 'everybody' ? ofKind : ofKind.where('patient_id', 'in', whose)).executeTakeFirstOrThrow()).n);
  return type === 'Observation' ? count + (await countScores(db, reach, whose)) : count;
}

function page<T extends OfPatient, O>(query: SelectQueryBuilder<Schema, T | 'patient', O>, table: T, { reach, whose, after }: Page): SelectQueryBuilder<Schema, T | 'patient', O> {
  const id = `${table}.id` as 'condition.id';
  const ordered = (query as unknown as SelectQueryBuilder<Schema, 'condition' | 'patient', O>).where('patient.merged_into', 'is', null).where(isWithinReach(reach, 'patient.id')).where(id, '>', after).orderBy(id).limit(pageSize);
  return (whose === 'everybody' ? ordered : ordered.where(`${table}.patient_id` as 'condition.patient_id', 'in', whose)) as unknown as SelectQueryBuilder<Schema, T | 'patient', O>;
}

async function patients(db: ReadExecutor, { reach, whose, after }: Page): Promise<readonly ExportedPatient[]> {
  // Somebody merged into another record is no record any more.
  const query = db.selectFrom('patient').selectAll().where('merged_into', 'is', null).where(isWithinReach(reach, 'patient.id')).where('id', '>', after).orderBy('id').limit(pageSize);
  const rows = await (whose === 'everybody' ? query : query.where('id', 'in', whose)).execute();
  if (rows.length === 0) return [];
  const identifiers = await db.selectFrom('patient_identifier').selectAll().where('patient_id', 'in', rows.map(({ id }) => id)).orderBy('id').execute();
  const numbers = Map.groupBy(identifiers, ({ patient_id }) => patient_id);
  return rows.map((row) => ({ ...row, identifiers: numbers.get(row.id) ?? [] }));
}

async function practitioners(db: ReadExecutor, { whose, after }: Page): Promise<readonly ExportedPractitioner[]> {
  const query = db.selectFrom('practitioner').selectAll().where('id', '>', after).orderBy('id').limit(pageSize);
  // Of professionals, `whose` names themselves: those a list's rows point at.
  const rows = await (whose === 'everybody' ? query : query.where('id', 'in', whose)).execute();
  if (rows.length === 0) return [];
  const identifiers = await db.selectFrom('practitioner_identifier').selectAll().where('practitioner_id', 'in', rows.map(({ id }) => id)).orderBy('system').orderBy('value').execute();
  const numbers = Map.groupBy(identifiers, ({ practitioner_id }) => practitioner_id);
  return rows.map((row) => ({ ...row, identifiers: numbers.get(row.id) ?? [] }));
}

const patientSource = ['patient.source_system as patient_system', 'patient.source_id as patient_source'] as const;
interface OfSomebody {
  readonly patient_id: string;
  readonly patient_system: string | null;
  readonly patient_source: string | null;
}

function patientOf({ patient_id, patient_system, patient_source }: OfSomebody): string {
  return exportedId({ id: patient_id, source_system: patient_system, source_id: patient_source }, 'Patient');
}

async function conditions(db: ReadExecutor, at: Page): Promise<readonly ExportedCondition[]> {
  const rows = await page(db.selectFrom('condition').innerJoin('patient', 'patient.id', 'condition.patient_id').selectAll('condition').select(patientSource), 'condition', at).execute();
  return rows.map((row) => ({ ...row, patient: patientOf(row) }));
}

async function allergies(db: ReadExecutor, at: Page): Promise<readonly ExportedAllergy[]> {
  const rows = await page(db.selectFrom('allergy').innerJoin('patient', 'patient.id', 'allergy.patient_id').selectAll('allergy').select(patientSource), 'allergy', at).execute();
  return rows.map((row) => ({ ...row, patient: patientOf(row) }));
}

async function vaccinations(db: ReadExecutor, at: Page): Promise<readonly ExportedVaccination[]> {
  const rows = await page(db.selectFrom('vaccination').innerJoin('patient', 'patient.id', 'vaccination.patient_id').selectAll('vaccination').select(patientSource), 'vaccination', at).execute();
  return rows.map((row) => ({ ...row, patient: patientOf(row) }));
}

async function medications(db: ReadExecutor, at: Page, kind: string): Promise<readonly ExportedMedication[]> {
  const query = db.selectFrom('medication').innerJoin('patient', 'patient.id', 'medication.patient_id').selectAll('medication').select(patientSource).where('medication.kind', '=', kind);
  const rows = await page(query, 'medication', at).execute();
  const professionals = await professionalIds(db, rows.map(({ practitioner_id }) => practitioner_id));
  return rows.map((row) => ({ ...row, patient: patientOf(row), practitioner: professionals(row.practitioner_id) }));
}

/** Results as they were written or received, and the scores of signed assessments, in one order of ids. */
async function resultsAndScores(db: ReadExecutor, at: Page): Promise<readonly ExportedObservation[]> {
  const found = [...(await observations(db, at)), ...(await scoresOf(db, { ...at, limit: pageSize }))];
  return found.sort((one, other) => (one.id < other.id ? -1 : 1)).slice(0, pageSize);
}

async function observations(db: ReadExecutor, at: Page): Promise<readonly ExportedObservation[]> {
  const rows = await page(db.selectFrom('observation').innerJoin('patient', 'patient.id', 'observation.patient_id').selectAll('observation').select(patientSource), 'observation', at).execute();
  if (rows.length === 0) return [];
  const all = await db.selectFrom('observation_component').selectAll().where('observation_id', 'in', rows.map(({ id }) => id)).orderBy('observation_id').orderBy('position').execute();
  const components = Map.groupBy(all, ({ observation_id }) => observation_id);
  return rows.map((row) => ({ ...row, patient: patientOf(row), components: components.get(row.id) ?? [] }));
}

async function referrals(db: ReadExecutor, at: Page): Promise<readonly ExportedReferral[]> {
  const rows = await page(db.selectFrom('referral').innerJoin('patient', 'patient.id', 'referral.patient_id').selectAll('referral').select(patientSource), 'referral', at).execute();
  const professionals = await professionalIds(db, rows.map(({ referrer_id }) => referrer_id));
  const ended = rows.filter(({ state }) => ['declined', 'cancelled', 'closed'].includes(state)).map(({ id }) => id);
  const steps = ended.length === 0 ? [] : await db.selectFrom('referral_step').select(['referral_id', 'action', 'reason']).where('referral_id', 'in', ended).where('action', 'in', ['declined', 'cancelled', 'closed']).orderBy('at').orderBy('id').execute();
  const reasons = new Map(steps.map(({ referral_id, action, reason }) => [`${referral_id} ${action}`, reason]));
  const attached = rows.length === 0 ? [] : await keptPapers(db).select(['attachment.id', 'attachment.referral_id']).where('attachment.referral_id', 'in', rows.map(({ id }) => id)).orderBy('attachment.added_at').orderBy('attachment.id').execute();
  const papersOf = Map.groupBy(attached, ({ referral_id }) => referral_id);
  return rows.map((row) => ({ ...row, papers: (papersOf.get(row.id) ?? []).map(({ id }) => id), patient: patientOf(row), referrer: professionals(row.referrer_id), ended_reason: reasons.get(`${row.id} ${row.state}`) ?? (ended.includes(row.id) ? row.ended_elsewhere : null) }));
}

/** Papers that were not taken off their request. */
function keptPapers(db: ReadExecutor) {
  return db.selectFrom('attachment').innerJoin('referral', 'referral.id', 'attachment.referral_id').innerJoin('patient', 'patient.id', 'referral.patient_id').where('attachment.removed_at', 'is', null).where('patient.merged_into', 'is', null);
}

/** The papers of requests, their bytes apart. */
async function papers(db: ReadExecutor, { reach, whose, after }: Page): Promise<readonly ExportedPaper[]> {
  const query = keptPapers(db)
    .where(isWithinReach(reach, 'referral.patient_id'))
    .where('attachment.id', '>', after)
    .select(['attachment.id', 'attachment.name', 'attachment.media_type', 'attachment.bytes', 'attachment.added_at', 'referral.id as referral_id', 'referral.source_system', 'referral.source_id', 'referral.patient_id', ...patientSource])
    .orderBy('attachment.id')
    .limit(pageSize);
  const rows = await (whose === 'everybody' ? query : query.where('referral.patient_id', 'in', whose)).execute();
  return rows.map((row) => ({
    id: row.id, name: row.name, mediaType: row.media_type, bytes: row.bytes, addedAt: row.added_at, patient: patientOf(row),
    request: exportedId({ id: row.referral_id, source_system: row.source_system, source_id: row.source_id }, 'ServiceRequest'),
  }));
}

async function visits(db: ReadExecutor, at: Page): Promise<readonly ExportedVisit[]> {
  const rows = await page(db.selectFrom('appointment').innerJoin('patient', 'patient.id', 'appointment.patient_id').selectAll('appointment').select(patientSource), 'appointment', at).execute();
  const professionals = await professionalIds(db, rows.map(({ professional_id }) => professional_id));
  const referralIds = rows.flatMap(({ referral_id }) => (referral_id === null ? [] : [referral_id]));
  const answered = referralIds.length === 0 ? [] : await db.selectFrom('referral').select(['id', 'source_system', 'source_id']).where('id', 'in', referralIds).execute();
  const calledOff = rows.filter(({ status }) => status === 'cancelled').map(({ id }) => id);
  const steps = calledOff.length === 0 ? [] : await db.selectFrom('appointment_step').select(['appointment_id', 'party', 'cause', 'note']).where('appointment_id', 'in', calledOff).where('kind', '=', 'cancelled').where('undone_at', 'is', null).orderBy('version').execute();
  const cancellations = new Map(steps.map((step) => [step.appointment_id, step]));
  const referralId = new Map(answered.map((row) => [row.id, exportedId(row, 'ServiceRequest')]));
  return rows.map((row) => ({
    ...row, cancel_party: cancellations.get(row.id)?.party ?? null, cancel_note: cancellations.get(row.id)?.note ?? null,
    patient: patientOf(row), professional: professionals(row.professional_id) ?? row.professional_id, referral: row.referral_id === null ? null : (referralId.get(row.referral_id) ?? null),
  }));
}

/** The ids professionals leave under. */
async function professionalIds(db: ReadExecutor, ids: readonly (string | null)[]): Promise<(id: string | null) => string | null> {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  const rows: readonly Sourced[] = wanted.length === 0 ? [] : await db.selectFrom('practitioner').select(['id', 'source_system', 'source_id']).where('id', 'in', wanted).execute();
  const known = new Map(rows.map((row) => [row.id, exportedId(row, 'Practitioner')]));
  return (id) => (id === null ? null : (known.get(id) ?? null));
}

/** The row ids of the professionals that rows of these people point at. */
export async function professionalsAround(db: ReadExecutor, types: readonly ResourceType[], whose: readonly string[]): Promise<readonly string[]> {
  const found = new Set<string>();
  const add = (rows: readonly { readonly id: string | null }[]): void => {
    for (const { id } of rows) if (id !== null) found.add(id);
  };
  if (types.includes('MedicationRequest')) add(await db.selectFrom('medication').select('practitioner_id as id').distinct().where('patient_id', 'in', whose).execute());
  if (types.includes('ServiceRequest')) add(await db.selectFrom('referral').select('referrer_id as id').distinct().where('patient_id', 'in', whose).execute());
  if (types.includes('Appointment')) add(await db.selectFrom('appointment').select('professional_id as id').distinct().where('patient_id', 'in', whose).execute());
  return [...found];
}
