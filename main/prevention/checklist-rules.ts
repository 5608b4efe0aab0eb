import type { CheckEvidence, CheckItem, CheckState, CheckStatement, VaccineProposal } from '#contract/prevention.ts';
import type { Bilingual } from '#contract/triage.ts';
import { shifted } from './date-rules.ts';
import type { ChecklistContent } from './prevention-content.ts';

/** The checklist before a biologic or targeted drug (domain §2.3): item by item done, missing, expired or abnormal, and what that rests on. Pure. */

type Item = ChecklistContent['items'][number];
type Abnormal = NonNullable<Item['abnormal']>[number];

/** A result as monitoring reads it; numbers in the test's first unit. */
export interface CheckedResult {
  readonly test: string;
  readonly on: string;
  readonly number: number | null;
  readonly upper: number | null;
  readonly finding: 'positive' | 'negative' | null;
  /** As it was given. */
  readonly words: Bilingual;
}

export interface ChecklistFacts {
  /** Key of the drug; null: what every biologic or targeted drug asks for. */
  readonly drug: string | null;
  /** The day it is started. */
  readonly on: string;
  readonly sex: string | null;
  readonly age: number | null;
  readonly results: readonly CheckedResult[];
  readonly problems: readonly { readonly code: string; readonly text: Bilingual }[];
  /** Not withdrawn, by item. */
  readonly statements: readonly (CheckStatement & { readonly item: string })[];
  readonly proposals: readonly VaccineProposal[];
  /** Live vaccines given, with their day. */
  readonly liveVaccines: readonly { readonly label: Bilingual; readonly on: string }[];
  /** An authorisation of this drug. */
  readonly coverage: { readonly payer: string; readonly approvedOn: string | null; readonly renewsOn: string | null } | null;
  /** What tests are called, and upper limits supposed where the laboratory gives none. */
  readonly tests: ReadonlyMap<string, { readonly label: Bilingual; readonly usualUpper: number | null }>;
  readonly sourceOf: (code: string) => Bilingual;
}

const liveWeeks = 4;
const worst: readonly CheckState[] = ['abnormal', 'missing', 'expired', 'optional', 'done'];
const worse = (states: readonly CheckState[]): CheckState => worst.find((one) => states.includes(one)) ?? 'done';

/** Items that still hold a start back. */
export function openItems(items: readonly CheckItem[]): readonly CheckItem[] {
  return items.filter(({ state }) => state === 'abnormal' || state === 'missing' || state === 'expired');
}

/** The checklist of a person for a drug, in the order of the content. */
export function checklistOf(content: ChecklistContent, facts: ChecklistFacts): readonly CheckItem[] {
  const asked = content.items.filter((item) => isAsked(item, facts));
  const items: CheckItem[] = [];
  for (const item of asked) {
    // What is treated where a test was abnormal is asked for only then, even once somebody cleared the test.
    if (item.onlyIf !== undefined && !items.some(({ code, evidence }) => code === item.onlyIf && evidence.some(({ state }) => state === 'abnormal'))) continue;
    items.push(itemOf(item, facts));
  }
  return items;
}

function isAsked({ drugs, sex, ages }: Item, facts: ChecklistFacts): boolean {
  if (drugs !== undefined && (facts.drug === null || !drugs.includes(facts.drug))) return false;
  if (sex !== undefined && facts.sex !== null && facts.sex !== 'unknown' && facts.sex !== sex) return false;
  return ages === undefined || facts.age === null || (facts.age >= ages[0] && facts.age <= ages[1]);
}

function itemOf(item: Item, facts: ChecklistFacts): CheckItem {
  const evidence = [...testEvidence(item, facts), ...problemEvidence(item, facts), ...vaccineEvidence(item, facts), ...coverageEvidence(item, facts)];
  const stated = facts.statements.filter((one) => one.item === item.code && one.on <= facts.on).sort((one, other) => compare(one.on, other.on) || compare(one.id, other.id)).at(-1) ?? null;
  const found = stated === null ? null : statedState(item, stated, facts.on);
  const state = settled(item, evidence, stated, found);
  const isOptional = item.optionalExcept !== undefined && (facts.drug === null || !item.optionalExcept.includes(facts.drug));
  const { item: _item, ...statement } = stated ?? { item: '' };
  return {
    code: item.code, label: item.label, source: facts.sourceOf(item.source), action: item.action ?? null, evidence: [...evidence], statement: stated === null ? null : (statement as CheckStatement),
    state: isOptional && (state === 'missing' || state === 'expired') ? 'optional' : state,
    within: item.within === undefined ? null : { months: 'months' in item.within ? item.within.months : item.within.years * 12 },
  };
}

