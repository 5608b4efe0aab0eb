import { z } from 'zod';
import { type AdverseEvent, type Coverage, eventOutcomes, stopReason, type StopReason } from '#contract/treatments.ts';
import { livingRecord } from '../patients/duplicates/merge-repository.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';
import type { Coded } from './drug-recognition-rules.ts';

/** A row of `medication` as treatments read it, whether it was entered here or imported. */
export interface TreatmentRow {
  readonly id: string;
  readonly patientId: string;
  readonly version: number;
  readonly updatedAt: string;
  readonly codings: readonly Coded[];
  readonly text: string;
  readonly status: string;
  readonly startedOn: string | null;
  readonly endedOn: string | null;
  readonly recordedOn: string;
  /** FHIR `Dosage[]`, JSON. */
  readonly dosage: string | null;
  readonly indication: string | null;
  readonly stopReason: StopReason | null;
  readonly stopNote: string | null;
  readonly imported: boolean;
}

const columns = [
  'id', 'patient_id', 'version', 'updated_at', 'code_system', 'code', 'other_codings', 'text', 'status', 'started_on', 'ended_on', 'authored_on', 'created_at', 'dosage', 'reason_text', 'stop_reason', 'stop_note', 'source_hash',
] as const;
const keptCodings = z.array(z.object({ system: z.string().optional(), code: z.string().optional() }));

function rows(db: ReadExecutor) {
  return db.selectFrom('medication').select(columns);
}

/** A row of the table as treatments read it. */
export function treatmentRowOf(row: Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number]): TreatmentRow {
  const others = row.other_codings === null ? [] : (keptCodings.safeParse(JSON.parse(row.other_codings)).data ?? []);
  return {
    id: row.id, patientId: row.patient_id, version: row.version, updatedAt: row.updated_at, text: row.text, status: row.status,
    codings: [{ system: row.code_system, code: row.code }, ...others.map(({ system, code }) => ({ system: system ?? null, code: code ?? null }))],
    startedOn: (row.started_on ?? row.authored_on)?.slice(0, 10) ?? null, endedOn: row.ended_on?.slice(0, 10) ?? null, recordedOn: (row.authored_on ?? row.created_at).slice(0, 10),
    dosage: row.dosage, indication: row.reason_text, stopReason: stopReason.safeParse(row.stop_reason).data ?? null, stopNote: row.stop_note, imported: row.source_hash !== null,
  };
}

/** Nobody's record has more. */
const mostRows = 2000;

/** Every drug of a record but those entered in error. */
export async function treatmentRowsOf(db: ReadExecutor, patientId: string): Promise<readonly TreatmentRow[]> {
  const found = await rows(db).where('patient_id', '=', await livingRecord(db, patientId)).where('status', '!=', 'entered-in-error').orderBy('id').limit(mostRows).execute();
  return found.map(treatmentRowOf);
}

/** The same for several records at once (at most 200). */
export async function treatmentRowsOfMany(db: ReadExecutor, patientIds: readonly string[]): Promise<ReadonlyMap<string, readonly TreatmentRow[]>> {
  if (patientIds.length === 0) return new Map();
  const found = await rows(db).where('patient_id', 'in', patientIds).where('status', '!=', 'entered-in-error').orderBy('id').execute();
  return Map.groupBy(found.map(treatmentRowOf), ({ patientId }) => patientId);
}

export async function treatmentRowById(db: ReadExecutor, id: string): Promise<TreatmentRow | undefined> {
  const row = await rows(db).where('id', '=', id).executeTakeFirst();
  return row && treatmentRowOf(row);
}

/** What hangs on some lines. */
export interface LineDetails {
  readonly events: readonly AdverseEvent[];
  readonly coverage: Coverage | null;
  readonly confirmations: readonly { readonly guard: string; readonly reason: string; readonly detail: string | null; readonly by: { readonly id: string; readonly name: string }; readonly at: string }[];
}

const outcome = z.enum(eventOutcomes);

