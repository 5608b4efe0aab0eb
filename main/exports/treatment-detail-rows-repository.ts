import type { Expression, SqlBool } from 'kysely';
import { isWithinReach } from '../access/reach-repository.ts';
import type { Reader } from '../access/record-reach.ts';
import type { ReadExecutor } from '../platform/database/schema.ts';
import { exportedId } from './fhir/resource.ts';
import type { ExportedCoverage, ExportedEvent } from './fhir/treatment-detail-resources.ts';

/** What hangs on drugs as it leaves, page by page: of drugs that leave, and of events nobody took back. */

interface Asked {
  readonly reach: Reader;
  readonly whose: 'everybody' | readonly string[];
}
interface DetailPage extends Asked {
  readonly after: string;
  readonly limit: number;
}

const ofDrug = ['m.id as drug_id', 'm.kind', 'm.source_system as drug_system', 'm.source_id as drug_source', 'patient.id as patient_id', 'patient.source_system as patient_system', 'patient.source_id as patient_source'] as const;
interface OfDrug {
  readonly drug_id: string;
  readonly kind: string;
  readonly drug_system: string | null;
  readonly drug_source: string | null;
  readonly patient_id: string;
  readonly patient_system: string | null;
  readonly patient_source: string | null;
}

export async function adverseEvents(db: ReadExecutor, { after, limit, ...asked }: DetailPage): Promise<readonly ExportedEvent[]> {
  const rows = await events(db, asked).select(['d.id', 'd.happened_on', 'd.term', 'd.grade', 'd.serious', 'd.outcome', 'd.note', 'd.recorded_at']).select(ofDrug).where('d.id', '>', after).orderBy('d.id').limit(limit).execute();
  return rows.map(({ id, happened_on, term, grade, serious, outcome, note, recorded_at, ...drug }) => ({ id, happened_on, term, grade, serious, outcome, note, recorded_at, ...belonging(drug) }));
}

export async function coverages(db: ReadExecutor, { after, limit, ...asked }: DetailPage): Promise<readonly ExportedCoverage[]> {
  const rows = await covers(db, asked).select(['d.id', 'd.payer', 'd.sent_on', 'd.approved_on', 'd.renews_on', 'd.note']).select(ofDrug).where('d.id', '>', after).orderBy('d.id').limit(limit).execute();
  return rows.map(({ id, payer, sent_on, approved_on, renews_on, note, ...drug }) => ({ id, payer, sent_on, approved_on, renews_on, note, ...belonging(drug) }));
}

export async function countDetails(db: ReadExecutor, type: 'AdverseEvent' | 'Coverage', asked: Asked): Promise<number> {
  const counted = type === 'AdverseEvent' ? events(db, asked).select((eb) => eb.fn.countAll<number>().as('n')) : covers(db, asked).select((eb) => eb.fn.countAll<number>().as('n'));
  return Number((await counted.executeTakeFirstOrThrow()).n);
}

function events(db: ReadExecutor, { reach, whose }: Asked) {
  return db
    .selectFrom('treatment_event as d').innerJoin('medication as m', 'm.id', 'd.medication_id').innerJoin('patient', 'patient.id', 'm.patient_id')
    .where('d.withdrawn_at', 'is', null).where('m.status', '!=', 'entered-in-error').where('patient.merged_into', 'is', null).where(isWithinReach(reach, 'patient.id') as Expression<SqlBool>)
    .$if(whose !== 'everybody', (query) => query.where('m.patient_id', 'in', whose === 'everybody' ? [] : whose));
}

function covers(db: ReadExecutor, { reach, whose }: Asked) {
  return db
    .selectFrom('treatment_coverage as d').innerJoin('medication as m', 'm.id', 'd.medication_id').innerJoin('patient', 'patient.id', 'm.patient_id')
    .where('m.status', '!=', 'entered-in-error').where('patient.merged_into', 'is', null).where(isWithinReach(reach, 'patient.id') as Expression<SqlBool>)
    .$if(whose !== 'everybody', (query) => query.where('m.patient_id', 'in', whose === 'everybody' ? [] : whose));
}

function belonging(row: OfDrug): Pick<ExportedEvent, 'patient' | 'drug'> {
  const type = row.kind === 'request' ? 'MedicationRequest' : 'MedicationStatement';
  return {
    patient: exportedId({ id: row.patient_id, source_system: row.patient_system, source_id: row.patient_source }, 'Patient'),
    drug: { type, id: exportedId({ id: row.drug_id, source_system: row.drug_system, source_id: row.drug_source }, type) },
  };
}
