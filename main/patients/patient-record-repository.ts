import { type Selectable, sql } from 'kysely';
import type { PatientRecord } from '#contract/patients.ts';
import type { Outputs } from '#contract/index.ts';
import type { ReadExecutor } from '../platform/database/schema.ts';
import type { ObservationTable } from '../platform/database/tables/clinical-tables.ts';
import type { ValueColumns } from '../platform/database/tables/shared-columns.ts';
import { professionalName } from '../people/person-name.ts';
import { dosageText, interpretationOf, reactionText } from './clinical-text-rules.ts';
import { inReadingOrder } from './main-problem-rules.ts';
import { identifierSystems } from '#contract/values.ts';
import { isNamValid } from './nam-rules.ts';
import { identifierOfRow } from './patient-fields.ts';

type Clinical = NonNullable<PatientRecord['clinical']>;
type Result = Outputs['patients']['results']['results'][number];

/** Bounds of the record; nobody's page is longer. */
const most = { problems: 200, medications: 200, allergies: 100, latestResults: 60, referrals: 50, visits: 100 } as const;
const active = sql<number>`case when clinical_status in ('active', 'recurrence', 'relapse') then 0 else 1 end`;
const openStatuses: ReadonlySet<string> = new Set(['active', 'recurrence', 'relapse']);
const withdrawn = ['entered-in-error', 'cancelled'];

/** The professional responsible for somebody; null: nobody. */
export async function readResponsible(db: ReadExecutor, patientId: string): Promise<PatientRecord['responsible']> {
  const row = await db.selectFrom('patient_responsible as r').innerJoin('practitioner as p', 'p.id', 'r.practitioner_id').select(['p.id', 'p.prefix', 'p.family_name', 'p.given_name']).where('r.patient_id', '=', patientId).executeTakeFirst();
  return row ? { practitionerId: row.id, name: professionalName({ prefix: row.prefix, familyName: row.family_name, givenName: row.given_name }) } : null;
}

/** Identity and where it came from; `null` if nobody has this id. */
export async function readIdentity(db: ReadExecutor, patientId: string): Promise<Pick<PatientRecord, 'id' | 'version' | 'identity' | 'identifiers' | 'namToVerify' | 'source'> | null> {
  const row = await db.selectFrom('patient').selectAll().where('id', '=', patientId).executeTakeFirst();
  if (!row) return null;
  const rows = await db.selectFrom('patient_identifier').selectAll().where('patient_id', '=', patientId).orderBy('system').orderBy('id').execute();
  const identifiers = rows.map(identifierOfRow);
  const nams = identifiers.filter(({ system }) => system === identifierSystems.nam);
  const nam = nams.find(({ use, validTo }) => use !== 'old' && validTo === null) ?? nams[0];
  const batch = row.import_id ? await db.selectFrom('import_batch').select('started_at').where('id', '=', row.import_id).executeTakeFirst() : undefined;
  return {
    id: row.id,
    version: row.version,
    identity: {
      familyName: row.family_name, givenName: row.given_name, birthFamilyName: row.birth_family_name, birthDate: row.birth_date,
      administrativeSex: row.administrative_sex as PatientRecord['identity']['administrativeSex'], gender: row.gender, language: row.language, phone: row.phone, email: row.email,
      addressLine: row.address_line, city: row.city, postalCode: row.postal_code, regionCode: row.region_code,
      mobility: row.mobility as PatientRecord['identity']['mobility'], teleSuitability: row.tele_suitability as PatientRecord['identity']['teleSuitability'],
      deceased: row.deceased === 1, deceasedOn: row.deceased_on, prefix: row.prefix, birthPlaceCode: row.birth_place_code, maritalStatus: row.marital_status, country: row.country,
      identityDocument: row.identity_document, identityVerifiedOn: row.identity_verified_on,
    },
    identifiers,
    namToVerify: nam !== undefined && !isNamValid(nam.value, row.birth_date === null ? undefined : Number(row.birth_date.slice(0, 4))),
    source: row.source_system ? { system: row.source_system, importedAt: batch?.started_at ?? row.created_at } : null,
  };
}

/** Allergies, those in force first. */
export async function readAllergies(db: ReadExecutor, patientId: string): Promise<PatientRecord['allergies']> {
  const rows = await db
    .selectFrom('allergy')
    .select(['id', 'code_system as codeSystem', 'code', 'text', 'criticality', 'clinical_status as clinicalStatus', 'reactions'])
    .where('patient_id', '=', patientId)
    .orderBy(active)
    .orderBy('text')
    .orderBy('id')
    .limit(most.allergies)
    .execute();
  return rows.map(({ reactions, ...row }) => ({ ...row, reaction: reactionText(reactions) }));
}

/** Problems (open first, rheumatic before other), medication (in use first) and the latest result of each test. */
export async function readClinical(db: ReadExecutor, patientId: string): Promise<Clinical> {
  const problems = await db
    .selectFrom('condition')
    .select(['id', 'code_system as codeSystem', 'code', 'text', 'clinical_status as clinicalStatus', 'onset_on as onsetOn', 'ended_on as endedOn'])
    .where('patient_id', '=', patientId)
    .orderBy(active)
    .orderBy(sql`coalesce(onset_on, '')`, 'desc')
    .orderBy('id')
    .limit(most.problems)
    .execute();
  const medications = await db
    .selectFrom('medication')
    .select(['id', 'code_system as codeSystem', 'code', 'text', 'status', 'authored_on as authoredOn', 'dosage'])
    .where('patient_id', '=', patientId)
    .where('status', '!=', 'entered-in-error')
    .orderBy(sql`case when status = 'active' then 0 else 1 end`)
    .orderBy(sql`coalesce(authored_on, '')`, 'desc')
    .orderBy('id')
    .limit(most.medications)
    .execute();
  const { count } = await observationsOf(db, patientId).select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
  return {
    problems: [...inReadingOrder(problems.filter(isOpen)), ...inReadingOrder(problems.filter((problem) => !isOpen(problem)))],
    medications: medications.map(({ dosage, ...row }) => ({ ...row, dosage: dosageText(dosage) })),
    results: await readLatestResults(db, patientId),
    resultCount: count,
  };
}

