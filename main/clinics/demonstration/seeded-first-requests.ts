import type { WriteExecutor } from '../../platform/database/schema.ts';
import { insertVisit } from '../../appointments/appointment-repository.ts';
import { addDays } from '../../appointments/wall-time.ts';
import type { SeededRandom } from './random.ts';
import type { SeededPatient } from './seeded-patients.ts';
import { isNear, slotsOf, type SeededCalendar } from './seeded-visits.ts';
import type { Timeline } from './timeline.ts';

/** How those who are followed first came: the request of then and its visit, so that waits can be told back to the first years. */

interface Making {
  readonly calendars: readonly SeededCalendar[];
  readonly referrerIds: readonly string[];
  readonly timeline: Timeline;
  readonly random: SeededRandom;
  readonly newId: () => string;
  /** Account that entered and booked them. */
  readonly userId: string;
  /** Times that are given already; each that is taken is added. */
  readonly taken: Set<string>;
}

/** Diseases whose waits are told, with the reason of the request. */
const reasons: Readonly<Record<string, { readonly code: string; readonly text: string } | undefined>> = {
  'rheumatoid-arthritis': { code: 'RH04', text: 'Arthrites des mains et des poignets.' }, 'psoriatic-arthritis': { code: 'RH06', text: 'Psoriasis et articulations enflées.' }, 'axial-spondyloarthritis': { code: 'RH10', text: 'Lombalgie inflammatoire.' },
};
/** Days before today: the calendar of later ones is filled elsewhere, and older ones are not looked at. */
const [latest, earliest] = [225, 1150];
/** Days somebody waited: most were seen within weeks, some for months; longer each year until the team was there. */
const waits = [[6, 2], [12, 4], [19, 6], [26, 7], [34, 5], [47, 4], [66, 3], [98, 2]] as const;

/** Writes the first request of each of these people and its visit on the days before they were first assessed. @returns how many */
export async function writeFirstRequests(db: WriteExecutor, people: readonly SeededPatient[], { calendars, referrerIds, timeline, random, newId, userId, taken }: Making): Promise<number> {
  const medical = calendars.filter(({ role }) => role === 'rheumatologist');
  let made = 0;
  for (const { key, patient, profile, knownForDays, zone } of people) {
    const reason = profile === null ? undefined : reasons[profile.key];
    if (key !== null || !reason || medical.length === 0 || knownForDays < latest || knownForDays > earliest) continue;
    const draw = random.for(`first request ${patient.id}`);
    const calendar = draw.pick(medical);
    const slot = [0, 1, 2, 3, 4, 5, 6].flatMap((before) => slotsOf(calendar, addDays(timeline.day(-knownForDays), -before), timeline)).find((one) => one.modalities.includes('IN_PERSON') && isNear({ zone }, one, timeline) && !taken.has(`${calendar.practitionerId} ${one.startsAt}`));
    if (!slot) continue;
    taken.add(`${calendar.practitionerId} ${slot.startsAt}`);
    const visitDay = slot.localStart.slice(0, 10);
    const receivedOn = addDays(visitDay, -Math.max(2, Math.round(draw.weighted(waits) * (knownForDays < 500 ? 1.5 : 1.2) * (0.8 + draw.fraction() * 0.4))));
    const [referralId, receivedAt] = [newId(), timeline.at(receivedOn, '10:20')];
    await db
      .insertInto('referral')
      .values({
        id: referralId, patient_id: patient.id, referrer_id: draw.pick(referrerIds), reason_code: reason.code, requested_cls: 'C', free_text: reason.text, findings: '{}', prerequisites_provided: '[]', state: 'booked', received_at: receivedAt, completed_on: receivedOn,
        entered_at: receivedAt, entered_by: userId, proposed_cls: 'C', decided_cls: 'C', due_on: addDays(receivedOn, 28), queue_role: 'rheumatologist', modality: 'IN_PERSON', updated_at: receivedAt, updated_by: userId,
      })
      .execute();
    await insertVisit(db, {
      id: newId(), patientId: patient.id, practitionerId: calendar.practitionerId, referralId, startsAt: slot.startsAt, endsAt: slot.endsAt, localStart: slot.localStart, zone: slot.zone, siteId: slot.siteId, patientZone: null, modality: 'IN_PERSON', reason: 'Première visite', purpose: 'suspected-inflammatory',
      videoLink: null, consent: null, createdAt: receivedAt, createdBy: userId,
    });
    made += 1;
  }
  return made;
}
