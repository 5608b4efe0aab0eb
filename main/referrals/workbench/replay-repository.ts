import type { RuleReplay } from '#contract/rules.ts';
import type { Features, Urgency } from '#contract/triage.ts';
import { accessColumn, withinReach } from '../../access/reach-repository.ts';
import type { RecordReach } from '../../access/record-reach.ts';
import type { ReadExecutor, WriteExecutor } from '../../platform/database/schema.ts';
import type { Replayed } from '../../triage/replay-rules.ts';

/** Replays of a version of the rules on the requests of the clinic, page by page. */

/** A request as a replay reads it. */
export interface ReplayRequest {
  readonly id: string;
  readonly reasonCode: string | null;
  readonly findings: Features;
  readonly prerequisitesProvided: readonly string[];
  readonly completedOn: string;
  readonly birthDate: string | null;
  /** The facts the last decision rested on, where there is one. */
  readonly decidedOn: Features | null;
}

/** The next requests by id, undecided ones only if asked. */
export async function nextRequests(db: ReadExecutor, { after, limit, undecided = false }: { readonly after: string | null; readonly limit: number; readonly undecided?: boolean }): Promise<readonly ReplayRequest[]> {
  const rows = await db
    .selectFrom('referral as r')
    .innerJoin('patient as p', 'p.id', 'r.patient_id')
    .select(['r.id', 'r.reason_code', 'r.findings', 'r.prerequisites_provided', 'r.completed_on', 'p.birth_date'])
    .$if(after !== null, (query) => query.where('r.id', '>', after ?? ''))
    .$if(undecided, (query) => query.where('r.state', '=', 'received'))
    .orderBy('r.id')
    .limit(limit)
    .execute();
  if (rows.length === 0) return [];
  const decided = await db
    .selectFrom('triage_decision')
    .select(['referral_id', 'findings'])
    .where('referral_id', 'in', rows.map(({ id }) => id))
    .where('undone_at', 'is', null)
    .orderBy('decided_at')
    .orderBy('id')
    .execute();
  const basis = new Map(decided.map((row) => [row.referral_id, row.findings]));
  return rows.map((row) => {
    const decidedOn = basis.get(row.id);
    return {
      id: row.id, reasonCode: row.reason_code, findings: JSON.parse(row.findings) as Features, prerequisitesProvided: JSON.parse(row.prerequisites_provided) as string[],
      completedOn: row.completed_on, birthDate: row.birth_date, decidedOn: decidedOn === undefined ? null : (JSON.parse(decidedOn) as Features),
    };
  });
}

export async function countRequests(db: ReadExecutor): Promise<number> {
  const { count } = await db.selectFrom('referral').select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
  return Number(count);
}

/** Whether more requests than these wait for a decision. */
export async function isMoreUndecided(db: ReadExecutor, than: number): Promise<boolean> {
  const rows = await db.selectFrom('referral').select('id').where('state', '=', 'received').limit(than + 1).execute();
  return rows.length > than;
}

/** Begins a replay; those of the version before it are forgotten. */
export async function insertReplay(db: WriteExecutor, replay: { readonly id: string; readonly versionId: string; readonly againstId: string; readonly startedAt: string; readonly by: string }): Promise<void> {
  await db.deleteFrom('rule_replay').where('version_id', '=', replay.versionId).execute();
  await db
    .insertInto('rule_replay')
    .values({ id: replay.id, version_id: replay.versionId, against_id: replay.againstId, started_at: replay.startedAt, started_by: replay.by, finished_at: null, state: 'running', requests: 0, without_age: 0, other_class: 0, otherwise: 0, matrix: '[]' })
    .execute();
}

/** A request a version would have proposed otherwise. */
export interface NewReplayCase {
  readonly id: string;
  readonly referralId: string;
  readonly from: Urgency;
  readonly to: Urgency;
  readonly place: number;
  readonly detail: Replayed;
}

export async function insertReplayCases(db: WriteExecutor, replayId: string, cases: readonly NewReplayCase[]): Promise<void> {
  if (cases.length === 0) return;
  await db
    .insertInto('rule_replay_case')
    .values(cases.map(({ id, referralId, from, to, place, detail }) => ({ id, replay_id: replayId, referral_id: referralId, from_cls: from, to_cls: to, place, detail: JSON.stringify(detail) })))
    .execute();
}

