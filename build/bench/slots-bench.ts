import type Database from 'better-sqlite3';
import { professionalHours } from '../../main/appointments/calendar-repository.ts';
import { noPreferences } from '../../main/appointments/ranking/preference-repository.ts';
import { rankPlaces } from '../../main/appointments/ranking/ranked-search.ts';
import { nothingKnown } from '../../main/appointments/ranking/ranking-repository.ts';
import { slotWeights } from '../../main/appointments/ranking/slot-weights.ts';
import { searchSlots } from '../../main/appointments/slot-search.ts';
import { addDays, civilDate, instantAt, weekdayOf } from '../../main/appointments/wall-time.ts';
import { addMilliseconds } from '../../main/platform/clock.ts';
import type { ReadExecutor } from '../../main/platform/database/schema.ts';
import type { OpenClinic } from '../../main/clinics/open-clinic.ts';
import { openBare } from './bench-clinic.ts';
import type { Measurement } from './bench-report.ts';
import { openDemonstrationClinic } from './demonstration-clinic.ts';
import { floorOf } from './floor.ts';
import { race } from './measure.ts';

const people = 2000;
const professionals = 50;
const weeks = 26;
const rounds = 20;
const reference = 'floor: the statements alone';
/** Starts of a working day, and every second of them taken: a full clinic has fewer places, an empty one is no work to read. */
const starts = ['08:00', '08:30', '09:00', '09:30', '10:00', '10:30', '11:00', '11:30', '13:00', '13:30', '14:00', '14:30', '15:00', '15:30'];

/** Fifty professionals at the sites of the clinic, on two clocks, over half a year: every free place, and the best twenty for one request, with their reasons. */
export async function benchSlots(): Promise<readonly Measurement[]> {
  const clinic = await openDemonstrationClinic(people, 'g.lachance');
  const { services, caller, store } = clinic;
  const { ports } = services.dependencies;
  const now = ports.clock.now();
  const [zone, from] = [clinic.summary.timeZone, civilDate(now, clinic.summary.timeZone)];
  await fill(clinic, { zone, from, now });
  const referral = await store.unitOfWork.read((db) => db.selectFrom('referral').select(['id', 'patient_id', 'due_on']).where('state', '=', 'accepted').orderBy('id').executeTakeFirstOrThrow());
  const bare = openBare(clinic);
  const prepared = new Map<string, Database.Statement>();
  const days = weeks * 7;

  const every = async (db: ReadExecutor): Promise<unknown> =>
    searchSlots(db, await professionalHours(db, { practitionerId: null, role: null }), { zone, from, days, modality: 'IN_PERSON', minutes: null, now, patientId: null, limit: 1_000_000 });
  const all = await race(
    [
      { name: reference, run: await floorOf(bare, store.database.db, every, prepared) },
      { name: 'Relais, repository and rules', run: () => store.unitOfWork.read(every) },
    ],
    rounds,
  );

  // About as far from one site as a region is from the next: places are weighed between sites too.
  const siteKm = new Map((await store.unitOfWork.read((db) => db.selectFrom('site').select('id').orderBy('sort_key').execute())).map(({ id }, index) => [id, 40 * index] as const));
  const ranked = async (db: ReadExecutor): Promise<unknown> =>
    rankPlaces(
      db,
      await professionalHours(db, { practitionerId: null, role: null }),
      { zone, from, days, modalities: ['IN_PERSON'], minutes: null, buffer: { before: 0, after: 600_000 }, needs: () => ({ room: true, equipment: null }), now, today: from, patientId: referral.patient_id, limit: 20 },
      { ...nothingKnown, ...noPreferences, cls: 'C', dueInDays: 20, notBeforeInDays: null, roleAsked: 'rheumatologist', rolesNext: [], modalityDecided: 'IN_PERSON', cautionAtDistance: false, languages: new Map(), siteKm },
      slotWeights,
    );
  const best = await race(
    [
      { name: reference, run: await floorOf(bare, store.database.db, ranked, prepared) },
      { name: 'Relais, repository and rules', run: () => store.unitOfWork.read(ranked) },
      {
        name: 'Relais, whole operation, as the screen asks it: 120 days',
        run: () => services.slots.best(caller, { referralId: referral.id, patientId: null, practitionerId: null, role: 'any', modality: null, minutes: null, from, days: 120, limit: 20 }),
      },
    ],
    rounds,
  );
  bare.close();
  await clinic.close();
  return [
    { job: `Every free place of ${professionals} professionals over ${weeks} weeks`, size: people, reference, timings: all },
    { job: `The best 20 places for a request among ${professionals} professionals over ${weeks} weeks`, size: people, reference, timings: best, note: 'Each place with its reasons.' },
  ];
}

async function fill({ store, services }: OpenClinic, { zone, from, now }: { zone: string; from: string; now: string }): Promise<void> {
  const { newId } = services.dependencies.ports;
  const there = await store.unitOfWork.read((db) => professionalHours(db, { practitionerId: null, role: null }));
  const patients = await store.unitOfWork.read((db) => db.selectFrom('patient').select('id').orderBy('id').execute());
  const ids = Array.from({ length: Math.max(0, professionals - there.length) }, () => newId());
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
  for (let day = 0; day < weeks * 7; day += 1) {
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
