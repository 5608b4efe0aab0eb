import type Database from 'better-sqlite3';
import { professionalHours } from '../../main/appointments/calendar-repository.ts';
import { noPreferences } from '../../main/appointments/ranking/preference-repository.ts';
import { rankPlaces } from '../../main/appointments/ranking/ranked-search.ts';
import { nothingKnown } from '../../main/appointments/ranking/ranking-repository.ts';
import { slotWeights } from '../../main/appointments/ranking/slot-weights.ts';
import { searchSlots } from '../../main/appointments/slot-search.ts';
import { civilDate } from '../../main/appointments/wall-time.ts';
import type { ReadExecutor } from '../../main/platform/database/schema.ts';
import { openBare } from './bench-clinic.ts';
import type { Measurement } from './bench-report.ts';
import { openDemonstrationClinic } from './demonstration-clinic.ts';
import { calendarProfessionals as professionals, fillCalendar } from './full-calendar.ts';
import { floorOf } from './floor.ts';
import { race } from './measure.ts';

const people = 2000;
const weeks = 26;
const rounds = 20;
const reference = 'floor: the statements alone';
/** Fifty professionals at the sites of the clinic, on two clocks, over half a year: every free place, and the best twenty for one request, with their reasons. */
export async function benchSlots(): Promise<readonly Measurement[]> {
  const clinic = await openDemonstrationClinic(people, 'g.lachance');
  const { services, caller, store } = clinic;
  const { ports } = services.dependencies;
  const now = ports.clock.now();
  const [zone, from] = [clinic.summary.timeZone, civilDate(now, clinic.summary.timeZone)];
  await fillCalendar(clinic, { zone, from, now, days: weeks * 7 });
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
