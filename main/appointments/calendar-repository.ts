import type { PatientSummary } from '#contract/patients.ts';
import { teleSuitability } from '#contract/registry.ts';
import { type Role, roles } from '#contract/permissions.ts';
import { administrativeSex, identifierSystems, visitModality } from '#contract/values.ts';
import { z } from 'zod';
import { accessColumn, accessFrom, withinReach } from '../access/reach-repository.ts';
import type { RecordReach } from '../access/record-reach.ts';
import { maskNam } from '../patients/nam-rules.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';
import type { VisitSite } from '#contract/sites.ts';
import type { TeleSuitability } from './booking-rules.ts';
import type { PlacedOpening } from './slot-rules.ts';

/**
 * What booking reads of its neighbours' tables, in its own transactions: professionals with their weekly hours,
 * patients as a visit names them, the referral a visit is booked for.
 */

export interface ProfessionalHours {
  readonly practitionerId: string;
  readonly prefix: string | null;
  readonly familyName: string;
  readonly givenName: string;
  readonly role: Role;
  readonly slotMinutes: number;
  readonly openings: readonly PlacedOpening[];
  /** Sites of openings, by id. */
  readonly sites: ReadonlyMap<string, VisitSite>;
}

const maximumProfessionals = 200;
const roleSchema = z.enum(roles);

/** The zone of the clinic itself. */
export async function clinicZone(db: ReadExecutor): Promise<string> {
  return (await db.selectFrom('clinic').select('time_zone').executeTakeFirstOrThrow()).time_zone;
}

/** Professionals of the clinic at work and their weekly hours, by role, then by name: one, those of a role, or all (both null). */
export async function professionalHours(db: ReadExecutor, { practitionerId, role }: { practitionerId: string | null; role: string | null }): Promise<ProfessionalHours[]> {
  let query = db
    .selectFrom('practitioner')
    .select(['id', 'prefix', 'family_name', 'given_name', 'clinic_role', 'slot_minutes'])
    .where('clinic_role', 'is not', null)
    .where('active', '=', 1);
  if (practitionerId) query = query.where('id', '=', practitionerId);
  else if (role) query = query.where('clinic_role', '=', role);
  const people = await query.orderBy('sort_key').orderBy('id').limit(maximumProfessionals).execute();
  if (people.length === 0) return [];
  const openings = await db
    .selectFrom('weekly_opening')
    .leftJoin('site', 'site.id', 'weekly_opening.site_id')
    .select(['practitioner_id', 'weekday', 'starts_at', 'ends_at', 'modalities', 'site_id', 'room_id', 'site.zone', 'site.name as site_name'])
    .where('practitioner_id', 'in', people.map((person) => person.id))
    .orderBy('weekday')
    .orderBy('starts_at')
    .execute();
  const sites = new Map(openings.flatMap(({ site_id: id, site_name: name }) => (id === null || name === null ? [] : [[id, { id, name }] as const])));
  const rank = ({ role }: ProfessionalHours): number => roles.indexOf(role);
  const hours = people.map((person): ProfessionalHours => ({
    practitionerId: person.id, prefix: person.prefix, familyName: person.family_name, givenName: person.given_name, role: roleSchema.parse(person.clinic_role), slotMinutes: person.slot_minutes,
    sites,
    openings: openings
      .filter((opening) => opening.practitioner_id === person.id)
      .map((opening) => ({
        weekday: opening.weekday, startsAt: opening.starts_at, endsAt: opening.ends_at, modalities: visitModality.array().parse(JSON.parse(opening.modalities)),
        ...(opening.site_id === null || opening.zone === null ? {} : { siteId: opening.site_id, zone: opening.zone }),
        ...(opening.room_id === null ? {} : { roomId: opening.room_id }),
      })),
  }));
  return hours.sort((one, other) => rank(one) - rank(other));
}

/** A patient as a visit names them: summary, telephone, what is known of visits at a distance. */
export interface VisitPatient extends PatientSummary {
  readonly phone: string | null;
  readonly city: string | null;
  readonly teleSuitability: TeleSuitability;
}

/** The patients of these ids, by id; of a record closed to the caller, who it is and nothing more. */
export async function visitPatients(db: ReadExecutor, reach: RecordReach, ids: readonly string[]): Promise<ReadonlyMap<string, VisitPatient>> {
  const unique = [...new Set(ids)];
  if (unique.length === 0) return new Map();
  const rows = await db
    .selectFrom('patient')
    .select([
      'id', 'family_name', 'given_name', 'birth_date', 'administrative_sex', 'deceased', 'tele_suitability', accessColumn(reach, 'patient.id').as('access'),
      withinReach<string>(reach, 'patient.id', 'patient.region_code').as('region_code'), withinReach<string>(reach, 'patient.id', 'patient.phone').as('phone'),
      withinReach<string>(reach, 'patient.id', 'patient.city').as('city'),
    ])
    .where('id', 'in', unique)
    .where('merged_into', 'is', null)
    .execute();
  const identifiers = await db
    .selectFrom('patient_identifier')
    .select(['patient_id', 'system', 'value'])
    .where('patient_id', 'in', unique)
    .where('system', 'in', [identifierSystems.nam, identifierSystems.file])
    .orderBy('id')
    .execute();
  const identifierOf = (patientId: string, system: string): string | null =>
    identifiers.find((identifier) => identifier.patient_id === patientId && identifier.system === system)?.value ?? null;
  return new Map(
    rows.map((row) => {
      const nam = identifierOf(row.id, identifierSystems.nam);
      return [
        row.id,
        {
          id: row.id, familyName: row.family_name, givenName: row.given_name, birthDate: row.birth_date, administrativeSex: administrativeSex.parse(row.administrative_sex),
          maskedNam: nam === null ? null : maskNam(nam), fileNumber: identifierOf(row.id, identifierSystems.file), regionCode: row.region_code, deceased: row.deceased === 1,
          access: accessFrom(row.access),
          phone: row.phone, city: row.city, teleSuitability: teleSuitability.parse(row.tele_suitability),
        },
      ] as const;
    }),
  );
}

/** The facts of a referral that booking needs. */
export interface BookableReferral {
  readonly id: string;
  readonly patientId: string;
  readonly state: string;
  readonly cls: string | null;
  readonly reasonCode: string | null;
  readonly dueOn: string | null;
  readonly queueRole: Role | null;
  readonly modality: string | null;
  readonly version: number;
}

export async function bookableReferral(db: ReadExecutor, id: string): Promise<BookableReferral | undefined> {
  const row = await db
    .selectFrom('referral')
    .select(['id', 'patient_id', 'state', 'decided_cls', 'reason_code', 'due_on', 'queue_role', 'modality', 'version'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) return undefined;
  return {
    id: row.id, patientId: row.patient_id, state: row.state, cls: row.decided_cls, reasonCode: row.reason_code, dueOn: row.due_on, queueRole: row.queue_role === null ? null : roleSchema.parse(row.queue_role),
    modality: row.modality, version: row.version,
  };
}

/** Moves an accepted referral to booked; false where somebody changed it in between. */
export async function markReferralBooked(db: WriteExecutor, referral: BookableReferral, { now, userId }: { now: string; userId: string }): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('referral')
    .set({ state: 'booked', version: referral.version + 1, updated_at: now, updated_by: userId })
    .where('id', '=', referral.id)
    .where('version', '=', referral.version)
    .where('state', '=', 'accepted')
    .executeTakeFirst();
  return Number(numUpdatedRows) > 0;
}
