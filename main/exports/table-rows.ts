import { identifierSystems, type Language } from '#contract/values.ts';
import { localDateTime } from '../appointments/wall-time.ts';
import content from './content/columns.json' with { type: 'json' };
import type { ExportedMessage } from './fhir/communication-resource.ts';
import type { ExportedAllergy, ExportedCondition, ExportedMedication, ExportedObservation } from './fhir/clinical-resources.ts';
import type { ExportedVaccination } from './fhir/immunization-resource.ts';
import type { ExportedPatient, ExportedPractitioner } from './fhir/person-resources.ts';
import type { ExportedPlan, ExportedStep } from './fhir/plan-resources.ts';
import type { ExportedReferral, ExportedVisit } from './fhir/request-resources.ts';
import { exportedId, type TableType } from './fhir/resource.ts';
import type { ExportedCoverage, ExportedEvent } from './fhir/treatment-detail-resources.ts';
import type { ExportedRows } from './exported-rows-repository.ts';

/** Rows as lines of a table. Dates are civil dates, or wall times of the clinic; numbers are numbers. */

export type Cell = string | number | null;

export interface TableOptions {
  readonly language: Language;
  /** The clinic's time zone. */
  readonly zone: string;
}

/** The name of a type's table, in the person's language, and its columns. */
export function tableHead(type: TableType, language: Language): { readonly name: string; readonly titles: readonly string[] } {
  const table = content.tables[type];
  return { name: table.file[language], titles: Object.values(table.columns).map((title) => title[language]) };
}

/** The lines of one row: one, or one for each part of a result that has parts. */
export function tableLines<T extends TableType>(type: T, row: ExportedRows[T], options: TableOptions): readonly (readonly Cell[])[] {
  const lines: { readonly [K in TableType]: (row: ExportedRows[K], options: TableOptions) => readonly Readonly<Record<string, Cell>>[] } = {
    Patient: (one, at) => [patientLine(one, at)],
    Practitioner: (one, at) => [practitionerLine(one, at)],
    Condition: (one, at) => [conditionLine(one, at)],
    AllergyIntolerance: (one, at) => [allergyLine(one, at)],
    Immunization: (one, at) => [vaccinationLine(one, at)],
    MedicationRequest: (one, at) => [medicationLine(one, 'MedicationRequest', at)],
    MedicationStatement: (one, at) => [medicationLine(one, 'MedicationStatement', at)],
    AdverseEvent: (one, at) => [eventLine(one, at)],
    Coverage: (one) => [coverageLine(one)],
    Observation: observationLines,
    ServiceRequest: (one, at) => [referralLine(one, at)],
    Appointment: (one, at) => [visitLine(one, at)],
    CarePlan: (one, at) => [planLine(one, at)],
    Task: (one, at) => [stepLine(one, at)],
    Communication: (one, at) => [messageLine(one, at)],
    Encounter: (one) => [{ ...one, hospital: one.hospital || null }],
  };
  const columns = Object.keys(content.tables[type].columns);
  return lines[type](row, options).map((line) => columns.map((column) => line[column] ?? null));
}

const yesNo = (value: boolean, { language }: TableOptions): string => (value ? content.yes : content.no)[language];

/** A date as partial as it is, or the wall time of an instant: `2026-11-16 10:12`. */
export function when(date: string | null, { zone }: TableOptions): string | null {
  return date?.length === 24 ? localDateTime(date, zone).replace('T', ' ') : date;
}

/** Somebody's number in a system: the one that holds, else one not replaced, else any. */
export function currentNumber({ identifiers }: ExportedPatient, system: string): ExportedPatient['identifiers'][number] | undefined {
  const own = identifiers.filter((one) => one.system === system);
  return own.find((one) => one.use !== 'old' && one.valid_to === null) ?? own.find((one) => one.use !== 'old') ?? own[0];
}

