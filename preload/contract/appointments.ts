import { z } from 'zod';
import { away, despite, modalityConcern, visitException } from './away.ts';
import { operation } from './define.ts';
import { patientSummary } from './patients.ts';
import { roles } from './permissions.ts';
import { remoteVisit } from './remote-visits.ts';
import { teleSuitability } from './registry.ts';
import { filled, id, instant, isoDate, line, localDateTime, timeOfDay, timeZone, visitModality } from './values.ts';
import { chosenRoom, visitResource } from './resources.ts';
import { visitSite } from './sites.ts';
import { visitPurpose } from './visit-purposes.ts';
import { visitType } from './visit-types.ts';
import { appointmentStatus, visitStep } from './visit-steps.ts';

/** What a person attests when a patient agrees to a visit at a distance: how, and that its limits were explained. */
export const teleConsent = z.object({ given: z.literal(true), how: z.enum(['verbal', 'written']), limitsExplained: z.literal(true) });
export type TeleConsent = z.infer<typeof teleConsent>;

/** A consent on file: how it was given, when and by whom it was noted. */
export const notedConsent = z.object({ how: z.enum(['verbal', 'written']), notedAt: instant, notedBy: z.string().nullable() });

/** An opening that can be booked. */
export const freeSlot = z.object({
  practitionerId: id,
  professionalName: z.string(),
  role: z.enum(roles),
  startsAt: instant,
  endsAt: instant,
  minutes: z.int(),
  /** Wall time and zone of its site. */
  localStart: localDateTime,
  zone: timeZone,
  site: visitSite.nullable(),
  /** True when the slot is on or before the due date of the referral, or when nothing is due. */
  insideDelay: z.boolean(),
  /** What closes the calendar at that time; empty unless such places were asked for. */
  away: z.array(away),
  /** The professional has another visit then; only where such places were asked for. */
  overbooks: z.boolean(),
});
export type FreeSlot = z.infer<typeof freeSlot>;

const bookedPatient = patientSummary.extend({ phone: z.string().nullable() });

export const appointment = z.object({
  id,
  patient: bookedPatient,
  practitionerId: id,
  professionalName: z.string(),
  professionalRole: z.enum(roles).nullable(),
  referralId: id.nullable(),
  cls: z.string().nullable(),
  reasonCode: z.string().nullable(),
  dueOn: isoDate.nullable(),
  /** True when the visit takes place after the due date of its referral. */
  late: z.boolean(),
  startsAt: instant,
  endsAt: instant,
  localStart: localDateTime,
  localEnd: localDateTime,
  /** Of the site; by video and telephone, of where the professional is. */
  zone: timeZone,
  /** Where; null: the clinic itself. */
  site: visitSite.nullable(),
  /** Its room and equipment. */
  resources: z.array(visitResource),
  /** Booked over another visit of its professional, with a reason. */
  overbooked: z.boolean(),
  patientZone: timeZone.nullable(),
  modality: visitModality,
  status: appointmentStatus,
  /** What it is for, where somebody said. */
  purpose: visitPurpose.nullable(),
  reason: z.string().nullable(),
  videoLink: z.string().nullable(),
  /** Null where the visit is at a distance and consent is still to obtain, or where none is needed. */
  consent: notedConsent.nullable(),
  /** Said to take place, since it stands where it does. */
  confirmed: z.object({ at: instant, by: z.string().nullable() }).nullable(),
  /** Of a visit at a distance: what was verified on the day and how it went on. Null face to face, or where the record is closed. */
  remote: remoteVisit.nullable(),
  /** What has happened to it since it was booked, in order; what was taken back is not among it. */
  steps: z.array(visitStep),
  /** What was decided in spite of what spoke against it, in order. */
  exceptions: z.array(visitException),
  /** Shared by visits booked together. */
  seriesId: id.nullable(),
  version: z.int(),
});
export type AppointmentView = z.infer<typeof appointment>;