function isOpen({ clinicalStatus, endedOn }: { clinicalStatus: string | null; endedOn: string | null }): boolean {
  return clinicalStatus === null ? endedOn === null : openStatuses.has(clinicalStatus);
}

/** The newest result of each test: laboratory first, then vital signs, then the rest. */
async function readLatestResults(db: ReadExecutor, patientId: string): Promise<readonly Result[] & Result[]> {
  const ranked = observationsOf(db, patientId)
    .selectAll()
    .select(sql<number>`row_number() over (partition by code_system, coalesce(code, text) order by coalesce(effective_at, '') desc, id desc)`.as('recency'));
  const rows = await db
    .selectFrom(ranked.as('ranked'))
    .selectAll()
    .where('recency', '=', 1)
    .orderBy(sql`case category when 'laboratory' then 0 when 'vital-signs' then 1 else 2 end`)
    .orderBy(sql`coalesce(effective_at, '')`, 'desc')
    .orderBy('text')
    .orderBy('id')
    .limit(most.latestResults)
    .execute();
  return withComponents(db, rows);
}

/** All results, or those of one test by its name, newest first, after the one a page ended with. */
export async function readResults(db: ReadExecutor, patientId: string, { test, after, limit }: { test: string | null; after: string | null; limit: number }): Promise<readonly Result[]> {
  const last = after ? await db.selectFrom('observation').select(['id', sql<string>`coalesce(effective_at, '')`.as('at')]).where('id', '=', after).executeTakeFirst() : undefined;
  const rows = await observationsOf(db, patientId)
    .selectAll()
    .where((eb) => (test === null ? sql<boolean>`1 = 1` : eb('text', '=', test)))
    .where((eb) => (last ? eb(eb.tuple(sql<string>`coalesce(effective_at, '')`, eb.ref('id')), '<', eb.tuple(last.at, last.id)) : sql<boolean>`1 = 1`))
    .orderBy(sql`coalesce(effective_at, '')`, 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return withComponents(db, rows);
}

function observationsOf(db: ReadExecutor, patientId: string) {
  return db.selectFrom('observation').where('patient_id', '=', patientId).where('status', 'not in', withdrawn);
}

async function withComponents(db: ReadExecutor, rows: readonly Selectable<ObservationTable>[]): Promise<Result[]> {
  const components =
    rows.length === 0
      ? []
      : await db.selectFrom('observation_component').selectAll().where('observation_id', 'in', rows.map((row) => row.id)).orderBy('observation_id').orderBy('position').execute();
  return rows.map((row) => ({
    id: row.id,
    codeSystem: row.code_system,
    code: row.code,
    text: row.text,
    effectiveAt: row.effective_at,
    category: row.category,
    interpretation: interpretationOf({ interpretation: row.interpretation, number: row.value_number, low: row.reference_low, high: row.reference_high }),
    referenceLow: row.reference_low,
    referenceHigh: row.reference_high,
    value: measured(row),
    components: components.filter((component) => component.observation_id === row.id).map(measured),
  }));
}

function measured(row: ValueColumns & { readonly text: string }): Result['value'] {
  const yes = row.value_kind === 'boolean' && (row.value_text === 'true' || row.value_text === 'false') ? row.value_text === 'true' : null;
  return { text: row.text, number: row.value_number, unit: row.value_unit, value: yes === null ? row.value_text : null, yes };
}

/** Referrals, newest first. */
export async function readReferralLines(db: ReadExecutor, patientId: string): Promise<PatientRecord['referrals']> {
  return db
    .selectFrom('referral')
    .select((eb) => ['id', 'received_at as receivedAt', 'reason_code as reasonCode', eb.fn.coalesce('decided_cls', 'proposed_cls').as('cls'), 'state', 'due_on as dueOn'])
    .where('patient_id', '=', patientId)
    .orderBy('received_at', 'desc')
    .orderBy('id')
    .limit(most.referrals)
    .execute();
}

/** Visits, latest first; those called off are among them, bookings taken back at once are not. */
export async function readVisitLines(db: ReadExecutor, patientId: string) {
  const rows = await db
    .selectFrom('appointment')
    .innerJoin('practitioner', 'practitioner.id', 'appointment.professional_id')
    .select([
      'appointment.id', 'starts_at as startsAt', 'ends_at as endsAt', 'local_start as localStart', 'zone', 'modality', 'status',
      'prefix', 'family_name as familyName', 'given_name as givenName',
    ])
    .where('appointment.patient_id', '=', patientId)
    .where((either) => either.or([either('live', '=', 1), either('cancel_cause', 'is', null), either('cancel_cause', '!=', 'booked-by-mistake')]))
    .orderBy('starts_at', 'desc')
    .orderBy('appointment.id')
    .limit(most.visits)
    .execute();
  return rows.map(({ prefix, familyName, givenName, ...row }) => ({ ...row, professionalName: professionalName({ prefix, familyName, givenName }) }));
}
