import type { Explanation } from '#contract/triage';

/** Ties each reason to the facts it used: the small numbers beside both. */
export interface Evidence {
  /** Number of a fact, or undefined where no reason rests on it. */
  readonly ofFact: ReadonlyMap<string, number>;
  /** Number owned by a rule or modifier: that of the facts it is the first to use. */
  readonly ofReason: ReadonlyMap<string, number>;
}

/**
 * Numbers the facts by the first reason that rests on them, in the order of the reasons: all the facts of the
 * deciding rule are 1. A reason whose facts were all told before owns no number; what is missing is no fact.
 */
export function evidenceOf(explanation: Pick<Explanation, 'rules' | 'modifiers'> | null): Evidence {
  const ofFact = new Map<string, number>();
  const ofReason = new Map<string, number>();
  for (const reason of explanation ? [...explanation.rules, ...explanation.modifiers] : []) {
    const fresh = reason.facts.filter((fact) => fact.part === 'present' && fact.field !== 'prereq_missing' && !ofFact.has(fact.field));
    if (fresh.length === 0) continue;
    const number = ofReason.size + 1;
    ofReason.set(reason.id, number);
    for (const fact of fresh) ofFact.set(fact.field, number);
  }
  return { ofFact, ofReason };
}
