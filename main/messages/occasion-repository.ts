import { sql, type SqlBool } from 'kysely';
import { z } from 'zod';
import type { MessageOccasion } from '#contract/messages.ts';
import { visitModality, type VisitModality } from '#contract/values.ts';
import { professionalName } from '../people/person-name.ts';
import type { ReadExecutor } from '../platform/database/schema.ts';

/** A visit, or a step of one, that a rule prepares a message for and none has been prepared yet. */
export interface Occasion {
  readonly key: string;
  readonly appointmentId: string;
  readonly stepId: string | null;
  readonly patientId: string;
  readonly startsAt: string;
  readonly localStart: string;
  readonly zone: string;
  readonly patientZone: string | null;
  readonly modality: VisitModality;
  readonly videoLink: string | null;
  readonly reason: string | null;
  readonly purpose: string | null;
  /** The words of a type of visit of the clinic's own. */
  readonly purposeLabel?: { readonly fr: string; readonly en: string } | null;
  /** Name and address of the site the person comes to; absent or null: the clinic itself. */
  readonly sitePlace?: string | null;
  readonly siteName?: string | null;
  readonly professionalName: string;
  readonly eventAt: string;
  /** Wall time it stood at before a move. */
  readonly previousLocalStart: string | null;
}

/** What happens to a visit there is. */
export type VisitOccasion = Exclude<MessageOccasion, 'visit-to-book'>;

/** What is asked of the visits: for which rule, which modalities, since when, and until which civil date. */
export interface OccasionQuery {
  readonly code: string;
  readonly occasion: VisitOccasion;
  readonly modalities: readonly VisitModality[];
  readonly since: string;
  readonly now: string;
  /** The first instant at which a message prepared now may leave. */
  readonly leavesFrom: string;
  /** Of a reminder: the last civil date of the visits. */
  readonly lastDate: string;
  readonly limit: number;
}

const beforeMove = z.object({ localStart: z.string() });

const stepKinds = { 'visit-moved': 'moved', 'visit-cancelled': 'cancelled', 'after-no-show': 'no-show' } as const;

