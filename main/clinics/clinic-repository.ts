import type { ClinicSummary } from '#contract/session.ts';
import type { ReadExecutor } from '../platform/database/schema.ts';

/** The clinic of an open store. */
export async function readClinic(db: ReadExecutor): Promise<ClinicSummary> {
  const row = await db
    .selectFrom('clinic')
    .select(['id', 'name', 'setting', 'country', 'region', 'time_zone', 'language', 'demonstration'])
    .executeTakeFirstOrThrow();
  return {
    id: row.id,
    name: row.name,
    setting: row.setting as ClinicSummary['setting'],
    country: row.country as ClinicSummary['country'],
    region: row.region,
    timeZone: row.time_zone,
    language: row.language as ClinicSummary['language'],
    demonstration: row.demonstration === 1,
  };
}

/** Whether this database already holds a clinic. */
export async function clinicExists(db: ReadExecutor): Promise<boolean> {
  return (await db.selectFrom('clinic').select('id').limit(1).executeTakeFirst()) !== undefined;
}
