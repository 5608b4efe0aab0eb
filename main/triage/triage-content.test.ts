import { describe, expect, test } from 'vitest';
import { booleanFindings, enumFindings, featureFields, modalities, numberBounds, professionalCodes, urgencies } from '#contract/triage.ts';
import { testsOf } from './condition-evaluation.ts';
import { builtInDangerFindings, builtInTriageContent, isAssignRule, isFallback, isModifier, parseTriageContent, triageContentItems } from './triage-content.ts';

const { ruleset, reasons, dictionary, vocabulary } = builtInTriageContent;
const { rules } = ruleset.body;
const { findings, groups } = dictionary.body;
const findingOf = (field: string) => findings.find((finding) => finding.field === field);
const ruleFindings = [...booleanFindings, ...Object.keys(numberBounds), ...enumFindings, 'prereq_missing'];

const codesOf = (list: readonly { code: string }[]) => list.map(({ code }) => code);

describe('ruleset', () => {
  test('sixty rules, the one for when none fires, eleven modifiers', () => {
    expect(rules.filter(isAssignRule)).toHaveLength(60);
    expect(rules.filter(isFallback).map(({ id }) => id)).toEqual(['R58']);
    expect(rules.filter(isModifier)).toHaveLength(11);
  });

  test('says that nobody has signed it off', () => {
    expect(ruleset).toMatchObject({ status: 'unreviewed' });
    expect(ruleset.signedOffBy).toBeUndefined();
  });

  test('every finding it reads is in the dictionary, and every finding of the dictionary is read or said not to be', () => {
    const read = new Set(rules.flatMap((rule) => (isFallback(rule) ? [] : testsOf(rule.when).map((condition) => condition.f))));
    expect([...read].filter((field) => !findingOf(field))).toEqual([]);
    expect([...read].sort()).toEqual([...ruleFindings].sort());
    for (const finding of findings) expect([finding.field, finding.usedByRules]).toEqual([finding.field, read.has(finding.field)]);
  });

  test('every code has a name in both languages', () => {
    const { professionals, modalities: ways, flags, classes } = vocabulary.body;
    const actions = rules.flatMap((rule) => (isModifier(rule) ? (rule.flag ?? []) : rule.actions));
    expect([...new Set([...actions, 'CONFIRM_ABSENCE'])].filter((code) => !codesOf(flags).includes(code))).toEqual([]);
    expect(codesOf(professionals).sort()).toEqual([...professionalCodes].sort());
    expect(codesOf(ways).sort()).toEqual([...modalities].sort());
    expect(codesOf(classes)).toEqual(urgencies);
  });

  test('every code of a source has a legend', () => {
    const cited = new Set(rules.flatMap((rule) => rule.sourceCode.match(/\bF\d+[a-z]?\b|\bK\b(?=$|:| )|IPAM|design/g) ?? []));
    expect([...cited].filter((code) => !codesOf(ruleset.sources).includes(code))).toEqual([]);
  });

  test('what does not hold together is refused', () => {
    const pieces = { ruleset, reasons, dictionary, vocabulary };
    const [rule] = rules;
    const broken = (body: object) => parseTriageContent({ ...pieces, ruleset: { ...ruleset, body: { ...ruleset.body, ...body } } });
    expect(() => broken({ rules: [...rules, rule] })).toThrow('rule ids repeat');
    expect(() => broken({ modifierOrder: ['M01'] })).toThrow('modifierOrder');
    expect(() => broken({ rules: rules.filter((other) => !isFallback(other)) })).toThrow('no other fires');
    expect(() => broken({ rules: rules.map((other) => (other === rule ? { ...rule, when: { f: 'fevr', op: 'is', v: true } } : other)) })).toThrow();
    expect(() => parseTriageContent({ ...pieces, ruleset: { ...ruleset, status: 'signed-off' } })).toThrow('signedOffBy');
  });
});

describe('dictionary of findings', () => {
  test('holds each finding once, in the order of the groups', () => {
    expect(new Set(findings.map(({ field }) => field)).size).toBe(findings.length);
    const positions = findings.map(({ group }) => codesOf(groups).indexOf(group));
    expect(positions).toEqual([...positions].sort((a, b) => a - b));
    expect(positions[0]).toBe(0);
    expect(findings.filter(({ field }) => !(featureFields as readonly string[]).includes(field))).toEqual([]);
  });

  test('has the bounds of the contract', () => {
    for (const [field, { min, max, whole }] of Object.entries(numberBounds)) {
      expect(findingOf(field)).toMatchObject({ field, kind: 'number', min, max });
      if (whole) expect([field, findingOf(field)?.step]).toEqual([field, 1]);
    }
    for (const field of booleanFindings) expect(findingOf(field)).toMatchObject({ field, kind: 'boolean' });
    for (const field of enumFindings) expect(findingOf(field)?.options).toHaveLength(3);
  });

  test('danger signs open the form whatever the reason', () => {
    const danger = findings.filter((finding) => finding.danger);
    expect(danger.length).toBeGreaterThan(10);
    for (const finding of danger) expect(finding).toMatchObject({ group: 'danger', reasons: [] });
  });

  test('names only reasons that exist, and each reason has findings of its own', () => {
    const known = codesOf(reasons.body.reasons);
    expect(findings.flatMap((finding) => finding.reasons).filter((reason) => !known.includes(reason))).toEqual([]);
    for (const reason of known) expect(findings.filter((finding) => finding.reasons.includes(reason)).length).toBeGreaterThan(3);
  });

  test('says which way a measure gets worse, as the danger findings do', () => {
    const { higher, higherOnceKnown, lower } = builtInDangerFindings.body;
    expect(findings.filter(({ worse }) => worse === 'higher').map(({ field }) => field).sort()).toEqual([...higher, ...higherOnceKnown].sort());
    expect(findings.filter(({ worse }) => worse === 'lower').map(({ field }) => field).sort()).toEqual([...lower].sort());
  });
});

test('seventeen reasons for referral, each prerequisite named', () => {
  expect(codesOf(reasons.body.reasons)).toEqual(Array.from({ length: 17 }, (_, index) => `RH${String(index + 1).padStart(2, '0')}`));
  expect(new Set(codesOf(reasons.body.prerequisites)).size).toBe(reasons.body.prerequisites.length);
});

test('French sentences keep their punctuation on the line', () => {
  const french: string[] = [];
  JSON.stringify(triageContentItems, (key, value: unknown) => {
    if (key === 'fr' && typeof value === 'string') french.push(value);
    return value;
  });
  expect(french.length).toBeGreaterThan(300);
  expect(french.filter((text) => / [:%»]|\S[:](?=\s)|« /.test(text.replaceAll('\u00a0:', '')) || / [;!?]/.test(text))).toEqual([]);
});

test('content comes with what a clinic stores', () => {
  expect(triageContentItems.map(({ kind, id, version }) => `${kind}/${id}@${version}`)).toEqual([
    'triage-ruleset/rheumatology@1.0.0', 'triage-reasons/rheumatology@1.0.0', 'triage-finding-dictionary/rheumatology@1.1.0',
    'triage-vocabulary/rheumatology@1.0.0', 'triage-danger-findings/rheumatology@1.0.0', 'triage-letter-lexicon/rheumatology@1.0.0',
    'triage-routing/rheumatology@1.0.0', 'result-findings/rheumatology@1.0.0',
  ]);
  const body = (index: number) => JSON.parse(JSON.stringify(triageContentItems[index]?.body)) as unknown;
  expect(parseTriageContent({ ruleset: body(0), reasons: body(1), dictionary: body(2), vocabulary: body(3) })).toEqual(builtInTriageContent);
});
