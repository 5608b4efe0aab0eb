import { type RawBuilder, sql } from 'kysely';
import type { ReadExecutor } from '../platform/database/schema.ts';
import { activityInstruments } from './cohort-content.ts';
import { answers, type CohortQuestion, takenOn } from './condition-repository.ts';

/** Who answers a definition: how many, page by page, and what the page shows of them. */

/** The people of a cohort, for a statement to be narrowed to. */
export function cohortPeople(question: CohortQuestion): RawBuilder<string> {
  return sql<string>`select e.patient_id from registry_entry e where ${answers(question)}`;
}

export async function countAnswers(db: ReadExecutor, question: CohortQuestion): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from registry_entry e where ${answers(question)}`.execute(db);
  return Number(rows[0]?.count ?? 0);
}

/** The next people by name after one of them; from the first on where that one is in no list any more. Without a limit: all of them. */
export async function pageOfAnswers(db: ReadExecutor, question: CohortQuestion, afterId: string | null, limit: number | null): Promise<readonly string[]> {
  const last = afterId === null ? undefined : await db.selectFrom('registry_entry').select(['sort_key', 'patient_id']).where('patient_id', '=', afterId).executeTakeFirst();
  const beyond = last ? sql`and (e.sort_key, e.patient_id) > (${last.sort_key}, ${last.patient_id})` : sql``;
  const { rows } = await sql<{ patient_id: string }>`select e.patient_id from registry_entry e where ${answers(question)} ${beyond} order by e.sort_key, e.patient_id ${limit === null ? sql`` : sql`limit ${limit}`}`.execute(db);
  return rows.map(({ patient_id }) => patient_id);
}

/** Keys of the biologic and targeted drugs these people take, by person. */
export async function advancedDrugsOf(db: ReadExecutor, ids: readonly string[], today: string): Promise<ReadonlyMap<string, readonly string[]>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ patient_id: string; ingredient: string }>`select distinct t.patient_id, t.ingredient from cohort_treatment t
    where t.patient_id in (${sql.join(ids)}) and t.drug_class in ('bDMARD', 'tsDMARD') and t.ingredient is not null and ${takenOn(today)} order by t.patient_id, t.ingredient`.execute(db);
  return new Map([...Map.groupBy(rows, (row) => row.patient_id)].map(([id, own]) => [id, own.map(({ ingredient }) => ingredient)]));
}

export interface LastActivity {
  readonly instrument: string;
  readonly score: number | null;
  readonly category: string | null;
  readonly on: string;
}

/** The last score of activity of each of these people. */
export async function lastActivityOf(db: ReadExecutor, ids: readonly string[]): Promise<ReadonlyMap<string, LastActivity>> {
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom('cohort_score').selectAll().where('patient_id', 'in', ids).where('recency', '=', 1).where('instrument', 'in', activityInstruments).execute();
  const place = new Map<string, number>(activityInstruments.map((instrument, index) => [instrument, index]));
  const sorted = rows.sort((one, other) => (one.assessed_on === other.assessed_on ? (place.get(other.instrument) ?? 0) - (place.get(one.instrument) ?? 0) : one.assessed_on < other.assessed_on ? -1 : 1));
  return new Map(sorted.map((row) => [row.patient_id, { instrument: row.instrument, score: row.score, category: row.category, on: row.assessed_on }]));
}

/** Names of the professionals responsible for these people, by person. */
export async function responsibleOf(db: ReadExecutor, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom('patient_responsible as r').innerJoin('practitioner as p', 'p.id', 'r.practitioner_id').select(['r.patient_id', 'p.family_name', 'p.given_name']).where('r.patient_id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.patient_id, `${row.given_name} ${row.family_name}`.trim()]));
}

/** Professionals of the clinic at work, by name. */
export async function professionalsOf(db: ReadExecutor): Promise<readonly { readonly id: string; readonly name: string }[]> {
  const rows = await db.selectFrom('practitioner').select(['id', 'family_name', 'given_name']).where('clinic_role', 'is not', null).where('active', '=', 1).orderBy('sort_key').orderBy('id').limit(200).execute();
  return rows.map((row) => ({ id: row.id, name: `${row.given_name} ${row.family_name}`.trim() }));
}
