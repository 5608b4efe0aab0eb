import { consentDecision, type ConsentDecision, consentGivers, consentWays, type ResearchConsent } from '#contract/research.ts';
import { z } from 'zod';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';

/** What people said about research. Rows are never changed: the last said holds. */

const way = z.enum(consentWays);
const giver = z.enum(consentGivers);

/** All that a person said, the last first. */
export async function consentsOf(db: ReadExecutor, patientId: string, limit: number): Promise<readonly ResearchConsent[]> {
  const rows = await db
    .selectFrom('research_consent as c').leftJoin('user_account as u', 'u.id', 'c.recorded_by').selectAll('c').select('u.display_name')
    .where('c.patient_id', '=', patientId).orderBy('c.decided_on', 'desc').orderBy('c.recorded_at', 'desc').orderBy('c.id', 'desc').limit(limit).execute();
  return rows.map((row) => ({
    id: row.id, decision: consentDecision.parse(row.decision), decidedOn: row.decided_on, way: way.parse(row.way), giver: giver.parse(row.giver), note: row.note, recordedAt: row.recorded_at,
    recordedBy: row.display_name ?? row.recorded_by,
  }));
}

/** What holds for each of these people (at most 200); who said nothing is not among them. */
export async function standingConsents(db: ReadExecutor, ids: readonly string[]): Promise<ReadonlyMap<string, ConsentDecision>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('research_consent').select(['patient_id', 'decision']).where('patient_id', 'in', ids).orderBy('decided_on').orderBy('recorded_at').orderBy('id').execute();
  return new Map(rows.map(({ patient_id, decision }) => [patient_id, consentDecision.parse(decision)]));
}

export async function consentById(db: ReadExecutor, id: string) {
  return db.selectFrom('research_consent').select(['patient_id', 'recorded_at']).where('id', '=', id).executeTakeFirst();
}

export interface NewConsent {
  readonly id: string;
  readonly patientId: string;
  readonly decision: ConsentDecision;
  readonly decidedOn: string;
  readonly way: string;
  readonly giver: string;
  readonly note: string;
  readonly now: string;
  readonly userId: string;
}

export async function insertConsent(db: WriteExecutor, one: NewConsent): Promise<void> {
  await db
    .insertInto('research_consent')
    .values({ id: one.id, patient_id: one.patientId, decision: one.decision, decided_on: one.decidedOn, way: one.way, giver: one.giver, note: one.note, recorded_at: one.now, recorded_by: one.userId })
    .execute();
}
