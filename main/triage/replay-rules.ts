import type { Features, FindingValue, Urgency } from '#contract/triage.ts';
import type { Part } from './condition-evaluation.ts';
import type { Reasons, Ruleset } from './triage-content.ts';
import { type Evaluation, evaluate } from './triage-rules.ts';

/** What another ruleset would have proposed for a referral, beside what the present one does. */

/** What differs between two proposals. */
export type ReplayDifference = 'class' | 'professional' | 'modality' | 'flags';

/** What a ruleset proposes, as far as a comparison tells. */
export interface ReplayedProposal {
  readonly cls: Urgency;
  readonly primary: string;
  readonly modality: string;
  /** Ids of the fired rules, the deciding one first. */
  readonly rules: readonly string[];
  /** The findings the deciding rule rests on. */
  readonly facts: readonly { readonly field: string; readonly value: FindingValue; readonly part: Part }[];
}

export interface Replayed {
  readonly before: ReplayedProposal;
  readonly after: ReplayedProposal;
  readonly differences: readonly ReplayDifference[];
}

/** Both proposals for the same findings; null where nothing can be proposed for want of the age. */
export function replayed(features: Features, before: Ruleset, after: Ruleset, reasons: Reasons): Replayed | null {
  const [one, other] = [evaluate(features, before, reasons), evaluate(features, after, reasons)];
  if (!one.ok || !other.ok) return null;
  const [was, would] = [one.decision, other.decision];
  const differences: ReplayDifference[] = [
    ...(was.cls === would.cls ? [] : (['class'] as const)),
    ...(was.pros.join() === would.pros.join() ? [] : (['professional'] as const)),
    ...(was.modality === would.modality ? [] : (['modality'] as const)),
    ...(was.flags.join() === would.flags.join() ? [] : (['flags'] as const)),
  ];
  return { before: proposalOf(one), after: proposalOf(other), differences };
}

function proposalOf({ decision, fired, facts }: Evaluation): ReplayedProposal {
  const [deciding] = fired;
  return {
    cls: decision.cls, primary: decision.primary, modality: decision.modality, rules: decision.rules,
    facts: [...(deciding?.parts ?? [])].map(([field, part]) => ({ field, value: facts[field] ?? null, part })),
  };
}
