import { easterChoice, holidayCalendar } from '#contract/away.ts';
import type { Site } from '#contract/sites.ts';
import type { ReadExecutor, WriteExecutor } from '../../platform/database/schema.ts';
import { sortKey } from '../../patients/patient-name.ts';

const maximumSites = 100;

/** A site with who changed it last and when. */
export interface SiteRow extends Site {
  readonly changedAt: string;
  readonly changedBy: string | null;
}

/** The sites of the clinic by name, those no longer used last. */
export async function siteRows(db: ReadExecutor): Promise<SiteRow[]> {
  const rows = await db
    .selectFrom('site as s')
    .leftJoin('user_account as u', 'u.id', 's.changed_by')
    .select((eb) => [
      's.id', 's.name', 's.address', 's.city', 's.postal_code', 's.phone', 's.zone', 's.holiday_calendar', 's.easter_holiday', 's.latitude', 's.longitude', 's.retired_at', 's.version', 's.changed_at', 'u.display_name',
      eb.selectFrom('weekly_opening as w').select(eb.fn.countAll<number>().as('count')).whereRef('w.site_id', '=', 's.id').as('openings'),
    ])
    .orderBy('s.sort_key')
    .orderBy('s.id')
    .limit(maximumSites)
    .execute();
  return rows
    .map((row) => ({
      id: row.id, name: row.name, address: row.address ?? '', city: row.city ?? '', postalCode: row.postal_code ?? '', phone: row.phone ?? '', zone: row.zone,
      holidays: row.holiday_calendar === null ? null : { calendar: holidayCalendar.parse(row.holiday_calendar), easter: easterChoice.parse(row.easter_holiday) },
      place: row.latitude === null || row.longitude === null ? null : { latitude: row.latitude, longitude: row.longitude },
      retired: row.retired_at !== null, openings: Number(row.openings ?? 0), version: row.version, changedAt: row.changed_at, changedBy: row.display_name,
    }))
    .sort((one, other) => Number(one.retired) - Number(other.retired));
}

/** What a site is written with. */
export type SiteValues = Omit<Site, 'id' | 'retired' | 'openings' | 'version'>;

/** Writes a site that is new. */
export async function insertSite(db: WriteExecutor, id: string, values: SiteValues, { now, userId }: { now: string; userId: string }): Promise<void> {
  await db.insertInto('site').values({ id, ...columns(values), version: 1, changed_at: now, changed_by: userId }).execute();
}

/** Changes a site where the version is still the expected one; false when it is not. */
export async function updateSite(db: WriteExecutor, { id, version }: { id: string; version: number }, values: SiteValues | { readonly retiredAt: string | null }, { now, userId }: { now: string; userId: string }): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('site')
    .set({ ...('retiredAt' in values ? { retired_at: values.retiredAt } : columns(values)), version: version + 1, changed_at: now, changed_by: userId })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return Number(numUpdatedRows) === 1;
}

function columns({ name, address, city, postalCode, phone, zone, holidays, place }: SiteValues) {
  const orNull = (text: string): string | null => (text === '' ? null : text);
  return {
    name, sort_key: sortKey(name, city), address: orNull(address), city: orNull(city), postal_code: orNull(postalCode), phone: orNull(phone), zone, holiday_calendar: holidays?.calendar ?? null,
    easter_holiday: holidays?.easter ?? null, latitude: place?.latitude ?? null, longitude: place?.longitude ?? null,
  };
}
