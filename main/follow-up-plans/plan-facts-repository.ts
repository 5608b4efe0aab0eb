import { roles } from '#contract/permissions.ts';
import { visitModality } from '#contract/values.ts';
import { appointmentStatus } from '#contract/visit-steps.ts';
import { z } from 'zod';
import { professionalName } from '../people/person-name.ts';
import { civilDate } from '../appointments/wall-time.ts';
import { livingRecord } from '../patients/duplicates/merge-repository.ts';
import type { ReadExecutor } from '../platform/database/schema.ts';

/** What plans read of their neighbours' tables, in their own transactions: visits and signed assessments of a person. */

const mostFacts = 500;

/** Visits of a person from a day on that hold their time or took place, the last first. */
export async function visitsSince(db: ReadExecutor, patientId: string, since: string) {
  const rows = await db
    .selectFrom('appointment as a')
    .innerJoin('practitioner as w', 'w.id', 'a.professional_id')
    .select(['a.id', 'a.local_start', 'a.modality', 'a.status', 'w.id as practitioner_id', 'w.clinic_role', 'w.prefix', 'w.family_name', 'w.given_name'])
    .where('a.patient_id', '=', await livingRecord(db, patientId))
    .where('a.live', '=', 1)
    .where('a.status', 'not in', ['cancelled', 'no-show'])
    .where('a.local_start', '>=', since)
    .orderBy('a.starts_at', 'desc')
    .orderBy('a.id', 'desc')
    .limit(mostFacts)
    .execute();
  return rows.map((row) => ({
    id: row.id, on: row.local_start.slice(0, 10), role: z.enum(roles).nullable().parse(row.clinic_role), practitionerId: row.practitioner_id, modality: visitModality.parse(row.modality), status: appointmentStatus.parse(row.status),
    isDone: row.status === 'done', by: professionalName({ prefix: row.prefix, givenName: row.given_name, familyName: row.family_name }),
  }));
}

/** One visit of the person, whatever became of it. */
export async function visitOf(db: ReadExecutor, patientId: string, appointmentId: string): Promise<{ readonly on: string; readonly live: boolean; readonly practitionerId: string } | undefined> {
  const row = await db.selectFrom('appointment').select(['local_start', 'live', 'status', 'professional_id']).where('id', '=', appointmentId).where('patient_id', '=', patientId).executeTakeFirst();
  return row && { on: row.local_start.slice(0, 10), live: row.live === 1 && row.status !== 'no-show', practitionerId: row.professional_id };
}

/** Signed assessments of a person from a day on, each with its instruments, the last first. */
export async function assessmentsSince(db: ReadExecutor, patientId: string, since: string) {
  const rows = await db
    .selectFrom('assessment as a')
    .innerJoin('assessment_text as t', (join) => join.onRef('t.assessment_id', '=', 'a.id').onRef('t.number', '=', 'a.signed_number'))
    .innerJoin('assessment_score as s', 's.text_id', 't.id')
    .leftJoin('user_account as u', 'u.id', 'a.author_id')
    .select(['a.id', 'a.assessed_on', 's.instrument', 'u.display_name'])
    .where('a.patient_id', '=', await livingRecord(db, patientId))
    .where('a.assessed_on', '>=', since)
    .orderBy('a.assessed_on', 'desc')
    .orderBy('a.id', 'desc')
    .limit(mostFacts)
    .execute();
  const found = new Map<string, { id: string; on: string; by: string; instruments: string[] }>();
  for (const { id, assessed_on, instrument, display_name } of rows) {
    const kept = found.get(id) ?? { id, on: assessed_on, by: display_name ?? '', instruments: [] };
    kept.instruments.push(instrument);
    found.set(id, kept);
  }
  return [...found.values()];
}

/** Vaccines given, coverages asked for and attempts to reach a person from a day on. `zone` is the clinic's: an attempt is noted at an instant. */
export async function entriesSince(db: ReadExecutor, patientId: string, since: string, zone: string) {
  const living = await livingRecord(db, patientId);
  const vaccinations = await db.selectFrom('vaccination').select(['id', 'given_on', 'text']).where('patient_id', '=', living).where('status', '=', 'completed').where('given_on', '>=', since).limit(mostFacts).execute();
  const coverages = await db
    .selectFrom('treatment_coverage as c')
    .innerJoin('medication as m', 'm.id', 'c.medication_id')
    .select(['c.id', 'c.sent_on', 'c.payer', 'm.text'])
    .where('m.patient_id', '=', living)
    .where('c.sent_on', '>=', since)
    .limit(mostFacts)
    .execute();
  const contacts = await db.selectFrom('recall_contact').select(['id', 'noted_at']).where('patient_id', '=', living).where('withdrawn_at', 'is', null).where('noted_at', '>=', since).limit(mostFacts).execute();
  return [
    // A day only known by its month or year is near to nothing.
    ...vaccinations.flatMap(({ id, given_on, text }) => (given_on?.length === 10 ? [{ kind: 'vaccination' as const, id, on: given_on, said: text }] : [])),
    ...coverages.flatMap(({ id, sent_on, payer, text }) => (sent_on === null ? [] : [{ kind: 'coverage' as const, id, on: sent_on, said: [text, payer].filter(Boolean).join(', ') }])),
    ...contacts.map(({ id, noted_at }) => ({ kind: 'contact' as const, id, on: civilDate(noted_at, zone), said: null })),
  ];
}

/** Whether somebody is a professional of the clinic at work, and in which profession. */
export async function roleOfProfessional(db: ReadExecutor, practitionerId: string): Promise<string | null> {
  return (await db.selectFrom('practitioner').select('clinic_role').where('id', '=', practitionerId).where('active', '=', 1).executeTakeFirst())?.clinic_role ?? null;
}

/** Whether a record is of somebody living. */
export async function isLiving(db: ReadExecutor, patientId: string): Promise<boolean> {
  return (await db.selectFrom('patient').select('deceased').where('id', '=', await livingRecord(db, patientId)).executeTakeFirst())?.deceased === 0;
}
