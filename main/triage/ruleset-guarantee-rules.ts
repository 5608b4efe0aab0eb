import { antibodyLevels, type Bilingual, booleanFindings, enumFindings, type FindingValue, type Urgency } from '#contract/triage.ts';
import { type Condition, type Facts, holds, type Test } from './condition-evaluation.ts';
import { probesOf } from './probe-referrals.ts';
import { type AssignRule, type DangerFindings, type FallbackRule, type Ruleset, type TriageContent } from './triage-content.ts';
import { rankOf, readyRuleset } from './triage-rules.ts';

/**
 * Looks for a referral on which a ruleset breaks what the shipped one guarantees: (a) a danger finding that becomes worse never
 * lowers the class; (b) a reassuring value that becomes unknown never lowers it. Only findings that some rule reads the risky way
 * round can break either; for each of those the rules that do are made true in many ways, the same ones every time.
 */

/** A referral and the one finding that, changed so, lowers its class. */
export interface GuaranteeBreach {
  readonly guarantee: 'danger' | 'unknown';
  readonly field: string;
  readonly from: FindingValue;
  readonly to: FindingValue;
  readonly before: { readonly cls: Urgency; readonly ruleId: string };
  readonly after: { readonly cls: Urgency; readonly ruleId: string };
  /** What else the referral says, as little as it takes. */
  readonly facts: Facts;
}

/** Referrals drawn for each rule that reads a finding the risky way round. */
const drawn = 90;

type Direction = 'true' | 'higher' | 'lower';
/** What a test does as a finding gets worse, or unknown: 1 may become true, -1 may become false, 0 both, null neither. */
type Effect = -1 | 0 | 1 | null;

/** The first breach found, or null: the whole search at once. */
export function guaranteeBreach(ruleset: Ruleset, danger: DangerFindings): GuaranteeBreach | null {
  const search = guaranteeSearch(ruleset, danger);
  for (;;) {
    const step = search.next();
    if (step.done) return step.value;
  }
}

/**
 * The search in steps of one finding, so that a host may answer others between them; about a second of work in all.
 *
 * @param danger findings for which a change is for the worse
 * @returns the first breach found, or null
 */
export function* guaranteeSearch(ruleset: Ruleset, danger: DangerFindings): Generator<undefined, GuaranteeBreach | null, undefined> {
  const probes = probesOf(ruleset);
  const { assign, fallback } = readyRuleset(ruleset);
  const decidingOn = (facts: Facts): AssignRule | FallbackRule => assign.find((rule) => holds(rule.when, facts)) ?? fallback;
  const { becomingTrue, higher, higherOnceKnown, lower } = danger.body;
  const directions = new Map<string, Direction>([
    ...becomingTrue.map((field) => [field, 'true'] as const),
    ...[...higher, ...higherOnceKnown].map((field) => [field, 'higher'] as const),
    ...lower.map((field) => [field, 'lower'] as const),
  ]);
  const isReassuring = (field: string, value: FindingValue): boolean => {
    if (value === false || value === 'neg') return true;
    if (typeof value !== 'number') return false;
    const thresholds = probes.thresholdsOf(field);
    return thresholds.length > 0 && (directions.get(field) === 'lower' ? value >= Math.max(...thresholds) : value < Math.min(...thresholds));
  };
  const valuesOf = (field: string): readonly FindingValue[] => {
    if (booleanFindings.some((one) => one === field)) return [true, false];
    return enumFindings.some((one) => one === field) ? antibodyLevels : probes.telltaleValues(field);
  };
  const worse = (field: string, from: FindingValue, to: FindingValue): boolean => {
    const direction = directions.get(field);
    if (direction === 'true') return to === true && from !== true;
    if (typeof from !== 'number' || typeof to !== 'number') return false;
    return direction === 'higher' ? to > from : direction === 'lower' && to < from;
  };
  const breaches = (field: string, from: FindingValue, to: FindingValue): GuaranteeBreach['guarantee'] | null => {
    if (worse(field, from, to)) return 'danger';
    return to === null && isReassuring(field, from) ? 'unknown' : null;
  };

  const watched = [...new Set<string>([...directions.keys(), ...booleanFindings, ...enumFindings])];
  for (const field of watched) {
    yield undefined;
    for (const rule of assign) {
      if (!readsRiskily(rule, field, directions.get(field), fallback)) continue;
      for (let seed = 1; seed <= drawn; seed += 1) {
        // One in three with a second rule of the same finding or another, most with little noise: plain cases first.
        const other = seed % 3 === 0 ? assign[(seed * 7) % assign.length] : undefined;
        const facts: Facts = { ...probes.referralFor([...(other ? [other] : []), rule], seed, seed % 12) };
        const found = breachOn(facts, field);
        if (found) return found;
      }
    }
  }
  return null;

  function breachOn(facts: Facts, field: string): GuaranteeBreach | null {
    const outcomes = [...valuesOf(field), null].map((value) => ({ value, rule: decidingOn({ ...facts, [field]: value }) }));
    for (const before of outcomes) {
      for (const after of outcomes) {
        const guarantee = breaches(field, before.value, after.value);
        if (guarantee === null || rankOf(after.rule.cls) <= rankOf(before.rule.cls)) continue;
        return told(shortest(facts, field, before.value, after.value), field, { value: before.value, guarantee }, after.value);
      }
    }
    return null;
  }

  /** The same breach with every finding left out that it does not take. */
  function shortest(facts: Facts, field: string, from: FindingValue, to: FindingValue): Facts {
    let kept = Object.fromEntries(Object.entries(facts).filter(([name, value]) => name !== field && (value ?? null) !== null));
    for (const name of Object.keys(kept)) {
      if (name === 'age') continue;
      const { [name]: _, ...fewer } = kept;
      if (rankOf(decidingOn({ ...fewer, [field]: to }).cls) > rankOf(decidingOn({ ...fewer, [field]: from }).cls)) kept = fewer;
    }
    return kept;
  }

  function told(facts: Facts, field: string, { value: from, guarantee }: { value: FindingValue; guarantee: GuaranteeBreach['guarantee'] }, to: FindingValue): GuaranteeBreach {
    const [before, after] = [decidingOn({ ...facts, [field]: from }), decidingOn({ ...facts, [field]: to })];
    return { guarantee, field, from, to, before: { cls: before.cls, ruleId: before.id }, after: { cls: after.cls, ruleId: after.id }, facts };
  }
}

