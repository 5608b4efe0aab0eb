import type { Inputs, Outputs } from '#contract/index.ts';
import { renderPdf } from '../../documents/pdf-document.ts';
import { DeclaredError } from '../../platform/declared-error.ts';
import type { ServiceDependencies } from '../../service-dependencies.ts';
import type { Caller } from '../../users/caller.ts';
import { dayListDocument } from './day-list-document.ts';
import { clinicLetterhead } from './day-list-repository.ts';

/** The day of the schedule, as its own service tells it to a caller. */
type ReadDay = (caller: Caller, input: Inputs['appointments']['day']) => Promise<Outputs['appointments']['day']>;

/** The list of a day as it leaves: made as PDF, or printed from the page; either is written into the trail. */
export function createDayListService({ unitOfWork, audit, clinic, ports }: ServiceDependencies, readDay: ReadDay) {
  const record = (caller: Caller, how: 'made' | 'printed', { date, practitionerId }: Inputs['dayLists']['makePdf'], visits: number | null) =>
    unitOfWork.write((db) => audit.record(db, { userId: caller.userId, action: `day-list.${how}`, entity: 'day-list', entityId: practitionerId, detail: { date, ...(visits === null ? {} : { visits }) } }));

  return {
    /** @throws DeclaredError `NOT_FOUND` */
    makePdf: async (caller: Caller, input: Inputs['dayLists']['makePdf']): Promise<{ readonly name: string; readonly content: Uint8Array }> => {
      const { date, practitionerId } = input;
      const day = await readDay(caller, { date, practitionerId });
      const professional = practitionerId === null ? null : day.professionals.find((one) => one.practitionerId === practitionerId);
      if (professional === undefined) throw new DeclaredError('NOT_FOUND');
      const visits = [...day.appointments, ...day.cancelled];
      const letterhead = await unitOfWork.read(clinicLetterhead);
      const document = dayListDocument({ date, professionalName: professional?.displayName ?? null, visits, withPhones: caller.grants['patient.read'] !== undefined, clinic, letterhead, by: caller.displayName, at: ports.clock.now() });
      const content = await renderPdf(document);
      // Written before it is handed over: what cannot be noted does not leave.
      await record(caller, 'made', input, visits.length);
      return { name: `${document.title}.pdf`, content };
    },

    notePrinted: async (caller: Caller, input: Inputs['dayLists']['notePrinted']): Promise<Outputs['dayLists']['notePrinted']> => {
      await record(caller, 'printed', input, null);
      return { noted: true };
    },
  };
}
