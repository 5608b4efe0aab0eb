import type { PathwayBody } from '#contract/pathways.ts';
import { addDays, daysFrom } from '../../appointments/wall-time.ts';
import type { ReadExecutor, WriteExecutor } from '../../platform/database/schema.ts';
import { callsOf, dropCalls, planAgain } from './call-repository.ts';
import { courseDays } from './dose-schedule-rules.ts';
import type { EndedCourse, PutOffDose } from './ended-course.ts';
import { answersOf, changeDose, deleteDoses, type DoseRow, dosesOf, insertDoses } from './dose-repository.ts';

interface By {
  readonly userId: string;
  readonly now: string;
  readonly today: string;
}

interface Course {
  readonly enrolmentId: string;
  readonly patientId: string;
  readonly includedOn: string;
  readonly schedule: string;
  /** The day of the first dose. */
  readonly from: string;
}

/**
 * Doses that follow a person on a pathway: planned, put off and called off in the transaction of whoever moves the person. A
 * dose given, or for which something was answered, is never taken away.
 */
export function createDosePlans(newId: () => string) {
  const planned = async (db: ReadExecutor, enrolmentId: string): Promise<readonly DoseRow[]> => (await dosesOf(db, [enrolmentId])).filter(({ state }) => state === 'planned');
  return {
    /** Plans the doses of a schedule from a day until the end; those planned from that day and untouched make way. Answers how many. */
    plan: async (db: WriteExecutor, body: PathwayBody, { enrolmentId, patientId, includedOn, schedule, from }: Course, by: By): Promise<number> => {
      const everyDays = body.dosing?.schedules.find(({ code }) => code === schedule)?.everyDays;
      if (everyDays === undefined) return 0;
      const before = await dosesOf(db, [enrolmentId]);
      const later = before.filter(({ state, dueOn }) => state === 'planned' && dueOn >= from);
      const touched = new Set((await answersOf(db, later.map(({ id }) => id))).map(({ doseId }) => doseId));
      const gone = new Set(later.filter(({ id }) => !touched.has(id)).map(({ id }) => id));
      await deleteDoses(db, [...gone]);
      const last = before.filter(({ id }) => !gone.has(id)).reduce((most, { number }) => Math.max(most, number), 0);
      const taken = new Set(later.filter(({ id }) => touched.has(id)).map(({ dueOn }) => dueOn));
      const days = courseDays(body, { includedOn, from, everyDays }).filter((day) => !taken.has(day));
      await insertDoses(db, days.map((dueOn, index) => ({ id: newId(), enrolmentId, patientId, number: last + 1 + index, schedule, dueOn })), by);
      return days.length;
    },

    /** Takes a whole course away, as if it had not been planned; false where a dose was given, called off, moved or checked since. */
    unplan: async (db: WriteExecutor, enrolmentId: string): Promise<boolean> => {
      const course = await dosesOf(db, [enrolmentId]);
      if (course.some(({ state, version }) => state !== 'planned' || version > 1) || (await answersOf(db, course.map(({ id }) => id))).length > 0) return false;
      await deleteDoses(db, course.map(({ id }) => id));
      return true;
    },

    /** Puts every planned dose off by the days somebody was suspended. Answers the days they had. */
    putOff: async (db: WriteExecutor, enrolmentId: string, since: string, by: By): Promise<PutOffDose[]> => {
      const days = daysFrom(since, by.today);
      if (days <= 0) return [];
      const later = (await planned(db, enrolmentId)).filter(({ dueOn }) => dueOn >= since);
      for (const { id, version, dueOn } of later) await changeDose(db, id, version, { dueOn: addDays(dueOn, days) }, by);
      return later.map(({ id, version, dueOn }) => ({ id, version: version + 1, dueOn }));
    },

    /** Gives doses that were put off their days back; false where one was changed since. */
    putBack: async (db: WriteExecutor, doses: readonly PutOffDose[], by: By): Promise<boolean> => {
      for (const { id, version, dueOn } of doses) if (!(await changeDose(db, id, version, { dueOn }, by))) return false;
      return true;
    },

    /** Calls the doses still planned off; with nobody left to call, the calls too. Answers what was taken away. */
    end: async (db: WriteExecutor, enrolmentId: string, { words, isFollowed }: { readonly words: string | null; readonly isFollowed: boolean }, by: By): Promise<EndedCourse> => {
      const left = await planned(db, enrolmentId);
      const touched = new Set((await answersOf(db, left.map(({ id }) => id))).map(({ doseId }) => doseId));
      const isKept = ({ id, dueOn }: DoseRow): boolean => touched.has(id) || dueOn <= by.today;
      const removed = left.filter((dose) => !isKept(dose));
      await deleteDoses(db, removed.map(({ id }) => id));
      const cancelled = left.filter(isKept);
      for (const { id, version } of cancelled) await changeDose(db, id, version, { state: 'cancelled', reason: 'decision', words }, by);
      const calls = isFollowed ? [] : await dropCalls(db, enrolmentId);
      return {
        removed: removed.map(({ id, number, schedule, idealOn, dueOn, site, reason, words: said }) => ({ id, number, schedule, idealOn, dueOn, site, reason, words: said })),
        cancelled: cancelled.map(({ id, version, reason, words: said }) => ({ id, version: version + 1, reason, words: said })), calls: [...calls],
      };
    },

    /** Takes the end of a course back: doses are planned again as they were, calls to be made. False where one was changed since. */
    restore: async (db: WriteExecutor, { enrolmentId, patientId }: Pick<Course, 'enrolmentId' | 'patientId'>, { removed, cancelled, calls }: EndedCourse, by: By): Promise<boolean> => {
      await insertDoses(db, removed.map((dose) => ({ ...dose, enrolmentId, patientId })), by);
      for (const { id, version, reason, words } of cancelled) if (!(await changeDose(db, id, version, { state: 'planned', reason, words }, by))) return false;
      await planAgain(db, calls);
      return true;
    },

    /** Whether a call was made after an instant. */
    calledSince: async (db: ReadExecutor, enrolmentId: string, instant: string): Promise<boolean> => (await callsOf(db, [enrolmentId])).some(({ calledAt }) => calledAt !== null && calledAt > instant),

    /** Whether a dose was noted as given after an instant. */
    givenSince: async (db: ReadExecutor, enrolmentId: string, instant: string): Promise<boolean> => (await dosesOf(db, [enrolmentId])).some(({ state, updatedAt }) => state === 'given' && updatedAt > instant),

    /** The day of the last dose given; null where none was. */
    lastGivenOn: async (db: ReadExecutor, enrolmentId: string): Promise<string | null> => (await dosesOf(db, [enrolmentId])).reduce<string | null>((last, { givenOn }) => (givenOn !== null && (last === null || givenOn > last) ? givenOn : last), null),
  };
}

export type DosePlans = ReturnType<typeof createDosePlans>;
