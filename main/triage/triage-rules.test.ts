import { describe, expect, test } from 'vitest';
import { decisionSchema, type Features, featuresSchema } from '#contract/triage.ts';
import { referralFor } from './testing/random-referral.ts';
import vignettes from './content/vignettes.json' with { type: 'json' };
import { builtInTriageContent } from './triage-content.ts';
import { decide } from './triage-rules.ts';

const { ruleset, reasons } = builtInTriageContent;

function decisionOn(features: Features) {
  const answer = decide(features, ruleset, reasons);
  if (!answer.ok) throw new Error(answer.code);
  return answer.decision;
}

/** The assign rules that fire on each vignette, exactly (the index of the design's §4.6). */
const firedOn: Readonly<Record<string, string>> = {
  V01: 'R01,R21',
  V03: 'R03',
  V05: 'R06',
  V07: 'R09,R24',
  V09: 'R11',
  V11: 'R14',
  V13: 'R16',
  V15: 'R18,R41',
  V17: 'R20',
  V19: 'R22,R35',
  V21: 'R24',
  V23: 'R26',
  V25: 'R28,R31',
  V27: 'R31',
  V29: 'R33',
  V31: 'R35',
  V33: 'R40',
  V35: 'R43',
  V37: 'R50',
  V39: 'R53',
  V41: 'R04',
  V43: 'R13',
  V45: 'R37',
  V47: 'R39',
  V49: 'R44',
  V51: 'R46',
  V53: 'R49',
  V55: 'R55',
  V57: 'R57',
  V59: 'R58',
  V61: 'R01,R36,R43',
  V63: 'R58',
  V65: 'R57',
  V67: 'R01',
  V69: 'R59',
  V71: 'R05',
};
const dueInDays: Readonly<Record<string, number>> = { URG: 0, A: 3, B: 10, C: 28, D: 90, E: 365 };

describe('vignettes', () => {
  test.each(vignettes.vignettes)('$id $text_en', ({ id, features, expected }) => {
    const decision = decisionOn(featuresSchema.parse(features));
    expect(decisionSchema.parse(decision)).toEqual(decision);
    expect(decision).toMatchObject({ cls: expected.cls, primary: expected.primary, modality: expected.modality, dueInDays: dueInDays[expected.cls] });
    expect(decision.rules.filter((rule) => rule.startsWith('R')).join()).toBe(firedOn[id]);
    expect(decision.rules).toEqual(expect.arrayContaining(expected.must_fire));
    expect(decision.pros).toEqual(expect.arrayContaining(expected.must_include_pro));
    expect(decision.flags).toEqual(expect.arrayContaining(expected.must_flag));
  });

  test('all of them are here', () => {
    expect(vignettes.vignettes).toHaveLength(36);
    expect(Object.keys(firedOn)).toHaveLength(36);
  });
});

describe('decision', () => {
  test('without an age nothing is proposed', () => {
    expect(decide({ haemoptysis: true }, ruleset, reasons)).toEqual({ ok: false, code: 'AGE_REQUIRED' });
    expect(decide({ age: null }, ruleset, reasons)).toEqual({ ok: false, code: 'AGE_REQUIRED' });
    expect(decide({ age: 0 }, ruleset, reasons).ok).toBe(true);
  });

  test('when no rule fires: class D, by a person', () => {
    expect(decisionOn({ age: 40 })).toEqual({
      cls: 'D', dueInDays: 90, primary: 'RN', modality: 'PHONE', pros: ['RN'], flags: ['HUMAN_REVIEW'], rules: ['R58'], assumedAbsent: [], missing: [],
      humanReview: true, rulesetVersion: ruleset.version,
    });
  });

  test('rules fire by class, then number; professionals are joined without repeats', () => {
    const decision = decisionOn({ age: 60, ssc: true, sbp: 160, digital_ulcers: true, eye_red_painful: true, known_patient: false });
    expect(decision.rules).toEqual(['R18', 'R60', 'R25']);
    expect(decision).toMatchObject({ cls: 'A', primary: 'OPH', modality: 'IN_PERSON', pros: ['OPH', 'RHEUM', 'RN'], flags: ['OPH_24H', 'SAME_DAY_LABS'] });
  });

  test('in an emergency only the emergency rules choose who, and modifiers add nobody', () => {
    const decision = decisionOn({ age: 70, acute_hot_joint: true, fever: true, swollen_joints: 12, haq: 2, known_patient: false });
    expect(decision.rules).toEqual(['R01', 'R21', 'M01']);
    expect(decision.pros).toEqual(['ED', 'RHEUM']);
  });

  test('modifiers apply in the order the content declares', () => {
    const decision = decisionOn({ age: 60, acute_hot_joint: true, steroid_mg: 8, steroid_weeks: 20, known_patient: true });
    expect(decision.rules.slice(-2)).toEqual(['M11', 'M09']);
    expect(decision.flags.slice(-2)).toEqual(['ASK_FEVER', 'BONE_HEALTH']);
  });

  test('an uncommon finding in a known patient does not lower the class (guarantee a)', () => {
    for (const finding of [{ sicca: true }, { raynaud: true, raynaud_secondary_features: true }]) {
      const features = { age: 50, known_patient: true, oa: true, ...finding };
      expect(decisionOn(features).cls).toBe('D');
      expect(decisionOn({ ...features, specific_ab: true }).cls).toBe('D');
    }
  });
});