/**
 * Whether a change of the finding could take a rule away that raises the class, or bring one that lowers it: one less urgent than
 * what holds when no rule fires.
 */
function readsRiskily(rule: AssignRule, field: string, direction: Direction | undefined, fallback: FallbackRule): boolean {
  const isBelow = rankOf(rule.cls) > rankOf(fallback.cls);
  return signedTests(rule.when).some(({ test, sign }) => {
    if (test.f !== field) return false;
    return [direction && effectOfWorse(test, direction), effectOfUnknown(test)].some((effect) => {
      if (effect === null || effect === undefined) return false;
      return effect === 0 || (isBelow ? effect * sign > 0 : effect * sign < 0);
    });
  });
}

function signedTests(condition: Condition, sign: 1 | -1 = 1): readonly { readonly test: Test; readonly sign: 1 | -1 }[] {
  if ('all' in condition) return condition.all.flatMap((part) => signedTests(part, sign));
  if ('any' in condition) return condition.any.flatMap((part) => signedTests(part, sign));
  return 'not' in condition ? signedTests(condition.not, sign === 1 ? -1 : 1) : [{ test: condition, sign }];
}

function effectOfWorse(test: Test, direction: Direction): Effect {
  switch (test.op) {
    case 'is':
      return test.v ? 1 : -1;
    case '>=':
    case '>':
      return direction === 'lower' ? -1 : 1;
    case '<':
    case '<=':
      return direction === 'lower' ? 1 : -1;
    case '==':
      return 0;
    case 'unknown':
      return direction === 'true' ? -1 : null;
    case 'in':
    case 'nonempty':
      return null;
  }
}

function effectOfUnknown(test: Test): Effect {
  switch (test.op) {
    case 'is':
      return test.v ? null : -1;
    case 'unknown':
      return 1;
    case 'nonempty':
      return null;
    default:
      return -1;
  }
}

/** Why a ruleset was refused, as a sentence in both languages. */
export function breachSentence(breach: GuaranteeBreach, content: Pick<TriageContent, 'dictionary'>): Bilingual {
  const finding = (field: string) => content.dictionary.body.findings.find((one) => one.field === field);
  const nbsp = '\u00a0';
  const words = { fr: { true: 'oui', false: 'non', unknown: 'inconnu' }, en: { true: 'yes', false: 'no', unknown: 'unknown' } } as const;
  const said = (language: keyof Bilingual, field: string, value: FindingValue | undefined): string => {
    const { label, unit, options } = finding(field) ?? { label: { fr: field, en: field } };
    const option = options?.find(({ code }) => code === value)?.label[language];
    const text = (value ?? null) === null ? words[language].unknown : typeof value === 'boolean' ? words[language][value ? 'true' : 'false'] : (option ?? String(value).replace('.', language === 'fr' ? ',' : '.'));
    return `${label[language]}${language === 'fr' ? nbsp : ''}: ${text}${typeof value === 'number' && unit ? `${nbsp}${unit[language]}` : ''}`;
  };
  const facts = (language: keyof Bilingual): string => Object.entries(breach.facts).map(([field, value]) => said(language, field, value)).join('; ');
  const { before, after, field, from, to } = breach;
  const isDanger = breach.guarantee === 'danger';
  return {
    fr: `Avec «${nbsp}${[facts('fr'), said('fr', field, from)].filter(Boolean).join('; ')}${nbsp}», la classe est ${before.cls} (${before.ruleId}). Avec «${nbsp}${said('fr', field, to)}${nbsp}», elle ne serait plus que ${after.cls} (${after.ruleId})${nbsp}: ${isDanger ? 'un signe de gravité ne peut pas abaisser la classe' : 'ne pas savoir ne peut pas abaisser la classe'}.`,
    en: `With “${[facts('en'), said('en', field, from)].filter(Boolean).join('; ')}” the class is ${before.cls} (${before.ruleId}). With “${said('en', field, to)}” it would only be ${after.cls} (${after.ruleId}): ${isDanger ? 'a danger finding may not lower the class' : 'not knowing may not lower the class'}.`,
  };
}
