import { z } from 'zod';
import { mobility } from '#contract/registry.ts';
import { type ProfessionalCode, professionalCode } from '#contract/triage.ts';
import { spokenLanguages } from '#contract/values.ts';
import { languageCode } from '../../people/language-rules.ts';
import { professionalName } from '../../people/person-name.ts';
import type { ReadExecutor } from '../../platform/database/schema.ts';
import { type GeographicPlace, homePlace, onOneRound } from './home-places.ts';
import { roundOf } from './slot-ranking-rules.ts';
import { type Mobility, slotWeights } from './slot-weights.ts';

/** What is known of a person that judges places: read for the program itself, told as the words of reasons only where the record is open. */
export interface KnownOfPerson {
  readonly mobility: Mobility;
  readonly language: string | null;
  /** Where home about lies; null: nobody knows. */
  readonly home: GeographicPlace | null;
  /** Professionals seen before: the civil date of the last time. */
  readonly seen: ReadonlyMap<string, string>;
  /** Visits to come at the clinic: civil date, with whom. */
  readonly visitsOn: ReadonlyMap<string, string>;
  /** Homes each professional already goes to near that of the person, by professional and civil date (`roundOf`). */
  readonly rounds: ReadonlyMap<string, number>;
}

export const nothingKnown: KnownOfPerson = { mobility: 'unknown', language: null, home: null, seen: new Map(), visitsOn: new Map(), rounds: new Map() };

export async function knownOfPerson(db: ReadExecutor, patientId: string, now: string): Promise<KnownOfPerson> {
  const patient = await db.selectFrom('patient').select(['mobility', 'language', 'region_code', 'postal_code']).where('id', '=', patientId).executeTakeFirst();
  const visits = await db
    .selectFrom('appointment as a')
    .innerJoin('practitioner as p', 'p.id', 'a.professional_id')
    .select(['a.professional_id', 'a.starts_at', 'a.local_start', 'a.modality', 'a.status', 'p.prefix', 'p.family_name', 'p.given_name'])
    .where('a.patient_id', '=', patientId)
    .where('a.live', '=', 1)
    .where('a.status', '!=', 'no-show')
    .orderBy('a.starts_at')
    .execute();
  const past = visits.filter((visit) => visit.starts_at < now);
  const ahead = visits.filter((visit) => visit.starts_at >= now && visit.modality === 'IN_PERSON');
  return {
    mobility: patient ? mobility.parse(patient.mobility) : 'unknown',
    language: patient?.language ? languageCode(patient.language) : null,
    home: patient ? homePlace({ regionCode: patient.region_code, postalCode: patient.postal_code }) : null,
    seen: new Map(past.map((visit) => [visit.professional_id, visit.local_start.slice(0, 10)])),
    rounds: await roundsNear(db, { patientId, postalCode: patient?.postal_code ?? null }, now),
    visitsOn: new Map(ahead.map((visit) => [visit.local_start.slice(0, 10), professionalName({ prefix: visit.prefix, familyName: visit.family_name, givenName: visit.given_name })])),
  };
}

/** Visits at home to come of others who live near. */
async function roundsNear(db: ReadExecutor, { patientId, postalCode }: { readonly patientId: string; readonly postalCode: string | null }, now: string): Promise<ReadonlyMap<string, number>> {
  const rounds = new Map<string, number>();
  if (postalCode === null) return rounds;
  const visits = await db
    .selectFrom('appointment as a')
    .innerJoin('patient as p', 'p.id', 'a.patient_id')
    .select(['a.professional_id', 'a.local_start', 'p.postal_code'])
    .where('a.modality', '=', 'HOME')
    .where('a.live', '=', 1)
    .where('a.starts_at', '>=', now)
    .where('a.patient_id', '!=', patientId)
    .execute();
  for (const { professional_id, local_start, postal_code } of visits) {
    if (!onOneRound(postalCode, postal_code, slotWeights.grouping.roundWithin)) continue;
    const round = roundOf(professional_id, local_start.slice(0, 10));
    rounds.set(round, (rounds.get(round) ?? 0) + 1);
  }
  return rounds;
}

/** What each of these professionals speaks with patients, by the code of the language; those of whom nobody has said are left out. */
export async function languagesSpoken(db: ReadExecutor, practitionerIds: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  if (practitionerIds.length === 0) return new Map();
  const rows = await db.selectFrom('practitioner').select(['id', 'languages']).where('id', 'in', practitionerIds).where('languages', '!=', '[]').execute();
  return new Map(rows.map((row) => [row.id, spokenLanguages.parse(JSON.parse(row.languages)).map(languageCode)]));
}

const routeCodes = z.array(professionalCode);

/** Codes of the professionals who see the person one after the other, as decided last; empty where nothing is decided. */
export async function decidedRoute(db: ReadExecutor, referralId: string): Promise<readonly ProfessionalCode[]> {
  const row = await db
    .selectFrom('triage_decision')
    .select(['primary_professional', 'route'])
    .where('referral_id', '=', referralId)
    .where('undone_at', 'is', null)
    .orderBy('decided_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row) return [];
  return row.route === null ? [professionalCode.parse(row.primary_professional)] : routeCodes.parse(JSON.parse(row.route));
}
