import { callerOf, servicesOf } from '../../call-context.ts';
import type { Operations } from '../../operations.ts';

/** Binds `doses.*`. */
export function doseOperations(os: Operations) {
  return {
    ofPatient: os.doses.ofPatient.handler(({ context, input }) => servicesOf(context).doses.ofPatient(callerOf(context), input)),
    due: os.doses.due.handler(({ context, input }) => servicesOf(context).doses.due(callerOf(context), input)),
    open: os.doses.open.handler(({ context, input }) => servicesOf(context).doses.open(callerOf(context), input)),
    plan: os.doses.plan.handler(({ context, input }) => servicesOf(context).doses.plan(callerOf(context), input)),
    move: os.doses.move.handler(({ context, input }) => servicesOf(context).doses.move(callerOf(context), input)),
    cancel: os.doses.cancel.handler(({ context, input }) => servicesOf(context).doses.cancel(callerOf(context), input)),
    give: os.doses.give.handler(({ context, input }) => servicesOf(context).doses.give(callerOf(context), input)),
    answer: os.doses.answer.handler(({ context, input }) => servicesOf(context).administrations.answer(callerOf(context), input)),
    correct: os.doses.correct.handler(({ context, input }) => servicesOf(context).doseCorrections.correct(callerOf(context), input)),
    correctDay: os.doses.correctDay.handler(({ context, input }) => servicesOf(context).doseCorrections.correctDay(callerOf(context), input)),
    takeBack: os.doses.takeBack.handler(({ context, input }) => servicesOf(context).doseCorrections.takeBack(callerOf(context), input)),
    record: os.doses.record.handler(({ context, input }) => servicesOf(context).administrations.record(callerOf(context), input)),
  };
}

/** Binds `toxicityCalls.*`. */
export function callOperations(os: Operations) {
  return {
    questions: os.toxicityCalls.questions.handler(({ context, input }) => servicesOf(context).toxicityCalls.questions(callerOf(context), input)),
    grade: os.toxicityCalls.grade.handler(({ context, input }) => servicesOf(context).toxicityCalls.grade(callerOf(context), input)),
    record: os.toxicityCalls.record.handler(({ context, input }) => servicesOf(context).toxicityCalls.record(callerOf(context), input)),
    due: os.toxicityCalls.due.handler(({ context, input }) => servicesOf(context).toxicityCalls.due(callerOf(context), input)),
  };
}

/** Binds `escalations.*`. */
export function escalationOperations(os: Operations) {
  return {
    list: os.escalations.list.handler(({ context, input }) => servicesOf(context).escalations.list(callerOf(context), input)),
    acknowledge: os.escalations.acknowledge.handler(({ context, input }) => servicesOf(context).escalations.acknowledge(callerOf(context), input)),
  };
}
