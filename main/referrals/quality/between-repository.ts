import { sql } from 'kysely';
import type { Urgency } from '#contract/triage.ts';
import type { ReadExecutor } from '../../platform/database/schema.ts';
import { dayOf, periodTable, type QualityQuestion, readable, sinceFirst } from './quality-repository.ts';

/** What two people decided of the same request, counted in the database. */
export interface BetweenTally {
  readonly period: string;
  readonly first: Urgency;
  readonly second: Urgency;
  /** The profession of a visit, or the other way out. */
  readonly firstWhere: string;
  readonly secondWhere: string;
  /** 1 where the second had opened the request since it was decided. */
  readonly opened: number;
  readonly count: number;
}

/** Second ratings of samples that are over, by the day of the decision they are compared with. */
export async function betweenTallies(db: ReadExecutor, question: QualityQuestion): Promise<readonly BetweenTally[]> {
  const { rows } = await sql<BetweenTally>`with ${periodTable(question)},
    pair as (select d.cls as first, s.cls as second, s.had_opened as opened, case when d.disposition = 'book' then d.primary_professional else d.disposition end as first_where,
        case when s.disposition = 'book' then s.primary_professional else s.disposition end as second_where, ${dayOf(question, sql`d.decided_at`)} as day
      from second_rating s join rating_sample m on m.id = s.sample_id join triage_decision d on d.id = s.decision_id join referral r on r.id = s.referral_id
      where m.over_at is not null and s.rated_at is not null and d.decided_at >= ${sinceFirst(question)} and ${readable(question)})
    select p.name as period, o.first, o.second, o.first_where as "firstWhere", o.second_where as "secondWhere", o.opened, count(*) as count from pair o join period p on o.day between p.start_on and p.until_on
    group by p.name, o.first, o.second, o.first_where, o.second_where, o.opened`.execute(db);
  return rows.map((row) => ({ ...row, opened: Number(row.opened), count: Number(row.count) }));
}
