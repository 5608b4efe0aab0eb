import { sql } from 'kysely';
import type { ReadExecutor } from '../../platform/database/schema.ts';

/** Who in the directory has a licence number, compared by letters and digits alone; those still offered first. */
export async function licensed(db: ReadExecutor, number: string | undefined): Promise<{ readonly id: string; readonly sort_key: string } | undefined> {
  if (number === undefined) return undefined;
  const rows = await db
    .selectFrom('practitioner_identifier as i')
    .innerJoin('practitioner as p', 'p.id', 'i.practitioner_id')
    .select(['p.id', 'p.sort_key'])
    .where(sql`replace(replace(replace(upper(i.value), ' ', ''), '-', ''), '.', '')`, '=', number)
    .orderBy('p.active', 'desc')
    .orderBy('p.id')
    .limit(1)
    .execute();
  return rows[0];
}
