import type { PathwayBody } from '#contract/pathways.ts';
import { addDays, daysFrom } from '../../appointments/wall-time.ts';
import type { ReadExecutor, WriteExecutor } from '../../platform/database/schema.ts';
import { dropCalls } from './call-repository.ts';
import { courseDays } from './dose-schedule-rules.ts';
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

    /** Puts every planned dose off by the days somebody was suspended. */
    putOff: async (db: WriteExecutor, enrolmentId: string, since: string, by: By): Promise<void> => {
      const days = daysFrom(since, by.today);
      if (days <= 0) return;
      for (const { id, version, dueOn } of await planned(db, enrolmentId)) if (dueOn >= since) await changeDose(db, id, version, { dueOn: addDays(dueOn, days) }, by);
    },

    /** Calls the doses still planned off; with nobody left to call, the calls too. */
    end: async (db: WriteExecutor, enrolmentId: string, { words, isFollowed }: { readonly words: string | null; readonly isFollowed: boolean }, by: By): Promise<void> => {
      const left = await planned(db, enrolmentId);
      const touched = new Set((await answersOf(db, left.map(({ id }) => id))).map(({ doseId }) => doseId));
      await deleteDoses(db, left.filter(({ id, dueOn }) => !touched.has(id) && dueOn > by.today).map(({ id }) => id));
      for (const { id, version, dueOn } of left) if (touched.has(id) || dueOn <= by.today) await changeDose(db, id, version, { state: 'cancelled', reason: 'decision', words }, by);
      if (!isFollowed) await dropCalls(db, enrolmentId);
    },

    /** Whether a dose was noted as given after an instant. */
    givenSince: async (db: ReadExecutor, enrolmentId: string, instant: string): Promise<boolean> => (await dosesOf(db, [enrolmentId])).some(({ state, updatedAt }) => state === 'given' && updatedAt > instant),

    /** The day of the last dose given; null where none was. */
    lastGivenOn: async (db: ReadExecutor, enrolmentId: string): Promise<string | null> => (await dosesOf(db, [enrolmentId])).reduce<string | null>((last, { givenOn }) => (givenOn !== null && (last === null || givenOn > last) ? givenOn : last), null),
  };
}

export type DosePlans = ReturnType<typeof createDosePlans>;
