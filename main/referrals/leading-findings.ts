import type { Explanation, Features, FindingDictionary } from '#contract/triage.ts';
import type { LeadingFinding } from './referral-repository.ts';

const shown = 3;
/** Told elsewhere on the same line, or not a sign of anything. */
const toldElsewhere = new Set(['age', 'prereq_missing', 'known_patient', 'has_video']);

/**
 * The findings a reader of the queue needs first: those that made the rules fire, most urgent rule first; where no
 * rule rests on a finding, what the request says, in the order in which a rheumatologist reads it.
 */
export function leadingFindings(features: Features, explanation: Explanation | null, dictionary: FindingDictionary): LeadingFinding[] {
  const values: Readonly<Record<string, unknown>> = features;
  const told = (explanation?.rules ?? []).flatMap((rule) => rule.facts.filter((fact) => fact.part === 'present').map((fact) => fact.field));
  const fields = told.some((field) => isTelling(field, values[field])) ? told : dictionary.findings.map((finding) => finding.field);
  const leading: LeadingFinding[] = [];
  for (const field of new Set(fields)) {
    const value = values[field];
    if (isTelling(field, value)) leading.push({ field, value });
    if (leading.length === shown) break;
  }
  return leading;
}

function isTelling(field: string, value: unknown): value is LeadingFinding['value'] {
  if (toldElsewhere.has(field)) return false;
  return value === true || typeof value === 'number' || (typeof value === 'string' && value !== 'neg');
}
