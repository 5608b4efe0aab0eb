import { z } from 'zod';
import { id, instant, isoDate, line, timeOfDay, timeZone } from './values.ts';

/** Statutory holidays a clinic may observe; `none`: no day is closed by itself. */
export const holidayCalendar = z.enum(['none', 'CA-QC', 'FR', 'FR-ALSACE-MOSELLE']);
export type HolidayCalendar = z.infer<typeof holidayCalendar>;

/** Which day of Easter is closed where the law leaves it to the employer. */
export const easterChoice = z.enum(['good-friday', 'easter-monday', 'both']);
export type EasterChoice = z.infer<typeof easterChoice>;

/** What a holiday is called, in both languages. */
export const holidayName = z.object({ fr: z.string(), en: z.string() });

/**
 * Civil days, or a part of one, in which a calendar is closed: leave of a professional, a closure of the clinic, a statutory
 * holiday. Dates and times are those of the clinic's zone, or of the sites it is of.
 */
export const away = z.object({
  /** The absence's id, `holiday:` and its date, or `busy:` and its first instant. */
  key: z.string(),
  /** `busy`: by a calendar of their own; nobody is told with what. */
  kind: z.enum(['leave', 'closure', 'holiday', 'busy']),
  /** Null: every calendar of the clinic. */
  practitionerId: id.nullable(),
  firstDate: isoDate,
  lastDate: isoDate,
  /** Both null: whole days. Else a part of the one day. */
  startsAt: timeOfDay.nullable(),
  endsAt: timeOfDay.nullable(),
  words: z.string().nullable(),
  holiday: holidayName.nullable(),
  /** The sites it closes, null among them the clinic itself; absent: all of them. */
  siteIds: z.array(id.nullable()).optional(),
  /** Zone of its dates; absent: the clinic's. */
  zone: timeZone.optional(),
});
export type Away = z.infer<typeof away>;

/**
 * What speaks against a modality: the decision asks for a visit face to face; the record says that visits at a distance do not
 * suit this person, or by telephone only; what the visit is for is not done at a distance.
 */
export const modalityConcern = z.enum(['decided-face-to-face', 'not-suitable', 'phone-only', 'purpose']);
export type ModalityConcern = z.infer<typeof modalityConcern>;

/** Why somebody books, moves or keeps a visit in spite of what speaks against it: its time, its modality, another visit. */
export const despite = z.object({ away: line(300).nullable(), modality: line(300).nullable().optional(), /** Another visit of the professional at that time. */ overbook: line(300).nullable().optional() });
export type Despite = z.infer<typeof despite>;

/** What was decided of a visit in spite of what spoke against it, why, when and by whom. */
export const visitException = z.object({
  kind: z.enum(['away', 'modality', 'overbook']),
  reason: z.string(),
  away: z.array(away),
  concerns: z.array(modalityConcern),
  at: instant,
  by: z.string().nullable(),
});
export type VisitException = z.infer<typeof visitException>;
