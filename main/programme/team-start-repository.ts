import { isoDate } from '#contract/values.ts';
import { readClinicSetting, writeClinicSetting } from '../clinics/clinic-setting-repository.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';

const setting = 'teamStartedOn';
const startDate = isoDate.nullable().catch(null);

/** The day the interprofessional team began, as the clinic says; null while nobody said. */
export async function teamStart(db: ReadExecutor): Promise<string | null> {
  return startDate.parse(await readClinicSetting(db, setting));
}

export function writeTeamStart(db: WriteExecutor, { startedOn, now, userId }: { readonly startedOn: string | null; readonly now: string; readonly userId: string }): Promise<void> {
  return writeClinicSetting(db, { key: setting, value: startedOn, now, userId });
}
