import type { Inputs, Outputs } from '#contract/index.ts';
import type { VisitModality } from '#contract/values.ts';
import { requireOpenRecord } from '../../access/open-record.ts';
import { type RecordReach, reachOf } from '../../access/record-reach.ts';
import type { ReadExecutor } from '../../platform/database/schema.ts';
import { DeclaredError } from '../../platform/declared-error.ts';
import type { ServiceDependencies } from '../../service-dependencies.ts';
import { roleOf } from '../../triage/referral-outcome.ts';
import type { Caller } from '../../users/caller.ts';
import { allowedModalities } from '../booking-rules.ts';
import { type BookableReferral, bookableReferral, type ProfessionalHours, professionalHours, type VisitPatient, visitPatients } from '../calendar-repository.ts';
import { freeSlotView } from '../free-slot-view.ts';
import { needsOf } from '../resources/resource-rules.ts';
import { visitTypeOf } from '../types/visit-type-repository.ts';
import { buffersOf, mayHold } from '../types/visit-type-rules.ts';
import { addDays, civilDate, daysFrom, localDateTime, toInstant } from '../wall-time.ts';
import { noPreferences, preferencesOf, replacePreferences } from './preference-repository.ts';
import { siteDistances } from './home-places.ts';
import { siteRows } from '../sites/site-repository.ts';
import { rankPlaces } from './ranked-search.ts';
import { decidedRoute, knownOfPerson, languagesSpoken, nothingKnown } from './ranking-repository.ts';
import type { PersonFacts } from './slot-ranking-rules.ts';
import { slotWeights, slotWeightsVersion } from './slot-weights.ts';

type BestInput = Inputs['slots']['best'];

/** Looks at every role, where a referral would otherwise narrow to that of its queue. */
const anyRole = 'any';

