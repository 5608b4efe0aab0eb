import { sql, type SqlBool } from 'kysely';
import { z } from 'zod';
import { type EscalationAction, escalationActions, type EscalationKind, escalationKinds } from '#contract/escalations.ts';
import { type PathwayRole, pathwayRole } from '#contract/pathways.ts';
import type { PatientSummary } from '#contract/patients.ts';
import { type EscalationLevel, escalationLevels } from '#contract/toxicity.ts';
import type { Bilingual } from '#contract/triage.ts';
import { isAmongWithinReach } from '../../access/reach-repository.ts';
import type { RecordReach } from '../../access/record-reach.ts';
import { readSummaries } from '../../patients/registry-repository.ts';
import type { ReadExecutor, WriteExecutor } from '../../platform/database/schema.ts';

/** Escalations as they are kept: opened, answered once, never taken away. */

export interface EscalationDetails {
  readonly id: string;
  readonly enrolmentId: string;
  readonly patientId: string;
  readonly doseId: string | null;
  readonly doseNumber: number | null;
  readonly callId: string | null;
  readonly kind: EscalationKind;
  readonly level: EscalationLevel | null;
  readonly grade: number | null;
  readonly reasons: readonly Bilingual[];
  readonly items: readonly string[];
  readonly roles: readonly PathwayRole[];
  readonly openedAt: string;
  readonly openedByName: string | null;
  readonly answerBy: string;
  readonly acknowledgedAt: string | null;
  readonly acknowledgedByName: string | null;
  readonly action: EscalationAction | null;
  readonly words: string | null;
}

const kind = z.enum(escalationKinds);
const level = z.enum(escalationLevels).nullable();
const action = z.enum(escalationActions).nullable();
const reasons = z.array(z.object({ fr: z.string(), en: z.string() }));
const words = (text: string): readonly string[] => text.split(' ').filter((one) => one !== '');

function rowsOf(db: ReadExecutor) {
  return db
    .selectFrom('escalation as x')
    .leftJoin('user_account as o', 'o.id', 'x.opened_by')
    .leftJoin('user_account as a', 'a.id', 'x.acknowledged_by')
    .leftJoin('pathway_dose as d', 'd.id', 'x.dose_id')
    .selectAll('x')
    .select(['o.display_name as opener', 'a.display_name as answerer', 'd.number as dose_number']);
}

function escalationOf(row: Awaited<ReturnType<ReturnType<typeof rowsOf>['execute']>>[number]): EscalationDetails {
  return {
    id: row.id, enrolmentId: row.enrolment_id, patientId: row.patient_id, doseId: row.dose_id, doseNumber: row.dose_number, callId: row.call_id, kind: kind.parse(row.kind), level: level.parse(row.level), grade: row.grade, reasons: reasons.parse(JSON.parse(row.reasons)), items: words(row.items), roles: z.array(pathwayRole).parse(words(row.roles)),
    openedAt: row.opened_at, openedByName: row.opener, answerBy: row.answer_by, acknowledgedAt: row.acknowledged_at, acknowledgedByName: row.answerer, action: action.parse(row.action), words: row.words,
  };
}

export async function escalationById(db: ReadExecutor, id: string): Promise<EscalationDetails | undefined> {
  const row = await rowsOf(db).where('x.id', '=', id).executeTakeFirst();
  return row && escalationOf(row);
}

/** Escalations of these enrolments, the last first. */
export async function escalationsOf(db: ReadExecutor, enrolmentIds: readonly string[]): Promise<readonly EscalationDetails[]> {
  if (enrolmentIds.length === 0) return [];
  return (await rowsOf(db).where('x.enrolment_id', 'in', enrolmentIds).orderBy('x.opened_at', 'desc').orderBy('x.id', 'desc').limit(1000).execute()).map(escalationOf);
}

/** Whether one of a dose waits for an answer about an item of its checklist. */
export async function isWaitedFor(db: ReadExecutor, doseId: string, item: string): Promise<boolean> {
  const open = await db.selectFrom('escalation').select('items').where('dose_id', '=', doseId).where('acknowledged_at', 'is', null).execute();
  return open.some(({ items }) => words(items).includes(item));
}

