import { addMilliseconds } from '../platform/clock.ts';
import type { WriteExecutor } from '../platform/database/schema.ts';
import type { Store } from '../platform/store/store.ts';
import { foldText, sortKey } from '../patients/patient-name.ts';
import { insertPatient } from '../patients/patient-repository.ts';
import { refreshRegistry } from '../patients/registry/registry-refresh-repository.ts';
import { createInstrumentReader } from '../instruments/active-instruments.ts';
import { insertAbsence, setHolidayChoice, writeWorkedHoliday } from '../appointments/absence-repository.ts';
import { holidaysBetween } from '../appointments/holiday-rules.ts';
import { writeType } from '../appointments/types/visit-type-repository.ts';
import { insertResource } from '../appointments/resources/resource-repository.ts';
import { insertSite } from '../appointments/sites/site-repository.ts';
import { insertVisit, setVideoTemplate, takenTimes } from '../appointments/appointment-repository.ts';
import { toMilliseconds, weekdayOf } from '../appointments/wall-time.ts';
import type { Ports } from '../ports.ts';
import { type Caller, callerFrom } from '../users/caller.ts';
import { writeTeamStart } from '../programme/team-start-repository.ts';
import { insertAccount } from '../users/user-repository.ts';
import { clinicPeople, type ClinicPerson, type ClinicSite, clinicResources, clinicSites, clinicTypes, referrers, weekendHours, weekendPeople } from './demonstration/people.ts';
import { begunVisits, noteOutcomes } from './demonstration/past-visits-repository.ts';
import { closedDays, demonstrationHolidays, plannedAbsences } from './demonstration/seeded-absences.ts';
import { seededIds, seededRandom } from './demonstration/random.ts';
import { nameNurses } from './demonstration/seeded-nurses.ts';
import { holdWorkshops } from './demonstration/seeded-workshops.ts';
import { noteTraining } from './demonstration/seeded-training.ts';
import { treatable } from './demonstration/seeded-cancers.ts';
import { treatAtHome, withSomethingToDo } from './demonstration/seeded-doses.ts';
import { enrolPeople } from './demonstration/seeded-pathways.ts';
import { applyPlans } from './demonstration/seeded-plans.ts';
import { prepareMessages, writePreferences } from './demonstration/seeded-messages.ts';
import { writePrevention } from './demonstration/seeded-prevention.ts';
import { planEarlierVisits } from './demonstration/seeded-earlier-visits.ts';
import { writeFirstRequests } from './demonstration/seeded-first-requests.ts';
import { seededPatients } from './demonstration/seeded-patients.ts';
import { writeQuotedResults, writeRecords } from './demonstration/seeded-records.ts';
import { liveReferrals, quotedResults } from './demonstration/seeded-referrals.ts';
import { planVisits, type SeededCalendar } from './demonstration/seeded-visits.ts';
import { createTimeline, type Timeline } from './demonstration/timeline.ts';
import { openClinic } from './open-clinic.ts';

export interface DemonstrationCounts {
  readonly patients: number;
  readonly referrals: number;
  readonly visits: number;
}

const zone = 'America/Toronto';
/** Rows written in one transaction at most. */
const batchSize = 200;
/** Reserved for examples: no such host exists. */
const videoTemplate = 'https://visio.exemple.test/{room}';
/** The interprofessional team has been there so long. */
const teamDays = 240;
/** People of the clinic for one more who is treated at home. */
const peopleForOneAtHome = 14;
const dayMilliseconds = 86_400_000;

/**
 * Fills the demonstration clinic. Fictional people only; the same seed and size give the same clinic at the same
 * minute. Its days lie around that of the clock, so that queue and agenda look alive.
 */
