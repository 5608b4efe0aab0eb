import choices from './timeline-choices.json' with { type: 'json' };

/** What the course of a person shows first. Pure. */

/** Codes of the tests drawn, in the order shown. */
export const drawnTests: readonly string[] = choices.tests;
/** Those of them that are read against an upper limit; of the others a low value matters. */
export const testsWithUpperLimit: ReadonlySet<string> = new Set(choices.withUpperLimit);

export interface KnownDiagnosis {
  readonly code: string | null;
  readonly isRheumatic: boolean;
  readonly isOpen: boolean;
}

/** An assessment's scores. */
export interface Scored {
  readonly scores: readonly { readonly instrument: string }[];
}

/**
 * The instrument to draw first, among those scored at two assessments or more (at one, where none was scored twice): one that
 * fits a diagnosis, open ones before those that ended; where a drug that lowers the acute phase was taken, one that does not
 * count CRP or ESR comes first. Else whichever was scored most often. Null when nothing was scored.
 *
 * @param assessments oldest first
 */
export function fittingInstrument(diagnoses: readonly KnownDiagnosis[], assessments: readonly Scored[], { activity, acutePhaseLowered }: { readonly activity: ReadonlySet<string>; readonly acutePhaseLowered: boolean }): string | null {
  const times = new Map<string, number>();
  for (const { scores } of assessments) for (const { instrument } of scores) if (activity.has(instrument)) times.set(instrument, (times.get(instrument) ?? 0) + 1);
  const most = Math.max(0, ...times.values());
  const drawn = [...times].filter(([, count]) => count >= Math.min(2, most)).map(([instrument]) => instrument);
  const rheumatic = diagnoses.filter(({ isRheumatic }) => isRheumatic);
  const wanted = [...rheumatic.filter(({ isOpen }) => isOpen), ...rheumatic.filter(({ isOpen }) => !isOpen)].flatMap(({ code }) => instrumentsFor(code));
  const inOrder = acutePhaseLowered ? [...wanted.filter((one) => choices.withoutAcutePhase.includes(one)), ...wanted] : wanted;
  return inOrder.find((one) => drawn.includes(one)) ?? drawn.toSorted((one, other) => (times.get(other) ?? 0) - (times.get(one) ?? 0) || (one < other ? -1 : 1))[0] ?? null;
}

/** The instruments of a disease, by the longest beginning of its ICD-10 code that is known. */
function instrumentsFor(code: string | null): readonly string[] {
  const known = choices.instruments.flatMap(({ icd10, instruments }) => icd10.filter((prefix) => code?.startsWith(prefix)).map((prefix) => ({ prefix, instruments })));
  return known.toSorted((one, other) => other.prefix.length - one.prefix.length)[0]?.instruments ?? [];
}

/** A value of an entry in millimetres of 100: as such, or rated of 10; null when it is neither. */
export function ofHundred(values: Readonly<Record<string, number | boolean>>, name: string): number | null {
  const [millimetres, rated] = [values[`${name}_mm`], values[`${name}_nrs`]];
  if (typeof millimetres === 'number') return millimetres;
  return typeof rated === 'number' ? rated * 10 : null;
}
