import { assignRuleSchema, modifierSchema } from '#contract/rules.ts';
import { antibodyLevels, enumFindings, type NumberFinding, numberBounds } from '#contract/triage.ts';
import type { Condition } from './condition-evaluation.ts';
import { testsOf } from './condition-evaluation.ts';
import { isFallback, isModifier, readRuleset, type Rule, type Ruleset, type TriageContent } from './triage-content.ts';

/** Changes of a clinic to a ruleset: one rule put or taken out gives a new version, checked as the shipped one is. */

export type RuleChange = { readonly kind: 'put'; readonly rule: unknown } | { readonly kind: 'off'; readonly ruleId: string };

/** Something a version is refused for. `path` is within the rule that was put, or empty. */
export interface RulesetProblem {
  readonly path: string;
  readonly code: string;
}

export type ChangedRuleset = { readonly ok: true; readonly ruleset: Ruleset } | { readonly ok: false; readonly problems: readonly RulesetProblem[] };

const mostTests = 80;
const deepest = 8;

/**
 * The ruleset with one rule put in the place of its namesake, or after all others; or with one taken out. It is a clinic's own
 * from then on: nobody has signed it off.
 *
 * @param version of the changed ruleset
 */
export function changedRuleset(base: Ruleset, change: RuleChange, version: string, words: Pick<TriageContent, 'vocabulary'>): ChangedRuleset {
  const { rules, modifierOrder } = base.body;
  if (change.kind === 'off') {
    const rule = rules.find(({ id }) => id === change.ruleId);
    if (!rule) return refused('', 'NO_SUCH_RULE');
    if (isFallback(rule)) return refused('', 'FALLBACK_STAYS');
    return checkedRuleset({ ...unsigned(base, version), body: { modifierOrder: modifierOrder.filter((id) => id !== rule.id), rules: rules.filter((one) => one !== rule) } }, words);
  }
  // Read by itself first: what is wrong with it is then named within it.
  const read = (isModifierGiven(change.rule) ? modifierSchema : assignRuleSchema).safeParse(change.rule);
  const former = rules.find(({ id }) => id === idOf(change.rule));
  if (former && isFallback(former)) return refused('', 'FALLBACK_STAYS');
  if (!read.success) return { ok: false, problems: read.error.issues.slice(0, 20).map(({ path }) => ({ path: path.join('.'), code: 'MALFORMED' })) };
  const put: Rule = read.data;
  if (former && former.kind !== put.kind) return refused('', 'OTHER_KIND');
  const at = former ? rules.indexOf(former) : rules.length;
  const isNewModifier = !former && isModifier(put);
  const body = { modifierOrder: [...modifierOrder, ...(isNewModifier ? [put.id] : [])], rules: [...rules.slice(0, at), put, ...rules.slice(at + 1)] };
  return checkedRuleset({ ...unsigned(base, version), body }, words);
}

/**
 * Reads a whole ruleset as the shipped one is read, and what its schema cannot tell: thresholds a finding can reach, values and
 * codes that have a name.
 */
export function checkedRuleset(value: unknown, { vocabulary }: Pick<TriageContent, 'vocabulary'>): ChangedRuleset {
  const read = readRuleset(value);
  if (!read.success) {
    return { ok: false, problems: read.error.issues.slice(0, 20).map(({ path, message, code }) => ({ path: path.join('.'), code: code === 'custom' ? said(message) : 'MALFORMED' })) };
  }
  const flags = new Set(vocabulary.body.flags.map(({ code }) => code));
  const problems = read.data.body.rules.flatMap((rule): RulesetProblem[] => {
    const found = (code: string, wrong: boolean): RulesetProblem[] => (wrong ? [{ path: rule.id, code }] : []);
    const tests = isFallback(rule) ? [] : testsOf(rule.when);
    const codes = isModifier(rule) ? (rule.flag === null ? [] : [rule.flag]) : rule.actions;
    return [
      ...found('NO_SUCH_FLAG', codes.some((code) => !flags.has(code))),
      ...found('OUT_OF_BOUNDS', tests.some(({ f, v }) => typeof v === 'number' && !isWithinBounds(f, v))),
      ...found('NO_SUCH_VALUE', tests.some(({ f, op, v }) => enumFindings.some((one) => one === f) && op !== 'unknown' && (Array.isArray(v) ? (v as readonly string[]) : [String(v)]).some((value) => !antibodyLevels.some((level) => level === value)))),
      ...found('TOO_LONG', tests.length > mostTests || (!isFallback(rule) && depthOf(rule.when) > deepest)),
      ...found('SAYS_NOTHING', isModifier(rule) && rule.adds.length === 0 && rule.modality === null && rule.flag === null),
    ];
  });
  return problems.length > 0 ? { ok: false, problems } : { ok: true, ruleset: read.data };
}

const problemCodes: Readonly<Record<string, string>> = {
  'rule ids repeat': 'SAME_ID',
  'exactly one rule is used when no other fires': 'FALLBACK_STAYS',
  'modifierOrder names every modifier once': 'MODIFIER_ORDER',
  'age is never unknown': 'AGE_KNOWN',
};
const said = (message: string): string => problemCodes[message] ?? 'MALFORMED';

const given = (rule: unknown, key: string): unknown => (typeof rule === 'object' && rule !== null && key in rule ? (rule as Readonly<Record<string, unknown>>)[key] : undefined);
const idOf = (rule: unknown): unknown => given(rule, 'id');
const isModifierGiven = (rule: unknown): boolean => given(rule, 'kind') === 'modifier';

const refused = (path: string, code: string): ChangedRuleset => ({ ok: false, problems: [{ path, code }] });

const depthOf = (condition: Condition): number => {
  if ('all' in condition) return 1 + Math.max(...condition.all.map(depthOf));
  if ('any' in condition) return 1 + Math.max(...condition.any.map(depthOf));
  return 'not' in condition ? 1 + depthOf(condition.not) : 0;
};

function isWithinBounds(field: string, value: number): boolean {
  const bounds = (numberBounds as Readonly<Partial<Record<string, (typeof numberBounds)[NumberFinding]>>>)[field];
  return bounds === undefined || (value >= bounds.min && value <= bounds.max);
}

function unsigned(base: Ruleset, version: string): Omit<Ruleset, 'body'> {
  const { kind, id, sources } = base;
  return { kind, id, sources, version, status: 'unreviewed' };
}

/** The version a clinic's next change gets: the shipped one it began from, and its own count. */
export function nextClinicVersion(base: string, taken: readonly string[]): string {
  const own = taken.map((version) => Number(/\+clinic\.(\d+)$/.exec(version)?.[1] ?? 0));
  return `${base.replace(/\+.*$/, '')}+clinic.${String(Math.max(0, ...own) + 1)}`;
}

/** The id of a rule the clinic adds: L for local, the first number free. */
export function nextRuleId(ruleset: Ruleset): string {
  const own = ruleset.body.rules.map(({ id }) => Number(/^L(\d{2,3})$/.exec(id)?.[1] ?? 0));
  return `L${String(Math.max(0, ...own) + 1).padStart(2, '0')}`;
}
