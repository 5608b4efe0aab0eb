import type { JointCounts } from '#contract/assessments.ts';
import { canSwell, type JointCode, jointCodes, type JointFindings, jointParts, type JointSet, isOf28 } from '#contract/joints.ts';

/** Counts of joints from what was found at each. Pure. */

const codesOfFoot: ReadonlySet<JointCode> = new Set(
  jointCodes.filter((code) => {
    const { name } = jointParts(code);
    return name === 'ankle' || name === 'midtarsal' || name.startsWith('mtp') || name.startsWith('toe');
  }),
);

/** An ankle or a joint of the foot: outside the 28. */
export function isOfFoot(code: JointCode): boolean {
  return codesOfFoot.has(code);
}

const codesOfSet: Readonly<Record<JointSet, readonly JointCode[]>> = { 28: jointCodes.filter(isOf28), '66-68': jointCodes };

/** The joints of a set. */
export function jointsOf(set: JointSet): readonly JointCode[] {
  return codesOfSet[set];
}

/**
 * Tender and swollen joints, and how many could be judged. A joint not named was found free; one that cannot be judged counts
 * neither way; the swelling of a hip is not counted. Of the set of 28, the larger counts are no more than those of the 28.
 */
export function countJoints(set: JointSet, joints: JointFindings): JointCounts {
  const examined = jointsOf(set);
  const judged = examined.filter((code) => !joints[code]?.unassessable);
  const tender = judged.filter((code) => joints[code]?.tender);
  const swollen = judged.filter((code) => joints[code]?.swollen && canSwell(code));
  return {
    tender28: tender.filter(isOf28).length, swollen28: swollen.filter(isOf28).length, tender68: tender.length, swollen66: swollen.length,
    assessable28: judged.filter(isOf28).length, assessable68: judged.length,
  };
}

/** Swollen joints of ankles and feet that were noted, whatever the set. */
export function swollenFeet(joints: JointFindings): number {
  return jointCodes.filter((code) => isOfFoot(code) && joints[code]?.swollen && !joints[code].unassessable).length;
}

/** Joints with a finding that the set leaves out. */
export function outsideSet(set: JointSet, joints: JointFindings): readonly JointCode[] {
  const examined = new Set(jointsOf(set));
  return jointCodes.filter((code) => !examined.has(code) && (joints[code]?.tender || joints[code]?.swollen));
}