export async function seedDemonstration(store: Store, options: { patients: number; seed: number }, ports: Ports): Promise<DemonstrationCounts> {
  const timeline = createTimeline(ports.clock.now(), zone);
  const random = seededRandom(options.seed);
  // Identifiers carry a time, as real ones do; a new millisecond each keeps them in the order of making.
  let made = toMilliseconds(timeline.present) - 30 * dayMilliseconds;
  const newId = seededIds(random.for('ids'), () => (made += 1));

  const { services } = await openClinic(store, { ...ports, clock: timeline, newId });
  const { write } = store.unitOfWork;

  const { staff, calendars, referrerIds } = await write(async (db) => {
    await setVideoTemplate(db, videoTemplate);
    await setHolidayChoice(db, demonstrationHolidays);
    for (const type of clinicTypes) await writeType(db, { ...type, retired: false, version: 0 }, { expectedVersion: 0, now: timeline.present, userId: 'demonstration' });
    return { ...(await writeClinicPeople(db, await writeSites(db, timeline, newId), timeline, newId)), referrerIds: await writeReferrers(db, timeline, newId) };
  });

  const authorIds = ['g.lachance', 'k.mansouri'].flatMap((login) => staff.get(login)?.userId ?? []);
  const instruments = new Map((await store.unitOfWork.read((db) => createInstrumentReader().all(db))).map((one) => [one.content.id, one]));
  const people = seededPatients(options.patients, random, { today: timeline.today, newId });
  for (let start = 0; start < people.length; start += batchSize) {
    const batch = people.slice(start, start + batchSize);
    await write(async (db) => {
      for (const { patient, knownForDays } of batch) await insertPatient(db, patient, { now: addMilliseconds(timeline.present, -knownForDays * dayMilliseconds), newId });
    });
    await write((db) => writeRecords(db, batch, { random, timeline, newId, authorIds, instruments }));
  }

  await write((db) => writeQuotedResults(db, quotedResults({ people, timeline }), newId));
  const referrals = await liveReferrals({ services, people, staff, referrerIds, timeline, random, newId });
  const booker = staff.get('c.dube')?.userId ?? '';
  const booked = await store.unitOfWork.read((db) => takenTimes(db, calendars.map(({ practitionerId }) => practitionerId), { from: timeline.at(timeline.day(-200), '00:00'), until: timeline.at(timeline.day(200), '00:00') }));
  const absences = plannedAbsences(new Map([...staff].flatMap(([login, { practitionerId }]) => (practitionerId ? [[login, practitionerId] as const] : []))), timeline);
  const visits = planVisits({ isClosed: closedDays(absences, timeline), calendars, people, booked, booker, timeline, random, newId, template: videoTemplate });
  for (let start = 0; start < visits.length; start += batchSize) {
    await write(async (db) => {
      for (const visit of visits.slice(start, start + batchSize)) await insertVisit(db, visit);
    });
  }
  await write(async (db) => {
    for (const { isLate: _isLate, ...absence } of absences) {
      await insertAbsence(db, { ...absence, key: newId(), kind: absence.practitionerId === null ? 'closure' : 'leave', holiday: null }, { now: timeline.present, userId: booker });
    }
    // At work on the day it is made, also where that is a holiday.
    if (holidaysBetween(demonstrationHolidays, timeline.today, timeline.today).length > 0) await writeWorkedHoliday(db, { date: timeline.today, works: true, now: timeline.present, userId: booker });
  });
  let first = 0;
  const taken = new Set<string>();
  for (let start = 0; start < people.length; start += batchSize) first += await write((db) => writeFirstRequests(db, people.slice(start, start + batchSize), { calendars, referrerIds: [...referrerIds.values()], timeline, random, newId, userId: booker, taken }));
  const then = await store.unitOfWork.read((db) => takenTimes(db, calendars.map(({ practitionerId }) => practitionerId), { from: timeline.at(timeline.day(-800), '00:00'), until: timeline.at(timeline.day(-teamDays), '00:00') }));
  const earlier = planEarlierVisits(people, { calendars, booked: then, booker, timeline, random, newId });
  for (let start = 0; start < earlier.length; start += batchSize) {
    await write(async (db) => {
      for (const visit of earlier.slice(start, start + batchSize)) await insertVisit(db, visit);
    });
  }
  const begun = await store.unitOfWork.read((db) => begunVisits(db, timeline.present));
  for (let start = 0; start < begun.length; start += batchSize) {
    await write((db) => noteOutcomes(db, begun.slice(start, start + batchSize), { userId: booker, present: timeline.present, random: random.for('outcomes'), newId }));
  }
  // Last, so that nothing drawn before depends on it.
  const nurse = staff.get('m.ouellet')?.userId ?? booker;
  for (let start = 0; start < people.length; start += batchSize) await write((db) => writePrevention(db, people.slice(start, start + batchSize), { random, timeline, newId, userId: nurse }));
  const nurseCaller = staff.get('m.ouellet');
  timeline.moveTo(timeline.present);
  if (nurseCaller) await noteTraining(staff, { services, timeline, caller: nurseCaller, newId });
  if (nurseCaller) await applyPlans(people, { services, unitOfWork: store.unitOfWork, caller: nurseCaller, timeline, random, newId });
  if (nurseCaller) await enrolPeople(people, { services, unitOfWork: store.unitOfWork, caller: nurseCaller, colleague: staff.get('s.gagnon'), timeline, random, newId });
  const [coordinator, oncologist] = [staff.get('i.chauvin'), staff.get('a.mercier')];
  // The last of them: the pathways of the disease took the first.
  const candidates = treatable(people);
  const treated = [...candidates.slice(-withSomethingToDo), ...candidates.slice(-withSomethingToDo - Math.floor(people.length / peopleForOneAtHome), -withSomethingToDo)];
  const followedByFirst = !coordinator || !oncologist ? null : await treatAtHome(treated, { services, unitOfWork: store.unitOfWork, caller: coordinator, oncologistId: oncologist.userId, timeline, random, newId, instruments });
  if (nurseCaller) {
    const communityNurse = await nameNurses({ services, timeline, caller: nurseCaller, newId, followedByFirst });
    await write((db) => insertAccount(db, { ...communityNurse, id: newId(), login: 'j.pellerin', language: 'fr', roles: ['community-nurse'], now: timeline.present }));
  }
  if (nurseCaller) await holdWorkshops({ services, timeline, caller: nurseCaller, random, newId });
  for (let start = 0; start < people.length; start += batchSize) await write((db) => writePreferences(db, people.slice(start, start + batchSize), { random, timeline, newId, userId: booker }));
  const secretary = staff.get('c.dube');
  if (secretary) await prepareMessages(services, secretary);
  await write((db) => writeTeamStart(db, { startedOn: timeline.day(-teamDays), now: timeline.present, userId: booker }));
  await refreshRegistry(store.unitOfWork, timeline.present);
  return { patients: people.length, referrals: referrals + first, visits: booked.length + visits.length + earlier.length + first };
}