/** Nobody has answered, the one whose time is over first ahead; or answered, the last first. */
export async function escalationPage(db: ReadExecutor, reach: RecordReach, standing: 'waiting' | 'acknowledged', { after, limit }: { readonly after: { readonly at: string; readonly id: string } | null; readonly limit: number }): Promise<readonly (EscalationDetails & { readonly patient: PatientSummary | undefined; readonly phone: string | null; readonly pathwayId: string })[]> {
  const isWaiting = standing === 'waiting';
  const rows = await rowsOf(db)
    .innerJoin('patient as p', 'p.id', 'x.patient_id')
    .innerJoin('pathway_enrolment as e', 'e.id', 'x.enrolment_id')
    .select(['p.phone', 'e.definition_id'])
    .where('x.acknowledged_at', isWaiting ? 'is' : 'is not', null)
    .where(isAmongWithinReach(reach, 'x.patient_id'))
    .$if(after !== null && isWaiting, (query) => query.where(sql<SqlBool>`(x.answer_by, x.id) > (${after?.at ?? ''}, ${after?.id ?? ''})`))
    .$if(after !== null && !isWaiting, (query) => query.where(sql<SqlBool>`(x.acknowledged_at, x.id) < (${after?.at ?? ''}, ${after?.id ?? ''})`))
    .orderBy(isWaiting ? 'x.answer_by' : 'x.acknowledged_at', isWaiting ? 'asc' : 'desc')
    .orderBy('x.id', isWaiting ? 'asc' : 'desc')
    .limit(limit)
    .execute();
  const people = new Map((await readSummaries(db, reach, [...new Set(rows.map((row) => row.patient_id))])).map((patient) => [patient.id, patient]));
  return rows.map((row) => ({ ...escalationOf(row), patient: people.get(row.patient_id), phone: row.phone, pathwayId: row.definition_id }));
}

/** How many wait, and how many of them are past their time. */
export async function countWaiting(db: ReadExecutor, reach: RecordReach, now: string): Promise<{ readonly waiting: number; readonly late: number }> {
  const row = await db
    .selectFrom('escalation as x')
    .select((eb) => [eb.fn.countAll<number>().as('waiting'), sql<number | null>`sum(case when x.answer_by < ${now} then 1 else 0 end)`.as('late')])
    .where('x.acknowledged_at', 'is', null)
    .where(isAmongWithinReach(reach, 'x.patient_id'))
    .executeTakeFirstOrThrow();
  return { waiting: Number(row.waiting), late: Number(row.late ?? 0) };
}

export async function insertEscalation(db: WriteExecutor, row: Pick<EscalationDetails, 'id' | 'enrolmentId' | 'patientId' | 'doseId' | 'callId' | 'kind' | 'level' | 'grade' | 'reasons' | 'items' | 'answerBy'> & { readonly roles: readonly string[] }, { now, userId }: { readonly now: string; readonly userId: string }): Promise<void> {
  await db
    .insertInto('escalation')
    .values({
      id: row.id, enrolment_id: row.enrolmentId, patient_id: row.patientId, dose_id: row.doseId, call_id: row.callId, kind: row.kind, level: row.level, grade: row.grade, reasons: JSON.stringify(row.reasons), items: row.items.join(' '), roles: row.roles.join(' '),
      opened_at: now, opened_by: userId, answer_by: row.answerBy, acknowledged_at: null, acknowledged_by: null, action: null, words: null,
    })
    .execute();
}

/** Answers one that waits; false where somebody has already. */
export async function acknowledge(db: WriteExecutor, id: string, { action: done, words: said }: { readonly action: EscalationAction; readonly words: string }, { now, userId }: { readonly now: string; readonly userId: string }): Promise<boolean> {
  const written = await db.updateTable('escalation').set({ acknowledged_at: now, acknowledged_by: userId, action: done, words: said }).where('id', '=', id).where('acknowledged_at', 'is', null).executeTakeFirst();
  return Number(written.numUpdatedRows) === 1;
}
