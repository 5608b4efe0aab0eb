import { z } from 'zod';
import { operation } from './define.ts';
import { roles } from './permissions.ts';
import { filled, id, line, spokenLanguages, timeOfDay, visitModality } from './values.ts';

/** A professional of the clinic who can be booked. */
export const professional = z.object({
  practitionerId: id,
  displayName: z.string(),
  familyName: z.string(),
  givenName: z.string(),
  role: z.enum(roles),
  languages: spokenLanguages,
});
export type Professional = z.infer<typeof professional>;

/** One weekly opening: a weekday (1 Monday … 7 Sunday) between two wall times, for these modalities, at a site. */
export const weeklyOpening = z
  .object({
    weekday: z.int().min(1).max(7),
    startsAt: timeOfDay,
    endsAt: timeOfDay,
    modalities: z.array(visitModality).min(1).max(4),
    /** Where: a site, in whose zone the times are; absent: the clinic itself, in its own. */
    siteId: id.optional(),
    /** The room of that site they work in; absent: none of their own. */
    roomId: id.optional(),
  })
  .refine((opening) => opening.startsAt < opening.endsAt, { path: ['endsAt'], error: 'END_BEFORE_START' });
export type WeeklyOpening = z.infer<typeof weeklyOpening>;

/** A referring physician or another outside professional. */
export const referrer = z.object({ practitionerId: id, displayName: z.string(), organization: z.string().nullable() });

export const people = {
  /** Professionals of the clinic, by role and name. */
  professionals: operation({ access: 'appointment.read', scope: 'clinic' }).output(z.array(professional).max(200)),
  /** Weekly hours of one professional. */
  weeklyHours: operation({ access: 'appointment.read', scope: 'clinic' })
    .input(z.object({ practitionerId: id }))
    .output(z.object({ openings: z.array(weeklyOpening), slotMinutes: z.int(), version: z.int(), mayEdit: z.boolean() })),
  /** Replaces the weekly hours. Never moves a visit already booked. Overlapping openings are refused. */
  setWeeklyHours: operation({ access: 'availability.write', scope: 'clinic' })
    .input(z.object({ practitionerId: id, openings: z.array(weeklyOpening).max(60), slotMinutes: z.int().min(5).max(240), expectedVersion: z.int(), /** These are the hours of before: the last change is taken back. */ undoes: z.boolean().default(false) }))
    .output(z.object({ version: z.int() })),
  searchReferrers: operation({ access: 'referral.enter', scope: 'clinic' })
    .input(z.object({ text: line(120) }))
    .output(z.array(referrer).max(20)),
  addReferrer: operation({ access: 'referral.enter', scope: 'clinic' })
    .input(z.object({ practitionerId: id, familyName: filled(80), givenName: line(80), organization: line(160), phone: line(40), fax: line(40), licence: line(40).default('') }))
    .output(referrer),
};