async function writeSites(db: WriteExecutor, timeline: Timeline, newId: () => string): Promise<ReadonlyMap<ClinicSite, string>> {
  const ids = new Map<ClinicSite, string>();
  for (const [key, values] of Object.entries(clinicSites) as [ClinicSite, (typeof clinicSites)[ClinicSite]][]) {
    ids.set(key, newId());
    await insertSite(db, ids.get(key) ?? '', values, { now: timeline.present, userId: 'demonstration' });
  }
  for (const { site, kind, name } of clinicResources) await insertResource(db, { id: newId(), siteId: ids.get(site) ?? null, kind, name }, { now: timeline.present, userId: 'demonstration' });
  return ids;
}

async function writeClinicPeople(db: WriteExecutor, siteIds: ReadonlyMap<ClinicSite, string>, timeline: Timeline, newId: () => string): Promise<{ staff: ReadonlyMap<string, Caller>; calendars: readonly SeededCalendar[] }> {
  const staff = new Map<string, Caller>();
  const calendars: SeededCalendar[] = [];
  const now = timeline.present;
  for (const person of clinicPeople) {
    const openings = openingsOf(person, timeline.today).map(({ site, ...opening }) => ({ ...opening, siteId: siteIds.get(site) ?? '', zone: clinicSites[site].zone }));
    const practitionerId = openings.length === 0 ? null : newId();
    if (practitionerId) {
      const key = sortKey(person.familyName, person.givenName);
      await db
        .insertInto('practitioner')
        .values({
          id: practitionerId, family_name: person.familyName, given_name: person.givenName, prefix: person.prefix, sort_key: key, search_terms: foldText(key),
          clinic_role: person.role, languages: JSON.stringify(person.languages), slot_minutes: person.slotMinutes, availability_version: 1, created_at: now, updated_at: now,
        })
        .execute();
      await db
        .insertInto('weekly_opening')
        .values(openings.map(({ weekday, startsAt, endsAt, modalities, siteId }) => ({ id: newId(), practitioner_id: practitionerId, weekday, starts_at: startsAt, ends_at: endsAt, modalities: JSON.stringify(modalities), site_id: siteId })))
        .execute();
      calendars.push({ practitionerId, role: person.role, slotMinutes: person.slotMinutes, openings });
    }
    const account = { id: newId(), login: person.login, displayName: [person.prefix, person.givenName, person.familyName].filter(Boolean).join(' '), practitionerId, language: 'fr', roles: [person.role] };
    await insertAccount(db, { ...account, now });
    staff.set(person.login, callerFrom({ ...account, theme: 'system' }));
  }
  return { staff, calendars };
}

/** Weekly hours; when today is a Saturday or Sunday, also a morning of that day, so that it is not empty. */
function openingsOf({ login, openings }: ClinicPerson, today: string) {
  const weekday = weekdayOf(today);
  return weekday > 5 && weekendPeople.includes(login) ? [...openings, { weekday, ...weekendHours }] : openings;
}

async function writeReferrers(db: WriteExecutor, timeline: Timeline, newId: () => string): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>();
  for (const [index, { key, prefix, givenName, familyName, organization, areaCode }] of referrers.entries()) {
    const id = newId();
    const suffix = String(index * 2).padStart(2, '0');
    await db
      .insertInto('practitioner')
      .values({
        id, family_name: familyName, given_name: givenName, prefix, sort_key: sortKey(familyName, givenName), search_terms: foldText(`${familyName} ${givenName} ${organization}`),
        organization, phone: `${areaCode} 555-01${suffix}`, fax: `${areaCode} 555-01${String(index * 2 + 1).padStart(2, '0')}`, created_at: timeline.present, updated_at: timeline.present,
      })
      .execute();
    ids.set(key, id);
  }
  return ids;
}
