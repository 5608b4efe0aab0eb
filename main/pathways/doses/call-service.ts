import type { Inputs, Outputs } from '#contract/index.ts';
import { type CallKind, noSymptom } from '#contract/toxicity-calls.ts';
import type { ToxicityBody } from '#contract/toxicity.ts';
import { addDays, daysFrom } from '../../appointments/wall-time.ts';
import { checklistAt } from '../checklist-rules.ts';
import type { PathwayReader } from '../pathway-reader.ts';
import { enrolmentById, type EnrolmentRow } from '../pathway-repository.ts';
import { decodePosition, encodePosition } from '../../patients/history-cursor.ts';
import { DeclaredError } from '../../platform/declared-error.ts';
import type { ReadExecutor } from '../../platform/database/schema.ts';
import type { ServiceDependencies } from '../../service-dependencies.ts';
import { toxicityContents } from '../../toxicity/toxicity-content.ts';
import { gradeToxicity, type SymptomAnswers, type ToxicityFound } from '../../toxicity/toxicity-rules.ts';
import type { Caller } from '../../users/caller.ts';
import { callById, type KeptFindings, keepCall, personOf, plannedCalls } from './call-repository.ts';
import type { DoseAccess } from './dose-access.ts';
import type { DoseReadings } from './dose-reading.ts';
import { doseById, type DoseRow } from './dose-repository.ts';
import { toldFound } from './dose-view.ts';
import type { EscalationService } from './escalation-service.ts';
import { needOfCall, needOfCallBeforeDose } from './escalation-rules.ts';

const pageSize = 50;
/** Calls due until tomorrow are shown. */
const daysAhead = 1;

