import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canSwell, type JointCode, jointCodes, type JointFinding, jointParts, isOf28 } from '#contract/joints.ts';
import { builtInJoints } from './assessment-content.ts';
import { countJoints, isOfFoot, jointsOf, outsideSet, swollenFeet } from './joint-count-rules.ts';

const finding = (part: Partial<JointFinding>): JointFinding => ({ tender: false, swollen: false, unassessable: null, ...part });
const findings = fc.dictionary(
  fc.constantFrom<string>(...jointCodes),
  fc.record({ tender: fc.boolean(), swollen: fc.boolean(), unassessable: fc.constantFrom(null, null, null, 'prosthesis' as const, 'not-assessable' as const) }),
  { maxKeys: 68 },
);

describe('the catalogue of joints', () => {
  test('names the 68 joints of the contract, with the sets each belongs to', () => {
    const { joints, sides } = builtInJoints.body;
    const codes = sides.flatMap(({ code }) => joints.map(({ name }) => `${name}-${code}`));
    expect(codes).toEqual([...jointCodes]);
    expect(codes).toHaveLength(68);
    const inSet = (set: '28' | '66' | '68') => 2 * joints.filter(({ sets }) => sets.includes(set)).length;
    expect([inSet('28'), inSet('66'), inSet('68')]).toEqual([28, 66, 68]);
    for (const code of jointCodes) {
      const kept = joints.find(({ name }) => name === jointParts(code).name);
      expect([code, kept?.sets.includes('28'), kept?.sets.includes('66'), kept?.foot]).toEqual([code, isOf28(code), canSwell(code), isOfFoot(code)]);
    }
  });

  test('says nothing twice', () => {
    const { joints } = builtInJoints.body;
    for (const language of ['fr', 'en'] as const) expect(new Set(joints.map(({ label }) => label[language])).size).toBe(joints.length);
  });
});

describe('counts', () => {
  test('everything tender and swollen: 28 and 28, 68 and 66', () => {
    const all = Object.fromEntries(jointCodes.map((code) => [code, finding({ tender: true, swollen: true })]));
    expect(countJoints('66-68', all)).toEqual({ tender28: 28, swollen28: 28, tender68: 68, swollen66: 66, assessable28: 28, assessable68: 68 });
    expect(countJoints('28', all)).toMatchObject({ tender28: 28, swollen28: 28, tender68: 28, swollen66: 28, assessable68: 28 });
    expect(countJoints('66-68', {})).toEqual({ tender28: 0, swollen28: 0, tender68: 0, swollen66: 0, assessable28: 28, assessable68: 68 });
  });

  test('a hip is felt and not seen; a prosthesis counts neither way', () => {
    expect(countJoints('66-68', { 'hip-l': finding({ tender: true, swollen: true }) })).toMatchObject({ tender68: 1, swollen66: 0, tender28: 0 });
    expect(countJoints('66-68', { 'knee-r': finding({ tender: true, swollen: true, unassessable: 'prosthesis' }) })).toMatchObject({ tender28: 0, swollen28: 0, assessable28: 27, assessable68: 67 });
  });

  test('feet are outside the 28', () => {
    const feet = { 'ankle-r': finding({ swollen: true }), 'mtp1-l': finding({ swollen: true, tender: true }), 'toe2-l': finding({ swollen: true, unassessable: 'not-assessable' }), 'wrist-l': finding({ swollen: true }) };
    expect(swollenFeet(feet)).toBe(2);
    expect(outsideSet('28', feet)).toEqual(['ankle-r', 'mtp1-l', 'toe2-l']);
    expect(outsideSet('66-68', feet)).toEqual([]);
    expect(jointCodes.filter(isOfFoot)).toHaveLength(24);
  });

  test('on random findings: counted one by one, in their sets, whatever the order', () => {
    fc.assert(
      fc.property(findings, fc.constantFrom('28' as const, '66-68' as const), (joints, set) => {
        const judged = (code: JointCode) => !joints[code]?.unassessable && (set === '66-68' || isOf28(code));
        const of = (holds: (code: JointCode) => boolean) => jointCodes.filter((code) => judged(code) && holds(code)).length;
        const counts = countJoints(set, joints);
        expect(counts).toEqual({
          tender28: of((code) => isOf28(code) && joints[code]?.tender === true), swollen28: of((code) => isOf28(code) && joints[code]?.swollen === true), tender68: of((code) => joints[code]?.tender === true),
          swollen66: of((code) => !code.startsWith('hip') && joints[code]?.swollen === true), assessable28: of(isOf28), assessable68: of(() => true),
        });
        expect(counts.tender28 <= 28 && counts.swollen66 <= 66 && counts.tender68 <= 68 && counts.tender28 <= counts.tender68).toBe(true);
        expect(countJoints(set, Object.fromEntries(Object.entries(joints).reverse()))).toEqual(counts);
        expect(jointsOf(set)).toHaveLength(set === '28' ? 28 : 68);
      }),
      { numRuns: 200 },
    );
  });
});
