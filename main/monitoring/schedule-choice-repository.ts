import { z } from 'zod';
import { type MonitoringProfile, monitoringProfiles } from '#contract/monitoring.ts';
import { readClinicSetting, writeClinicSetting } from '../clinics/clinic-setting-repository.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';

const setting = 'monitoringProfile';
/** Of a clinic that chose none, or one this program does not know: that of the American College, as Canada follows it. */
const profile = z.enum(monitoringProfiles).catch('acr-2015');

/** The schedule the clinic follows. */
export async function chosenProfile(db: ReadExecutor): Promise<MonitoringProfile> {
  return profile.parse(await readClinicSetting(db, setting));
}

export function writeProfile(db: WriteExecutor, { profile: value, now, userId }: { readonly profile: MonitoringProfile; readonly now: string; readonly userId: string }): Promise<void> {
  return writeClinicSetting(db, { key: setting, value, now, userId });
}
