import type { ReadExecutor } from '../platform/database/schema.ts';
import { knownLine } from './treatment-lines.ts';
import { treatmentRowOf } from './treatment-repository.ts';

/** A line of treatment with all that hangs on it, for a copy of the record. */
export type CopiedTreatment = Awaited<ReturnType<typeof everyTreatmentOf>>[number];

/** Every drug of a person, the last begun first, as it is kept; what was entered by mistake and taken out is still kept, and is marked. */
export async function everyTreatmentOf(db: ReadExecutor, patientId: string) {
  const rows = await db.selectFrom('medication').selectAll().where('patient_id', '=', patientId).orderBy('id').execute();
  const events = await db
    .selectFrom('treatment_event as e')
    .innerJoin('medication as m', 'm.id', 'e.medication_id')
    .leftJoin('user_account as u', 'u.id', 'e.recorded_by')
    .select(['e.medication_id', 'e.happened_on', 'e.term', 'e.grade', 'e.serious', 'e.outcome', 'e.note', 'e.recorded_at', 'e.recorded_by', 'e.withdrawn_at', 'u.display_name'])
    .where('m.patient_id', '=', patientId)
    .orderBy('e.happened_on')
    .orderBy('e.id')
    .execute();
  const coverages = await db
    .selectFrom('treatment_coverage as c')
    .innerJoin('medication as m', 'm.id', 'c.medication_id')
    .select(['c.medication_id', 'c.payer', 'c.sent_on', 'c.approved_on', 'c.renews_on', 'c.note'])
    .where('m.patient_id', '=', patientId)
    .execute();
  const confirmations = await db
    .selectFrom('treatment_confirmation as c')
    .innerJoin('medication as m', 'm.id', 'c.medication_id')
    .leftJoin('user_account as u', 'u.id', 'c.confirmed_by')
    .select(['c.medication_id', 'c.guard', 'c.reason', 'c.detail', 'c.confirmed_at', 'c.confirmed_by', 'u.display_name'])
    .where('m.patient_id', '=', patientId)
    .orderBy('c.confirmed_at')
    .orderBy('c.id')
    .execute();
  const [eventsOf, coverageOf, confirmationsOf] = [Map.groupBy(events, lineOf), new Map(coverages.map((one) => [one.medication_id, one])), Map.groupBy(confirmations, lineOf)];
  return rows
    .map(({ patient_id: _patient, source_id: _source, source_hash, import_id: _import, practitioner_id: _practitioner, dosage, ...row }) => {
      const { drugClass, doses } = knownLine(treatmentRowOf({ ...row, patient_id: patientId, dosage, source_hash }));
      const { medication_id: _line, ...coverage } = coverageOf.get(row.id) ?? { medication_id: null };
      return {
        ...row, drug_class: drugClass, dosage, doses,
        events: (eventsOf.get(row.id) ?? []).map(({ medication_id: _id, recorded_by, display_name, serious, ...event }) => ({ ...event, serious: serious === 1, recorded_by: display_name ?? recorded_by })),
        coverage: 'payer' in coverage ? coverage : null,
        confirmations: (confirmationsOf.get(row.id) ?? []).map(({ medication_id: _id, confirmed_by, display_name, ...one }) => ({ ...one, confirmed_by: display_name ?? confirmed_by })),
      };
    })
    .sort((one, other) => compare(beginningOf(other), beginningOf(one)));
}

const lineOf = ({ medication_id }: { readonly medication_id: string }): string => medication_id;
const beginningOf = ({ started_on, authored_on }: { readonly started_on: string | null; readonly authored_on: string | null }): string => started_on ?? authored_on ?? '';
const compare = (one: string, other: string): number => (one < other ? -1 : Number(one > other));
