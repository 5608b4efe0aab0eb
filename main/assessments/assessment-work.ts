import { Temporal } from 'temporal-polyfill';
import type { AssessmentEntry, AssessmentWork, JointCounts } from '#contract/assessments.ts';
import type { GivenInputs, InstrumentInput, ScoreResult } from '#contract/instruments.ts';
import { canSwell, jointCodes } from '#contract/joints.ts';
import { fill } from '../instruments/input-rules.ts';
import { alternativesOf } from '../instruments/instrument-consistency.ts';
import type { InstrumentContent } from '../instruments/instrument-content.ts';
import { meaningfulChanges } from '../instruments/change-rules.ts';
import { score } from '../instruments/score-rules.ts';
import { countJoints, jointsOf, outsideSet, swollenFeet } from './joint-count-rules.ts';
import sentences from './sentences.json' with { type: 'json' };

/** What follows from an assessment: counts, scores, what is wrong and what to look at again. Pure. */

/** What is known beside the entry. */
export interface AssessmentSetting {
  readonly instruments: ReadonlyMap<string, InstrumentContent>;
  /** Drug classes found among the person's medication on that day; null when none that matters is. */
  readonly drugClasses: readonly string[] | null;
}

/** The scores of an earlier examination. */
export interface EarlierScores {
  readonly on: string;
  readonly scores: readonly { readonly instrument: string; readonly score: number | null }[];
}

type Problem = AssessmentWork['problems'][number] & { readonly code: string };
type WarningCode = keyof typeof sentences;

/** A result beside its problems' codes: what a refusal to sign names. */
export interface WorkedAssessment extends Omit<AssessmentWork, 'problems'> {
  readonly problems: Problem[];
}

/** Laboratory values whose date is asked, and how far from the examination they may be. */
const laboratory = ['crp_mg_l', 'esr_mm_h'] as const;
const farDays = 7;
const mostDays = 30;

/** Works everything out; the same entry gives the same answer. */
export function workOut(entry: AssessmentEntry, { instruments, drugClasses }: AssessmentSetting): WorkedAssessment {
  const counts = entry.jointSet === null ? null : countJoints(entry.jointSet, entry.joints);
  const results: ScoreResult[] = [];
  const problems: Problem[] = [];
  // The HAQ-DI comes first: what asks for it takes it from here.
  const ids = [...new Set(entry.instruments)];
  for (const id of [...ids.filter((one) => one === 'haq-di'), ...ids.filter((one) => one !== 'haq-di')]) {
    const instrument = instruments.get(id);
    if (!instrument) {
      problems.push({ instrument: id, input: '', code: 'UNKNOWN', text: sentences['unknown-instrument'] });
      continue;
    }
    const answer = score(instrument, givenTo(instrument.body.inputs, id, entry, counts, drugClasses, haqOf(results)));
    if (answer.ok) results.push(answer.result);
    else problems.push(...answer.problems.map(({ input, code, text }) => ({ instrument: id, input, code, text })));
  }
  results.sort((one, other) => ids.indexOf(one.instrument) - ids.indexOf(other.instrument));
  return { counts, results, problems, warnings: warningsOn(entry, counts) };
}

/** Published changes between an earlier examination and these results, each instrument against itself alone. */
export function changesSince(earlier: EarlierScores | null, results: readonly ScoreResult[], instruments: AssessmentSetting['instruments']): NonNullable<AssessmentWork['changes']> {
  return results.flatMap(({ instrument, score: now }) => {
    const from = earlier?.scores.find((one) => one.instrument === instrument)?.score ?? null;
    const known = instruments.get(instrument)?.body.changes ?? [];
    if (!earlier || from === null || now === null) return [];
    const reached = meaningfulChanges(known, from, now);
    return known.filter(({ code }) => reached.includes(code)).map(({ code, direction, label }) => ({ instrument, since: earlier.on, from, code, direction, label }));
  });
}

const haqOf = (results: readonly ScoreResult[]): number | null => {
  const exact = results.find(({ instrument }) => instrument === 'haq-di')?.details['exact'];
  return typeof exact === 'number' ? exact : null;
};

