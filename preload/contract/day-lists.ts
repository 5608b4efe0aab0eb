import { z } from 'zod';
import { operation } from './define.ts';
import { delivery } from './deliveries.ts';
import { id, isoDate } from './values.ts';

/** The list of a day as it leaves the screen: of one professional, or of the whole clinic. */
const which = z.object({ date: isoDate, practitionerId: id.nullable() });

export const dayLists = {
  /** Makes the list as PDF on the clinic's paper, by time; telephones only for whoever may read identities. It is written into the trail. @throws NOT_FOUND (no such professional at work) */
  makePdf: operation({ access: 'appointment.read', scope: 'clinic' }).input(which).output(delivery),
  /** Notes that the list was printed from the page. */
  notePrinted: operation({ access: 'appointment.read', scope: 'clinic' }).input(which).output(z.object({ noted: z.boolean() })),
};
