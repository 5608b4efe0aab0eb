import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import type { AppointmentView } from '#contract/appointments';
import type { SlotHold } from '#contract/waiting';
import { api, client } from '../../link/client.ts';
import { formatName } from '../../text/format.ts';
import { useFormat } from '../../text/use-format.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Icon } from '../../ui/icon.tsx';
import { modalityIcons } from '../../ui/modality-mark.tsx';
import { useReloadVisits } from '../series/use-series-toast.ts';
import { useVisitWords } from '../visit-words.ts';
import { useHolds } from './use-waiting.ts';

/** Places held now, whoever holds them: for whom, until when; booked once the person has said yes, or let go. */
export function HeldPlaces({ onBooked }: { readonly onBooked: (visit: AppointmentView) => void }): ReactElement | null {
  const { t } = useTranslation('slots');
  const holds = useHolds();
  if (holds.isError) return <ErrorNotice what={t('waiting.held.failed')} error={holds.error} onRetry={() => void holds.refetch()} />;
  if (!holds.data || holds.data.holds.length === 0) return null;
  return (
    <section aria-label={t('waiting.held.title')}>
      <h3 className="section-title waiting-title">{t('waiting.held.title')}</h3>
      <ul>
        {holds.data.holds.map((hold) => (
          <HeldPlace key={hold.id} hold={hold} onBooked={onBooked} />
        ))}
      </ul>
    </section>
  );
}

function HeldPlace({ hold, onBooked }: { readonly hold: SlotHold; readonly onBooked: (visit: AppointmentView) => void }): ReactElement {
  const { t } = useTranslation('slots');
  const f = useFormat();
  const words = useVisitWords();
  const queries = useQueryClient();
  const reload = useReloadVisits();
  // One id for the booking: sending again after a cut connection books nothing twice.
  const [appointmentId] = useState(() => v7());
  const reloadWaiting = (): Promise<unknown> => queries.invalidateQueries({ queryKey: api.waiting.key() });
  const release = useMutation({ mutationFn: () => client.waiting.release({ holdId: hold.id }), onSettled: reloadWaiting });
  const book = useMutation({
    mutationFn: async (): Promise<AppointmentView> => {
      const { practitionerId, startsAt, minutes, modality, patient, referralId } = hold;
      const entries = hold.entryId === null ? [] : (await client.waiting.list()).entries;
      const has = entries.find(({ id }) => id === hold.entryId)?.visit;
      // Who has a visit and wants it earlier: that one is moved, none is added.
      if (has) return client.visits.move({ appointmentId: has.id, expectedVersion: has.version, practitionerId, startsAt, minutes });
      return client.appointments.book({ appointmentId, patientId: patient.id, referralId, practitionerId, startsAt, minutes, modality, patientZone: null, reason: null, purpose: hold.purpose, consent: null });
    },
    onSuccess: async (visit) => {
      await Promise.all([reload(), reloadWaiting()]);
      onBooked(visit);
    },
    onError: reloadWaiting,
  });
  const name = formatName(hold.patient);
  return (
    <li className="waiting-row">
      <div className="row">
        <Icon name={modalityIcons[hold.modality]} size="small" />
        <b className="grow ellipsis">
          {f.relativeDay(hold.localStart.slice(0, 10))}, {f.time(hold.localStart.slice(11))}
        </b>
        <span className="meta ellipsis">{[hold.professionalName, words.where({ site: null, zone: hold.zone })].filter(Boolean).join(', ')}</span>
      </div>
      <p>{t('waiting.held.until', { name, time: f.instantTime(hold.until) })}</p>
      <p className="meta">{[hold.patient.phone, hold.heldBy === null ? null : t('waiting.held.by', { who: hold.heldBy })].filter(Boolean).join(' · ')}</p>
      {book.isError && <ErrorNotice what={t('waiting.match.notBooked')} error={book.error} />}
      {release.isError && <ErrorNotice what={t('waiting.held.notReleased')} error={release.error} />}
      <div className="row">
        <Button small disabled={book.isPending} onClick={() => book.mutate()}>
          {t('waiting.held.book')}
        </Button>
        <Button tone="text" small disabled={release.isPending} onClick={() => release.mutate()}>
          {t('waiting.held.release')}
        </Button>
      </div>
    </li>
  );
}
