import type { AssessmentEntry } from '#contract/assessments.ts';
import { jointSides, type JointCode, type JointFinding, type JointName } from '#contract/joints.ts';
import courses from './courses.json' with { type: 'json' };
import type { SeededRandom } from './random.ts';

/** What is found at a visit of the demonstration, from how active the disease is: 0 not at all, 1 the most. Pure. */

export interface AssessedDisease {
  readonly set: '28' | '66-68' | null;
  readonly each: readonly string[];
  readonly function: string | null;
}

const diseases: Readonly<Record<string, AssessedDisease | undefined>> = courses.instruments as Readonly<Record<string, AssessedDisease>>;

/** How a disease is assessed; undefined for one that is followed by results alone. */
export function assessedDisease(key: string | undefined): AssessedDisease | undefined {
  return key === undefined ? undefined : diseases[key];
}

/** What stays the same in one person from visit to visit. */
export interface Traits {
  /** The joints the disease takes first come first. */
  readonly joints: readonly JointCode[];
  /** What a joint that was destroyed leaves, of the function; 0 to 1. */
  readonly damage: number;
  /** A person who feels more than is found, or less. */
  readonly feeling: number;
  readonly lupusSigns: readonly string[];
}

/** The traits of a person. */
export function traitsOf(disease: AssessedDisease, draw: SeededRandom): Traits {
  const order: readonly string[] = disease.set === null ? [] : courses.jointOrder[disease.set];
  // Mostly in the order of the disease, on both sides, shaken a little.
  const ranked = order.flatMap((name, place) => jointSides.map((side) => ({ code: `${name as JointName}-${side}` as const, rank: place + draw.fraction() * 6 })));
  return { joints: ranked.sort((one, other) => one.rank - other.rank).map(({ code }) => code), damage: draw.fraction() * 0.3, feeling: (draw.fraction() - 0.5) * 0.16, lupusSigns: draw.shuffled(courses.lupusSigns) };
}

const between = (value: number, lowest: number, highest: number): number => Math.min(highest, Math.max(lowest, value));
const haqItems = [
  'dressing_dress', 'dressing_shampoo', 'arising_stand', 'arising_bed', 'eating_cut_meat', 'eating_lift_cup', 'eating_open_carton', 'walking_outdoors', 'walking_steps', 'hygiene_wash', 'hygiene_bath', 'hygiene_toilet', 'reach_overhead',
  'reach_bend', 'grip_car_doors', 'grip_jars', 'grip_taps', 'activities_errands', 'activities_car', 'activities_chores',
] as const;
const spinalItems = ['fatigue_nrs', 'back_pain_nrs', 'peripheral_pain_nrs', 'enthesis_pain_nrs', 'stiffness_severity_nrs', 'stiffness_duration_nrs'] as const;

/** An assessment of that day. `crp` in mg/L, taken the same day. */
export function entryOf(disease: AssessedDisease, { activity, on, crp, withFunction }: { readonly activity: number; readonly on: string; readonly crp: number; readonly withFunction: boolean }, traits: Traits, draw: SeededRandom): AssessmentEntry {
  const shaken = (by: number): number => between(activity + (draw.fraction() - 0.5) * by, 0, 1);
  const felt = between(activity + traits.feeling, 0, 1);
  const millimetres = (level: number): number => Math.round(between(level * 92 + 4 + (draw.fraction() - 0.5) * 14, 0, 100));
  const tenths = (level: number): number => Math.round(between(level * 9.4 + 0.3 + (draw.fraction() - 0.5) * 1.6, 0, 10) * 2) / 2;
  const values: Record<string, number> = { patient_global_mm: millimetres(felt), pain_mm: millimetres(felt), physician_global_mm: millimetres(shaken(0.08)), crp_mg_l: crp };
  if (disease.each.includes('basdai')) for (const item of spinalItems) values[item] = tenths(felt);
  if (withFunction && disease.function === 'haq-di') for (const item of haqItems) values[item] = Math.round(between(felt * 2.1 + traits.damage + (draw.fraction() - 0.55) * 0.9, 0, 3));
  if (withFunction && disease.function === 'basfi') for (let item = 1; item <= 10; item += 1) values[`basfi_${item}_nrs`] = tenths(felt * 0.8 + traits.damage * 0.3);
  const many = disease.set === '66-68' ? 20 : 17;
  const tender = Math.round(shaken(0.1) ** 1.25 * many);
  const swollen = Math.min(tender + 1, Math.round(shaken(0.1) ** 1.5 * many * 0.8));
  const joints: Partial<Record<JointCode, JointFinding>> = {};
  if (disease.set !== null) {
    for (const [place, code] of traits.joints.entries()) {
      const finding = { tender: place < tender, swollen: place < swollen && !code.startsWith('hip'), unassessable: null };
      if (finding.tender || finding.swollen) joints[code] = finding;
    }
  }
  return {
    on, jointSet: disease.set, joints, instruments: [...disease.each, ...(withFunction && disease.function ? [disease.function] : [])], values,
    choices: disease.each.includes('sledai-2k') ? { 'sledai-2k': { present: traits.lupusSigns.slice(0, Math.round(shaken(0.12) * 6)) } } : {},
    takenOn: { crp_mg_l: on }, note: '',
  };
}
