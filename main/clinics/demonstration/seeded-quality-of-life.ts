import { addMilliseconds } from '../../platform/clock.ts';
import { workOut } from '../../assessments/assessment-work.ts';
import { insertSignedAssessments, type SignedAssessment } from '../../assessments/signed-assessments-repository.ts';
import { changeStep, stepsOf } from '../../follow-up-plans/plan-repository.ts';
import { enrolmentById } from '../../pathways/pathway-repository.ts';
import type { WriteExecutor } from '../../platform/database/schema.ts';
import type { SeededRandom } from './random.ts';
import type { SeededInstrument } from './seeded-assessments.ts';
import type { Timeline } from './timeline.ts';

/** The follow-up of people treated at home: steps of their plan that were done when due (but workshops, which are noted as such), and the sheets of quality of life copied then. */

const instrumentId = 'qlq-c30';
/** Questions on a scale of four, then two on a scale of seven. */
const [questions, ofFour] = [30, 28];
const copyingMinutes = 6;
/** What is late is so since some weeks at most. */
const mostDaysLate = 50;

interface Making {
  readonly draw: SeededRandom;
  readonly timeline: Timeline;
  readonly newId: () => string;
  readonly callerId: string;
  readonly instruments: ReadonlyMap<string, SeededInstrument>;
}

/** Does most past steps of the plan of an enrolment; where quality of life was asked, its sheet is on file. */
export async function followAtHome(db: WriteExecutor, { enrolmentId, patientId }: { readonly enrolmentId: string; readonly patientId: string }, { draw, timeline, newId, callerId, instruments }: Making): Promise<void> {
  const planId = (await enrolmentById(db, enrolmentId))?.planId;
  if (!planId) return;
  const instrument = instruments.get(instrumentId);
  const sheets: SignedAssessment[] = [];
  for (const step of await stepsOf(db, [planId])) {
    if (step.code.startsWith('workshop') || step.state !== 'open' || step.untilOn >= timeline.today || (draw.chance(0.1) && step.untilOn > timeline.day(-mostDaysLate))) continue;
    await changeStep(db, step.id, step.version, { state: 'done', doneOn: step.dueOn, closed: { at: timeline.at(step.dueOn, '15:00'), by: callerId } });
    if (!instrument || !step.code.startsWith('quality-')) continue;
    const entry = { on: step.dueOn, jointSet: null, joints: {}, instruments: [instrumentId], values: answersOf(draw), choices: {}, takenOn: {}, note: '' };
    const { counts, results } = workOut(entry, { instruments: new Map([[instrumentId, instrument.content]]), drugClasses: null });
    const begunAt = timeline.at(step.dueOn, '14:40');
    sheets.push({ id: newId(), patientId, authorId: callerId, entry, counts, begunAt, signedAt: addMilliseconds(begunAt, copyingMinutes * 60_000), scores: results.map((result) => ({ result, contentVersionId: instrument.versionId })) });
  }
  await insertSignedAssessments(db, sheets, newId);
}

/** A completed sheet: mostly little trouble, and a health one calls rather good. */
function answersOf(draw: SeededRandom): Record<string, number> {
  const trouble = draw.fraction();
  return Object.fromEntries(Array.from({ length: questions }, (_, index) => [`qlq_c30_${index + 1}`, index < ofFour ? Math.min(4, 1 + Math.floor(trouble * draw.fraction() * 4)) : Math.max(1, Math.min(7, 6 - Math.round(trouble * 3) + draw.whole(0, 1)))]));
}
