import type { Proposal } from '#contract/referrals.ts';
import type { Role } from '#contract/permissions.ts';
import type { Features, Urgency } from '#contract/triage.ts';
import { ageOn } from '../triage/due-date.ts';
import { explain } from '../triage/explanation.ts';
import { outcomeFor, roleOf } from '../triage/referral-outcome.ts';
import type { TriageContent } from '../triage/triage-content.ts';
import { evaluate } from '../triage/triage-rules.ts';
import { leadingFindings } from './leading-findings.ts';
import type { StoredProposal } from './referral-repository.ts';

/** What a request says, as far as the rules care. `completedOn`: day of the complete request in the clinic's zone. */
export interface Asked {
  readonly reasonCode: string | null;
  readonly findings: Features;
  readonly prerequisitesProvided: readonly string[];
  readonly completedOn: string;
}

/** The civil date by which a person of a class is to be seen whose request was complete on a day. */
export type DueOf = (completedOn: string, cls: Urgency) => string;

/** Kept in columns of their own, or on the patient: not repeated among the findings. */
const keptElsewhere = [
  'birth_date', 'received_at', 'reason_code', 'prereq_provided', 'requested_class', 'sex', 'nam', 'rss', 'referrer', 'free_text', 'attachments',
] as const satisfies readonly (keyof Features)[];

/** The findings as they are kept: unknown ones left out, and the age only where the patient's birth date does not tell it. */
export function findingsToKeep(findings: Features, birthDate: string | null): Features {
  const left: ReadonlySet<string> = new Set([...keptElsewhere, ...(isComplete(birthDate) ? ['age'] : [])]);
  return Object.fromEntries(Object.entries(findings).filter(([field, value]) => !left.has(field) && value !== null && value !== undefined));
}

/** The words of a letter, of the findings that are kept and of no other. */
export function wordsToKeep(words: Readonly<Record<string, string>>, findings: Features): Record<string, string> {
  return Object.fromEntries(Object.entries(words).filter(([field, text]) => field in findings && text !== ''));
}

/**
 * The findings as the rules read them: with the age on the day of the request, from the birth date; where that is
 * partial or unknown, the age that was typed, else the oldest the person may be.
 */
export function featuresOf(asked: Asked, birthDate: string | null): Features {
  const derived = birthDate === null ? null : ageOn(birthDate.padEnd(10, '-01-01'), asked.completedOn);
  const typed = asked.findings.age ?? null;
  return {
    ...findingsToKeep(asked.findings, birthDate),
    age: isComplete(birthDate) ? derived : (typed ?? derived),
    reason_code: asked.reasonCode,
    prereq_provided: [...asked.prerequisitesProvided],
  };
}

const isComplete = (birthDate: string | null): boolean => birthDate?.length === 10;

/**
 * What the rules propose for these findings, why, by when, and what becomes of the request if a person agrees.
 *
 * @returns null when the age is unknown: nothing is proposed then
 */
export function proposalFor(features: Features, completedOn: string, content: TriageContent, rolesPresent: readonly Role[], dueOf: DueOf): Proposal | null {
  const evaluation = evaluate(features, content.ruleset, content.reasons);
  if (!evaluation.ok) return null;
  const { decision } = evaluation;
  const { disposition, queueRole, redirects } = outcomeFor(decision, rolesPresent);
  return {
    decision,
    explanation: explain(evaluation, content),
    dueOn: dueOf(completedOn, decision.cls),
    disposition,
    queueRole,
    visitRoles: [...new Set([queueRole, ...decision.pros.map(roleOf).filter((role) => role !== null)])],
    redirects: [...redirects],
  };
}

/** The part of a proposal that the queue shows. */
export function storedProposal(proposal: Proposal | null, features: Features, content: TriageContent): StoredProposal {
  return {
    cls: proposal?.decision.cls ?? null,
    dueOn: proposal?.dueOn ?? null,
    modality: proposal?.decision.modality ?? null,
    leading: leadingFindings(features, proposal?.explanation ?? null, content.dictionary.body),
  };
}
