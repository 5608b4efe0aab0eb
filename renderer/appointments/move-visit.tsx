import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Temporal } from 'temporal-polyfill';
import type { AppointmentView, FreeSlot } from '#contract/appointments';
import { api, client } from '../link/client.ts';
import { hasCode } from '../link/failure.ts';
import { useSeenVersion } from '../link/use-seen-version.ts';
import { formatName } from '../text/format.ts';
import { useFormat } from '../text/use-format.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Checkbox, Select } from '../ui/field.tsx';
import { Icon } from '../ui/icon.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { DespiteField } from './despite-away.tsx';
import { LookThrough } from './look-through.tsx';
import { OverbookField } from './overbook-field.tsx';
import { ReasonsFoot } from './reason-field.tsx';
import { RoomField, useRoomChoice } from './room-choice.tsx';
import { PlannedVisits } from './series/planned-visits.tsx';
import { chosenPlace } from './series/series-form.ts';
import { useSeriesOf } from './series/use-series-of.ts';
import { SlotList, selectedSlot, slotKey } from './slot-list.tsx';
import { useVanishedSlot } from './use-vanished-slot.ts';
import { useVisitLife } from './use-visit-life.ts';
import { VisitRefusal } from './visit-refusal.tsx';

export interface MoveVisitProps {
  readonly visit: AppointmentView;
  /** The place under the keyboard, for the grid to show. */
  readonly onPropose: (slot: FreeSlot | null) => void;
  readonly onMoved: (visit: AppointmentView) => void;
  /** The move was taken back. */
  readonly onTakenBack: (visit: AppointmentView) => void;
  readonly onClose: () => void;
}

const searchDays = 120;
const firstPage = 40;

