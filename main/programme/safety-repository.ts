import { sql } from 'kysely';
import { daysBetween } from '../cohorts/figure-repository.ts';
import type { Engine } from '../platform/database/open-database.ts';
import type { ReadExecutor } from '../platform/database/schema.ts';
import type { AcuteTally, Followed } from './safety-rules.ts';

/** Emergency visits and admissions while people are on a pathway: from their inclusion to its end, or today. */

const over = sql`case when e.state in ('completed', 'left') then e.state_since else `;

/** Days of all the people who were included; somebody included twice counts once as a person. */
export async function followed(db: ReadExecutor, engine: Engine, code: string, today: string): Promise<Followed> {
  const days = daysBetween(engine, sql`e.included_on`, sql`(${over} ${today} end)`);
  const { rows } = await sql<{ people: number; days: number | null }>`select count(distinct e.patient_id) as people, sum(case when ${days} > 0 then ${days} else 0 end) as days from pathway_enrolment e where e.pathway_code = ${code} and e.included_on is not null`.execute(db);
  return { people: Number(rows[0]?.people ?? 0), days: Number(rows[0]?.days ?? 0) };
}

export async function acuteTallies(db: ReadExecutor, code: string): Promise<readonly AcuteTally[]> {
  const { rows } = await sql<AcuteTally>`select a.kind, a.related, count(*) as count from acute_event a
    where a.withdrawn_at is null and exists (select 1 from pathway_enrolment e where e.patient_id = a.patient_id and e.pathway_code = ${code} and a.happened_on >= e.included_on and (e.state not in ('completed', 'left') or a.happened_on <= e.state_since))
    group by a.kind, a.related`.execute(db);
  return rows.map((row) => ({ ...row, count: Number(row.count) }));
}
