import type { AdverseEvent, Coverage, DosePeriod } from '#contract/treatments.ts';
import type { FieldChange, FieldValue } from '#contract/record-history.ts';
import { type ItemFields, itemChanges } from '../record-history/item-change-rules.ts';
import { knownLine } from './treatment-lines.ts';
import type { TreatmentRow } from './treatment-repository.ts';

/** Lines of treatment as the history of a record tells them, field by field. Pure. */

const name = 'treatment';

/** What a line says; its doses by the last one. */
function fieldsOf(row: TreatmentRow): ItemFields {
  const { text, startedOn, endedOn, stopReason, stopNote, indication } = row;
  return { [name]: text, startedOn, dose: doseValue(knownLine(row).doses.at(-1)), endedOn, stopReason, stopNote, indication };
}

/** Null before: the line was added; null after: it was taken out. */
export function lineChanges(before: TreatmentRow | null, after: TreatmentRow | null): readonly FieldChange[] {
  return itemChanges(name, before && fieldsOf(before), after && fieldsOf(after));
}

export function eventChanges({ text }: TreatmentRow, before: Omit<AdverseEvent, 'by' | 'at' | 'id'> | null, after: Omit<AdverseEvent, 'by' | 'at' | 'id'> | null): readonly FieldChange[] {
  return [{ field: `adverseEvent:${text}`, from: before && eventValue(before), to: after && eventValue(after) }];
}

export function coverageChanges({ text }: TreatmentRow, before: Coverage | null, after: Coverage | null): readonly FieldChange[] {
  const fields = (coverage: Coverage | null): ItemFields => ({
    [name]: text, coveragePayer: coverage?.payer, coverageSentOn: coverage?.sentOn, coverageApprovedOn: coverage?.approvedOn, coverageRenewsOn: coverage?.renewsOn, coverageNote: coverage?.note,
  });
  return itemChanges(name, fields(before), fields(after));
}

function doseValue(period: DosePeriod | undefined): FieldValue {
  if (!period) return null;
  const { from, dose, route, text } = period;
  return dose ? { ...dose, route, from } : (text ?? route);
}

function eventValue({ on, term, grade, serious, outcome, note }: Omit<AdverseEvent, 'by' | 'at' | 'id'>): FieldValue {
  return { on, term, grade, serious, outcome, note: note || null };
}
