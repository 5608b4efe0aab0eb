import type { AdverseEvent } from '#contract/treatments.ts';
import { type CodeableConcept, extensionAt, type Extension, ownExtensions, type Reference } from './fhir-elements.ts';
import { conceptText, firstFilled } from './fhir-concepts.ts';
import type { FhirAdverseEvent, FhirCoverage } from './fhir-schemas.ts';
import type { MappedTreatmentDetail } from './mapped-resource.ts';
import { NotKeptError, RejectedError } from './rejection.ts';

/** What hangs on a drug somebody takes or took: adverse events put down to it, and who pays for it. */

/** Outcomes as FHIR names them. */
export const fhirOutcomes: Readonly<Record<AdverseEvent['outcome'], string>> = {
  recovered: 'resolved', recovering: 'recovering', 'not-recovered': 'ongoing', sequelae: 'resolvedWithSequelae', fatal: 'fatal', unknown: 'unknown',
};
const outcomeOf = new Map(Object.entries(fhirOutcomes).map(([ours, theirs]) => [theirs, ours as AdverseEvent['outcome']]));

/** FHIR has three degrees where CTCAE has five grades: the last three are `severe`, and the grade is told beside. */
export const severityOfGrade: Readonly<Record<number, string>> = { 1: 'mild', 2: 'moderate', 3: 'severe', 4: 'severe', 5: 'severe' };
const gradeOfSeverity: Readonly<Record<string, number>> = { mild: 1, moderate: 2, severe: 3 };

/**
 * An adverse event as kept. Nothing is made up: one that could happen, is of no drug, or does not say how grave it was is
 * not kept.
 *
 * @throws NotKeptError, RejectedError
 */
export function mapAdverseEvent(event: FhirAdverseEvent): MappedTreatmentDetail {
  if (event.actuality === 'potential') throw new NotKeptError('potential');
  const term = conceptText(event.event);
  if (term === null) throw new RejectedError('CODE_MISSING', 'event');
  const date = event.date ?? event.detected ?? event.recordedDate;
  if (date === undefined) throw new RejectedError('VALUE_MISSING', 'date');
  const drugs = (event.suspectEntity ?? []).map(({ instance }) => instance).filter(isDrug);
  if (drugs.length === 0) throw new NotKeptError('of no drug');
  const grade = gradeOf(event);
  if (grade === null) throw new NotKeptError('no grade');
  const outcome = outcomeOf.get(codeAmong(event.outcome, outcomeOf) ?? '') ?? 'unknown';
  return {
    table: 'treatment_event', subject: event.subject, drugs,
    content: {
      happened_on: date.slice(0, 10), term, grade, serious: Number(codeAmong(event.seriousness, new Map([['serious', 1]])) === 'serious'), outcome,
      note: noteIn(event.extension), recorded_at: event.recordedDate?.length === 24 ? event.recordedDate : null,
    },
  };
}

/** Who pays for a drug, as kept; a cover that is of no drug in particular is not kept. @throws NotKeptError */
export function mapCoverage(coverage: FhirCoverage): MappedTreatmentDetail {
  if (coverage.status !== 'active') throw new NotKeptError(coverage.status);
  const drug = extensionAt(coverage.extension, ownExtensions.coveredDrug)?.valueReference;
  if (!drug || !isDrug(drug)) throw new NotKeptError('of no drug');
  return {
    table: 'treatment_coverage', subject: coverage.beneficiary, drugs: [drug],
    content: {
      payer: firstFilled(...(coverage.payor ?? []).map(({ display }) => display)) ?? '', sent_on: extensionAt(coverage.extension, ownExtensions.sentOn)?.valueDate ?? null,
      approved_on: wholeDay(coverage.period?.start), renews_on: wholeDay(coverage.period?.end), note: noteIn(coverage.extension),
    },
  };
}

function gradeOf({ extension, severity, outcome }: FhirAdverseEvent): number | null {
  const own = extensionAt(extension, ownExtensions.eventGrade)?.valueCode ?? '';
  if (/^[1-5]$/.test(own)) return Number(own);
  if (codeAmong(outcome, new Map([['fatal', 5]])) === 'fatal') return 5;
  return gradeOfSeverity[codeAmong(severity, new Map(Object.entries(gradeOfSeverity))) ?? ''] ?? null;
}

function codeAmong(concept: CodeableConcept | undefined, known: ReadonlyMap<string, unknown>): string | undefined {
  return concept?.coding?.map(({ code }) => code?.replace(/^Serious$/, 'serious')).find((code) => code !== undefined && known.has(code));
}

function isDrug({ reference }: Reference): boolean {
  return reference !== undefined && (/(^|\/)Medication(Request|Statement)\//.test(reference) || reference.startsWith('urn:uuid:'));
}

/** A cover is counted in days: a year alone is no day. */
function wholeDay(date: string | undefined): string | null {
  return date !== undefined && date.length >= 10 ? date.slice(0, 10) : null;
}

function noteIn(extensions: readonly Extension[] | undefined): string {
  return extensionAt(extensions, ownExtensions.note)?.valueString ?? '';
}