export type ReplayCounts = Pick<RuleReplay, 'requests' | 'withoutAge' | 'otherClass' | 'otherwise' | 'matrix'>;

export async function endReplay(db: WriteExecutor, id: string, end: { readonly state: 'done' | 'cancelled' | 'failed'; readonly finishedAt: string; readonly counts: ReplayCounts | null }): Promise<void> {
  const counts = end.counts && { requests: end.counts.requests, without_age: end.counts.withoutAge, other_class: end.counts.otherClass, otherwise: end.counts.otherwise, matrix: JSON.stringify(end.counts.matrix) };
  await db.updateTable('rule_replay').set({ state: end.state, finished_at: end.finishedAt, ...counts }).where('id', '=', id).where('state', '=', 'running').execute();
}

/** A replay by its id, or the last one of a version. */
export async function readReplay(db: ReadExecutor, which: { readonly replayId: string } | { readonly versionId: string }, inForce: string): Promise<(RuleReplay & { readonly againstId: string }) | null> {
  const row = await db
    .selectFrom('rule_replay as y')
    .innerJoin('content_version as against', 'against.id', 'y.against_id')
    .leftJoin('user_account as u', 'u.id', 'y.started_by')
    .select(['y.id', 'y.version_id', 'y.against_id', 'against.version as against_version', 'y.started_at', 'y.finished_at', 'y.started_by', 'u.display_name', 'y.state', 'y.requests', 'y.without_age', 'y.other_class', 'y.otherwise', 'y.matrix'])
    .where('replayId' in which ? 'y.id' : 'y.version_id', '=', 'replayId' in which ? which.replayId : which.versionId)
    .orderBy('y.started_at', 'desc')
    .orderBy('y.id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row) return null;
  return {
    replayId: row.id, versionId: row.version_id, againstId: row.against_id, againstVersion: row.against_version, isCurrent: row.against_id === inForce, state: row.state as RuleReplay['state'],
    startedAt: row.started_at, finishedAt: row.finished_at, by: row.display_name ?? row.started_by,
    requests: row.requests, withoutAge: row.without_age, otherClass: row.other_class, otherwise: row.otherwise, matrix: JSON.parse(row.matrix) as RuleReplay['matrix'],
  };
}

/** Where a page of cases ended. */
export interface CasePosition {
  readonly place: number;
  readonly id: string;
}

/** Cases of a replay; of a record closed to the caller nothing the request says. */
export async function replayCases(db: ReadExecutor, reach: RecordReach, page: { readonly replayId: string; readonly from: Urgency | null; readonly to: Urgency | null; readonly after: CasePosition | null; readonly limit: number }) {
  const { after } = page;
  return db
    .selectFrom('rule_replay_case as c')
    .innerJoin('referral as r', 'r.id', 'c.referral_id')
    .innerJoin('patient as p', 'p.id', 'r.patient_id')
    .select([
      'c.id', 'c.place', 'c.referral_id', 'c.from_cls', 'c.to_cls', 'r.received_at', 'r.decided_cls', 'r.patient_id', 'p.family_name', 'p.given_name', 'p.birth_date', 'p.administrative_sex', 'p.deceased',
      accessColumn(reach, 'r.patient_id').as('access'), withinReach<string>(reach, 'r.patient_id', 'p.region_code').as('region_code'), withinReach<string>(reach, 'r.patient_id', 'c.detail').as('detail'),
    ])
    .where('c.replay_id', '=', page.replayId)
    .$if(page.from !== null, (query) => query.where('c.from_cls', '=', page.from ?? ''))
    .$if(page.to !== null, (query) => query.where('c.to_cls', '=', page.to ?? ''))
    .$if(after !== null, (query) => query.where((eb) => eb.or([eb('c.place', '>', after?.place ?? 0), eb.and([eb('c.place', '=', after?.place ?? 0), eb('c.id', '>', after?.id ?? '')])])))
    .orderBy('c.place')
    .orderBy('c.id')
    .limit(page.limit)
    .execute();
}