/** What somebody stated holds against older evidence; newer evidence against what was stated. */
function settled(item: Item, evidence: readonly CheckEvidence[], stated: CheckStatement | null, found: CheckState | null): CheckState {
  if (evidence.length === 0) return found ?? (item.icd10 === undefined && item.vaccines === undefined ? 'missing' : item.vaccines === undefined ? 'missing' : 'done');
  const known = worse(evidence.map(({ state }) => state));
  if (stated === null || found === null) return known;
  const newest = evidence.flatMap(({ on }) => (on === null ? [] : [on])).sort().at(-1);
  if (newest !== undefined && newest > stated.on && known !== 'missing' && known !== 'expired') return known;
  return found === 'expired' && known === 'done' ? 'done' : found;
}

function statedState(item: Item, { outcome, on }: CheckStatement, startOn: string): CheckState {
  if (outcome === 'abnormal') return 'abnormal';
  if (item.leastBefore !== undefined) return outcome === 'not-applicable' || shifted(on, item.leastBefore) <= startOn ? 'done' : 'missing';
  return isOld(item, on, startOn) ? 'expired' : 'done';
}

function isOld({ within }: Item, on: string, startOn: string): boolean {
  return within !== undefined && shifted(on, within) < startOn;
}

/** For each list of tests the last result of any of them; a list without one is missing. */
function testEvidence(item: Item, { results, on, drug, tests }: ChecklistFacts): readonly CheckEvidence[] {
  return (item.tests ?? []).map((oneOf): CheckEvidence => {
    const last = results.filter((one) => oneOf.includes(one.test) && one.on <= on).sort((one, other) => compare(one.on, other.on)).at(-1);
    const label = (code: string): Bilingual => tests.get(code)?.label ?? { fr: code, en: code };
    if (!last) {
      const names = oneOf.map(label);
      return { label: { fr: names.map(({ fr }) => fr).join(' / '), en: names.map(({ en }) => en).join(' / ') }, on: null, words: null, state: 'missing' };
    }
    const isAbnormal = (item.abnormal ?? []).some((rule) => rule.test === last.test && (rule.drugs === undefined || (drug !== null && rule.drugs.includes(drug))) && breaks(rule, last, tests.get(last.test)?.usualUpper ?? null));
    return { label: label(last.test), on: last.on, words: last.words, state: isAbnormal ? 'abnormal' : isOld(item, last.on, on) ? 'expired' : 'done' };
  });
}

function breaks(rule: Abnormal, { number, finding, upper }: CheckedResult, usualUpper: number | null): boolean {
  if ('positive' in rule) return finding === 'positive';
  if (number === null) return false;
  if ('below' in rule) return number < rule.below;
  if ('atLeast' in rule) return number >= rule.atLeast;
  const limit = upper ?? usualUpper;
  return limit !== null && number >= limit * rule.timesUpperAtLeast;
}

function problemEvidence(item: Item, { problems, age }: ChecklistFacts): readonly CheckEvidence[] {
  const found = (item.icd10 ?? []).flatMap((prefix) => problems.filter(({ code }) => code.startsWith(prefix)));
  return [
    ...found.map(({ code, text }): CheckEvidence => ({ label: text, on: null, words: { fr: code, en: code }, state: 'abnormal' })),
    ...(item.fromAge !== undefined && age !== null && age >= item.fromAge ? [{ label: { fr: 'Âge', en: 'Age' }, on: null, words: { fr: `${age} ans`, en: `${age} years` }, state: 'abnormal' } as const] : []),
  ];
}

function vaccineEvidence({ vaccines }: Item, { proposals, liveVaccines, on }: ChecklistFacts): readonly CheckEvidence[] {
  if (vaccines === 'live') return liveVaccines.filter((one) => one.on <= on && shifted(one.on, { weeks: liveWeeks }) > on).map(({ label, on: day }) => ({ label, on: day, words: null, state: 'abnormal' }));
  return vaccines === 'due' ? proposals.filter(({ state }) => state === 'due').map(({ label, lastOn }) => ({ label, on: lastOn, words: null, state: 'missing' })) : [];
}

function coverageEvidence(item: Item, { coverage, on }: ChecklistFacts): readonly CheckEvidence[] {
  if (item.coverage !== true || coverage === null) return [];
  const { payer, approvedOn, renewsOn } = coverage;
  return [{ label: { fr: payer, en: payer }, on: approvedOn, words: null, state: approvedOn === null ? 'missing' : renewsOn !== null && renewsOn < on ? 'expired' : 'done' }];
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
