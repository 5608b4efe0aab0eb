import type { Bilingual, ClassChange, Explanation, FiredModifier, FiredRule, NamedCode, UsedFact } from '#contract/triage.ts';
import type { Part } from './condition-evaluation.ts';
import type { TriageContent } from './triage-content.ts';
import type { Evaluation } from './triage-rules.ts';
import { type SingleChange, whatWouldChange } from './what-would-change.ts';

/** Puts a decision in words of both languages: which rules, which facts, what is missing, what would change it. */

type Names = ReadonlyMap<string, Bilingual>;

/** Names of every code, from the content. */
interface Naming {
  readonly findings: Names;
  readonly units: Names;
  readonly professionals: Names;
  readonly modalities: Names;
  readonly flags: Names;
}

const namings = new WeakMap<TriageContent, Naming>();

/** A code the content does not name (a clinic's own) is shown as it is. */
const nameIn = (names: Names, code: string): Bilingual => names.get(code) ?? { fr: code, en: code };
const namedIn = (names: Names, code: string): NamedCode => ({ code, label: nameIn(names, code) });

function namingOf(content: TriageContent): Naming {
  const present = namings.get(content);
  if (present) return present;
  const byCode = (list: readonly NamedCode[]): Names => new Map(list.map(({ code, label }) => [code, label]));
  const { findings } = content.dictionary.body;
  const { professionals, modalities, flags } = content.vocabulary.body;
  const naming = {
    findings: new Map(findings.map(({ field, label }) => [field, label])),
    units: new Map(findings.flatMap(({ field, unit }) => (unit ? [[field, unit]] : []))),
    professionals: byCode(professionals),
    modalities: byCode(modalities),
    flags: byCode(flags),
  };
  namings.set(content, naming);
  return naming;
}

/**
 * Why the rules decided so.
 *
 * @param content the same content that gave the evaluation
 */
export function explain(evaluation: Evaluation, content: TriageContent): Explanation {
  const { decision } = evaluation;
  const naming = namingOf(content);
  const { version, status, signedOffBy } = content.ruleset;
  const changes = whatWouldChange(evaluation, content);
  const prerequisites = content.reasons.body.prerequisites;
  return {
    ruleset: { version, status, signedOffBy: signedOffBy ?? null },
    rules: firedRules(evaluation, naming),
    modifiers: firedModifiers(evaluation, naming),
    pros: decision.pros.map((professional) => namedIn(naming.professionals, professional)),
    modality: namedIn(naming.modalities, decision.modality),
    flags: decision.flags.map((flag) => namedIn(naming.flags, flag)),
    missing: decision.missing.map((code) => {
      const prerequisite = prerequisites.find((candidate) => candidate.code === code);
      return { code, label: prerequisite?.label ?? { fr: code, en: code }, optional: prerequisite?.optional ?? false };
    }),
    assumedAbsent: decision.assumedAbsent.map((field) => ({ field, label: nameIn(naming.findings, field) })),
    wouldRaise: changes.raising.map((change) => classChange(change, naming)),
    wouldLower: changes.lowering.map((change) => classChange(change, naming)),
  };
}

function firedRules({ fired, facts }: Evaluation, naming: Naming): FiredRule[] {
  return fired.map(({ rule, parts }, index) => ({
    id: rule.id,
    title: rule.title,
    why: rule.why,
    source: rule.source,
    facts: usedFacts(parts, facts, naming),
    cls: rule.cls,
    decides: index === 0,
    modality: rule.modality,
    modalityLocked: rule.locked,
    actions: rule.actions.map((action) => namedIn(naming.flags, action)),
  }));
}

function firedModifiers({ modifiers, facts }: Evaluation, naming: Naming): FiredModifier[] {
  return modifiers.map(({ rule, parts, from, to }) => ({
    id: rule.id,
    title: rule.title,
    why: rule.why,
    source: rule.source,
    facts: usedFacts(parts, facts, naming),
    adds: rule.adds.map((professional) => namedIn(naming.professionals, professional)),
    flag: rule.flag === null ? null : namedIn(naming.flags, rule.flag),
    modality: from === to ? null : { from, to },
  }));
}

function usedFacts(parts: ReadonlyMap<string, Part>, facts: Evaluation['facts'], naming: Naming): UsedFact[] {
  return [...parts].map(([field, part]) => ({ ...nameAndUnit(field, naming), value: facts[field] ?? null, part }));
}

function classChange({ field, from, value, condition, cls, rule }: SingleChange, naming: Naming): ClassChange {
  return { ...nameAndUnit(field, naming), from, value, condition, cls, ruleId: rule.id, ruleTitle: rule.title };
}

function nameAndUnit(field: string, naming: Naming): Pick<UsedFact, 'field' | 'label' | 'unit'> {
  return { field, label: nameIn(naming.findings, field), unit: naming.units.get(field) ?? null };
}
