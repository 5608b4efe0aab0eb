import type { Instrument } from '#contract/instruments.ts';
import { type Course, drawnTreatments } from './course.ts';
import { pointsOf, scoredInstruments } from './activity-rules.ts';
import { activityHeight, jointRowHeight, laneHeight, visitsHeight } from './chart-axis.ts';
import { drugLanes } from './drug-lanes.ts';
import { jointRows } from './joint-rows.ts';
import { dayOf } from './time-window.ts';

/** What is drawn of a course and where, from the top down; heights in pixels. Pure. */

export const notesHeight = 14;
export const axisHeight = 18;
const reportHeight = 30;
const testHeight = 27;
/** Tests drawn before one asks for the others. */
export const testsAtFirst = 5;

export type CoursePlots = ReturnType<typeof coursePlots>;

export function coursePlots(course: Course, instruments: readonly Instrument[], chosen: string | null, withAllTests: boolean) {
  const treatments = drawnTreatments(course);
  const activity = instruments.find(({ id }) => id === chosen) ?? null;
  const lanes = drugLanes(treatments, dayOf(course.today));
  const joints = jointRows(course.assessments);
  const functions = scoredInstruments(course.assessments, instruments, 'function').map((instrument) => ({ instrument, points: pointsOf(instrument, course.assessments) }));
  const asked = (['patientGlobal', 'pain'] as const).map((name) => ({ name, points: course.assessments.flatMap((one) => (one[name] === null ? [] : [{ day: dayOf(one.on), value: one[name] }])) })).filter(({ points }) => points.length > 0);
  const tests = withAllTests ? course.results : course.results.slice(0, testsAtFirst);
  let top = notesHeight;
  const next = (height: number): number => {
    const at = top;
    top += height;
    return at;
  };
  const places = {
    activity: next(activity ? activityHeight : 0),
    lanes: next(lanes.length * laneHeight + (lanes.length > 0 ? 3 : 0)),
    visits: next(course.visits.length > 0 || course.assessments.length > 0 ? visitsHeight : 0),
    joints: next(joints.length * jointRowHeight + (joints.length > 0 ? 4 : 0)),
    functions: functions.map(() => next(reportHeight)),
    asked: next(asked.length > 0 ? reportHeight : 0),
    tests: tests.map(() => next(testHeight)),
  };
  return { activity: activity && { instrument: activity, points: pointsOf(activity, course.assessments, treatments) }, lanes, joints, functions, asked, tests, hiddenTests: course.results.length - tests.length, places, reportHeight, testHeight, foot: top, height: top + axisHeight };
}