function patientLine(row: ExportedPatient, options: TableOptions): Readonly<Record<string, Cell>> {
  const [nam, nir, file] = [currentNumber(row, identifierSystems.nam), currentNumber(row, identifierSystems.nir), currentNumber(row, identifierSystems.file)];
  const others = row.identifiers.filter((one) => one !== nam && one !== nir && one !== file);
  // One a line in each of these cells, in the same order: an import reads them back together.
  const lines = (part: (one: (typeof others)[number]) => string | null): string | null => (others.some((one) => part(one)) ? others.map((one) => part(one) ?? '').join('\n') : null);
  return {
    id: exportedId(row, 'Patient'), familyName: row.family_name, givenName: row.given_name, birthFamilyName: row.birth_family_name, birthDate: row.birth_date,
    sex: row.administrative_sex === 'unknown' ? null : row.administrative_sex, nam: nam?.value ?? null, namValidTo: when(nam?.valid_to ?? null, options),
    nir: nir?.value ?? null, insQualified: nir ? yesNo(nir.ins_qualified === 1, options) : null, fileNumber: file?.value ?? null,
    otherNumbers: lines(({ value }) => value), otherIssuers: lines(({ issuer }) => issuer), otherSystems: lines(({ system }) => system),
    otherFrom: lines(({ valid_from }) => when(valid_from, options)), otherTo: lines(({ valid_to }) => when(valid_to, options)), language: row.language, phone: row.phone, email: row.email, addressLine: row.address_line,
    city: row.city, postalCode: row.postal_code, country: row.country, region: row.region_code, mobility: row.mobility, teleSuitability: row.tele_suitability,
    deceased: yesNo(row.deceased === 1, options), deceasedOn: when(row.deceased_on, options),
  };
}

function practitionerLine(row: ExportedPractitioner, options: TableOptions): Readonly<Record<string, Cell>> {
  const { prefix, organization, phone, fax, email, city } = row;
  return { id: exportedId(row, 'Practitioner'), prefix, familyName: row.family_name, givenName: row.given_name, organization, phone, fax, email, city, active: yesNo(row.active === 1, options) };
}

const concept = ({ text, code, code_system }: { text: string; code: string | null; code_system: string | null }) => ({ text, code, codeSystem: code_system });

function conditionLine(row: ExportedCondition, options: TableOptions): Readonly<Record<string, Cell>> {
  return {
    id: exportedId(row, 'Condition'), patient: row.patient, ...concept(row), clinicalStatus: row.clinical_status, verificationStatus: row.verification_status, category: row.category,
    onsetOn: when(row.onset_on, options), endedOn: when(row.ended_on, options), recordedOn: when(row.recorded_on, options),
  };
}

function allergyLine(row: ExportedAllergy, options: TableOptions): Readonly<Record<string, Cell>> {
  const reactions = (row.reactions === null ? [] : JSON.parse(row.reactions)) as { manifestation?: { text?: string; coding?: { display?: string; code?: string }[] }[] }[];
  const words = reactions.flatMap(({ manifestation }) => manifestation ?? []).map(({ text, coding }) => text ?? coding?.[0]?.display ?? coding?.[0]?.code ?? '');
  return {
    id: exportedId(row, 'AllergyIntolerance'), patient: row.patient, ...concept(row), kind: row.kind, category: row.category, criticality: row.criticality, clinicalStatus: row.clinical_status,
    verificationStatus: row.verification_status, recordedOn: when(row.recorded_on, options), reactions: words.filter(Boolean).join('; ') || null,
  };
}

function vaccinationLine(row: ExportedVaccination, options: TableOptions): Readonly<Record<string, Cell>> {
  return {
    id: exportedId(row, 'Immunization'), patient: row.patient, ...concept(row), status: row.status, statusReason: together(row.status_reason, row.status_note), givenOn: when(row.given_on, options) ?? row.given_words,
    doseNumber: row.dose_number, lotNumber: row.lot_number, expiresOn: row.expires_on, site: row.site, route: row.route, source: row.report_origin ?? (row.primary_source === null ? null : yesNo(row.primary_source === 1, options)),
    recordedOn: when(row.recorded_on, options), note: row.note,
  };
}

const together = (...parts: readonly (string | null)[]): string | null => parts.filter((part) => part !== null).join('; ') || null;

