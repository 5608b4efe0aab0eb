import type { Decision, Features, Modality, ProfessionalCode, Urgency } from '#contract/triage.ts';
import { urgencies } from '#contract/triage.ts';
import { type Facts, holds, type Part, partsPlayed, testsOf } from './condition-evaluation.ts';
import { missingPrerequisites } from './prerequisites.ts';
import { type AssignRule, type FallbackRule, isAssignRule, isFallback, isModifier, type Modifier, type Reasons, type Ruleset } from './triage-content.ts';

/** The triage engine: findings and a ruleset in, a decision out. No clock, no database, no randomness. */

/** Calendar days within which each class is to be seen. */
export const dueInDaysOf: Readonly<Record<Urgency, number>> = { URG: 0, A: 3, B: 10, C: 28, D: 90, E: 365 };

/** Nothing is proposed without an age: a missing age would silence giant cell arteritis. */
export type TriageRefusal = { readonly ok: false; readonly code: 'AGE_REQUIRED' };

/** A rule that fired and the part each finding played in it. */
interface Fired<R> {
  readonly rule: R;
  readonly parts: ReadonlyMap<string, Part>;
}

/** A modifier that fired, and the modality before and after it. */
interface FiredModifierStep extends Fired<Modifier> {
  readonly from: Modality;
  readonly to: Modality;
}

/** A decision with what led to it. `facts` are the findings as the rules saw them. */
export interface Evaluation {
  readonly ok: true;
  readonly decision: Decision;
  readonly facts: Facts;
  readonly fired: readonly Fired<AssignRule | FallbackRule>[];
  readonly modifiers: readonly FiredModifierStep[];
}

/** A ruleset made ready: rules from most to least urgent, modifiers in their declared order, rules by field. */
export interface ReadyRuleset {
  readonly assign: readonly AssignRule[];
  readonly fallback: FallbackRule;
  readonly modifiers: readonly Modifier[];
  readonly assignByField: ReadonlyMap<string, readonly AssignRule[]>;
}

const ready = new WeakMap<Ruleset, ReadyRuleset>();

/** The ruleset made ready, once per ruleset. */
export function readyRuleset(ruleset: Ruleset): ReadyRuleset {
  const present = ready.get(ruleset);
  if (present) return present;
  const { rules, modifierOrder } = ruleset.body;
  const fallback = rules.find(isFallback);
  if (!fallback) throw new Error('ruleset without a rule for when none fires');
  const assign = rules.filter(isAssignRule).sort(byUrgencyThenId);
  const modifiers = rules.filter(isModifier).sort((a, b) => modifierOrder.indexOf(a.id) - modifierOrder.indexOf(b.id));
  const assignByField = new Map<string, AssignRule[]>();
  for (const rule of assign) {
    for (const field of new Set(testsOf(rule.when).map((test) => test.f))) assignByField.set(field, [...(assignByField.get(field) ?? []), rule]);
  }
  const made = { assign, fallback, modifiers, assignByField };
  ready.set(ruleset, made);
  return made;
}

/** Rank of a class: 0 is the most urgent. */
export const rankOf = (cls: Urgency): number => urgencies.indexOf(cls);

/** A clinic's own rules have another letter before the same numbers: the letter then settles it. */
function byUrgencyThenId(a: AssignRule, b: AssignRule): number {
  return rankOf(a.cls) - rankOf(b.cls) || numberOf(a.id) - numberOf(b.id) || (a.id < b.id ? -1 : 1);
}

const numberOf = (id: string): number => Number(id.slice(1));

/**
 * What the rules propose for a referral.
 *
 * @returns the decision, or a refusal when the age is unknown
 */
export function decide(features: Features, ruleset: Ruleset, reasons: Reasons): { readonly ok: true; readonly decision: Decision } | TriageRefusal {
  const evaluation = evaluate(features, ruleset, reasons);
  return evaluation.ok ? { ok: true, decision: evaluation.decision } : evaluation;
}

/** As {@link decide}, with the rules that fired and the findings each one used. */
export function evaluate(features: Features, ruleset: Ruleset, reasons: Reasons): Evaluation | TriageRefusal {
  if ((features.age ?? null) === null) return { ok: false, code: 'AGE_REQUIRED' };
  const { assign, fallback, modifiers } = readyRuleset(ruleset);
  const missing = missingPrerequisites(features, reasons);
  const facts: Facts = { ...features, prereq_missing: [...missing.required] };

  const fired: Fired<AssignRule | FallbackRule>[] = assign
    .filter((rule) => holds(rule.when, facts))
    .map((rule) => ({ rule, parts: partsPlayed(rule.when, facts) }));
  if (fired.length === 0) fired.push({ rule: fallback, parts: new Map() });
  const deciding = first(fired).rule;
  const { cls } = deciding;
  const urgent = cls === 'URG';

  const steps = applyModifiers(modifiers, deciding, facts);
  const assumedAbsent = unique(fired.flatMap(({ parts }) => [...parts].filter(([, part]) => part === 'assumed-absent').map(([field]) => field)));
  // A class E that rests on something nobody looked for is the one way to wait a year by omission.
  const confirmAbsence = cls === 'E' && assumedAbsent.length > 0;

  const proposing = urgent ? fired.filter(({ rule }) => rule.cls === 'URG') : fired;
  const pros = unique<ProfessionalCode>([...proposing.flatMap(({ rule }) => rule.pros), ...(urgent ? [] : steps.flatMap(({ rule }) => rule.adds))]);
  const flags = unique([
    ...fired.flatMap(({ rule }) => rule.actions),
    ...steps.flatMap(({ rule }) => rule.flag ?? []),
    ...(confirmAbsence ? ['CONFIRM_ABSENCE'] : []),
  ]);
  const decision: Decision = {
    cls,
    dueInDays: dueInDaysOf[cls],
    primary: first(deciding.pros),
    modality: steps.at(-1)?.to ?? deciding.modality,
    pros,
    flags,
    rules: [...fired, ...steps].map(({ rule }) => rule.id),
    assumedAbsent,
    missing: [...missing.codes],
    humanReview: deciding === fallback || flags.includes('HUMAN_REVIEW') || confirmAbsence,
    rulesetVersion: ruleset.version,
  };
  return { ok: true, decision, facts, fired, modifiers: steps };
}

function applyModifiers(modifiers: readonly Modifier[], deciding: AssignRule | FallbackRule, facts: Facts): FiredModifierStep[] {
  let current = deciding.modality;
  return modifiers
    .filter((modifier) => holds(modifier.when, facts))
    .map((rule) => {
      const from = current;
      current = modalityAfter(rule.modality, from, deciding, facts);
      return { rule, parts: partsPlayed(rule.when, facts), from, to: current };
    });
}

function modalityAfter(change: Modifier['modality'], from: Modality, { cls, locked }: AssignRule | FallbackRule, facts: Facts): Modality {
  switch (change) {
    case 'HOME_OR_VIDEO':
      return from === 'IN_PERSON' && !locked && ['C', 'D', 'E'].includes(cls) ? 'HOME' : from;
    case 'VIDEO':
      return from === 'IN_PERSON' && !locked && ['D', 'E'].includes(cls) ? 'VIDEO' : from;
    case 'NO_VIDEO':
      if (from !== 'VIDEO') return from;
      return facts['hearing_cog_barrier'] === true ? 'IN_PERSON' : 'PHONE';
    case null:
      return from;
  }
}

function first<T>(items: readonly T[]): T {
  const [item] = items;
  if (item === undefined) throw new Error('a list that is never empty is empty');
  return item;
}

const unique = <T>(items: readonly T[]): T[] => [...new Set(items)];
