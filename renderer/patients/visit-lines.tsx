import type { ReactElement } from 'react';
import type { PatientRecord } from '#contract/patients.ts';
import { visitModality } from '#contract/values.ts';
import { appointmentStatus } from '#contract/visit-steps.ts';
import { VisitStatusWord } from '../appointments/visit-status.tsx';
import { useFormat } from '../text/use-format.ts';
import { ModalityMark } from '../ui/modality-mark.tsx';

/** Whether a visit is still to come; one called off is not. */
export function isAhead({ startsAt, status }: PatientRecord['visits'][number], at: string): boolean {
  return startsAt >= at && status !== 'cancelled';
}

/** Visits: day and time in the zone of the visit, how, and with whom. */
export function VisitLines({ visits }: { readonly visits: PatientRecord['visits'] }): ReactElement {
  const f = useFormat();
  return (
    <>
      {visits.map((visit) => {
        const modality = visitModality.options.find((known) => known === visit.modality);
        const status = appointmentStatus.options.find((known) => known === visit.status && known !== 'booked');
        const [date = '', time = ''] = visit.localStart.split('T');
        return (
          <li key={visit.id} className="patients-line patients-visit">
            <span className="tabular patients-visit-when">
              {f.relativeDay(date, 'short')}
              <span className="meta patients-line-note">{f.time(time)}</span>
            </span>
            <span className="grow">
              <span className="ellipsis patients-line-link">{visit.professionalName}</span>
              <span className="meta patients-line-note">{modality && <ModalityMark modality={modality} />}</span>
            </span>
            {status && (
              <span className="meta">
                <VisitStatusWord status={status} />
              </span>
            )}
          </li>
        );
      })}
    </>
  );
}
