import { sql } from 'kysely';
import { type Role, roles } from '#contract/permissions.ts';
import type { Professional, WeeklyOpening } from '#contract/people.ts';
import { spokenLanguages, visitModality } from '#contract/values.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';
import { professionalName } from './person-name.ts';

/** What is kept of an outside professional. */
export interface Referrer {
  readonly practitionerId: string;
  readonly displayName: string;
  readonly organization: string | null;
}

/** The hours of one professional and who last changed them. */
export interface Availability {
  readonly openings: WeeklyOpening[];
  readonly slotMinutes: number;
  readonly version: number;
  readonly changedAt: string | null;
  readonly changedBy: string | null;
}

const maximumProfessionals = 200;

/** Professionals of the clinic still at work: by role in the order of the contract, then by name. */
export async function listProfessionals(db: ReadExecutor): Promise<Professional[]> {
  const rows = await db
    .selectFrom('practitioner')
    .select(['id', 'prefix', 'family_name', 'given_name', 'clinic_role', 'languages'])
    .where('clinic_role', 'is not', null)
    .where('active', '=', 1)
    .orderBy('sort_key')
    .orderBy('id')
    .limit(maximumProfessionals)
    .execute();
  const professionals = rows.flatMap((row): Professional[] => {
    const role = roles.find((one) => one === row.clinic_role);
    const named = { prefix: row.prefix, familyName: row.family_name, givenName: row.given_name };
    return role ? [{ practitionerId: row.id, displayName: professionalName(named), familyName: row.family_name, givenName: row.given_name, role, languages: spokenLanguages.parse(JSON.parse(row.languages)) }] : [];
  });
  return professionals.sort((one, other) => order(one.role) - order(other.role));
}

const order = (role: Role): number => roles.indexOf(role);

/** The weekly hours of a professional of the clinic, or undefined. */
export async function readAvailability(db: ReadExecutor, practitionerId: string): Promise<Availability | undefined> {
  const person = await db
    .selectFrom('practitioner')
    .leftJoin('user_account', 'user_account.id', 'practitioner.availability_changed_by')
    .select(['slot_minutes', 'availability_version', 'availability_changed_at', 'user_account.display_name as changed_by_name'])
    .where('practitioner.id', '=', practitionerId)
    .where('clinic_role', 'is not', null)
    .executeTakeFirst();
  if (!person) return undefined;
  const rows = await db
    .selectFrom('weekly_opening')
    .select(['weekday', 'starts_at', 'ends_at', 'modalities', 'site_id', 'room_id'])
    .where('practitioner_id', '=', practitionerId)
    .orderBy('weekday')
    .orderBy('starts_at')
    .execute();
  return {
    openings: rows.map((row) => ({ weekday: row.weekday, startsAt: row.starts_at, endsAt: row.ends_at, modalities: visitModality.array().parse(JSON.parse(row.modalities)), ...(row.site_id === null ? {} : { siteId: row.site_id }), ...(row.room_id === null ? {} : { roomId: row.room_id }) })),
    slotMinutes: person.slot_minutes,
    version: person.availability_version,
    changedAt: person.availability_changed_at,
    changedBy: person.changed_by_name,
  };
}

/** Replaces the hours where the version is still the expected one; false when it is not. */
export async function replaceAvailability(
  db: WriteExecutor,
  change: { practitionerId: string; openings: readonly WeeklyOpening[]; slotMinutes: number; expectedVersion: number; now: string; userId: string; newId: () => string },
): Promise<boolean> {
  const before = await readAvailability(db, change.practitionerId);
  const { numUpdatedRows } = await db
    .updateTable('practitioner')
    .set({
      slot_minutes: change.slotMinutes, availability_version: change.expectedVersion + 1, availability_changed_at: change.now, availability_changed_by: change.userId,
    })
    .where('id', '=', change.practitionerId)
    .where('availability_version', '=', change.expectedVersion)
    .executeTakeFirst();
  if (Number(numUpdatedRows) === 0) return false;
  // Before the first hours there were none that anybody kept here.
  if (before && before.version > 0) {
    await db
      .insertInto('weekly_hours_before')
      .values({ id: change.newId(), practitioner_id: change.practitionerId, openings: JSON.stringify(before.openings), slot_minutes: before.slotMinutes, since_at: before.changedAt, until_at: change.now })
      .execute();
  }
  await db.deleteFrom('weekly_opening').where('practitioner_id', '=', change.practitionerId).execute();
  if (change.openings.length > 0) {
    await db
      .insertInto('weekly_opening')
      .values(
        change.openings.map((opening) => ({
          id: change.newId(), practitioner_id: change.practitionerId, weekday: opening.weekday, starts_at: opening.startsAt, ends_at: opening.endsAt,
          modalities: JSON.stringify(opening.modalities), site_id: opening.siteId ?? null, room_id: opening.roomId ?? null,
        })),
      )
      .execute();
  }
  return true;
}

/** People whose name or organization has, for each folded word, a word starting so. By name; at most `limit`. */
export async function findReferrers(db: ReadExecutor, words: readonly string[], limit: number): Promise<Referrer[]> {
  let query = db.selectFrom('practitioner').select(['id', 'prefix', 'family_name', 'given_name', 'organization']).where('active', '=', 1);
  // Folded words hold letters and digits only, so nothing in them is a wildcard.
  for (const word of words) query = query.where(sql`' ' || search_terms`, 'like', `% ${word}%`);
  const rows = await query.orderBy('sort_key').orderBy('id').limit(limit).execute();
  return rows.map(toReferrer);
}

export async function referrerById(db: ReadExecutor, practitionerId: string) {
  return db
    .selectFrom('practitioner')
    .select(['id', 'prefix', 'family_name', 'given_name', 'organization', 'phone', 'fax'])
    .where('id', '=', practitionerId)
    .executeTakeFirst();
}

export async function insertReferrer(
  db: WriteExecutor,
  referrer: {
    practitionerId: string; familyName: string; givenName: string; organization: string | null; phone: string | null; fax: string | null;
    sortKey: string; searchTerms: string; now: string;
  },
): Promise<void> {
  await db
    .insertInto('practitioner')
    .values({
      id: referrer.practitionerId, family_name: referrer.familyName, given_name: referrer.givenName, sort_key: referrer.sortKey, search_terms: referrer.searchTerms,
      organization: referrer.organization, phone: referrer.phone, fax: referrer.fax, created_at: referrer.now, updated_at: referrer.now,
    })
    .execute();
}

/** A row as the page names it. */
export function toReferrer(row: { id: string; prefix: string | null; family_name: string; given_name: string; organization: string | null }): Referrer {
  return {
    practitionerId: row.id,
    displayName: professionalName({ prefix: row.prefix, familyName: row.family_name, givenName: row.given_name }),
    organization: row.organization,
  };
}