/** The best places for somebody, and what they said of when and how they can come. */
export function createSlotService({ unitOfWork, audit, clinic, ports }: ServiceDependencies) {
  const zone = clinic.timeZone;
  const reading = (caller: Caller): RecordReach => reachOf(caller, 'appointment.read', ports.clock.now());

  return {
    /** @throws DeclaredError `NOT_FOUND`, `INVALID` (nobody named, an unknown purpose) */
    best: async (caller: Caller, input: BestInput): Promise<Outputs['slots']['best']> => {
      const now = ports.clock.now();
      const today = civilDate(now, zone);
      return unitOfWork.read(async (db) => {
        const { patient, referral, purpose } = await whom(db, reading(caller), input);
        const role = input.role === anyRole ? null : (input.role ?? referral?.queueRole ?? null);
        const people = (await professionalHours(db, { practitionerId: input.practitionerId, role })).filter((one) => mayHold(purpose, one.role));
        const allowed = allowedModalities(referral?.modality ?? null, patient.teleSuitability, purpose);
        const from = input.from < today ? today : input.from;
        const dueOn = referral?.dueOn ?? input.dueOn ?? null;
        const person = await personFacts(db, { patient, referral, dueOn, notBefore: input.notBefore ?? null, cautionAtDistance: purpose?.atDistance === 'caution', people, decided: allowed[0] ?? null, now, today });
        const { ranked, halfDays, places, away } = await rankPlaces(
          db,
          people,
          { zone, from, days: input.days, modalities: input.modality ? [input.modality] : allowed, minutes: input.minutes ?? purpose?.minutes ?? null, buffer: buffersOf(purpose), needs: (modality) => needsOf(purpose, modality), now, today, patientId: patient.id, limit: input.limit ?? 20 },
          person,
          slotWeights,
        );
        return {
          slots: ranked.flatMap((place) =>
            freeSlotView({ ...place, away: [], overbooks: false }, people, { dueOn }).map((slot) => ({
              ...slot, modality: place.modality, points: place.points,
              reasons: [...place.reasons],
              otherTimes: place.others.map((other) => ({ startsAt: toInstant(other.from), endsAt: toInstant(other.until), localStart: localDateTime(toInstant(other.from), other.zone) })),
            })),
          ),
          halfDays, places, dueOn, searchedUntil: addDays(from, input.days - 1), away, weights: slotWeightsVersion,
        };
      });
    },

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED` */
    preferences: async (caller: Caller, { patientId }: Inputs['slots']['preferences']): Promise<Outputs['slots']['preferences']> =>
      unitOfWork.read(async (db) => {
        await requireOpenRecord(db, reading(caller), patientId);
        return (await preferencesOf(db, [patientId])).get(patientId) ?? noPreferences;
      }),

    /** @throws DeclaredError `STALE` naming who came in between, `NOT_FOUND`, `RESTRICTED` */
    setPreferences: async (caller: Caller, { patientId, expectedVersion, ...wishes }: Inputs['slots']['setPreferences']): Promise<Outputs['slots']['setPreferences']> => {
      const now = ports.clock.now();
      return unitOfWork.write(async (db) => {
        await requireOpenRecord(db, reading(caller), patientId);
        const before = (await preferencesOf(db, [patientId])).get(patientId) ?? noPreferences;
        if (before.version !== expectedVersion) throw new DeclaredError('STALE', { version: before.version, changedBy: before.setBy, changedAt: before.setAt ?? now });
        const words = wishes.words === '' ? null : wishes.words;
        await replacePreferences(db, patientId, { ...wishes, words, weekdays: [...new Set(wishes.weekdays)].sort(), halfDays: [...new Set(wishes.halfDays)], modalities: [...new Set(wishes.modalities)] }, { id: ports.newId(), version: before.version + 1, now, userId: caller.userId });
        await audit.record(db, { userId: caller.userId, action: 'visit-preferences.set', entity: 'visit-preferences', entityId: patientId, patientId });
        return (await preferencesOf(db, [patientId])).get(patientId) ?? noPreferences;
      });
    },
  };

  async function personFacts(
    db: ReadExecutor,
    facts: { patient: VisitPatient; referral: BookableReferral | null; dueOn: string | null; notBefore: string | null; cautionAtDistance: boolean; people: readonly ProfessionalHours[]; decided: VisitModality | null; now: string; today: string },
  ): Promise<PersonFacts> {
    const { patient, referral, dueOn, notBefore, cautionAtDistance, people, decided, now, today } = facts;
    // Of a closed record nothing that the person can and wishes plays a part: the order itself would tell it.
    const isClosed = patient.access === 'closed';
    const known = isClosed ? nothingKnown : await knownOfPerson(db, patient.id, now);
    const wishes = (isClosed ? undefined : (await preferencesOf(db, [patient.id])).get(patient.id)) ?? noPreferences;
    const route = referral && !isClosed ? await decidedRoute(db, referral.id) : [];
    const sites = new Set(people.flatMap((one) => [...one.sites.keys()]));
    const siteKm = siteDistances(known.home, (await siteRows(db)).filter(({ id }) => sites.has(id)));
    return {
      ...known, ...wishes, siteKm, cls: referral?.cls ?? null, dueInDays: dueOn === null ? null : daysFrom(today, dueOn), notBeforeInDays: notBefore === null ? null : daysFrom(today, notBefore),
      roleAsked: referral?.queueRole ?? null, rolesNext: route.map(roleOf).filter((role) => role !== null), modalityDecided: referral ? decided : null, cautionAtDistance, languages: await languagesSpoken(db, people.map(({ practitionerId }) => practitionerId)),
    };
  }
}

/** Who is to be placed, for which referral and purpose. */
async function whom(db: ReadExecutor, reach: RecordReach, input: Pick<BestInput, 'referralId' | 'patientId' | 'purpose'>) {
  const referral = input.referralId ? await bookableReferral(db, input.referralId) : null;
  if (referral === undefined) throw new DeclaredError('NOT_FOUND');
  const patientId = referral?.patientId ?? input.patientId;
  if (!patientId) throw new DeclaredError('INVALID', { issues: [{ path: 'patientId', code: 'REQUIRED' }] });
  const patient = (await visitPatients(db, reach, [patientId])).get(patientId);
  if (!patient) throw new DeclaredError('NOT_FOUND');
  const purpose = await visitTypeOf(db, input.purpose ?? null);
  if (purpose === undefined) throw new DeclaredError('INVALID', { issues: [{ path: 'purpose', code: 'UNKNOWN' }] });
  return { patient, referral, purpose };
}
