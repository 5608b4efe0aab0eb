import { type Features, featuresSchema, type Modality, type ProfessionalCode, type Urgency } from '#contract/triage.ts';
import type { Disposition } from '#contract/referrals.ts';
import { visitModality } from '#contract/values.ts';
import { addDays, civilDate } from '../../appointments/wall-time.ts';
import { addMilliseconds } from '../../platform/clock.ts';
import type { Services } from '../../services.ts';
import type { Caller } from '../../users/caller.ts';
import type { MeasureKey } from './clinical-profiles.ts';
import type { SeededRandom } from './random.ts';
import { drawnReferrals } from './drawn-referrals.ts';
import type { ReferralCase } from './referral-case.ts';
import cases from './referral-cases.json' with { type: 'json' };
import type { SeededPatient } from './seeded-patients.ts';
import { isNear } from './seeded-visits.ts';
import type { QuotedResult } from './seeded-records.ts';
import { daysBetween, type Timeline } from './timeline.ts';

/** What somebody did, and when: the demonstration is lived in the order of time. */
interface Step {
  readonly at: string;
  run(): Promise<void>;
}

export interface ReferralHistory {
  readonly services: Services;
  readonly people: readonly SeededPatient[];
  readonly staff: ReadonlyMap<string, Caller>;
  readonly referrerIds: ReadonlyMap<string, string>;
  readonly timeline: Timeline;
  readonly random: SeededRandom;
  readonly newId: () => string;
}

/** Findings of a request that are also results of the laboratory. */
const quotedMeasures: Readonly<Partial<Record<keyof Features, MeasureKey>>> = {
  crp: 'crp', esr: 'esr', hb: 'haemoglobin', wbc: 'leucocytes', platelets: 'platelets', urate_umol: 'urate',
};

/** The requests written by hand whose patient is among these people. */
function casesOf(people: readonly SeededPatient[]): readonly { readonly told: ReferralCase; readonly person: SeededPatient }[] {
  return (cases as readonly ReferralCase[]).flatMap((told) => {
    const person = people.find(({ key }) => key === told.patient);
    return person ? [{ told, person }] : [];
  });
}

/** The results the requests quote, two days before each. */
export function quotedResults({ people, timeline }: Pick<ReferralHistory, 'people' | 'timeline'>): readonly QuotedResult[] {
  return casesOf(people).flatMap(({ told, person }) =>
    Object.entries(told.findings).flatMap(([field, value]) => {
      const measure = quotedMeasures[field as keyof Features];
      return measure && typeof value === 'number' ? [{ patientId: person.patient.id, measure, value, at: timeline.at(timeline.day(-(told.daysAgo ?? 0) - 2), '08:20') }] : [];
    }),
  );
}

/**
 * Lives the requests through the use cases themselves: entered by the secretary, decided by the professionals, called
 * about or booked, each at its own time.
 *
 * @returns how many there are
 */
export async function liveReferrals(history: ReferralHistory): Promise<number> {
  const { timeline, random } = history;
  const told = [...casesOf(history.people), ...drawnReferrals(history.people.filter(({ isNewcomer }) => isNewcomer), random.for('requests'))];
  const steps = told.flatMap((one, index) => stepsOf(one, history, random.for(`referral ${index}`)));
  for (const step of [...steps].sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0))) {
    timeline.moveTo(step.at);
    await step.run();
  }
  timeline.moveTo(timeline.present);
  return told.length;
}

function stepsOf({ told, person }: { told: ReferralCase; person: SeededPatient }, history: ReferralHistory, draw: SeededRandom): readonly Step[] {
  const { services, timeline, newId } = history;
  const referralId = newId();
  const receivedAt = told.minutesAgo === undefined ? timeline.at(timeline.day(-(told.daysAgo ?? 0)), `${String(draw.whole(8, 15)).padStart(2, '0')}:${draw.whole(10, 59)}`) : timeline.minutesAgo(told.minutesAgo);
  const findings = featuresSchema.parse(told.findings);
  const asked = { patientId: person.patient.id, reasonCode: told.reason, findings, prerequisitesProvided: [...told.provided], receivedOn: civilDate(receivedAt, timeline.zone) };

  const enter: Step = {
    at: receivedAt,
    run: async () => {
      await services.referrals.enter(caller(history, 'c.dube'), {
        ...asked, referralId, referrerId: history.referrerIds.get(told.referrer) ?? null, requestedClass: told.requested as Urgency, freeText: told.text,
      });
    },
  };
  if (!told.fate || !told.decidedBy) return [enter];

  const decider = caller(history, told.decidedBy);
  const sameDay = addMilliseconds(receivedAt, draw.whole(20, 55) * 60_000);
  const decidedAt = told.decidedAfterDays ? timeline.at(timeline.day((told.decidedAfterDays ?? 0) - (told.daysAgo ?? 0)), `09:${draw.whole(10, 59)}`) : sameDay;
  let isToBook = true;
  const decide: Step = {
    // A minute earlier than the present at the latest: what follows a decision comes after it.
    at: earlier(decidedAt, timeline.minutesAgo(2)),
    run: async () => {
      const { decision, disposition } = await services.triageDesk.propose(decider, asked);
      if (told.override) await override(services, decider, referralId, told.override);
      else await services.referrals.accept(decider, { referralId, expectedVersion: 1, seenCls: decision.cls, redirectTo: disposition === 'redirect' ? 'Rhumatologie pédiatrique' : null, note: null });
      isToBook = told.override !== undefined || disposition === 'book';
    },
  };
  const after: Step = { at: earlier(addMilliseconds(decidedAt, 15 * 60_000), timeline.minutesAgo(1)), run: () => Promise.resolve() };
  if (told.fate === 'emergency-called') {
    return [enter, decide, { ...after, run: () => recordCall(history, decider, referralId, after.at) }];
  }
  return told.fate === 'booked' ? [enter, decide, { ...after, run: async () => { if (isToBook) await book(history, referralId, person, told, draw, after.at); } }] : [enter, decide];
}

