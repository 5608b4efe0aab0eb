import { drugClasses, type TreatmentLine } from '#contract/treatments.ts';
import { addDays } from '../appointments/wall-time.ts';
import type { KnownLine } from './active-treatment-rules.ts';
import { dosePeriods } from './dosage-rules.ts';
import { recogniser } from './drug-recognition-rules.ts';
import { firstDay, isTakenOn, lineNumbers, renewalState } from './line-rules.ts';
import { builtInDrugs, builtInGuards } from './treatment-content.ts';
import type { LineDetails, TreatmentRow } from './treatment-repository.ts';

/** Rows of the database as lines of treatment: which drug each is, its doses, its number. */

const recognise = recogniser(builtInDrugs.body);

/** A row with the drug it was recognised as. */
export function knownLine(row: TreatmentRow): KnownLine & Pick<TreatmentLine, 'product'> {
  const { ingredient, product, atc } = recognise(row.codings, row.text);
  const { id, text, status, startedOn, endedOn, recordedOn } = row;
  return { id, text, status, startedOn, endedOn, recordedOn, atc, product, ingredient: ingredient?.key ?? null, drugClass: ingredient?.drugClass ?? 'other', doses: dosePeriods(row.dosage, row) };
}

/** The drugs a rheumatologist looks for first. */
const readingOrder: readonly TreatmentLine['drugClass'][] = ['bDMARD', 'tsDMARD', ...drugClasses.filter((one) => one !== 'bDMARD' && one !== 'tsDMARD')];

/** Lines as they are shown: current ones first, by class, the last begun first; then those that ended, the last ended first. */
export function treatmentLines(rows: readonly TreatmentRow[], detailsOf: (lineId: string) => LineDetails, today: string): TreatmentLine[] {
  const known = rows.map((row) => ({ row, line: knownLine(row) }));
  const numbers = lineNumbers(known.map(({ line }) => line));
  const lines = known.map(({ row, line }): TreatmentLine => {
    const { events, coverage, confirmations } = detailsOf(row.id);
    const { product, ingredient, text, atc, drugClass, status, startedOn, endedOn, doses } = line;
    const isCurrent = isTakenOn(line, today);
    const renewsOn = isCurrent ? (coverage?.renewsOn ?? null) : null;
    return {
      id: row.id, version: row.version, ingredient, text, product, drugClass, atc, lineNumber: numbers.get(row.id) ?? null, status, isCurrent, startedOn, endedOn, doses: [...doses],
      stopReason: row.stopReason, stopNote: row.stopNote ?? '', indication: row.indication ?? '', imported: row.imported,
      events: [...events], coverage, confirmations: [...confirmations], renewal: renewalState(renewsOn, today, renewsOn === null ? null : addDays(renewsOn, -builtInGuards.body.renewalWarningDays)),
    };
  });
  const at = ({ isCurrent, startedOn, endedOn }: TreatmentLine): string => firstDay((isCurrent ? startedOn : (endedOn ?? startedOn)) ?? '0000');
  return lines.sort((one, other) => Number(other.isCurrent) - Number(one.isCurrent) || (one.isCurrent ? readingOrder.indexOf(one.drugClass) - readingOrder.indexOf(other.drugClass) : 0) || compare(at(other), at(one)) || compare(other.id, one.id));
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
