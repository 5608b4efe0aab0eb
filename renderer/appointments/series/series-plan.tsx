import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import type { AppointmentView } from '#contract/appointments';
import type { Inputs } from '#contract/index';
import { api } from '../../link/client.ts';
import { hasCode } from '../../link/failure.ts';
import { useFormat } from '../../text/use-format.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Select, TextField } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useShortcut } from '../../ui/shortcut.ts';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import type { Place } from '../ranking/use-places.ts';
import { PlannedVisits } from './planned-visits.tsx';
import { chosenPlace, type Rhythm, rhythms, typedWeeks } from './series-form.ts';
import { useReloadVisits } from './use-series-toast.ts';

export interface SeriesPlanProps {
  /** The first visit. */
  readonly place: Place;
  readonly patientId: string;
  readonly referralId: string | null;
  readonly purpose: string | null;
  readonly patientZone: string | null;
  /** `incomplete`: something of the consent is still to be said. */
  readonly consent: Inputs['series']['book']['consent'] | 'incomplete';
  readonly onTried: () => void;
  readonly onBooked: (visits: readonly AppointmentView[]) => void;
  readonly onBack: () => void;
}

/** A series from the place chosen: every conflict and a place instead, before anything is booked; then all of it, or what is chosen, at once. */
export function SeriesPlan({ place, patientId, referralId, purpose, patientZone, consent, onTried, onBooked, onBack }: SeriesPlanProps): ReactElement {
  const { t } = useTranslation('slots');
  const f = useFormat();
  const reload = useReloadVisits();
  // One id for the series, one for each of its visits: sending again after a cut connection books nothing twice.
  const [ids] = useState(() => ({ series: v7(), visits: Array.from({ length: 26 }, () => v7()) }));
  const [rhythm, setRhythm] = useState<Rhythm>('follow');
  const [typed, setTyped] = useState('1, 4, 8, 12');
  const [chosen, setChosen] = useState<Readonly<Record<number, string>>>({});
  const weeks = rhythm === 'free' ? typedWeeks(typed) : rhythms[rhythm];
  const { practitionerId, modality, minutes, startsAt } = place;
  const planned = useQuery(api.series.plan.queryOptions({ input: { patientId, practitionerId, modality, minutes, startsAt, purpose, weeks: [...(weeks ?? rhythms.follow)] }, placeholderData: keepPreviousData, enabled: weeks !== null }));
  const visits = planned.data?.visits ?? [];
  const places = visits.map((visit, position) => chosenPlace(visit, chosen[position]));
  const count = places.filter((one) => one !== null).length;
  const conflicts = visits.filter((visit) => visit.conflicts.length > 0).length;
  const book = useMutation(
    api.series.book.mutationOptions({
      onSuccess: async (answer) => {
        await reload();
        onBooked(answer.visits);
      },
      onError: reload,
    }),
  );
  const send = (): void => {
    onTried();
    if (weeks === null || count === 0 || book.isPending || planned.isPlaceholderData || consent === 'incomplete') return;
    book.mutate({
      seriesId: ids.series, patientId, referralId, modality, minutes, patientZone, purpose, reason: null, consent,
      visits: places.flatMap((one, position) => (one === null ? [] : [{ appointmentId: ids.visits[position] ?? v7(), practitionerId: one.practitionerId, startsAt: one.startsAt }])),
    });
  };
  useShortcut('Enter', send, { label: t('series.title') });
  useShortcut('Escape', onBack, { label: t('series.back') });
  const taken = hasCode(book.error, 'SERIES_CONFLICT') || hasCode(book.error, 'SLOT_TAKEN');
  return (
    <>
      <div className="schedule-panel-body stack">
        <h3 className="section-title">{t('series.title')}</h3>
        <p className="meta">{t('series.from', { when: `${f.date(place.localStart.slice(0, 10), 'weekday')}, ${f.time(place.localStart.slice(11))}`, who: place.professionalName })}</p>
        <Select label={t('series.rhythm')} autoFocus value={rhythm} onChange={(event) => { setRhythm(event.target.value as Rhythm); setChosen({}); }} options={([...Object.keys(rhythms), 'free'] as Rhythm[]).map((value) => ({ value, label: t(`series.preset.${value}`) }))} />
        {rhythm === 'free' && <TextField label={t('series.weeks')} help={t('series.weeksHelp')} value={typed} error={weeks === null ? t('series.weeksWrong') : undefined} onChange={(event) => { setTyped(event.target.value); setChosen({}); }} />}
        {taken && (
          <p className="note note-warn" role="alert">
            <Icon name="alert" />
            {t('series.taken')}
          </p>
        )}
        {book.isError && !taken && <ErrorNotice what={t('series.failed')} error={book.error} kept />}
        {planned.isError && <ErrorNotice what={t('series.planFailed')} error={planned.error} onRetry={() => void planned.refetch()} />}
        {planned.isPending && <SkeletonRows />}
        {visits.length > 0 && <p className={conflicts > 0 ? 'meta warn' : 'meta'}>{conflicts > 0 ? t('series.conflicts', { count: conflicts }) : t('series.noConflict')}</p>}
        <PlannedVisits visits={visits} chosen={chosen} onChoose={(position, key) => setChosen({ ...chosen, [position]: key })} />
      </div>
      <div className="schedule-panel-foot">
        <Button tone="primary" keys="Enter" disabled={book.isPending || count === 0} onClick={send}>
          {t('series.book', { count })}
        </Button>
        <Button tone="quiet" keys="Escape" onClick={onBack}>
          {t('series.back')}
        </Button>
      </div>
    </>
  );
}