function medicationLine(row: ExportedMedication, type: 'MedicationRequest' | 'MedicationStatement', options: TableOptions): Readonly<Record<string, Cell>> {
  const dosages = (row.dosage === null ? [] : JSON.parse(row.dosage)) as { text?: string }[];
  // What is not told in words is in no cell either: the whole of it leaves as FHIR.
  const dosage = dosages.map((one) => one.text ?? JSON.stringify(one)).join('; ') || null;
  return {
    id: exportedId(row, type), patient: row.patient, ...concept(row), status: row.status, authoredOn: when(row.authored_on, options), startedOn: when(row.started_on, options),
    endedOn: when(row.ended_on, options), dosage, reason: row.reason_text, practitioner: row.practitioner,
  };
}

function eventLine(row: ExportedEvent, options: TableOptions): Readonly<Record<string, Cell>> {
  const { id, patient, drug, happened_on: happenedOn, term, grade, outcome, note } = row;
  return { id, patient, drug: drug.id, happenedOn, term, grade, serious: yesNo(row.serious === 1, options), outcome, note: note || null };
}

function coverageLine({ id, patient, drug, payer, sent_on: sentOn, approved_on: approvedOn, renews_on: renewsOn, note }: ExportedCoverage): Readonly<Record<string, Cell>> {
  return { id, patient, drug: drug.id, payer: payer || null, sentOn, approvedOn, renewsOn, note: note || null };
}

function planLine({ id, patient, code, title, state, reason, note, startsOn, endedOn, createdOn }: ExportedPlan, options: TableOptions): Readonly<Record<string, Cell>> {
  return { id, patient, code, title: title[options.language], state, reason: together(reason, note), startsOn, endedOn, createdOn: when(createdOn, options) };
}

function stepLine({ id, patient, planId: plan, label, kind, roles, state, dueOn, fromOn, untilOn, doneOn, words }: ExportedStep, { language }: TableOptions): Readonly<Record<string, Cell>> {
  return { id, patient, plan, label: label[language], kind, roles: roles.trim(), state, dueOn, fromOn, untilOn, doneOn, words };
}

function messageLine({ leftAt, ...message }: ExportedMessage, options: TableOptions): Readonly<Record<string, Cell>> {
  return { ...message, leftAt: when(leftAt, options) };
}

function observationLines(row: ExportedObservation, options: TableOptions): readonly Readonly<Record<string, Cell>>[] {
  const value = ({ value_number, value_text, value_unit }: Pick<ExportedObservation, 'value_number' | 'value_text' | 'value_unit'>) => ({ number: value_number, words: value_text, unit: value_unit });
  const common = { id: exportedId(row, 'Observation'), patient: row.patient, effectiveAt: when(row.effective_at, options), category: row.category, status: row.status };
  const whole = { ...common, ...concept(row), component: null, ...value(row), low: row.reference_low, high: row.reference_high, interpretation: row.interpretation };
  const parts = row.components.map((component) => ({ ...common, ...concept(component), text: row.text, component: component.text, ...value(component) }));
  return row.value_kind === null && parts.length > 0 ? parts : [whole, ...parts];
}

function referralLine(row: ExportedReferral, options: TableOptions): Readonly<Record<string, Cell>> {
  return {
    id: exportedId(row, 'ServiceRequest'), patient: row.patient, referrer: row.referrer, receivedAt: when(row.received_at, options), completedOn: row.completed_on, reasonCode: row.reason_code,
    requestedClass: row.requested_cls, state: row.state, words: row.free_text || null, findings: row.findings === '{}' ? null : row.findings,
  };
}

function visitLine(row: ExportedVisit, options: TableOptions): Readonly<Record<string, Cell>> {
  const { patient, professional, referral, zone, modality, status, reason } = row;
  const cancelled = { cancelledAt: when(row.cancelled_at, options), cancelParty: row.cancel_party, cancelCause: row.cancel_cause, cancelNote: row.cancel_note };
  return { id: exportedId(row, 'Appointment'), patient, professional, referral, startsAt: when(row.starts_at, options), endsAt: when(row.ends_at, options), zone, modality, status, reason, ...cancelled };
}
