import type { CareSite, PathwayBody, PathwayChecklist } from '#contract/pathways.ts';
import { type ChecklistVerdict, checklistAt, judgeChecklist } from '../checklist-rules.ts';
import type { PathwayFacts } from '../criterion-rules.ts';
import type { PathwayReader } from '../pathway-reader.ts';
import { type DefinitionVersion, enrolmentsById, type EnrolmentRow, factsOf } from '../pathway-repository.ts';
import { countingFacts } from '../pathway-view.ts';
import type { ReadExecutor } from '../../platform/database/schema.ts';
import { type CallRow, callsOf } from './call-repository.ts';
import { callBeforeDose, factsBeforeDose, opensOn, toxicityOf } from './dose-answer-rules.ts';
import { type AnswerRow, answersOf, type DoseRow } from './dose-repository.ts';
import { placeOfDose } from './dose-schedule-rules.ts';

type Schedule = NonNullable<PathwayBody['dosing']>['schedules'][number];

/** A dose with all that decides about it. */
export interface DoseReading {
  readonly dose: DoseRow;
  readonly enrolment: EnrolmentRow;
  readonly content: DefinitionVersion['content'];
  readonly schedule: Schedule | null;
  readonly phase: PathwayBody['phases'][number] | null;
  readonly site: CareSite;
  /** Asked before it is given; null where none is. */
  readonly checklist: PathwayChecklist | null;
  readonly answers: readonly AnswerRow[];
  readonly facts: PathwayFacts;
  readonly call: CallRow | null;
  readonly verdict: ChecklistVerdict | null;
  /** The first day an item of the checklist may be answered has come. */
  readonly isOpen: boolean;
}

/** Reads doses with the definition they run on, what was answered, the call they rest on, and how the checklist stands. */
export function createDoseReading(definitions: PathwayReader) {
  const many = async <Dose extends DoseRow>(db: ReadExecutor, doses: readonly Dose[], today: string): Promise<readonly (DoseReading & { readonly dose: Dose })[]> => {
    const ids = [...new Set(doses.map(({ enrolmentId }) => enrolmentId))];
    const enrolments = new Map((await enrolmentsById(db, ids)).map((one) => [one.id, one]));
    const noted = Map.groupBy(await factsOf(db, ids), ({ enrolmentId }) => enrolmentId);
    const calls = Map.groupBy(await callsOf(db, ids), ({ enrolmentId }) => enrolmentId);
    const answered = Map.groupBy(await answersOf(db, doses.map(({ id }) => id)), ({ doseId }) => doseId);
    const readings = [];
    for (const dose of doses) {
      const enrolment = enrolments.get(dose.enrolmentId);
      if (!enrolment?.includedOn) continue;
      const { content } = await definitions.version(db, enrolment.definitionId);
      const { body } = content;
      const { dueOn } = dose;
      const place = placeOfDose(body, { includedOn: enrolment.includedOn, phase: enrolment.phase, dueOn: dose.givenOn ?? dueOn, today, chosen: dose.givenSite ?? dose.site });
      const checklist = checklistAt(body, place.site);
      const answers = lastOfEach(answered.get(dose.id) ?? []);
      const made = (calls.get(enrolment.id) ?? []).flatMap((call) => (call.calledOn === null || call.calledAt === null || call.action === null ? [] : [{ ...call, calledOn: call.calledOn, calledAt: call.calledAt, action: call.action, unanswered: call.found?.unanswered ?? 1 }]));
      // A call made since a dose was given is none it rested on.
      const call = checklist && callBeforeDose(checklist, made.filter(({ calledOn }) => dose.givenOn === null || calledOn <= dose.givenOn), dueOn);
      const facts = checklist ? factsBeforeDose(body, checklist, { known: countingFacts(body, noted.get(enrolment.id) ?? [], today), answers, dueOn, today }) : {};
      readings.push({
        dose, enrolment, content, schedule: body.dosing?.schedules.find(({ code }) => code === dose.schedule) ?? null, phase: body.phases.find(({ code }) => code === place.phase) ?? null, site: place.site, checklist, answers, facts, call,
        verdict: checklist && dose.state === 'planned' ? judgeChecklist(checklist, facts, toxicityOf(call)) : null, isOpen: checklist?.items.some((item) => opensOn(item, dueOn) <= today) ?? false,
      });
    }
    return readings;
  };
  return {
    many,
    one: async (db: ReadExecutor, dose: DoseRow, today: string): Promise<DoseReading> => {
      const [reading] = await many(db, [dose], today);
      if (!reading) throw new Error(`dose ${dose.id} of nobody included`);
      return reading;
    },
  };
}

export type DoseReadings = ReturnType<typeof createDoseReading>;

/** The last answer of each fact, of answers in the order of the last first. */
function lastOfEach(answers: readonly AnswerRow[]): readonly AnswerRow[] {
  const seen = new Set<string>();
  return answers.filter(({ fact }) => !seen.has(fact) && seen.add(fact));
}