/** Calls about symptoms: the questions, the grade, what it asks for, and what reaches the hospital. */
export function createCallService({ unitOfWork }: ServiceDependencies, definitions: PathwayReader, readings: DoseReadings, access: DoseAccess, escalations: EscalationService) {
  const held = async (db: ReadExecutor, enrolmentId: string) => {
    const enrolment = await enrolmentById(db, enrolmentId);
    if (!enrolment) throw new DeclaredError('NOT_FOUND');
    const { content } = await definitions.version(db, enrolment.definitionId);
    const grading = toxicityContents.get(content.body.toxicity ?? '');
    return { enrolment, content, grading };
  };
  const graded = (grading: { readonly body: ToxicityBody } | undefined): ToxicityBody => {
    if (!grading) throw new DeclaredError('ILLEGAL_STATE', { state: 'ungraded' });
    return grading.body;
  };
  /** Answers of questions the grading has, with choices they have. */
  const checked = (body: ToxicityBody, answers: SymptomAnswers): SymptomAnswers => {
    for (const [code, answer] of Object.entries(answers)) {
      const question = body.questions.find((one) => one.code === code);
      if (!question || (answer !== noSymptom && !question.choices.some((choice) => choice.code === answer))) throw access.invalid(`answers.${code}`, 'UNKNOWN');
    }
    return answers;
  };
  const keptOf = (found: ToxicityFound, version: string): KeptFindings => ({
    version, unanswered: found.unanswered.length, worst: found.worst, escalation: found.escalation, organs: found.organs.map(({ organ, grade, action, escalation, signs }) => ({ organ, grade, action, escalation, isEmergency: signs.some(({ isEmergency }) => isEmergency) })),
  });
  /** An emergency holds the dose, whatever the grade. */
  const actionOf = ({ action, escalation }: ToxicityFound) => (action === 'go-on' && escalation === 'red' ? 'hold' : action);
  const kindOf = ({ state }: EnrolmentRow, dose: DoseRow | undefined, isPlanned: boolean): CallKind => (isPlanned ? 'after' : state === 'completed' || state === 'left' ? 'late' : dose?.state === 'planned' ? 'before' : dose ? 'after' : 'between');
  /** The dose a call is about; one of another person is none. */
  const doseOf = async (db: ReadExecutor, enrolment: EnrolmentRow, doseId: string | null): Promise<DoseRow | undefined> => {
    if (doseId === null) return undefined;
    const dose = await doseById(db, doseId);
    if (dose?.enrolmentId !== enrolment.id) throw new DeclaredError('NOT_FOUND');
    return dose;
  };
  /** Who makes such a call: those the checklist asks it of, those the definition asks it of after a dose, and who coordinates between visits. */
  const callersOf = (content: Awaited<ReturnType<typeof held>>['content']): readonly string[] => {
    const { body } = content;
    const asked = body.dosing?.sites.flatMap((site) => checklistAt(body, site)?.items.filter(({ toxicity }) => toxicity) ?? []) ?? [];
    return [...new Set<string>([...asked.flatMap(({ roles }) => roles), ...(body.dosing?.calls.flatMap(({ roles }) => roles) ?? []), body.between.role, 'oncologist'])];
  };

  return {
    mayCall: (caller: Caller, content: Awaited<ReturnType<typeof held>>['content']): boolean => content.body.toxicity !== null && access.mayAct(caller, callersOf(content)),

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `ILLEGAL_STATE` */
    questions: (caller: Caller, { enrolmentId, doseId, callId }: Inputs['toxicityCalls']['questions']): Promise<Outputs['toxicityCalls']['questions']> =>
      unitOfWork.write(async (db) => {
        const { enrolment, content, grading } = await held(db, enrolmentId);
        await access.requireOpen(db, caller, enrolment.patientId);
        const body = graded(grading);
        const call = callId === null ? undefined : await callById(db, callId);
        if (call && call.enrolmentId !== enrolment.id) throw new DeclaredError('NOT_FOUND');
        const dose = await doseOf(db, enrolment, doseId ?? call?.doseId ?? null);
        const person = await personOf(db, access.reach(caller), enrolment.patientId);
        if (!person || !grading) throw new DeclaredError('NOT_FOUND');
        await access.recordReading(db, caller, 'toxicity-call.prepared', enrolment.patientId);
        return {
          ...person, label: content.body.label, grading: body.label, version: grading.version, isReviewed: grading.status === 'signed-off', questions: [...body.questions], organs: body.organs.map(({ code, label, worse }) => ({ code, label, worse })),
          sources: grading.sources.map(({ label }) => label), kind: kindOf(enrolment, dose, call?.state === 'planned'), doseNumber: dose?.number ?? null, mayCall: access.mayAct(caller, callersOf(content)), isMade: call?.state === 'done',
        };
      }),

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `INVALID` */
    grade: (caller: Caller, { enrolmentId, answers }: Inputs['toxicityCalls']['grade']): Promise<Outputs['toxicityCalls']['grade']> =>
      unitOfWork.read(async (db) => {
        const { enrolment, grading } = await held(db, enrolmentId);
        await access.requireOpen(db, caller, enrolment.patientId);
        const body = graded(grading);
        const found = gradeToxicity(body, checked(body, answers), []);
        return toldFound(keptOf(found, ''), actionOf(found), body);
      }),

    /** @throws DeclaredError `NOT_FOUND`, `RESTRICTED`, `FORBIDDEN`, `INVALID`, `ILLEGAL_STATE` */
    record: (caller: Caller, { callId, enrolmentId, doseId, answers, words, symptomOn = null }: Inputs['toxicityCalls']['record']): Promise<Outputs['toxicityCalls']['record']> =>
      unitOfWork.write(async (db) => {
        const known = await callById(db, callId);
        const { enrolment, content, grading } = await held(db, known?.enrolmentId ?? enrolmentId);
        await access.requireActor(db, caller, enrolment.patientId, callersOf(content));
        const body = graded(grading);
        if (known?.state === 'done' && known.found && known.action) return { found: toldFound(known.found, known.action, body), escalated: false };
        if (known?.state === 'dropped' || enrolment.state === 'proposed') throw new DeclaredError('ILLEGAL_STATE', { state: known?.state ?? enrolment.state });
        if (Object.keys(answers).length === 0) throw access.invalid('answers', 'REQUIRED');
        if (symptomOn !== null && symptomOn > access.today()) throw access.invalid('symptomOn', 'FUTURE');
        const dose = await doseOf(db, enrolment, known?.doseId ?? doseId);
        const found = gradeToxicity(body, checked(body, answers), []);
        const kept = keptOf(found, grading?.version ?? '');
        const action = actionOf(found);
        await keepCall(db, { id: callId, enrolmentId: enrolment.id, patientId: enrolment.patientId, doseId: dose?.id ?? null, kind: kindOf(enrolment, dose, known !== undefined), answers, found: kept, action, words: words || null, symptomOn: found.worst === null ? null : symptomOn }, known !== undefined, access.by(caller));
        await access.record(db, caller, 'toxicity-call.made', { id: callId, patientId: enrolment.patientId }, { ...(found.worst !== null && { grade: found.worst }), action });
        const need = needOfCall(body, found);
        if (need) {
          const checklist = dose?.state === 'planned' && action !== 'go-on' ? (await readings.one(db, dose, access.today())).checklist : null;
          await escalations.open(db, caller, checklist ? needOfCallBeforeDose(need, checklist) : need, { enrolmentId: enrolment.id, patientId: enrolment.patientId, doseId: dose?.id ?? null, callId });
        }
        return { found: toldFound(kept, action, body), escalated: need !== null };
      }),

    /** @throws DeclaredError `INVALID` for a cursor that is not ours */
    due: (caller: Caller, { after, limit = pageSize }: Inputs['toxicityCalls']['due']): Promise<Outputs['toxicityCalls']['due']> => {
      const position = after === null ? null : decodePosition(after);
      return unitOfWork.read(async (db) => {
        const today = access.today();
        const found = await plannedCalls(db, access.reach(caller), addDays(today, daysAhead), { after: position, limit: limit + 1 });
        const shown = found.slice(0, limit);
        const rows = [];
        for (const { id, enrolmentId, code, dueOn, doseNumber, patient, phone } of shown) {
          if (!patient || dueOn === null) continue;
          const { content } = await held(db, enrolmentId);
          const asked = content.body.dosing?.calls.find((one) => one.code === code);
          rows.push({ callId: id, enrolmentId, patient, phone, label: asked?.label ?? content.body.label, dueOn, daysLate: Math.max(daysFrom(dueOn, today), 0), roles: asked?.roles ?? [], doseNumber });
        }
        const last = shown.at(-1);
        return { rows, next: found.length > limit && last ? encodePosition({ at: last.dueOn ?? '', id: last.id }) : null };
      });
    },
  };
}

export type CallService = ReturnType<typeof createCallService>;