/** A professional's day: when they work, and how full their week is. */
export const professionalDay = z.object({
  practitionerId: id,
  displayName: z.string(),
  /** Fits the head of a column: "Dre G. Lachance". */
  shortName: z.string(),
  role: z.enum(roles),
  /** Wall times of the day on the clock of the calendar; openings of one site that touch are one. */
  hours: z.array(z.object({ startsAt: timeOfDay, endsAt: timeOfDay, /** Null: the clinic itself. */ siteId: id.nullable() })),
  /** What closes the calendar on the day, or a part of it. */
  away: z.array(away),
  /** Whether there are weekly hours at all. */
  hasHours: z.boolean(),
  /** Minutes booked and minutes open in the week (Monday to Sunday) of the day; not open: what is closed. */
  weekBooked: z.int(),
  weekOpen: z.int(),
});
export type ProfessionalDay = z.infer<typeof professionalDay>;

/** A visit in the week of the clinic. */
export const weekVisit = z.object({
  id,
  practitionerId: id,
  patient: patientSummary.pick({ familyName: true, givenName: true, access: true }),
  localStart: localDateTime,
  localEnd: localDateTime,
  modality: visitModality,
  status: appointmentStatus,
});
export type WeekVisit = z.infer<typeof weekVisit>;

export const appointments = {
  /**
   * What must be known to look for a place: who, for which referral, in which modalities, given what the visit is for. With
   * `referralId` the patient is the referral's; without, `patientId` says who.
   */
  prepare: operation({ access: 'appointment.read', scope: 'clinic' })
    .input(z.object({ referralId: id.nullable(), patientId: id.nullable(), purpose: visitPurpose.shape.code.nullable().default(null) }))
    .output(z.object({
      patient: bookedPatient.extend({ teleSuitability, city: z.string().nullable() }),
      referral: z
        .object({ id, state: z.string(), cls: z.string().nullable(), reasonCode: z.string().nullable(), dueOn: isoDate.nullable(), queueRole: z.enum(roles).nullable() })
        .nullable(),
      modality: visitModality,
      allowedModalities: z.array(visitModality).min(1),
      /** The others, with what speaks against each. */
      blocked: z.array(z.object({ modality: visitModality, concerns: z.array(modalityConcern) })),
      /** The types of visits, in the order they are offered. */
      purposes: z.array(visitType),
      /** The caller may book in one of them all the same, with a reason. */
      mayOverrideModality: z.boolean(),
      zone: timeZone,
      /** Where a clinic has no template, a video visit has no link. */
      hasVideoLink: z.boolean(),
      /** Set for a caller who may book in this calendar only. */
      onlyCalendar: id.nullable(),
    })),
  /**
   * Openings of one professional, else of a role (that of the referral's queue unless another is named), else of
   * everybody, soonest first: weekly hours less what is booked. `minutes` null: the usual length of each professional.
   * Where nobody of the queue's role has hours, the answer is empty: widen with `role: 'any'`.
   */
  freeSlots: operation({ access: 'appointment.read', scope: 'clinic' })
    .input(z.object({
      referralId: id.nullable(), patientId: id.nullable(), practitionerId: id.nullable(), role: line(40).nullable(), modality: visitModality,
      minutes: z.int().min(5).max(240).nullable(), from: isoDate, days: z.int().min(1).max(120), limit: z.int().min(1).max(200).default(60),
      /** A visit being moved: its own time counts as free; its type, and the time around it, go along. */
      moving: id.nullable().default(null),
      /** Also places during leave, closures and holidays, each with what closes it. */
      throughAway: z.boolean().default(false),
      /** Also places over visits of the professional, each marked. */
      throughTaken: z.boolean().default(false),
      /** Type of the visit: its length where `minutes` is null, the time around it, who holds it. */
      purpose: visitPurpose.shape.code.nullable().default(null),
    }))
    .output(z.object({ slots: z.array(freeSlot), dueOn: isoDate.nullable(), searchedUntil: isoDate, /** What closes the calendars looked at in these days, by date. */ away: z.array(away).max(50) })),
  /** Books a visit. Same id again with the same content: answered from the row. A taken slot: `SLOT_TAKEN`, unless it is the professional's alone and a reason is given; a room or equipment it needs in use, the person elsewhere: `SLOT_TAKEN` always; a closed calendar: `AWAY`, unless a reason is given. A modality that is held back needs a reason too, of somebody who may override a triage. */
  book: operation({ access: 'appointment.book', scope: 'clinic' })
    .input(z.object({
      appointmentId: id, patientId: id, referralId: id.nullable(), practitionerId: id, startsAt: instant, minutes: z.int().min(5).max(240),
      modality: visitModality, patientZone: timeZone.nullable(), reason: line(300).nullable(), purpose: visitPurpose.shape.code.nullable().default(null), consent: teleConsent.nullable(),
      despite: despite.optional(), roomId: chosenRoom,
    }))
    .output(appointment),
  /** Takes a booking back while the visit is unchanged: its time is free again, its referral waits for a place. */
  undoBooking: operation({ access: 'appointment.book', scope: 'clinic' })
    .input(z.object({ appointmentId: id, expectedVersion: z.int() }))
    .output(z.object({ version: z.int() })),
  /** Puts back a visit that was cancelled or taken back, while it is unchanged and its time still free. */
  restore: operation({ access: 'appointment.book', scope: 'clinic' })
    .input(z.object({ appointmentId: id, expectedVersion: z.int() }))
    .output(appointment),
  /** Opens a visit; the reading is audited. */
  open: operation({ access: 'appointment.read', scope: 'clinic' }).input(z.object({ appointmentId: id })).output(appointment),
  /** Everything that happens on one civil day of the clinic, by time, and when its professionals work; `siteId`: on one of that site's own clock, with the hours there. */
  day: operation({ access: 'appointment.read', scope: 'clinic' })
    .input(z.object({ date: isoDate, practitionerId: id.nullable(), siteId: id.nullable().default(null) }))
    .output(z.object({ date: isoDate, zone: timeZone, professionals: z.array(professionalDay).max(200), appointments: z.array(appointment).max(500), /** Visits of the day that were called off. */ cancelled: z.array(appointment).max(200) })),
  /** The week (Monday to Sunday) of one professional in which a civil day falls: when they work, and what happens. */
  week: operation({ access: 'appointment.read', scope: 'clinic' })
    .input(z.object({ date: isoDate, practitionerId: id }))
    .output(z.object({
      monday: isoDate, zone: timeZone, professional: professionalDay.omit({ hours: true, away: true }), days: z.array(professionalDay.pick({ hours: true, away: true }).extend({ date: isoDate })).length(7),
      appointments: z.array(appointment).max(500), cancelled: z.array(appointment).max(200),
    })),
  /** The week (Monday to Sunday) of the whole clinic in which a civil day falls, in few words: who is seen by whom, when and how. */
  clinicWeek: operation({ access: 'appointment.read', scope: 'clinic' })
    .input(z.object({ date: isoDate }))
    .output(z.object({
      monday: isoDate, zone: timeZone,
      professionals: z.array(professionalDay.omit({ hours: true, away: true }).extend({ days: z.array(z.object({ date: isoDate, isOpen: z.boolean(), away: z.array(away) })).length(7) })).max(200),
      visits: z.array(weekVisit).max(3000),
      /** False where there are more than are told. */
      isWhole: z.boolean(),
    })),
  /** Records the patient's consent to a visit at a distance. Noted already: answered from the row. */
  noteConsent: operation({ access: 'appointment.book', scope: 'clinic' })
    .input(z.object({ appointmentId: id, consent: teleConsent }))
    .output(appointment),
  /** The clinic's template for video links; `{room}` is replaced by an unguessable room name. */
  videoSettings: operation({ access: 'signed-in', scope: 'clinic' }).output(z.object({ template: z.string().nullable() })),
  setVideoSettings: operation({ access: 'settings.manage', scope: 'clinic' })
    .input(z.object({ template: filled(300).nullable() }))
    .output(z.object({ template: z.string().nullable() })),
};
