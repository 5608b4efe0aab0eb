import { sql } from 'kysely';
import { isAmongWithinReach } from '../access/reach-repository.ts';
import type { RecordReach } from '../access/record-reach.ts';
import { codePrefixes } from '../cohorts/cohort-content.ts';
import { codeWithin, standing } from '../cohorts/condition-repository.ts';
import type { ReadExecutor } from '../platform/database/schema.ts';

/** Inflammatory arthritis and systemic autoimmune rheumatic disease, as the groups of diagnoses name them; crystals are not. */
const groups = ['ra', 'psa', 'axspa', 'jia', 'sle', 'gca', 'pmr', 'vasculitis', 'ssc', 'myositis', 'sjogren'];

/** Somebody with such a disease, and the day it was first written down; null where that day is not known of one of them. */
export interface FirstInflammatory {
  readonly patientId: string;
  readonly recordedOn: string | null;
}

/** Everybody with an inflammatory rheumatic diagnosis that stands, among the records the caller reads. */
export async function firstInflammatory(db: ReadExecutor, reach: RecordReach): Promise<readonly FirstInflammatory[]> {
  const { rows } = await sql<FirstInflammatory>`select c.patient_id as "patientId", case when max(case when c.recorded_on is null or length(c.recorded_on) < 10 then 1 else 0 end) = 0 then min(substr(c.recorded_on, 1, 10)) end as "recordedOn"
    from condition c where ${codeWithin(codePrefixes({ groups, codes: [] }))} and ${standing} and ${isAmongWithinReach(reach, 'c.patient_id')} group by c.patient_id`.execute(db);
  return rows;
}