/** Events, coverage and confirmations by line. */
export async function lineDetailsOf(db: ReadExecutor, lineIds: readonly string[]): Promise<(lineId: string) => LineDetails> {
  if (lineIds.length === 0) return () => ({ events: [], coverage: null, confirmations: [] });
  const events = await db
    .selectFrom('treatment_event as e').leftJoin('user_account as u', 'u.id', 'e.recorded_by').selectAll('e').select('u.display_name')
    .where('e.medication_id', 'in', lineIds).where('e.withdrawn_at', 'is', null).orderBy('e.happened_on', 'desc').orderBy('e.id', 'desc').execute();
  const coverages = await db.selectFrom('treatment_coverage').selectAll().where('medication_id', 'in', lineIds).execute();
  const confirmed = await db
    .selectFrom('treatment_confirmation as c').leftJoin('user_account as u', 'u.id', 'c.confirmed_by').selectAll('c').select('u.display_name')
    .where('c.medication_id', 'in', lineIds).orderBy('c.confirmed_at').orderBy('c.id').execute();
  return (lineId) => {
    const cover = coverages.find(({ medication_id }) => medication_id === lineId);
    return {
      events: events.filter(({ medication_id }) => medication_id === lineId).map((row) => ({
        id: row.id, on: row.happened_on, term: row.term, grade: row.grade, serious: row.serious === 1, outcome: outcome.parse(row.outcome), note: row.note,
        by: { id: row.recorded_by, name: row.display_name ?? row.recorded_by }, at: row.recorded_at,
      })),
      coverage: cover ? { payer: cover.payer, sentOn: cover.sent_on, approvedOn: cover.approved_on, renewsOn: cover.renews_on, note: cover.note } : null,
      confirmations: confirmed.filter(({ medication_id }) => medication_id === lineId).map((row) => ({
        guard: row.guard, reason: row.reason, detail: row.detail, by: { id: row.confirmed_by, name: row.display_name ?? row.confirmed_by }, at: row.confirmed_at,
      })),
    };
  };
}

export interface NewLine {
  readonly id: string;
  readonly patientId: string;
  readonly atc: { readonly system: string; readonly code: string } | null;
  readonly otherCodings: string | null;
  readonly text: string;
  readonly startedOn: string;
  readonly endedOn: string | null;
  readonly stopReason: StopReason | null;
  readonly stopNote: string | null;
  readonly dosage: string | null;
  readonly indication: string | null;
  readonly assertedOn: string;
  readonly now: string;
}

export async function insertLine(db: WriteExecutor, line: NewLine): Promise<void> {
  await db
    .insertInto('medication')
    .values({
      id: line.id, patient_id: await livingRecord(db, line.patientId), code_system: line.atc?.system ?? null, code: line.atc?.code ?? null, text: line.text, other_codings: line.otherCodings,
      source_system: null, source_id: null, source_hash: null, import_id: null, created_at: line.now, updated_at: line.now,
      kind: 'statement', status: line.endedOn === null ? 'active' : 'stopped', intent: null, authored_on: line.assertedOn, started_on: line.startedOn, ended_on: line.endedOn,
      dosage: line.dosage, reason_text: line.indication, practitioner_id: null, stop_reason: line.stopReason, stop_note: line.stopNote,
    })
    .execute();
}

/** Columns of a line that a command changes. */
export interface LineChange {
  readonly status?: string;
  readonly started_on?: string | null;
  readonly ended_on?: string | null;
  readonly dosage?: string | null;
  readonly text?: string;
  readonly other_codings?: string | null;
  readonly reason_text?: string | null;
  readonly stop_reason?: string | null;
  readonly stop_note?: string | null;
}

/**
 * Changes a line at the version seen; false when it has moved on. What is changed here is no longer as a file says it: a
 * later import of the same row leaves it (its hash goes). Nothing to change: only its version, for what hangs on it.
 */
export async function changeLine(db: WriteExecutor, id: string, version: number, change: LineChange, now: string): Promise<boolean> {
  const done = await db.updateTable('medication').set({ ...change, ...(Object.keys(change).length > 0 ? { source_hash: null } : {}), updated_at: now, version: version + 1 }).where('id', '=', id).where('version', '=', version).executeTakeFirst();
  return Number(done.numUpdatedRows) === 1;
}

