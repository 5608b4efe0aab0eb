import type { Urgency } from '#contract/triage.ts';
import type { Reasons, Ruleset, Vignette } from './triage-content.ts';
import { decide, rankOf } from './triage-rules.ts';

/** What a ruleset makes of the shipped cases, whose answers are known. */

/** What of an answer is not as it must be. */
export type VignetteFault = 'class' | 'professional' | 'modality' | 'rules' | 'professionals' | 'flags';

export interface VignetteResult {
  readonly id: string;
  readonly expected: Urgency;
  readonly cls: Urgency;
  readonly faults: readonly VignetteFault[];
}

/** Runs every vignette; one without faults passes. */
export function runVignettes(ruleset: Ruleset, reasons: Reasons, vignettes: readonly Vignette[]): readonly VignetteResult[] {
  return vignettes.map(({ id, features, expected }) => {
    const answer = decide(features, ruleset, reasons);
    if (!answer.ok) throw new Error(`vignette ${id}: ${answer.code}`);
    const { cls, primary, modality, rules, pros, flags } = answer.decision;
    const has = (all: readonly string[], asked: readonly string[]): boolean => asked.every((one) => all.includes(one));
    const faults: VignetteFault[] = [
      ...(cls === expected.cls ? [] : (['class'] as const)),
      ...(primary === expected.primary ? [] : (['professional'] as const)),
      ...(modality === expected.modality ? [] : (['modality'] as const)),
      ...(has(rules, expected.must_fire) ? [] : (['rules'] as const)),
      ...(has(pros, expected.must_include_pro) ? [] : (['professionals'] as const)),
      ...(has(flags, expected.must_flag) ? [] : (['flags'] as const)),
    ];
    return { id, expected: expected.cls, cls, faults };
  });
}

/** Those that must be seen today or within three days and would wait longer: with one of them no version comes in force. */
export const missedEmergencies = (results: readonly VignetteResult[]): readonly VignetteResult[] =>
  results.filter(({ expected, cls }) => rankOf(expected) <= rankOf('A') && rankOf(cls) > rankOf(expected));
