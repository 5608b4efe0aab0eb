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
    noteConsent: os.appointments.noteConsent.handler(({ context, input }) => servicesOf(context).appointments.noteConsent(callerOf(context), input)),
    videoSettings: os.appointments.videoSettings.handler(({ context }) => servicesOf(context).appointments.videoSettings(callerOf(context))),
    setVideoSettings: os.appointments.setVideoSettings.handler(({ context, input }) => servicesOf(context).appointments.setVideoSettings(callerOf(context), input)),
  };
}

/** Binds `visits.*`. */
export function visitOperations(os: Operations) {
  return {
    mark: os.visits.mark.handler(({ context, input }) => servicesOf(context).visitLife.mark(callerOf(context), input)),
    move: os.visits.move.handler(({ context, input }) => servicesOf(context).visitLife.move(callerOf(context), input)),
    cancel: os.visits.cancel.handler(({ context, input }) => servicesOf(context).visitLife.cancel(callerOf(context), input)),
    undoStep: os.visits.undoStep.handler(({ context, input }) => servicesOf(context).visitUndo.undoStep(callerOf(context), input)),
    calendarFile: os.visits.calendarFile.handler(async ({ context, input }) => {
      const { calendarFiles, files } = servicesOf(context);
      const { name, content } = await calendarFiles.make(callerOf(context), input);
      return files.deliver(context.session, { name, mediaType: mediaTypes.ics }, content);
    }),
  };
}
