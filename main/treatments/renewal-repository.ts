import { isAmongWithinReach } from '../access/reach-repository.ts';
import type { RecordReach } from '../access/record-reach.ts';
import { readSummaries } from '../patients/registry-repository.ts';
import type { ReadExecutor } from '../platform/database/schema.ts';

/** More authorisations than this end in no clinic within the days of warning. */
const most = 2000;

/** Lines whose authorisation ends by a day, the soonest first, of living people whose records the caller reads. */
export async function renewingLines(db: ReadExecutor, reach: RecordReach, until: string) {
  return db
    .selectFrom('treatment_coverage as c')
    .innerJoin('medication as m', 'm.id', 'c.medication_id')
    .innerJoin('patient as p', 'p.id', 'm.patient_id')
    .select(['m.id', 'm.patient_id', 'm.text', 'm.status', 'm.started_on', 'm.ended_on', 'c.payer', 'c.renews_on', 'c.sent_on', 'c.approved_on'])
    .where('c.renews_on', '<=', until)
    .where('m.status', '!=', 'entered-in-error')
    .where('p.merged_into', 'is', null)
    .where('p.deceased', '=', 0)
    .where(isAmongWithinReach(reach, 'm.patient_id'))
    .orderBy('c.renews_on')
    .orderBy('m.id')
    .limit(most)
    .execute();
}

/** The people of some lines, by id. */
export async function peopleOf(db: ReadExecutor, reach: RecordReach, patientIds: readonly string[]) {
  return new Map((await readSummaries(db, reach, patientIds)).map((patient) => [patient.id, patient]));
}
