import { sql } from 'kysely';
import { accessColumn, withinReach } from '../access/reach-repository.ts';
import type { RecordReach } from '../access/record-reach.ts';
import type { Urgency } from '#contract/triage.ts';
import type { WaitingForPlace } from './delay-forecast.ts';
import type { ReadExecutor } from '../platform/database/schema.ts';

export type QueueList = 'to-triage' | 'incomplete' | 'to-book' | 'mine' | 'opinions' | 'done';

/** Where a page ended. Open lists page on (rank, due, received, id); the done list, newest first, on (changed, id). */
export type QueueCursor = readonly [rank: number, due: string, received: string, id: string] | readonly [changed: string, id: string];

/** Calls to make and emergencies first. */
const rank = sql<number>`case when r.emergency_call_pending = 1 or coalesce(r.decided_cls, r.proposed_cls) = 'URG' then 0 else 1 end`;
/** Without a due date (no proposal for want of the age) nothing is known of its urgency: before all dated ones. */
const due = sql<string>`coalesce(r.due_on, '')`;

/**
 * The lines of a work list, soonest due first; at most `limit`. A line of a record closed to the caller keeps what one must act
 * on (who, how urgent, until when) and no word of the request.
 */
export async function queueRows(db: ReadExecutor, reach: RecordReach, page: { list: QueueList; role: string | null; after: QueueCursor | null; limit: number }) {
  const { list, role, after, limit } = page;
  let query = inOrder(db, reach, list)
    .$if(role !== null, (lines) => lines.where('r.queue_role', '=', role))
    .innerJoin('patient as p', 'p.id', 'r.patient_id')
    .leftJoin('user_account as holder', 'holder.id', 'r.claimed_by')
    .leftJoin('user_account as thinker', 'thinker.id', 'r.opinion_of')
    .select([
      'r.id', 'r.version', 'r.patient_id', 'r.state', 'r.proposed_cls', 'r.decided_cls', 'r.received_at', 'r.due_on', 'r.queue_role', 'r.emergency_call_pending', 'r.advice_pending', 'r.updated_at', 'r.returned_at', 'r.returned_from', 'r.asked_at', 'r.paused_as_of', 'holder.display_name as claimed_by_name', 'thinker.display_name as opinion_of_name',
      'p.family_name', 'p.given_name', 'p.birth_date', 'p.administrative_sex', 'p.deceased', accessColumn(reach, 'r.patient_id').as('access'),
      withinReach<string>(reach, 'r.patient_id', 'p.region_code').as('region_code'), withinReach<string>(reach, 'r.patient_id', 'r.requested_cls').as('requested_cls'),
      withinReach<string>(reach, 'r.patient_id', 'r.return_reason').as('return_reason'), withinReach<string>(reach, 'r.patient_id', 'r.reason_code').as('reason_code'), withinReach<string>(reach, 'r.patient_id', 'r.leading_findings').as('leading_findings'),
      sql<number>`case when exists (select 1 from appointment a where a.referral_id = r.id and a.status = 'done') then 1 else 0 end`.as('seen'),
      sql<string>`substr(coalesce(${withinReach<string>(reach, 'r.patient_id', 'r.free_text')}, ''), 1, 120)`.as('words'), rank.as('rank'), due.as('due_key'),
    ])
    .limit(limit);
  if (list === 'done') {
    query = query.orderBy('r.updated_at', 'desc').orderBy('r.id', 'desc');
    if (after?.length === 2) query = query.where(sql<boolean>`(r.updated_at, r.id) < (${after[0]}, ${after[1]})`);
  } else {
    query = query.orderBy(rank).orderBy(due).orderBy('r.received_at').orderBy('r.id');
    if (after?.length === 4) query = query.where(sql<boolean>`(${rank}, ${due}, r.received_at, r.id) > (${sql.lit(after[0])}, ${after[1]}, ${after[2]}, ${after[3]})`);
  }
  return query.execute();
}
export type QueueLine = Awaited<ReturnType<typeof queueRows>>[number];

/** The cursor of a line. */
export function cursorOf(list: QueueList, line: QueueLine): QueueCursor {
  return list === 'done' ? [line.updated_at, line.id] : [line.rank, line.due_key, line.received_at, line.id];
}

/** Accepted requests without a visit, soonest due first, within what the caller may see: who waits for a place. */
export async function waitingForPlace(db: ReadExecutor, reach: RecordReach): Promise<WaitingForPlace[]> {
  const rows = await listed(db, reach, 'to-book').select(['r.id', 'r.decided_cls', 'r.due_on', 'r.queue_role', 'r.modality']).orderBy('r.due_on').orderBy('r.id').limit(500).execute();
  return rows.flatMap((row) => (row.decided_cls === null || row.due_on === null ? [] : [{ id: row.id, cls: row.decided_cls as Urgency, dueOn: row.due_on, role: row.queue_role, modality: row.modality }]));
}

