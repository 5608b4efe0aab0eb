import { callerOf, servicesOf } from '../call-context.ts';
import { mediaTypes } from '../delivery/file-delivery.ts';
import type { Operations } from '../operations.ts';

/** Binds `appointments.*`. */
export function appointmentOperations(os: Operations) {
  return {
    prepare: os.appointments.prepare.handler(({ context, input }) => servicesOf(context).appointments.prepare(callerOf(context), input)),
    freeSlots: os.appointments.freeSlots.handler(({ context, input }) => servicesOf(context).appointments.freeSlots(callerOf(context), input)),
    book: os.appointments.book.handler(({ context, input }) => servicesOf(context).booking.book(callerOf(context), input)),
    undoBooking: os.appointments.undoBooking.handler(({ context, input }) => servicesOf(context).visitUndo.undoBooking(callerOf(context), input)),
    restore: os.appointments.restore.handler(({ context, input }) => servicesOf(context).visitUndo.restore(callerOf(context), input)),
    open: os.appointments.open.handler(({ context, input }) => servicesOf(context).appointments.open(callerOf(context), input)),
    day: os.appointments.day.handler(({ context, input }) => servicesOf(context).appointments.day(callerOf(context), input)),
    week: os.appointments.week.handler(({ context, input }) => servicesOf(context).appointments.week(callerOf(context), input)),
    clinicWeek: os.appointments.clinicWeek.handler(({ context, input }) => servicesOf(context).clinicWeek.read(callerOf(context), input)),
    noteConsent: os.appointments.noteConsent.handler(({ context, input }) => servicesOf(context).appointments.noteConsent(callerOf(context), input)),
    videoSettings: os.appointments.videoSettings.handler(({ context }) => servicesOf(context).appointments.videoSettings(callerOf(context))),
    setVideoSettings: os.appointments.setVideoSettings.handler(({ context, input }) => servicesOf(context).appointments.setVideoSettings(callerOf(context), input)),
  };
}

/** Binds `absences.*`. */
export function absenceOperations(os: Operations) {
  return {
    list: os.absences.list.handler(({ context, input }) => servicesOf(context).absences.list(callerOf(context), input)),
    add: os.absences.add.handler(({ context, input }) => servicesOf(context).absences.add(callerOf(context), input)),
    remove: os.absences.remove.handler(({ context, input }) => servicesOf(context).absences.remove(callerOf(context), input)),
    setHolidays: os.absences.setHolidays.handler(({ context, input }) => servicesOf(context).absences.setHolidays(callerOf(context), input)),
    workHoliday: os.absences.workHoliday.handler(({ context, input }) => servicesOf(context).absences.workHoliday(callerOf(context), input)),
    inTheWay: os.absences.inTheWay.handler(({ context, input }) => servicesOf(context).absences.inTheWay(callerOf(context), input)),
    keepVisit: os.absences.keepVisit.handler(({ context, input }) => servicesOf(context).absences.keepVisit(callerOf(context), input)),
  };
}

/** Binds `visits.*`. */
export function visitOperations(os: Operations) {
  return {
    mark: os.visits.mark.handler(({ context, input }) => servicesOf(context).visitLife.mark(callerOf(context), input)),
    markMany: os.visits.markMany.handler(({ context, input }) => servicesOf(context).visitMarks.markMany(callerOf(context), input)),
    move: os.visits.move.handler(({ context, input }) => servicesOf(context).visitLife.move(callerOf(context), input)),
    tryMove: os.visits.tryMove.handler(({ context, input }) => servicesOf(context).movePreview.tryMove(callerOf(context), input)),
    cancel: os.visits.cancel.handler(({ context, input }) => servicesOf(context).visitLife.cancel(callerOf(context), input)),
    undoStep: os.visits.undoStep.handler(({ context, input }) => servicesOf(context).visitUndo.undoStep(callerOf(context), input)),
    calendarFile: os.visits.calendarFile.handler(async ({ context, input }) => {
      const { calendarFiles, files } = servicesOf(context);
      const { name, content } = await calendarFiles.make(callerOf(context), input);
      return files.deliver(context.session, { name, mediaType: mediaTypes.ics }, content);
    }),
  };
}