/** Another place for a visit, in its modality and of its length: with the same professional first. */
export function MoveVisit({ visit, onPropose, onMoved, onTakenBack, onClose }: MoveVisitProps): ReactElement {
  const { t } = useTranslation(['visits', 'appointments', 'absences', 'slots']);
  const f = useFormat();
  const life = useVisitLife(onTakenBack);
  const [who, setWho] = useState(visit.practitionerId);
  const [limit, setLimit] = useState(firstPage);
  const [chosen, setChosen] = useState<string | null>(null);
  const [through, setThrough] = useState(false);
  const [throughTaken, setThroughTaken] = useState(false);
  const [despite, setDespite] = useState('');
  const [overbook, setOverbook] = useState('');
  const [tried, setTried] = useState(false);
  const minutes = minutesOf(visit);
  const prepared = useQuery(api.appointments.prepare.queryOptions({ input: { referralId: null, patientId: visit.patient.id } }));
  const professionals = useQuery(api.people.professionals.queryOptions());
  const found = useQuery(
    api.appointments.freeSlots.queryOptions({
      input: {
        referralId: null, patientId: visit.patient.id, practitionerId: who === 'any' ? null : who, role: who === 'any' ? 'any' : null, modality: visit.modality, minutes,
        from: f.today, days: searchDays, limit, moving: visit.id, throughAway: through, throughTaken,
      },
      placeholderData: keepPreviousData,
    }),
  );
  // Where it already is, is no other place.
  const slots = (found.data?.slots ?? []).filter((slot) => slot.startsAt !== visit.startsAt || slot.practitionerId !== visit.practitionerId);
  const slot = selectedSlot(slots, chosen);
  const room = useRoomChoice(slot, { modality: visit.modality, purpose: null, moving: visit.id });
  const { later } = useSeriesOf(visit);
  const [withLater, setWithLater] = useState(false);
  const [chosenLater, setChosenLater] = useState<Readonly<Record<number, string>>>({});
  // Several go together only where nothing needs a reason: that is said of one visit.
  const mayTakeLater = later.length > 0 && slot !== null && slot.away.length === 0 && !slot.overbooks;
  const takesLater = withLater && mayTakeLater;
  const planned = useQuery(
    api.series.planMove.queryOptions({ input: { appointmentId: visit.id, practitionerId: slot?.practitionerId ?? '', startsAt: slot?.startsAt ?? '' }, enabled: takesLater }),
  );
  // The visit itself goes to the place chosen above; those after it to where the plan says.
  const others = (planned.data?.visits ?? []).slice(1);
  const vanished = useVanishedSlot({ slot, slots, search: `${who} ${String(through)} ${String(throughTaken)}`, isSettled: !found.isPlaceholderData && !life.isPending });
  const taken = hasCode(life.error, 'SLOT_TAKEN') || hasCode(life.error, 'SERIES_CONFLICT') || vanished.isGone;
  const closed = hasCode(life.error, 'AWAY');

  const [seenVersion, tellVersion] = useSeenVersion(visit.version);
  const send = async (): Promise<void> => {
    setTried(true);
    if (!slot || life.isPending || (slot.away.length > 0 && despite.trim() === '') || (slot.overbooks && overbook.trim() === '') || vanished.takeKey()) return;
    const place = { practitionerId: slot.practitionerId, startsAt: slot.startsAt, minutes: slot.minutes, despite: { away: slot.away.length > 0 ? despite.trim() : null, overbook: slot.overbooks ? overbook.trim() : null } };
    if (takesLater && visit.seriesId) {
      const { seriesId } = visit;
      if (!planned.data) return;
      const after = others.flatMap((one, position) => {
        const at = chosenPlace(one, chosenLater[position]);
        return at === null || one.appointmentId === null || one.version === null ? [] : [{ appointmentId: one.appointmentId, expectedVersion: one.version, practitionerId: at.practitionerId, startsAt: at.startsAt, minutes: one.minutes }];
      });
      const { despite: _despite, ...first } = place;
      const all = await life.runSeries('moved', () => client.series.move({ seriesId, visits: [{ appointmentId: visit.id, expectedVersion: seenVersion, ...first }, ...after] }));
      const [moved] = all ?? [];
      if (moved) onMoved(moved);
      return;
    }
    const moved = await life.run('moved', () =>
      client.visits.move({ appointmentId: visit.id, expectedVersion: seenVersion, ...place, roomId: room.roomId }).catch((error: unknown) => {
        tellVersion(error);
        if (hasCode(error, 'SLOT_TAKEN') || hasCode(error, 'AWAY')) vanished.tell();
        throw error;
      }),
    );
    if (moved) onMoved(moved);
    else setChosen(null);
  };
  useShortcut('Enter', () => void send(), { label: t('move.title') });
  useShortcut('Escape', onClose, { label: t('move.close') });
  useEffect(() => onPropose(slot), [slot, onPropose]);
  useEffect(() => () => onPropose(null), [onPropose]);

  return (
    <aside className="schedule-panel" aria-label={t('move.title')}>
      <div className="schedule-panel-head">
        <div className="row">
          <h2 className="grow">{t('move.title')}</h2>
          <IconButton icon="close" label={t('move.close')} keys="Escape" onClick={onClose} />
        </div>
        <b className="ellipsis">{formatName(visit.patient)}</b>
        <p className="meta">
          {t('move.from', { when: `${f.date(visit.localStart.slice(0, 10), 'weekday')}, ${f.time(visit.localStart.slice(11))}`, who: visit.professionalName })}
        </p>
        {prepared.data?.onlyCalendar === null && (
          <Select
            label={t('appointments:find.who')}
            value={who}
            onChange={(event) => setWho(event.target.value)}
            options={[
              { value: 'any', label: t('appointments:find.everyone') },
              ...(professionals.data ?? []).map((person) => ({ value: person.practitionerId, label: person.displayName })),
            ]}
          />
        )}
      </div>
      <div className="schedule-panel-body">
        {(taken || closed) && (
          <p className="note note-warn" role="alert">
            <Icon name="alert" />
            {t(closed ? 'absences:despite.closed' : 'move.taken')}
          </p>
        )}
        {life.error !== null && !taken && !closed && <VisitRefusal what={t('move.notMoved')} visit={visit} error={life.error} />}
        {found.isError && <ErrorNotice what={t('appointments:find.failed')} error={found.error} onRetry={() => void found.refetch()} />}
        {found.isPending && <SkeletonRows />}
        {found.data && slots.length === 0 && <EmptyState sentence={t('appointments:find.none', { date: f.date(found.data.searchedUntil) })} hint={t('appointments:find.noneHint')} />}
        {slots.length > 0 && (
          <SlotList
            slots={slots}
            selected={slot}
            onSelect={(one) => setChosen(slotKey(one))}
            modality={visit.modality}
            dueOn={visit.dueOn}
            queueRole={null}
            isStale={found.isPlaceholderData}
            onMore={slots.length >= limit - 1 && limit < 200 ? () => setLimit(Math.min(limit + firstPage, 200)) : null}
          />
        )}
        {found.data && (
          <LookThrough
            away={found.data.away} through={through} onThrough={setThrough} throughTaken={throughTaken} onThroughTaken={setThroughTaken}
            nameOf={(id) => professionals.data?.find((one) => one.practitionerId === id)?.displayName ?? null}
          />
        )}
      </div>
      {slot && (
        <ReasonsFoot onEnter={() => void send()}>
          {mayTakeLater && <Checkbox label={t('slots:series.alsoMove', { count: later.length })} checked={withLater} onChange={(event) => setWithLater(event.target.checked)} />}
          {takesLater && (
            <div className="series-later">
              {planned.isPending && <SkeletonRows rows={2} />}
              {planned.isError && <ErrorNotice what={t('slots:series.planFailed')} error={planned.error} onRetry={() => void planned.refetch()} />}
              <PlannedVisits visits={others} chosen={chosenLater} onChoose={(position, key) => setChosenLater({ ...chosenLater, [position]: key })} />
            </div>
          )}
          {!takesLater && <RoomField {...room} />}
          <OverbookField slot={slot} reason={overbook} onReason={setOverbook} showError={tried} />
          <DespiteField slot={slot} reason={despite} onReason={setDespite} showError={tried} />
          <Button tone="primary" keys="Enter" disabled={life.isPending} onClick={() => void send()}>
            {t('move.send', { time: f.time(slot.localStart.slice(11)) })}
          </Button>
        </ReasonsFoot>
      )}
    </aside>
  );
}

function minutesOf({ startsAt, endsAt }: AppointmentView): number {
  return Math.round(Temporal.Instant.from(startsAt).until(endsAt).total('minutes'));
}