describe('modality', () => {
  const cases: readonly (readonly [string, Features, string])[] = [
    ['home for a homebound person', { age: 60, cppd_recurrent: true, homebound: true }, 'HOME'],
    ['home wins over distance', { age: 60, cppd_recurrent: true, homebound: true, distance_km: 300 }, 'HOME'],
    ['video at 100 km', { age: 60, cppd_recurrent: true, distance_km: 100 }, 'VIDEO'],
    ['in person at 99 km', { age: 60, cppd_recurrent: true, distance_km: 99 }, 'IN_PERSON'],
    ['telephone where video is impossible', { age: 60, cppd_recurrent: true, distance_km: 300, has_video: false }, 'PHONE'],
    ['in person with a hearing or cognitive barrier', { age: 60, cppd_recurrent: true, distance_km: 300, hearing_cog_barrier: true }, 'IN_PERSON'],
    ['a locked modality stays', { age: 30, swollen_joints: 3, known_patient: false, homebound: true, distance_km: 300 }, 'IN_PERSON'],
    ['class C unlocked goes home, not to video', { age: 60, gout: true, tophi: true, homebound: true }, 'HOME'],
    ['class C unlocked stays in person at a distance', { age: 60, gout: true, tophi: true, distance_km: 300 }, 'IN_PERSON'],
    ['class B is examined', { age: 30, pregnant: true, sle: true, homebound: true, distance_km: 300 }, 'IN_PERSON'],
  ];
  test.each(cases)('%s', (_, features, modality) => {
    expect(decisionOn(features).modality).toBe(modality);
  });
});

describe('what was assumed absent', () => {
  test('a class E that rests on it asks for confirmation and a person', () => {
    const decision = decisionOn({ age: 45, soft_tissue: true, crp: 1, swollen_joints: 0 });
    expect(decision).toMatchObject({ cls: 'E', assumedAbsent: ['squeeze_positive', 'morning_stiffness_min'], humanReview: true });
    expect(decision.flags).toContain('CONFIRM_ABSENCE');
  });

  test('a class E that rests on known facts does not', () => {
    const decision = decisionOn({ age: 45, soft_tissue: true, crp: 1, swollen_joints: 0, squeeze_positive: false, morning_stiffness_min: 5 });
    expect(decision).toMatchObject({ cls: 'E', assumedAbsent: [], humanReview: false, flags: [] });
  });

  test('another class only says so', () => {
    const decision = decisionOn({ age: 30, swollen_joints: 2 });
    expect(decision).toMatchObject({ cls: 'C', assumedAbsent: ['known_patient', 'acute_hot_joint'], humanReview: false });
  });
});

test.each(ruleset.body.rules.map((rule) => ({ id: rule.id, rule })))('$id can fire', ({ rule }) => {
  const fires = Array.from({ length: 60 }, (_, seed) => decisionOn(referralFor([rule], seed, 0))).some((decision) => decision.rules.includes(rule.id));
  expect(fires).toBe(true);
});
