import type { Expression, SqlBool } from 'kysely';
import { isWithinReach } from '../access/reach-repository.ts';
import type { Reader } from '../access/record-reach.ts';
import type { ReadExecutor } from '../platform/database/schema.ts';
import type { ExportedEncounter } from './fhir/encounter-resource.ts';
import { exportedId } from './fhir/resource.ts';

/** Emergency visits and admissions as they leave in an export, page by page; those taken back stay. */

interface Asked {
  readonly reach: Reader;
  readonly whose: 'everybody' | readonly string[];
}

function encountersOf(db: ReadExecutor, { reach, whose }: Asked) {
  return db
    .selectFrom('acute_event as d')
    .innerJoin('patient', 'patient.id', 'd.patient_id')
    .where('patient.merged_into', 'is', null)
    .where(isWithinReach(reach, 'patient.id') as Expression<SqlBool>)
    .where('d.withdrawn_at', 'is', null)
    .$if(whose !== 'everybody', (query) => query.where('d.patient_id', 'in', whose === 'everybody' ? [] : whose));
}

export async function exportedEncounters(db: ReadExecutor, { after, limit, ...asked }: Asked & { readonly after: string; readonly limit: number }): Promise<readonly ExportedEncounter[]> {
  const rows = await encountersOf(db, asked)
    .select(['d.id', 'd.kind', 'd.happened_on', 'd.ended_on', 'd.hospital', 'd.reason', 'd.related', 'd.organ', 'd.grade', 'd.detected', 'd.symptom_on'])
    .select(['patient.id as of_patient', 'patient.source_system as patient_system', 'patient.source_id as patient_source'])
    .where('d.id', '>', after)
    .orderBy('d.id')
    .limit(limit)
    .execute();
  return rows.map(({ id, kind, happened_on, ended_on, hospital, reason, related, organ, grade, detected, symptom_on, of_patient, patient_system, patient_source }) => ({
    id, patient: exportedId({ id: of_patient, source_system: patient_system, source_id: patient_source }, 'Patient'), kind, happenedOn: happened_on, endedOn: ended_on, hospital, reason, related, organ, grade, detected, symptomOn: symptom_on,
  }));
}

export async function countExportedEncounters(db: ReadExecutor, asked: Asked): Promise<number> {
  return Number((await encountersOf(db, asked).select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()).n);
}
