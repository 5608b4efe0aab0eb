import type { Features } from '#contract/triage.ts';
import type { Reasons } from './triage-content.ts';

/** What a referral lacks: `codes` for the reader, `required` for the rules (what is merely useful holds nothing up). */
export interface MissingPrerequisites {
  readonly codes: readonly string[];
  readonly required: readonly string[];
}

/**
 * The prerequisites a referral lacks: what somebody said it lacks (`prereq_missing`, even empty), else what its
 * reason expects and neither `prereq_provided` nor a known finding shows.
 */
export function missingPrerequisites(features: Features, reasons: Reasons): MissingPrerequisites {
  const { prerequisites, reasons: catalogue } = reasons.body;
  if (features.prereq_missing) return { codes: features.prereq_missing, required: features.prereq_missing };
  const expected = catalogue.find((reason) => reason.code === features.reason_code)?.prerequisites ?? [];
  const provided = new Set(features.prereq_provided);
  const known: Readonly<Record<string, unknown>> = features;
  const lacking = prerequisites.filter(
    ({ code, shownBy }) => expected.includes(code) && !provided.has(code) && !shownBy.some((field) => (known[field] ?? null) !== null),
  );
  const inOrder = expected.flatMap((code) => lacking.filter((prerequisite) => prerequisite.code === code));
  return { codes: inOrder.map(({ code }) => code), required: inOrder.filter(({ optional }) => !optional).map(({ code }) => code) };
}
