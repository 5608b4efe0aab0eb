import { sql } from 'kysely';
import type { Judgement } from '#contract/second-ratings.ts';
import type { Disposition } from '#contract/referrals.ts';
import { type Role, roles } from '#contract/permissions.ts';
import type { Features, ProfessionalCode, Urgency } from '#contract/triage.ts';
import { accessColumn, isAmongWithinReach } from '../../access/reach-repository.ts';
import type { RecordReach } from '../../access/record-reach.ts';
import type { ReadExecutor, WriteExecutor } from '../../platform/database/schema.ts';

/** A sample as it is kept. */
export interface KeptSample {
  readonly id: string;
  readonly from: string;
  readonly until: string;
  readonly wanted: number;
  readonly seed: string;
  readonly drawnFrom: number;
  readonly raterId: string;
  readonly drawnAt: string;
  readonly drawnBy: string;
}

/**
 * The decisions a sample for this person is drawn from: the one that holds of each request decided in the period, never one the
 * rater ever decided, nor one that waits for triage again, nor one of a record restricted to its care team, nor one drawn before.
 */
export async function eligibleDecisions(db: ReadExecutor, { since, before, raterId, reach }: { readonly since: string; readonly before: string; readonly raterId: string; readonly reach: RecordReach }): Promise<readonly { readonly decisionId: string; readonly referralId: string }[]> {
  const { rows } = await sql<{ decisionId: string; referralId: string }>`select d.id as "decisionId", d.referral_id as "referralId"
    from (select t.*, row_number() over (partition by t.referral_id order by t.decided_at desc, t.id desc) as place from triage_decision t where t.undone_at is null) d
    join referral r on r.id = d.referral_id
    where d.place = 1 and d.decided_at >= ${since} and d.decided_at < ${before} and r.state <> 'received' and ${isAmongWithinReach(reach, 'r.patient_id')}
      and r.patient_id not in (select closed.patient_id from patient_restriction closed where closed.lifted_at is null)
      and r.id not in (select own.referral_id from triage_decision own where own.decided_by = ${raterId})
      and r.id not in (select s.referral_id from second_rating s join rating_sample m on m.id = s.sample_id where s.rated_at is not null or m.over_at is null)
    order by d.id`.execute(db);
  return rows;
}

/** Accounts in use and their roles (documented join on accounts: name and roles). */
export async function accountsWithRoles(db: ReadExecutor): Promise<readonly { readonly userId: string; readonly name: string; readonly roles: readonly Role[] }[]> {
  const rows = await db.selectFrom('user_account').select(['id', 'display_name']).where('disabled_at', 'is', null).orderBy('display_name').orderBy('id').limit(500).execute();
  const held = await db.selectFrom('user_role').select(['user_id', 'role']).execute();
  return rows.map((row) => ({ userId: row.id, name: row.display_name, roles: roles.filter((role) => held.some((one) => one.user_id === row.id && one.role === role)) }));
}

export async function insertSample(db: WriteExecutor, sample: KeptSample, ratings: readonly { readonly id: string; readonly referralId: string; readonly decisionId: string }[]): Promise<void> {
  await db
    .insertInto('rating_sample')
    .values({
      id: sample.id, from_on: sample.from, until_on: sample.until, wanted: sample.wanted, seed: sample.seed, drawn_from: sample.drawnFrom, rater_id: sample.raterId, drawn_at: sample.drawnAt, drawn_by: sample.drawnBy,
      over_at: null, ended_by: null,
    })
    .execute();
  await db
    .insertInto('second_rating')
    .values(ratings.map(({ id, referralId, decisionId }, index) => ({
      id, sample_id: sample.id, referral_id: referralId, decision_id: decisionId, place: index + 1, cls: null, primary_professional: null, disposition: null, note: null, rated_at: null, had_opened: null,
    })))
    .execute();
}

function samples(db: ReadExecutor) {
  return db
    .selectFrom('rating_sample as m')
    .leftJoin('user_account as rater', 'rater.id', 'm.rater_id')
    .leftJoin('user_account as drawer', 'drawer.id', 'm.drawn_by')
    .leftJoin('user_account as ender', 'ender.id', 'm.ended_by')
    .select([
      'm.id', 'm.from_on', 'm.until_on', 'm.wanted', 'm.seed', 'm.drawn_from', 'm.rater_id', 'm.drawn_at', 'm.drawn_by', 'm.over_at', 'm.ended_by', 'rater.display_name as rater_name', 'drawer.display_name as drawer_name', 'ender.display_name as ender_name',
      sql<number>`(select count(*) from second_rating s where s.sample_id = m.id)`.as('drawn'), sql<number>`(select count(*) from second_rating s where s.sample_id = m.id and s.rated_at is not null)`.as('given'),
    ]);
}

export async function latestSamples(db: ReadExecutor, limit: number) {
  return samples(db).orderBy('m.drawn_at', 'desc').orderBy('m.id', 'desc').limit(limit).execute();
}

export async function sampleById(db: ReadExecutor, id: string) {
  return samples(db).where('m.id', '=', id).executeTakeFirst();
}
export type SampleLine = NonNullable<Awaited<ReturnType<typeof sampleById>>>;

/** Marks a sample as over, or (null) as going on again. */
export async function markOver(db: WriteExecutor, id: string, over: { readonly at: string; readonly by: string | null } | null): Promise<void> {
  await db.updateTable('rating_sample').set({ over_at: over?.at ?? null, ended_by: over?.by ?? null }).where('id', '=', id).execute();
}

