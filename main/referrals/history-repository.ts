import type { Outputs } from '#contract/index.ts';
import type { ReferralState } from '#contract/referrals.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';

type HistoryLine = Outputs['referrals']['open']['history'][number];

/** Most lines of a history; a request has far fewer. */
const mostLines = 200;

/** A step of a request's life that has no row of its own. */
export interface NewStep {
  readonly id: string;
  readonly referralId: string;
  readonly at: string;
  readonly by: string;
  readonly action: 'claimed' | 'released' | 'returned' | 'undone' | 'resumed' | 'declined' | 'cancelled' | 'closed' | 'reopened' | 'advised' | 'advice-withdrawn' | 'assigned' | 'opinion-asked' | 'opinion-given' | 'opinion-withdrawn';
  readonly from: ReferralState;
  readonly to: ReferralState;
  readonly reason: string | null;
}

export async function insertStep(db: WriteExecutor, step: NewStep): Promise<void> {
  await db
    .insertInto('referral_step')
    .values({ id: step.id, referral_id: step.referralId, at: step.at, by: step.by, action: step.action, from_state: step.from, to_state: step.to, reason: step.reason })
    .execute();
}

/** How a request ended: when, by whom, why; else why it had ended where it came from; undefined while it has not, or where nobody said. */
export async function endingOf(db: ReadExecutor, referralId: string) {
  const row = await db
    .selectFrom('referral_step as s')
    .leftJoin('user_account as u', 'u.id', 's.by')
    .select(['s.at', 's.by', 'u.display_name', 's.reason'])
    .where('s.referral_id', '=', referralId)
    .where('s.action', 'in', ['declined', 'cancelled', 'closed'])
    .orderBy('s.at', 'desc')
    .orderBy('s.id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row) return { at: row.at, by: row.display_name ?? row.by, reason: row.reason ?? '', elsewhere: false };
  const came = await db
    .selectFrom('referral as r')
    .leftJoin('user_account as u', 'u.id', 'r.entered_by')
    .select(['r.entered_at', 'r.entered_by', 'u.display_name', 'r.ended_elsewhere'])
    .where('r.id', '=', referralId)
    .where('r.ended_elsewhere', 'is not', null)
    .executeTakeFirst();
  return came && { at: came.entered_at, by: came.display_name ?? came.entered_by, reason: came.ended_elsewhere ?? '', elsewhere: true };
}

/** What became of a request, oldest first: who, when, why; decisions since taken back too. */
export async function historyOf(db: ReadExecutor, referral: { readonly id: string; readonly enteredAt: string; readonly enteredBy: string }): Promise<HistoryLine[]> {
  const { id } = referral;
  const steps = await db.selectFrom('referral_step').select(['at', 'by', 'action', 'reason']).where('referral_id', '=', id).orderBy('at').limit(mostLines).execute();
  const decisions = await db.selectFrom('triage_decision').select(['decided_at', 'decided_by', 'cls', 'overridden', 'override_reason']).where('referral_id', '=', id).orderBy('decided_at').limit(mostLines).execute();
  const questions = await db.selectFrom('information_request').select(['asked_at', 'asked_by', 'message', 'ended_at', 'ended_by', 'outcome']).where('referral_id', '=', id).orderBy('asked_at').limit(mostLines).execute();
  const pauses = await db.selectFrom('referral_pause').select(['started_at', 'started_by', 'reason']).where('referral_id', '=', id).orderBy('started_at').limit(mostLines).execute();
  const calls = await db.selectFrom('emergency_call').select(['recorded_at', 'recorded_by', 'called_whom']).where('referral_id', '=', id).orderBy('recorded_at').limit(mostLines).execute();
  const letters = await db.selectFrom('referral_letter').select(['written_at', 'written_by', 'addressee']).where('referral_id', '=', id).orderBy('written_at').limit(mostLines).execute();
  const lines: (Omit<HistoryLine, 'by'> & { readonly userId: string })[] = [
    { what: 'entered', at: referral.enteredAt, userId: referral.enteredBy, reason: null, cls: null },
    ...steps.map((row) => ({ what: row.action as NewStep['action'], at: row.at, userId: row.by, reason: row.reason, cls: null })),
    ...decisions.map((row) => ({ what: row.overridden === 1 ? ('overridden' as const) : ('accepted' as const), at: row.decided_at, userId: row.decided_by, reason: row.override_reason, cls: row.cls as HistoryLine['cls'] })),
    ...questions.flatMap((row) => [
      { what: 'asked' as const, at: row.asked_at, userId: row.asked_by, reason: row.message, cls: null },
      ...(row.ended_at === null ? [] : [{ what: row.outcome === 'withdrawn' ? ('withdrawn' as const) : ('answered' as const), at: row.ended_at, userId: row.ended_by ?? row.asked_by, reason: null, cls: null }]),
    ]),
    ...pauses.map((row) => ({ what: 'paused' as const, at: row.started_at, userId: row.started_by, reason: row.reason, cls: null })),
    ...calls.map((row) => ({ what: 'called' as const, at: row.recorded_at, userId: row.recorded_by, reason: row.called_whom, cls: null })),
    ...letters.map((row) => ({ what: 'written' as const, at: row.written_at, userId: row.written_by, reason: row.addressee, cls: null })),
  ];
  const ids = [...new Set(lines.map(({ userId }) => userId))];
  const people = await db.selectFrom('user_account').select(['id', 'display_name']).where('id', 'in', ids).execute();
  const names = new Map(people.map((row) => [row.id, row.display_name]));
  return lines
    .sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0))
    .slice(-mostLines)
    .map(({ userId, ...line }) => ({ ...line, by: names.get(userId) ?? userId }));
}