async function override(services: Services, decider: Caller, referralId: string, to: NonNullable<ReferralCase['override']>): Promise<void> {
  await services.referrals.override(decider, {
    referralId, expectedVersion: 1, cls: to.cls as Urgency, primary: to.primary as ProfessionalCode, modality: to.modality as Modality, disposition: to.disposition as Disposition,
    reason: to.reason, redirectTo: to.redirectTo ?? null, note: null,
  });
}

async function recordCall({ services }: ReferralHistory, decider: Caller, referralId: string, calledAt: string): Promise<void> {
  await services.referrals.recordEmergencyCall(decider, { referralId, expectedVersion: 2, calledWhom: 'Urgence de l’hôpital de Sept-Îles, Dre Poirier', calledAt, note: 'Attendue à l’urgence, ponction demandée avant antibiotiques.' });
}

/**
 * Books a free time of the days that followed, in the modality decided and within the delay where there is one; without any
 * within sixty days the request waits. Those written by hand come in the days ahead.
 */
async function book({ services, staff, timeline, newId }: ReferralHistory, referralId: string, person: SeededPatient, told: ReferralCase, draw: SeededRandom, at: string): Promise<void> {
  const secretary = caller({ staff }, 'c.dube');
  const { modality: decided, allowedModalities, referral } = await services.appointments.prepare(secretary, { referralId, patientId: null });
  const wished = visitModality.safeParse(told.bookIn).data;
  const modality = wished && allowedModalities.includes(wished) ? wished : decided;
  const since = person.isNewcomer ? firstPlaceSince(civilDate(at, timeline.zone), referral?.dueOn ?? null, timeline, draw) : timeline.present;
  const { slots } = await services.appointments.freeSlots(secretary, {
    referralId, patientId: null, practitionerId: null, role: null, modality, minutes: null, from: civilDate(since, timeline.zone), days: 60, limit: 100,
  });
  const coming = slots.filter((slot) => slot.startsAt > since && isNear(person, slot, timeline));
  const inTime = coming.filter(({ insideDelay }) => insideDelay);
  const slot = inTime.length > 0 ? draw.pick(inTime.slice(0, person.isNewcomer ? 12 : 60)) : coming[0];
  if (!slot) return;
  const atDistance = modality === 'VIDEO' || modality === 'PHONE';
  await services.booking.book(secretary, {
    appointmentId: newId(), patientId: person.patient.id, referralId, practitionerId: slot.practitionerId, startsAt: slot.startsAt, minutes: slot.minutes, modality,
    patientZone: atDistance && person.zone !== timeline.zone ? person.zone : null, reason: null, consent: atDistance ? { given: true, how: 'verbal', limitsExplained: true } : null,
  });
}

/** The calendar of the past is filled afterwards: how full it was then is drawn here, as a share of the delay that had to go by. */
function firstPlaceSince(decidedOn: string, dueOn: string | null, timeline: Timeline, draw: SeededRandom): string {
  const delayDays = dueOn === null ? 45 : Math.min(75, Math.max(1, daysBetween(decidedOn, dueOn)));
  const share = draw.weighted([[0.35, 3], [0.6, 4], [0.8, 4], [1.1, 2]] as const);
  return timeline.at(addDays(decidedOn, Math.round(share * delayDays)), '07:00');
}

function caller({ staff }: Pick<ReferralHistory, 'staff'>, login: string): Caller {
  const found = staff.get(login);
  if (!found) throw new Error('a demonstration case names somebody who does not work there');
  return found;
}

const earlier = (one: string, other: string): string => (one < other ? one : other);
