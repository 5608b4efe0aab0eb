import { professionalHours } from '../../main/appointments/calendar-repository.ts';
import { addDays, instantAt, weekdayOf } from '../../main/appointments/wall-time.ts';
import type { OpenClinic } from '../../main/clinics/open-clinic.ts';
import { addMilliseconds } from '../../main/platform/clock.ts';

/** Professionals of a full calendar. */
export const calendarProfessionals = 50;
/** Starts of a working day, and every second of them taken: a full clinic has fewer places, an empty one is no work to read. */
const starts = ['08:00', '08:30', '09:00', '09:30', '10:00', '10:30', '11:00', '11:30', '13:00', '13:30', '14:00', '14:30', '15:00', '15:30'];

/** Brings the clinic to fifty professionals, at its sites where it has some, and books every second half hour of theirs, from a day on. */
export async function fillCalendar({ store, services }: OpenClinic, { zone, from, now, days }: { readonly zone: string; readonly from: string; readonly now: string; readonly days: number }): Promise<void> {
  const { newId } = services.dependencies.ports;
  const there = await store.unitOfWork.read((db) => professionalHours(db, { practitionerId: null, role: null }));
  const patients = await store.unitOfWork.read((db) => db.selectFrom('patient').select('id').orderBy('id').execute());
  const ids = Array.from({ length: Math.max(0, calendarProfessionals - there.length) }, () => newId());
  const sites = await store.unitOfWork.read((db) => db.selectFrom('site').select(['id', 'zone']).orderBy('sort_key').execute());
  const siteOf = (index: number) => sites[index % sites.length] ?? { id: null, zone };
  await store.unitOfWork.write(async (db) => {
    for (const [index, id] of ids.entries()) {
      await db
        .insertInto('practitioner')
        .values({
          id, family_name: `Mesure ${index}`, given_name: 'Banc', prefix: null, sort_key: `mesure ${index}`, search_terms: 'mesure', administrative_sex: null, organization: null, phone: null, fax: null, email: null, address_line: null,
          city: null, postal_code: null, region_code: null, country: null, clinic_role: 'rheumatologist', source_system: null, source_id: null, source_hash: null, import_id: null, created_at: now, updated_at: now,
        })
        .execute();
      for (const weekday of [1, 2, 3, 4, 5]) {
        for (const [startsAt, endsAt] of [['08:00', '12:00'], ['13:00', '16:00']] as const) {
          await db.insertInto('weekly_opening').values({ id: newId(), practitioner_id: id, weekday, starts_at: startsAt, ends_at: endsAt, modalities: '["IN_PERSON","VIDEO"]', site_id: siteOf(index).id }).execute();
        }
      }
    }
  });
  let patient = 0;
  for (let day = 0; day < days; day += 1) {
    const date = addDays(from, day);
    if (weekdayOf(date) > 5) continue;
    const rows = ids.flatMap((id, index) =>
      starts.filter((_start, position) => (position + index + day) % 2 === 0).flatMap((time) => {
        const site = siteOf(index);
        const startsAt = instantAt(`${date}T${time}`, site.zone);
        patient += 1;
        if (startsAt === null) return [];
        return [{
          id: newId(), patient_id: patients[patient % patients.length]?.id ?? '', professional_id: id, referral_id: null, starts_at: startsAt, ends_at: addMilliseconds(startsAt, 1_800_000), local_start: `${date}T${time}`, zone: site.zone, site_id: site.id, patient_zone: null,
          modality: 'IN_PERSON', status: 'booked', live: 1, reason: null, purpose: null, video_link: null, consent: null, created_at: now, created_by: 'bench', updated_at: now,
        }];
      }),
    );
    await store.unitOfWork.write(async (db) => {
      for (let first = 0; first < rows.length; first += 100) await db.insertInto('appointment').values(rows.slice(first, first + 100)).execute();
    });
  }
}
