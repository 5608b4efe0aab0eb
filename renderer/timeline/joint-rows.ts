import { type JointCode, type JointFindings, jointParts } from '#contract/joints.ts';
import type { TimelineAssessment } from '#contract/timeline.ts';
import { dayOf } from './time-window.ts';

/** Which joints were tender or swollen when, by region: rows under the same axis of time. Pure. */

export const jointRegions = ['head', 'shoulder', 'elbow', 'wrist', 'mcp', 'finger', 'hip', 'knee', 'ankle', 'toe'] as const;
export type JointRegion = (typeof jointRegions)[number];

/** The region a joint is shown in. */
export function regionOf(code: JointCode): JointRegion {
  const { name } = jointParts(code);
  if (name.startsWith('mcp')) return 'mcp';
  if (/^(ip|pip|dip)/.test(name)) return 'finger';
  if (/^(mtp|toe)/.test(name)) return 'toe';
  if (name === 'ankle' || name === 'midtarsal') return 'ankle';
  return name === 'tmj' || name === 'sc' || name === 'ac' ? 'head' : (name as JointRegion);
}

export interface JointMarkAt {
  readonly day: number;
  readonly tender: number;
  readonly swollen: number;
}

/** Regions in which something was ever found, from the head down; in each, what was found at each examination. */
export function jointRows(assessments: readonly TimelineAssessment[]): readonly { readonly region: JointRegion; readonly marks: readonly JointMarkAt[] }[] {
  const rows = new Map<JointRegion, JointMarkAt[]>();
  for (const { on, joints } of assessments) {
    for (const [region, codes] of Map.groupBy(foundIn(joints), regionOf)) {
      const count = (kind: 'tender' | 'swollen'): number => codes.filter((code) => joints[code]?.[kind]).length;
      rows.set(region, [...(rows.get(region) ?? []), { day: dayOf(on), tender: count('tender'), swollen: count('swollen') }]);
    }
  }
  return jointRegions.flatMap((region) => {
    const marks = rows.get(region);
    return marks ? [{ region, marks }] : [];
  });
}

function foundIn(joints: JointFindings): readonly JointCode[] {
  return (Object.keys(joints) as JointCode[]).filter((code) => joints[code]?.tender || joints[code]?.swollen);
}