/** The ratings asked of somebody and not given, of samples going on, those within their reach; the oldest sample first. */
export async function askedOf(db: ReadExecutor, reach: RecordReach, raterId: string, limit: number) {
  return db
    .selectFrom('second_rating as s')
    .innerJoin('rating_sample as m', 'm.id', 's.sample_id')
    .innerJoin('referral as r', 'r.id', 's.referral_id')
    .innerJoin('triage_decision as d', 'd.id', 's.decision_id')
    .innerJoin('patient as p', 'p.id', 'r.patient_id')
    .select(['s.id', 's.place', 's.sample_id', 'r.received_at', 'd.findings', 'p.administrative_sex', sql<number>`(select count(*) from second_rating o where o.sample_id = m.id)`.as('of')])
    .where('m.rater_id', '=', raterId)
    .where('m.over_at', 'is', null)
    .where('s.rated_at', 'is', null)
    .where(isAmongWithinReach(reach, 'r.patient_id'))
    .orderBy('m.drawn_at')
    .orderBy('m.id')
    .orderBy('s.place')
    .limit(limit)
    .execute();
}

/** A rating with the request as it was decided on, or undefined. */
export async function ratingById(db: ReadExecutor, id: string) {
  const row = await db
    .selectFrom('second_rating as s')
    .innerJoin('rating_sample as m', 'm.id', 's.sample_id')
    .innerJoin('referral as r', 'r.id', 's.referral_id')
    .innerJoin('triage_decision as d', 'd.id', 's.decision_id')
    .innerJoin('patient as p', 'p.id', 'r.patient_id')
    .leftJoin('practitioner as q', 'q.id', 'r.referrer_id')
    .select([
      's.id', 's.sample_id', 's.referral_id', 's.place', 's.rated_at', 'm.rater_id', 'm.over_at', 'm.ended_by', 'r.patient_id', 'r.received_at', 'r.requested_cls', 'r.free_text', 'r.finding_words', 'd.findings', 'd.decided_at',
      'p.administrative_sex', 'p.region_code', 'p.language', 'p.mobility', 'p.tele_suitability', 'q.organization', sql<number>`(select count(*) from second_rating o where o.sample_id = m.id)`.as('of'),
    ])
    .where('s.id', '=', id)
    .executeTakeFirst();
  return row && { ...row, features: JSON.parse(row.findings) as Features };
}

/** Whether somebody opened a request, or its person's record, in Relais since an instant, second ratings apart (documented reading of the trail). */
export async function hasOpenedSince(db: ReadExecutor, { userId, patientId, referralId, since }: { readonly userId: string; readonly patientId: string; readonly referralId: string; readonly since: string }): Promise<boolean> {
  const row = await db
    .selectFrom('audit_event')
    .select('seq')
    .where('patient_id', '=', patientId)
    .where('user_id', '=', userId)
    .where('at', '>=', since)
    .where((where) => where.or([where('entity_id', '=', referralId), where('entity', 'in', ['patient', 'appointment'])]))
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Keeps a rating, or (null) takes it back. */
export async function writeRating(db: WriteExecutor, id: string, rating: (Judgement & { readonly note: string | null; readonly at: string; readonly hadOpened: boolean }) | null): Promise<void> {
  await db
    .updateTable('second_rating')
    .set({ cls: rating?.cls ?? null, primary_professional: rating?.primary ?? null, disposition: rating?.disposition ?? null, note: rating?.note ?? null, rated_at: rating?.at ?? null, had_opened: rating ? (rating.hadOpened ? 1 : 0) : null })
    .where('id', '=', id)
    .execute();
}

/** How many ratings of a sample are still to be given. */
export async function leftOf(db: ReadExecutor, sampleId: string): Promise<number> {
  const row = await db.selectFrom('second_rating').select(sql<number>`count(*)`.as('n')).where('sample_id', '=', sampleId).where('rated_at', 'is', null).executeTakeFirstOrThrow();
  return row.n;
}

/** The ratings of a sample beside the decisions, within the caller's reach. */
export async function pairsOf(db: ReadExecutor, reach: RecordReach, sampleId: string, limit: number) {
  const rows = await db
    .selectFrom('second_rating as s')
    .innerJoin('referral as r', 'r.id', 's.referral_id')
    .innerJoin('triage_decision as d', 'd.id', 's.decision_id')
    .innerJoin('patient as p', 'p.id', 'r.patient_id')
    .leftJoin('user_account as u', 'u.id', 'd.decided_by')
    .select([
      's.id', 's.referral_id', 's.cls', 's.primary_professional', 's.disposition', 's.note', 's.had_opened', 'd.cls as first_cls', 'd.primary_professional as first_primary', 'd.disposition as first_disposition', 'd.decided_at', 'd.decided_by', 'u.display_name',
      'r.patient_id', 'p.family_name', 'p.given_name', 'p.birth_date', 'p.administrative_sex', 'p.deceased', 'p.region_code', accessColumn(reach, 'r.patient_id').as('access'),
    ])
    .where('s.sample_id', '=', sampleId)
    .where('s.rated_at', 'is not', null)
    .where(isAmongWithinReach(reach, 'r.patient_id'))
    .orderBy('s.place')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    ...row,
    first: judgementFrom(row.first_cls, row.first_disposition, row.first_primary),
    second: judgementFrom(row.cls ?? '', row.disposition ?? '', row.primary_professional),
  }));
}

/** A decision names a professional whatever its outcome; here only a visit does. */
function judgementFrom(cls: string, disposition: string, primary: string | null): Judgement {
  return { cls: cls as Urgency, disposition: disposition as Disposition, primary: disposition === 'book' ? (primary as ProfessionalCode | null) : null };
}
