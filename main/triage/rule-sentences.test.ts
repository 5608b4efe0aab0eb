import { describe, expect, test } from 'vitest';
import type { Condition } from './condition-evaluation.ts';
import { ruleSentence } from './rule-sentences.ts';
import { builtInTriageContent, isFallback, type Rule } from './triage-content.ts';

const { rules } = builtInTriageContent.ruleset.body;
const ruleOf = (id: string): Rule => {
  const rule = rules.find((one) => one.id === id);
  if (!rule) throw new Error(id);
  return rule;
};
const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const sentence = (rule: Rule) => {
  const { fr, en } = ruleSentence(rule, builtInTriageContent);
  return { fr: plain(fr), en: plain(en) };
};
const withCondition = (when: Condition) => sentence({ ...ruleOf('R18'), when });
const fever = { f: 'fever', op: 'is', v: true } as const;
const crp = { f: 'crp', op: '>=', v: 10 } as const;

describe('rules read back', () => {
  test.each([
    ['R18', 'Si œil rouge douloureux : classe A; ophtalmologie et rhumatologue; en personne (imposé); à faire : ophtalmologie en 24 h.', 'If red painful eye: class A; ophthalmology and rheumatologist; in person (imposed); to do: ophthalmology within 24 h.'],
    ['R58', 'Si aucune autre règle ne s’applique : classe D; infirmière clinicienne; téléphone; à faire : revue humaine obligatoire.', null],
    ['M06', 'Si âge < 16 ans : signaler : rhumatologie pédiatrique.', null],
    ['M02', 'Si confiné à domicile ou mobilité réduite : ajouter ergothérapeute; à domicile plutôt qu’en personne, sauf modalité imposée, de la classe C à la classe E; signaler : transport adapté.', null],
    ['M05', 'Si des prérequis manquent : signaler : demander les prérequis manquants.', null],
    ['R57', null, 'If gout, and gout flares in 12 months ≤ 1 per year, and tophi: no or unknown, and stage of chronic kidney disease < 3 or unknown, and urate < 540 µmol/L or unknown, and at least one of (on urate-lowering therapy: no or unknown; urate ≤ 360 µmol/L or unknown), and acute hot joint: no or unknown: class E; primary care and registered nurse; telephone.'],
  ])('%s', (id, fr, en) => {
    const said = sentence(ruleOf(id));
    if (fr !== null) expect(said.fr).toBe(fr);
    if (en !== null) expect(said.en).toBe(en);
  });

  test.each<[Condition, string]>([
    [{ not: { not: fever } }, 'fever'],
    [{ not: { all: [fever, crp] } }, 'at least one of (fever: no or unknown; CRP < 10 mg/L or unknown)'],
    [{ not: { any: [fever, crp] } }, 'fever: no or unknown, and CRP < 10 mg/L or unknown'],
    [{ any: [fever] }, 'fever'],
    [{ all: [fever, { all: [crp, { not: { f: 'crp', op: 'unknown', v: true } }] }] }, 'fever, and CRP ≥ 10 mg/L, and CRP: known'],
    [{ f: 'fever', op: 'is', v: false }, 'fever: no'],
    [{ not: { f: 'fever', op: 'is', v: false } }, 'fever: yes or unknown'],
    [{ f: 'acpa', op: 'in', v: ['low', 'high'] }, 'anti-CCP: low positive or high positive'],
    [{ not: { f: 'acpa', op: '==', v: 'neg' } }, 'anti-CCP: low positive, high positive or unknown'],
    [{ not: { f: 'prereq_missing', op: 'nonempty', v: true } }, 'no prerequisite is missing'],
  ])('a condition, %#', (condition, words) => {
    expect(withCondition(condition).en).toContain(`If ${words}: class A;`);
  });

  test('every shipped rule has a sentence without a code in it, in both languages', () => {
    const codes = rules.flatMap((rule) => (isFallback(rule) ? [] : JSON.stringify(rule.when).match(/"f":"(\w+)"/g)?.map((hit) => hit.slice(5, -1)) ?? [])).filter((code) => code.includes('_'));
    for (const rule of rules) {
      const { fr, en } = sentence(rule);
      expect([rule.id, codes.filter((code) => fr.includes(code) || en.includes(code))]).toEqual([rule.id, []]);
      expect(en).not.toMatch(/undefined|null|NaN/);
    }
  });
});
