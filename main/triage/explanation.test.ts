import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ClassChange, explanationSchema, type Features, featuresSchema } from '#contract/triage.ts';
import { explain } from './explanation.ts';
import { referrals } from './testing/random-referral.ts';
import { builtInTriageContent as content } from './triage-content.ts';
import { decide, evaluate, rankOf } from './triage-rules.ts';

function explained(features: Features) {
  const evaluation = evaluate(features, content.ruleset, content.reasons);
  if (!evaluation.ok) throw new Error(evaluation.code);
  return { decision: evaluation.decision, explanation: explain(evaluation, content) };
}

/** A recent polyarthritis that keeps its patient from working, as on the triage screen. */
const polyarthritis: Features = {
  age: 47, reason_code: 'RH04', known_patient: false, acute_hot_joint: false, swollen_joints: 8, tender_joints: 11, morning_stiffness_min: 90, squeeze_positive: true,
  unable_work_selfcare: true, hand_function_limited: true, crp: 34, esr: 46, rf: 'high', hb: 118, alt_xuln: 0.7, creat_rise_pct: 0, extra_articular: false, haq: 1.5,
};

describe('explanation', () => {
  const { explanation } = explained(polyarthritis);

  test('tells the deciding rule first, with the facts it rests on', () => {
    const [first, second] = explanation.rules;
    expect(first).toMatchObject({ id: 'R21', cls: 'B', decides: true, modality: 'IN_PERSON', modalityLocked: true, source: { fr: 'SCR 2012; NICE QS33' } });
    expect(first?.facts).toContainEqual({ field: 'swollen_joints', label: { fr: 'Articulations enflées', en: 'Swollen joints' }, unit: null, value: 8, part: 'present' });
    expect(first?.facts).toContainEqual(expect.objectContaining({ field: 'morning_stiffness_min', unit: { fr: 'min', en: 'min' }, value: 90 }));
    expect(second).toMatchObject({ id: 'R31', cls: 'C', decides: false });
    expect(second?.facts).toContainEqual(expect.objectContaining({ field: 'known_patient', value: false, part: 'ruled-out' }));
  });

  test('tells what the modifiers did', () => {
    expect(explanation.modifiers).toMatchObject([{ id: 'M01', adds: [{ code: 'OT', label: { fr: 'Ergothérapeute' } }], modality: null }, { id: 'M05', flag: { code: 'INFO_REQUEST' } }]);
    const far = explained({ age: 60, cppd_recurrent: true, distance_km: 300 }).explanation;
    expect(far.modifiers).toMatchObject([{ id: 'M03', modality: { from: 'IN_PERSON', to: 'VIDEO' }, facts: [{ field: 'distance_km', unit: { fr: 'km' } }] }]);
  });

  test('names what is missing and marks what is only useful', () => {
    expect(explanation.missing.map(({ code }) => code)).toEqual(['ACPA', 'HBV', 'HCV', 'XR_HANDS_FEET']);
    expect(explained({ age: 40, reason_code: 'RH02' }).explanation.missing.at(-1)).toMatchObject({ code: 'ASPIRATION', optional: true });
    expect(explained({ age: 40, prereq_missing: ['local'] }).explanation.missing).toEqual([{ code: 'local', label: { fr: 'local', en: 'local' }, optional: false }]);
  });

  test('says that nobody has signed the rules off', () => {
    expect(explanation.ruleset).toEqual({ version: content.ruleset.version, status: 'unreviewed', signedOffBy: null });
  });

  test('marks what was assumed absent, and what fired because nobody knows', () => {
    const { decision, explanation: other } = explained({ age: 70, new_headache: true, crp: 30 });
    expect(decision.flags).toContain('ASK_VISUAL');
    expect(other.assumedAbsent).toEqual([{ field: 'visual_symptoms', label: { fr: 'Perte visuelle, amaurose ou diplopie', en: 'Visual loss, amaurosis or diplopia' } }]);
    expect(other.modifiers[0]?.facts).toContainEqual(expect.objectContaining({ field: 'visual_symptoms', part: 'not-documented' }));
  });
});

describe('what would change the class', () => {
  const told = (changes: readonly ClassChange[]) =>
    changes.map(({ field, value, condition, cls, ruleId }) => `${field} ${condition ? `${condition.operator} ${condition.threshold}` : String(value)}: ${cls} (${ruleId})`);

  test('the nearest facts, with the threshold to cross', () => {
    const { explanation } = explained({ age: 41, swollen_joints: 4, morning_stiffness_min: 60, crp: 14, haq: 0.75, known_patient: false, acute_hot_joint: false });
    expect(told(explanation.wouldRaise).sort()).toEqual([
      'crp >= 50: B (R21)', 'extra_articular true: B (R21)', 'haq >= 2: B (R21)', 'swollen_joints >= 10: B (R21)', 'unable_work_selfcare true: B (R21)',
    ]);
  });

  test('an unknown measure is told by the threshold nearest to normal', () => {
    const { explanation } = explained({ age: 26, ana_titre: 320, ctd_clinical_feature: true, known_patient: false });
    expect(told(explanation.wouldRaise)).toContain('platelets < 50: A (R17)');
  });

  test('lowering names only what the class rests on', () => {
    expect(told(explained({ age: 75, new_headache: true, visual_symptoms: false, crp: 54 }).explanation.wouldLower)).toEqual(['new_headache false: D (R58)', 'crp < 10: B (R59)']);
  });

  test('age is never proposed as something to change', () => {
    const { explanation } = explained({ age: 49, new_headache: true, crp: 30, visual_symptoms: false });
    expect(explanation.wouldRaise.map(({ field }) => field)).not.toContain('age');
  });

  test('each change really does it, alone, and stays within the contract', () => {
    fc.assert(
      fc.property(referrals, (features) => {
        const { decision, explanation } = explained(features);
        expect(explanationSchema.parse(explanation)).toEqual(explanation);
        for (const change of [...explanation.wouldRaise, ...explanation.wouldLower]) {
          const answer = decide(featuresSchema.parse({ ...features, [change.field]: change.value }), content.ruleset, content.reasons);
          expect(answer).toMatchObject({ ok: true, decision: { cls: change.cls } });
        }
        expect(explanation.wouldRaise.filter(({ cls }) => rankOf(cls) >= rankOf(decision.cls))).toEqual([]);
        expect(explanation.wouldLower.filter(({ cls }) => rankOf(cls) <= rankOf(decision.cls))).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });
});
