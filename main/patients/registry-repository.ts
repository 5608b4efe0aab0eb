import { identifierSystems } from '#contract/values.ts';
import type { PatientSummary } from '#contract/patients.ts';
import { accessColumn, accessFrom, isWithinReach } from '../access/reach-repository.ts';
import type { Reader, RecordReach } from '../access/record-reach.ts';
import type { ReadExecutor } from '../platform/database/schema.ts';
import { maskNam } from './nam-rules.ts';
import { maskNir } from './nir-rules.ts';
import type { ProblemRow } from './main-problem-rules.ts';

/**
 * Summaries of patients, in the order of the ids; of a record closed to the caller, who it is and nothing more. Two statements
 * whatever the number.
 */
export async function readSummaries(db: ReadExecutor, reach: RecordReach, ids: readonly string[]): Promise<readonly PatientSummary[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('patient')
    .select([
      'id', 'family_name', 'given_name', 'birth_date', 'administrative_sex', 'deceased', 'region_code', accessColumn(reach, 'patient.id').as('access'),
    ])
    .where('id', 'in', ids)
    .execute();
  const identifiers = await db
    .selectFrom('patient_identifier')
    .select(['patient_id', 'system', 'value', 'use', 'valid_to'])
    .where('patient_id', 'in', ids)
    .where('system', 'in', [identifierSystems.nam, identifierSystems.nir, identifierSystems.file])
    .orderBy('id')
    .execute();
  const current = (patientId: string, system: string): string | null => {
    const own = identifiers.filter((row) => row.patient_id === patientId && row.system === system);
    return (own.find((row) => row.use !== 'old' && row.valid_to === null) ?? own[0])?.value ?? null;
  };
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    if (!row) return [];
    const nam = current(id, identifierSystems.nam);
    const nir = current(id, identifierSystems.nir);
    const access = accessFrom(row.access);
    return {
      id,
      familyName: row.family_name,
      givenName: row.given_name,
      birthDate: row.birth_date,
      administrativeSex: row.administrative_sex as PatientSummary['administrativeSex'],
      maskedNam: nam === null ? null : maskNam(nam),
      maskedNir: nir === null ? null : maskNir(nir),
      fileNumber: current(id, identifierSystems.file),
      // Asked of the database once whether it is closed: the condition is the longest part of the statement.
      regionCode: access === 'closed' ? null : row.region_code,
      deceased: row.deceased === 1,
      access,
    };
  });
}

/** Problems not over, of those of several patients whose record the caller reads. */
export async function readOpenProblems(db: ReadExecutor, reach: Reader, ids: readonly string[]): Promise<readonly (ProblemRow & { readonly patientId: string })[]> {
  return db
    .selectFrom('condition')
    .select(['patient_id as patientId', 'code_system as codeSystem', 'code', 'text', 'onset_on as onsetOn'])
    .where('patient_id', 'in', ids)
    .where(isWithinReach(reach, 'condition.patient_id'))
    .where((eb) => eb.or([eb('clinical_status', 'in', ['active', 'recurrence', 'relapse']), eb.and([eb('clinical_status', 'is', null), eb('ended_on', 'is', null)])]))
    .execute();
}

/** Day of the last visit begun (one nobody came to is none) and instant of the next one, by patient. */
export async function readVisitsAround(db: ReadExecutor, reach: Reader, ids: readonly string[], now: string) {
  const past = await db
    .selectFrom('appointment')
    .select((eb) => ['patient_id as patientId', eb.fn.max<string>('local_start').as('localStart')])
    .where('patient_id', 'in', ids)
    .where(isWithinReach(reach, 'appointment.patient_id'))
    .where('live', '=', 1)
    .where('status', '!=', 'no-show')
    .where('starts_at', '<=', now)
    .groupBy('patient_id')
    .execute();
  const next = await db
    .selectFrom('appointment')
    .select((eb) => ['patient_id as patientId', eb.fn.min<string>('starts_at').as('startsAt')])
    .where('patient_id', 'in', ids)
    .where(isWithinReach(reach, 'appointment.patient_id'))
    .where('live', '=', 1)
    .where('starts_at', '>', now)
    .groupBy('patient_id')
    .execute();
  return {
    lastOn: new Map(past.map((row) => [row.patientId, row.localStart.slice(0, 10)])),
    nextAt: new Map(next.map((row) => [row.patientId, row.startsAt])),
  };
}

/** Class (decided, else proposed) of each referral not yet booked or closed, by patient. */
export async function readOpenReferralClasses(db: ReadExecutor, reach: Reader, ids: readonly string[]) {
  return db
    .selectFrom('referral')
    .select((eb) => ['patient_id as patientId', eb.fn.coalesce('decided_cls', 'proposed_cls').as('cls')])
    .where('patient_id', 'in', ids)
    .where(isWithinReach(reach, 'referral.patient_id'))
    .where('state', 'in', ['received', 'accepted', 'emergency'])
    .execute();
}
