import { type SqlBool, sql } from 'kysely';
import { z } from 'zod';
import { stepKinds } from '#contract/plans.ts';
import { isAmongWithinReach } from '../access/reach-repository.ts';
import type { RecordReach } from '../access/record-reach.ts';
import { readSummaries } from '../patients/registry-repository.ts';
import { professionalName } from '../people/person-name.ts';
import type { ReadExecutor } from '../platform/database/schema.ts';
import { rolesOf } from './plan-repository.ts';

/** Steps of running plans to be done, of everybody, by the day they fall on. */

export interface DueQuestion {
  /** Steps whose window has begun by this day. */
  readonly begunBy: string;
  /** Only visits nobody has booked. */
  readonly toBook: boolean;
  /** Only those of this professional, or of nobody in particular and one of these roles; null: everybody's. */
  readonly mine: { readonly practitionerId: string | null; readonly roles: readonly string[] } | null;
}

function dueSteps(db: ReadExecutor, reach: RecordReach, { begunBy, toBook, mine }: DueQuestion) {
  return db
    .selectFrom('follow_up_step as s')
    .innerJoin('follow_up_plan as f', 'f.id', 's.plan_id')
    .innerJoin('patient as p', 'p.id', 's.patient_id')
    .leftJoin('appointment as a', (join) => join.onRef('a.id', '=', 's.appointment_id').on('a.live', '=', 1).on('a.status', '!=', 'no-show'))
    .where('s.state', '=', 'open')
    .where('f.state', '=', 'running')
    .where('s.from_on', '<=', begunBy)
    .where('p.merged_into', 'is', null)
    .where('p.deceased', '=', 0)
    .where(isAmongWithinReach(reach, 's.patient_id'))
    .$if(toBook, (query) => query.where('s.kind', '=', 'visit').where('a.id', 'is', null))
    // A visit to come is in the calendar; one that took place is to be said done.
    .$if(!toBook, (query) => query.where((eb) => eb.or([eb('a.id', 'is', null), eb('a.status', '=', 'done')])))
    .$if(mine !== null, (query) => query.where(isMine(mine ?? { practitionerId: null, roles: [] })));
}

function isMine({ practitionerId, roles }: NonNullable<DueQuestion['mine']>) {
  const byRole = roles.map((role) => sql<SqlBool>`s.roles like ${`% ${role} %`}`);
  const ofRole = byRole.length === 0 ? sql<SqlBool>`1 = 0` : sql<SqlBool>`(${sql.join(byRole, sql` or `)})`;
  return practitionerId === null ? sql<SqlBool>`(s.practitioner_id is null and ${ofRole})` : sql<SqlBool>`(s.practitioner_id = ${practitionerId} or (s.practitioner_id is null and ${ofRole}))`;
}

/** A page of steps, by the day they fall on. */
export async function duePage(db: ReadExecutor, reach: RecordReach, question: DueQuestion, { after, limit }: { readonly after: { readonly at: string; readonly id: string } | null; readonly limit: number }) {
  const rows = await dueSteps(db, reach, question)
    .leftJoin('practitioner as w', 'w.id', 's.practitioner_id')
    .select(['s.id', 's.version', 's.patient_id', 's.template_id', 's.code', 's.kind', 's.roles', 's.due_on', 's.from_on', 's.until_on', 'a.local_start', 'p.phone', 'w.prefix', 'w.family_name', 'w.given_name'])
    .$if(after !== null, (query) => query.where(sql<SqlBool>`(s.due_on, s.id) > (${after?.at ?? ''}, ${after?.id ?? ''})`))
    .orderBy('s.due_on')
    .orderBy('s.id')
    .limit(limit)
    .execute();
  const people = new Map((await readSummaries(db, reach, [...new Set(rows.map((row) => row.patient_id))])).map((patient) => [patient.id, patient]));
  return rows.map((row) => ({
    id: row.id, version: row.version, patient: people.get(row.patient_id), phone: row.phone, templateId: row.template_id, code: row.code, kind: z.enum(stepKinds).parse(row.kind), roles: rolesOf(row.roles), dueOn: row.due_on, fromOn: row.from_on, untilOn: row.until_on,
    visitOn: row.local_start?.slice(0, 10) ?? null, practitionerName: row.family_name === null ? null : professionalName({ prefix: row.prefix, givenName: row.given_name ?? '', familyName: row.family_name }),
  }));
}

export async function countDue(db: ReadExecutor, reach: RecordReach, question: DueQuestion): Promise<number> {
  const row = await dueSteps(db, reach, question).select(sql<number>`count(*)`.as('count')).executeTakeFirstOrThrow();
  return Number(row.count);
}