export async function insertEvent(db: WriteExecutor, lineId: string, event: Omit<AdverseEvent, 'by'>, userId: string): Promise<void> {
  await db
    .insertInto('treatment_event')
    .values({ id: event.id, medication_id: lineId, happened_on: event.on, term: event.term, grade: event.grade, serious: event.serious ? 1 : 0, outcome: event.outcome, note: event.note, recorded_at: event.at, recorded_by: userId })
    .execute();
}

/** Marks an event of a line as entered by mistake; false when it has none such. */
export async function withdrawEvent(db: WriteExecutor, lineId: string, eventId: string, { now, userId }: { readonly now: string; readonly userId: string }): Promise<boolean> {
  const done = await db.updateTable('treatment_event').set({ withdrawn_at: now, withdrawn_by: userId }).where('id', '=', eventId).where('medication_id', '=', lineId).where('withdrawn_at', 'is', null).executeTakeFirst();
  return Number(done.numUpdatedRows) === 1;
}

/** Sets who pays for a line; null takes it off. */
export async function setCoverage(db: WriteExecutor, lineId: string, cover: Coverage | null, { id, now, userId }: { readonly id: string; readonly now: string; readonly userId: string }): Promise<void> {
  await db.deleteFrom('treatment_coverage').where('medication_id', '=', lineId).execute();
  if (cover === null) return;
  await db
    .insertInto('treatment_coverage')
    .values({ id, medication_id: lineId, payer: cover.payer, sent_on: cover.sentOn, approved_on: cover.approvedOn, renews_on: cover.renewsOn, note: cover.note, updated_at: now, updated_by: userId })
    .execute();
}

export async function insertConfirmation(db: WriteExecutor, lineId: string, confirmation: { readonly id: string; readonly guard: string; readonly reason: string; readonly detail: string | null; readonly now: string; readonly userId: string }): Promise<void> {
  const { id, guard, reason, detail, now, userId } = confirmation;
  await db.insertInto('treatment_confirmation').values({ id, medication_id: lineId, guard, reason, detail, confirmed_at: now, confirmed_by: userId }).execute();
}

const bodyWeight = { system: 'http://loinc.org', code: '29463-7' } as const;
const kilograms: Readonly<Record<string, number>> = { kg: 1, g: 0.001, '[lb_av]': 0.45359237, lb: 0.45359237 };

/** The last weight on file, in kilograms. */
export async function latestWeight(db: ReadExecutor, patientId: string): Promise<{ readonly kg: number; readonly on: string } | null> {
  const row = await db
    .selectFrom('observation')
    .select(['value_number', 'value_unit', 'value_unit_code', 'effective_at'])
    .where('patient_id', '=', await livingRecord(db, patientId))
    .where('code', '=', bodyWeight.code)
    .where('status', 'not in', ['entered-in-error', 'cancelled'])
    .where('value_number', 'is not', null)
    .where('effective_at', 'is not', null)
    .orderBy('effective_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  const factor = kilograms[row?.value_unit_code ?? row?.value_unit ?? ''];
  const kg = row?.value_number && factor !== undefined ? Math.round(row.value_number * factor * 10) / 10 : null;
  const on = row?.effective_at?.slice(0, 10) ?? '';
  return kg !== null && kg >= 20 && kg <= 350 && on.length === 10 ? { kg, on } : null;
}

/** A weight told with a dose, among the vital signs of the record. */
export async function insertWeight(db: WriteExecutor, weight: { readonly id: string; readonly patientId: string; readonly kg: number; readonly on: string; readonly text: string; readonly now: string }): Promise<void> {
  await db
    .insertInto('observation')
    .values({
      id: weight.id, patient_id: await livingRecord(db, weight.patientId), code_system: bodyWeight.system, code: bodyWeight.code, text: weight.text, other_codings: null,
      source_system: null, source_id: null, source_hash: null, import_id: null, created_at: weight.now, updated_at: weight.now, status: 'final', category: 'vital-signs', effective_at: weight.on, issued_at: weight.now,
      value_kind: 'quantity', value_number: weight.kg, value_unit: 'kg', value_unit_code: 'kg', value_code_system: 'http://unitsofmeasure.org', value_code: null, value_text: null,
      interpretation: null, reference_low: null, reference_high: null,
    })
    .execute();
}