/** What one instrument is given: only what it asks, from where it is known. What is not known is left out. */
function givenTo(inputs: readonly InstrumentInput[], id: string, entry: AssessmentEntry, counts: JointCounts | null, drugClasses: readonly string[] | null, haq: number | null): GivenInputs {
  const own = entry.choices[id] ?? {};
  const feet = swollenFeet(entry.joints);
  const whole = entry.jointSet === '66-68';
  const derived: Readonly<Record<string, GivenInputs[string]>> = {
    tjc28: counts?.tender28 ?? null, sjc28: counts?.swollen28 ?? null,
    tjc68: whole ? (counts?.tender68 ?? null) : null, sjc66: whole ? (counts?.swollen66 ?? null) : null,
    // Feet that were not examined are not known to be free.
    swollen_foot_joints: whole || feet > 0 ? feet : null,
    lab_days_apart: furthest(entry, inputs.map(({ name }) => name)),
    drug_classes: drugClasses === null ? null : [...drugClasses],
    haq_di: haq,
  };
  const given: GivenInputs = {};
  for (const name of inputs.flatMap((input) => [input.name, ...alternativesOf(input).map((other) => other.name)])) {
    const value = own[name] ?? derived[name] ?? entry.values[name] ?? null;
    if (value !== null) given[name] = value;
  }
  // Anything else said under the instrument is for it to refuse.
  for (const [name, value] of Object.entries(own)) given[name] ??= value;
  return given;
}

/** Days from the examination to the date of a laboratory value; null when it is not said. */
function daysApart(entry: AssessmentEntry, name: string): number | null {
  const taken = entry.takenOn[name];
  return taken === undefined ? null : Temporal.PlainDate.from(entry.on).until(taken, { largestUnit: 'day' }).days;
}

const isGiven = (entry: AssessmentEntry, name: string): boolean => entry.values[name] !== undefined || (name === 'crp_mg_l' && entry.values['crp_mg_dl'] !== undefined);

/** Of the laboratory values an instrument reads, how far the furthest is. */
function furthest(entry: AssessmentEntry, names: readonly string[]): number | null {
  const days = laboratory.filter((name) => names.includes(name) && isGiven(entry, name)).flatMap((name) => daysApart(entry, name) ?? []);
  return days.length === 0 ? null : days.reduce((one, other) => (Math.abs(other) > Math.abs(one) ? other : one));
}

function warningsOn(entry: AssessmentEntry, counts: JointCounts | null): AssessmentWork['warnings'] {
  const { jointSet, joints } = entry;
  const found = jointCodes.filter((code) => joints[code]?.tender || joints[code]?.swollen);
  const outside = jointSet === null ? [] : outsideSet(jointSet, joints);
  const unjudged = jointSet === null || counts === null ? 0 : jointsOf(jointSet).length - counts.assessable68;
  const days = laboratory.filter((name) => isGiven(entry, name)).map((name) => daysApart(entry, name));
  const apart = Math.max(0, ...days.map((one) => Math.abs(one ?? 0)));
  const said: readonly (readonly [boolean, WarningCode, number])[] = [
    [jointSet === null && found.length > 0, 'joint-set-missing', 0],
    [swollenFeet(joints) > 0 && entry.instruments.some((id) => id.startsWith('das28') || id.startsWith('boolean') || id === 'cdai' || id === 'sdai'), 'foot-swollen-outside-28', 0],
    [outside.length > 0, 'joints-not-counted', outside.length],
    [unjudged > 0, 'joints-not-assessable', unjudged],
    [jointCodes.some((code) => !canSwell(code) && joints[code]?.swollen), 'hip-swelling', 0],
    [apart > farDays && apart <= mostDays, 'lab-far', 0],
    [apart > mostDays, 'lab-too-far', 0],
    [days.includes(null), 'lab-undated', 0],
  ];
  return said.filter(([holds]) => holds).map(([, code, count]) => ({ code, text: fill(sentences[code], { count }) }));
}