/** Visits and steps a rule asks a message for, the soonest first; those already written about are left out, unless the message was withdrawn or held for want of a way. */
export async function occasionsOf(db: ReadExecutor, { code, occasion, modalities, since, now, leavesFrom, lastDate, limit }: OccasionQuery): Promise<readonly Occasion[]> {
  const kind = occasion === 'visit-moved' || occasion === 'visit-cancelled' || occasion === 'after-no-show' ? stepKinds[occasion] : null;
  // A reminder is of the place a visit stands at; the rest is of the visit, or of the step.
  const key = occasion === 'before-visit' ? sql<string>`${code} || ':' || a.id || ':' || a.starts_at` : kind === null ? sql<string>`${code} || ':' || a.id` : sql<string>`${code} || ':' || s.id`;
  const found = await db
    .selectFrom('appointment as a')
    .innerJoin('patient as p', 'p.id', 'a.patient_id')
    .innerJoin('practitioner as d', 'd.id', 'a.professional_id')
    .leftJoin('site as w', 'w.id', 'a.site_id')
    .leftJoin('visit_type as t', 't.code', 'a.purpose')
    .leftJoin('appointment_step as s', (join) => join.onRef('s.appointment_id', '=', 'a.id').on('s.kind', '=', kind ?? '').on('s.undone_at', 'is', null))
    .select([
      key.as('key'), 'a.id', 's.id as step_id', 's.at', 's.before', 'a.patient_id', 'a.starts_at', 'a.local_start', 'a.zone', 'a.patient_zone', 'a.modality', 'a.video_link', 'a.reason', 'a.purpose', 't.label_fr', 't.label_en', 'w.name as site_name', 'w.address as site_address', 'w.city as site_city', 'a.created_at',
      'd.prefix', 'd.family_name', 'd.given_name',
    ])
    .where('p.deceased', '=', 0)
    .where('p.merged_into', 'is', null)
    .where('a.modality', 'in', modalities)
    .where(sql<SqlBool>`not exists (select 1 from message m where m.key = ${key} and m.state <> 'withdrawn' and not (m.state = 'held' and m.cause = 'no-channel'))`)
    .$if(kind !== null, (query) => query.where('s.at', '>=', since).where(sql<SqlBool>`not exists (select 1 from appointment_step later where later.appointment_id = a.id and later.kind = s.kind and later.undone_at is null and later.version > s.version)`))
    // A reminder that could only leave once the visit has begun is not prepared.
    .$if(occasion === 'before-visit', (query) => query.where('a.local_start', '<=', `${lastDate}T23:59`).where('a.starts_at', '>', leavesFrom))
    // Visits of before, and those brought by an import, are not told of as booked.
    .$if(occasion === 'visit-booked', (query) => query.where('a.created_at', '>=', since).where('a.import_id', 'is', null))
    .$if(occasion !== 'after-no-show', (query) => query.where('a.starts_at', '>', now))
    .$if(occasion === 'visit-cancelled', (query) => query.where('a.status', '=', 'cancelled'))
    .$if(occasion === 'after-no-show', (query) => query.where('a.status', '=', 'no-show'))
    .$if(occasion === 'before-visit' || occasion === 'visit-booked' || occasion === 'visit-moved', (query) => query.where('a.live', '=', 1).where('a.status', '=', 'booked'))
    .orderBy('a.starts_at')
    .orderBy('a.id')
    .limit(limit)
    .execute();
  return found.map((row) => ({
    key: row.key, appointmentId: row.id, stepId: row.step_id, patientId: row.patient_id, startsAt: row.starts_at, localStart: row.local_start, zone: row.zone, patientZone: row.patient_zone,
    modality: visitModality.parse(row.modality), videoLink: row.video_link, reason: row.reason, purpose: row.purpose, purposeLabel: row.label_fr === null || row.label_en === null ? null : { fr: row.label_fr, en: row.label_en },
    siteName: row.site_name,
    sitePlace: row.site_name === null ? null : [row.site_name, row.site_address, row.site_city].filter(Boolean).join(', '),
    professionalName: professionalName({ prefix: row.prefix, familyName: row.family_name, givenName: row.given_name }), eventAt: row.at ?? row.created_at,
    previousLocalStart: row.before === null ? null : beforeMove.parse(JSON.parse(row.before)).localStart,
  }));
}

/** A step of a follow-up plan whose visit is to be booked, that a rule prepares a message for. */
export interface StepToBook {
  readonly key: string;
  readonly stepId: string;
  readonly patientId: string;
  readonly fromOn: string;
  readonly untilOn: string;
}

/**
 * Visits of running plans nobody has booked, of windows that open by a day and did not open before another, the first first; those already
 * written about are left out, as above. Nobody who left, or has died, is among them.
 */
export async function stepsToBook(db: ReadExecutor, { code, opensFrom, opensBy, limit }: { readonly code: string; readonly opensFrom: string; readonly opensBy: string; readonly limit: number }): Promise<readonly StepToBook[]> {
  const key = sql<string>`${code} || ':' || s.id`;
  return db
    .selectFrom('follow_up_step as s')
    .innerJoin('follow_up_plan as f', 'f.id', 's.plan_id')
    .innerJoin('patient as p', 'p.id', 's.patient_id')
    .leftJoin('appointment as a', (join) => join.onRef('a.id', '=', 's.appointment_id').on('a.live', '=', 1).on('a.status', '!=', 'no-show'))
    .select([key.as('key'), 's.id as stepId', 's.patient_id as patientId', 's.from_on as fromOn', 's.until_on as untilOn'])
    .where('s.kind', '=', 'visit')
    .where('s.state', '=', 'open')
    .where('f.state', '=', 'running')
    .where('a.id', 'is', null)
    .where('p.deceased', '=', 0)
    .where('p.merged_into', 'is', null)
    .where('s.from_on', '>=', opensFrom)
    .where('s.from_on', '<=', opensBy)
    .where(sql<SqlBool>`not exists (select 1 from follow_up_departure gone where gone.patient_id = s.patient_id and gone.ended_at is null)`)
    .where(sql<SqlBool>`not exists (select 1 from message m where m.key = ${key} and m.state <> 'withdrawn' and not (m.state = 'held' and m.cause = 'no-channel'))`)
    .orderBy('s.from_on')
    .orderBy('s.id')
    .limit(limit)
    .execute();
}
