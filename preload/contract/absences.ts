import { z } from 'zod';
import { appointment } from './appointments.ts';
import { away, easterChoice, holidayCalendar, holidayName } from './away.ts';
import { operation } from './define.ts';
import { filled, id, instant, isoDate, line, timeOfDay } from './values.ts';

/** A visit to come at a time when its calendar is closed, and nobody has yet said that it stays. */
export const visitInTheWay = z.object({ visit: appointment, away: z.array(away).min(1) });
export type VisitInTheWay = z.infer<typeof visitInTheWay>;

/** Where something is closed, or worked: a site, or (null) the clinic itself; absent: everywhere. */
const at = id.nullable().optional();

const statutoryHoliday = z.object({
  date: isoDate,
  name: holidayName,
  /** Article of law. */
  source: z.string(),
  /** Set where the clinic works that day all the same. */
  worked: z.object({ at: instant, by: z.string().nullable() }).nullable(),
  /** The sites that observe it, null among them the clinic itself; absent: all of them. */
  siteIds: z.array(id.nullable()).optional(),
  /** The sites that work that day by themselves. */
  workedAt: z.array(z.object({ siteId: id.nullable(), at: instant, by: z.string().nullable() })).max(200),
});

const holidayChoice = z.object({ calendar: holidayCalendar, easter: easterChoice });

/** Leave, closures and holidays: when calendars are closed beside the weekly hours. Nothing here moves a visit. */
export const absences = {
  /** Leave and closures that touch these dates, and the statutory holidays on them. */
  list: operation({ access: 'appointment.read', scope: 'clinic' })
    .input(z.object({ from: isoDate, until: isoDate }))
    .output(z.object({
      absences: z.array(away.extend({ addedAt: instant, by: z.string().nullable() })).max(500),
      holidays: z.array(statutoryHoliday).max(200),
      choice: holidayChoice,
      sources: z.array(z.object({ text: z.string(), url: z.string() })),
      /** Whose leave the caller may write, and whether the clinic's closures. */
      may: z.object({ clinic: z.boolean(), everybody: z.boolean(), own: id.nullable() }),
    })),
  /** Leave of a professional, or (null) a closure, which needs words; everywhere or at one place, in the days of its clock. The same id again is answered from the row. Says how many visits are in the way. */
  add: operation({ access: 'availability.write', scope: 'clinic' })
    .input(z.object({ absenceId: id, practitionerId: id.nullable(), firstDate: isoDate, lastDate: isoDate, startsAt: timeOfDay.nullable(), endsAt: timeOfDay.nullable(), words: line(120).nullable(), at }))
    .output(z.object({ inTheWay: z.int() })),
  /** Takes leave or a closure away, or (`back`) puts it back. Done already: answered from the row. */
  remove: operation({ access: 'availability.write', scope: 'clinic' })
    .input(z.object({ absenceId: id, back: z.boolean() }))
    .output(z.object({ inTheWay: z.int() })),
  /** Which statutory holidays the clinic observes. */
  setHolidays: operation({ access: 'availability.write', scope: 'clinic' }).input(holidayChoice).output(holidayChoice),
  /** The clinic, or one place of it, works on a holiday all the same, or is closed on it again. @throws NOT_FOUND where the day is no holiday observed there */
  workHoliday: operation({ access: 'availability.write', scope: 'clinic' })
    .input(z.object({ date: isoDate, works: z.boolean(), at }))
    .output(z.object({ inTheWay: z.int() })),
  /** Visits to come that are in the way of leave, a closure or a holiday: to be moved, called off or kept. Of one calendar, or (null) all. */
  inTheWay: operation({ access: 'appointment.read', scope: 'clinic' })
    .input(z.object({ practitionerId: id.nullable() }))
    .output(z.array(visitInTheWay).max(200)),
  /** The visit stays where it is in spite of it, with a reason. */
  keepVisit: operation({ access: 'appointment.book', scope: 'clinic' })
    .input(z.object({ appointmentId: id, expectedVersion: z.int(), reason: filled(300) }))
    .output(appointment),
};