/** How many referrals stand in each list; `since` is the start of the clinic's day. */
export async function queueCounts(db: ReadExecutor, reach: RecordReach, day: { today: string; since: string }) {
  const count = async (query: ReturnType<typeof listed>) => (await query.select(sql<number>`count(*)`.as('n')).executeTakeFirstOrThrow()).n;
  const decided = await db.selectFrom('triage_decision').select(sql<number>`count(*)`.as('n')).where('decided_at', '>=', day.since).where('undone_at', 'is', null).executeTakeFirstOrThrow();
  return {
    incomplete: await count(listed(db, reach, 'incomplete')),
    toTriage: await count(listed(db, reach, 'to-triage').where('r.state', 'in', ['received', 'advised'])),
    emergencyCalls: await count(listed(db, reach, 'to-triage').where('r.emergency_call_pending', '=', 1)),
    toBook: await count(listed(db, reach, 'to-book')),
    mine: await count(listed(db, reach, 'mine')),
    opinions: await count(listed(db, reach, 'opinions')),
    late: await count(within(db, reach).where((where) => where.or([where('r.state', 'in', ['received', 'accepted']), pendingAdvice])).where('r.due_on', '<', day.today)),
    decidedToday: decided.n,
  };
}

/** An emergency nobody was called about, and written advice whose letter is to be made: decided, and still somebody's to do. */
const pendingCall = sql<boolean>`(r.state = 'emergency' and r.emergency_call_pending = 1)`;
const pendingAdvice = sql<boolean>`(r.state = 'advised' and r.advice_pending = 1)`;

/**
 * What is open, incomplete or done, written as in the indexes that hold these lists in their order (0047): a page is read from
 * there, instead of the list being sorted whole. Counts take the shorter way by state.
 */
const isOpen = sql<boolean>`case when r.state in ('received', 'accepted', 'emergency', 'advised') then 1 else 0 end = 1`;
const isIncomplete = sql<boolean>`case when (r.asked_at is not null and r.state in ('received', 'accepted')) or (r.state = 'received' and r.proposed_cls is null) then 1 else 0 end = 1`;
const isDone = sql<boolean>`case when r.state in ('booked', 'emergency', 'redirected', 'advised', 'declined', 'cancelled', 'closed') and r.emergency_call_pending = 0 and r.advice_pending = 0 then 1 else 0 end = 1`;

/** The list in its order; the queue of a profession by that profession, in its order. */
function inOrder(db: ReadExecutor, reach: RecordReach, list: QueueList) {
  const query = listed(db, reach, list);
  return list === 'to-triage' || list === 'to-book' || list === 'mine' ? query.where(isOpen) : query;
}

/** The referrals of a list, within what the caller may see. */
function listed(db: ReadExecutor, reach: RecordReach, list: QueueList) {
  const query = within(db, reach);
  switch (list) {
    case 'to-triage':
      return query.where((where) => where.or([where('r.state', '=', 'received'), pendingCall, pendingAdvice]));
    case 'incomplete':
      // Asked and not answered, or what nothing can be proposed for.
      return query.where(isIncomplete);
    case 'to-book':
      return query.where('r.state', '=', 'accepted');
    case 'mine':
      return query
        // Equality with the one role most people hold: the index by profession then gives the order too.
        .where((where) => (reach.roles.length === 1 ? where('r.queue_role', '=', reach.roles[0] ?? '') : where('r.queue_role', 'in', reach.roles.length > 0 ? [...reach.roles] : [''])))
        .where((where) => where.or([where('r.claimed_by', 'is', null), where('r.claimed_by', '=', reach.userId)]))
        .where((where) => where.or([where('r.state', '=', 'accepted'), pendingCall, pendingAdvice]));
    case 'opinions':
      return query.where('r.opinion_of', '=', reach.userId);
    case 'done':
      return query.where(isDone);
  }
}

function within(db: ReadExecutor, { scope, roles, userId }: RecordReach) {
  const query = db.selectFrom('referral as r');
  switch (scope) {
    case 'clinic':
      return query;
    case 'careTeam':
    case 'own':
      return query.where((where) => where.or([where('r.entered_by', '=', userId), ...(roles.length > 0 ? [where('r.queue_role', 'in', [...roles])] : [])]));
    case 'aggregate':
      return query.where(sql<boolean>`1 = 0`);
  }
}
