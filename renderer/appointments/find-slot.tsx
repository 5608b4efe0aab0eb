import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import type { AppointmentView, FreeSlot } from '#contract/appointments';
import type { Outputs } from '#contract/index';
import type { Role } from '#contract/permissions';
import type { VisitModality } from '#contract/values';
import { api, client } from '../link/client.ts';
import { hasCode } from '../link/failure.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Icon } from '../ui/icon.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { DespiteField } from './despite-away.tsx';
import { consentOf, type ConsentDraft } from './consent-fields.tsx';
import { ModalityDespite } from './modality-despite.tsx';
import { DistanceFields } from './distance-fields.tsx';
import { FindFilters, type Wanted } from './find-filters.tsx';
import { FindHead } from './find-head.tsx';
import { Preferences } from './ranking/preferences.tsx';
import { TimeChoice } from './ranking/time-choice.tsx';
import { SeriesPlan } from './series/series-plan.tsx';
import { everyTime, type PlaceOrder, usePlaces } from './ranking/use-places.ts';
import { selectedSlot, SlotList, slotKey } from './slot-list.tsx';
import { AddToWaiting } from './waiting/add-to-waiting.tsx';
import { LookThrough } from './look-through.tsx';
import { OverbookField } from './overbook-field.tsx';
import { ReasonsFoot } from './reason-field.tsx';
import { RoomField, useRoomChoice } from './room-choice.tsx';
import { useVanishedSlot } from './use-vanished-slot.ts';
import { isAtDistance } from './visit-words.ts';

export interface FindSlotProps {
  readonly referralId: string | null;
  readonly patientId: string | null;
  /** For a patient without a referral: the profession looked for, and the day from which. */
  readonly role: Role | null;
  readonly from: string | null;
  /** The day by which a step or a recall is due, where no referral says it. */
  readonly due: string | null;
  /** How a step may be done, what for and how long: what the search begins with. */
  readonly by: readonly VisitModality[];
  readonly purpose: string | null;
  readonly minutes: number | null;
  /** The place under the keyboard, for the grid to show. */
  readonly onPropose: (slot: FreeSlot | null) => void;
  readonly onBooked: (visit: AppointmentView) => void;
  /** Several were booked at once, the first of them first. */
  readonly onSeries: (visits: readonly AppointmentView[]) => void;
  readonly onClose: () => void;
}

/** Finds a place for a referral or a patient. */
export function FindSlot(props: FindSlotProps): ReactElement {
  const { t } = useTranslation('appointments');
  const { referralId, patientId } = props;
  const [purpose, setPurpose] = useState(props.purpose);
  const prepared = useQuery(api.appointments.prepare.queryOptions({ input: { referralId, patientId, purpose }, placeholderData: keepPreviousData }));

  return (
    <aside className="schedule-panel" aria-label={t('find.title')}>
      {prepared.isPending && <SkeletonRows />}
      {prepared.isError && <ErrorNotice what={t('find.failed')} error={prepared.error} onRetry={() => void prepared.refetch()} />}
      {prepared.data && <Search {...props} prepared={prepared.data} isPrepared={!prepared.isPlaceholderData} purpose={purpose} onPurpose={setPurpose} />}
    </aside>
  );
}

const searchDays = 120;
const firstPage = 40;

interface SearchProps extends FindSlotProps {
  readonly prepared: Outputs['appointments']['prepare'];
  /** False while what is prepared is still that of another purpose. */
  readonly isPrepared: boolean;
  readonly purpose: string | null;
  readonly onPurpose: (purpose: string | null) => void;
}

/** Of the ways a step may be done, the one that suits the person, else the first that is not held back. */
function firstModality(by: readonly VisitModality[], { modality, allowedModalities }: Outputs['appointments']['prepare']): VisitModality {
  if (by.length === 0 || by.includes(modality)) return modality;
  return by.find((one) => allowedModalities.includes(one)) ?? by[0] ?? modality;
}

function Search({ referralId, patientId, role, from, due, by, minutes: asksMinutes, prepared, isPrepared, purpose, onPurpose, onPropose, onBooked, onSeries, onClose }: SearchProps): ReactElement {
  const { t } = useTranslation(['appointments', 'common', 'absences', 'slots', 'visits']);
  const f = useFormat();
  const queries = useQueryClient();
  const { patient, referral, zone } = prepared;

  // One id for the whole search: sending again after a cut connection cannot book twice.
  const [appointmentId] = useState(() => v7());
  const [asked, setAsked] = useState<Omit<Wanted, 'purpose'>>({ modality: firstModality(by, prepared), who: prepared.onlyCalendar ?? ((role ?? referral?.queueRole) ? 'role' : 'any'), minutes: asksMinutes });
  const [order, setOrder] = useState<PlaceOrder>('best');
  const [limit, setLimit] = useState(firstPage);
  const [chosen, setChosen] = useState<string | null>(null);
  // Another start of the half-day chosen, by its instant.
  const [time, setTime] = useState<string | null>(null);
  const [patientZone, setPatientZone] = useState(zone);
  const [consent, setConsent] = useState<ConsentDraft>({ how: 'later', limitsExplained: false });
  const [tried, setTried] = useState(false);
  const [inSeries, setInSeries] = useState(false);
  const [through, setThrough] = useState(false);
  const [throughTaken, setThroughTaken] = useState(false);
  const [overbook, setOverbook] = useState('');
  const [despite, setDespite] = useState('');
  const [modalityReason, setModalityReason] = useState('');
  // What the purpose holds back is no longer offered to somebody who may not override it.
  const isOffered = asked.modality === null || prepared.mayOverrideModality || prepared.allowedModalities.includes(asked.modality);
  const wanted: Wanted = { ...asked, modality: isOffered ? asked.modality : prepared.modality, purpose };
  const { who, minutes } = wanted;
  const change = ({ purpose: other, ...rest }: Partial<Wanted>): void => {
    if (other !== undefined) onPurpose(other);
    setAsked({ ...asked, ...rest });
  };
  const purposeSaid = prepared.purposes.find(({ code }) => code === purpose) ?? null;

  const professionals = useQuery(api.people.professionals.queryOptions());
  const isPerson = who !== 'role' && who !== 'any';
  const { found, isRanked } = usePlaces({
    referralId, patientId, practitionerId: isPerson ? who : null, role: isPerson ? null : who === 'role' ? role : 'any', modality: wanted.modality, usual: prepared.modality, minutes, purpose,
    from: from !== null && from > f.today ? from : f.today, dueOn: due, days: searchDays, limit, order, throughAway: through, throughTaken, enabled: referral === null || referral.state === 'accepted',
  });
  const slots = found.data?.slots ?? [];
  const times = everyTime(slots);
  const place = selectedSlot(slots, chosen);
  const slot = (place && times.find((one) => one.startsAt === time && one.practitionerId === place.practitionerId && one.modality === place.modality)) ?? place;
  const modality = slot?.modality ?? wanted.modality ?? prepared.modality;
  const room = useRoomChoice(slot, { modality, purpose, moving: null });
  const concerns = prepared.blocked.find((one) => one.modality === modality)?.concerns ?? null;
  const choose = (key: string | null): void => {
    setChosen(key);
    setTime(null);
  };

  const most = isRanked ? 100 : 200;
  const waitsFor = slot?.role ?? role;

  const book = useMutation(
    api.appointments.book.mutationOptions({
      onSuccess: async (visit) => {
        await Promise.all([api.appointments.key(), api.slots.key(), api.referrals.key(), api.patients.key()].map((queryKey) => queries.invalidateQueries({ queryKey })));
        onBooked(visit);
      },
      onError: async (error) => {
        if (hasCode(error, 'SLOT_TAKEN') || hasCode(error, 'AWAY')) {
          vanished.tell();
          choose(null);
          await Promise.all([api.appointments.key(), api.slots.key()].map((queryKey) => queries.invalidateQueries({ queryKey })));
        }
        // The first try went through although its answer was lost: show what was booked.
        if (hasCode(error, 'DUPLICATE')) onBooked(await client.appointments.open({ appointmentId }));
      },
    }),
  );
  const vanished = useVanishedSlot({ slot, slots: times, search: `${String(wanted.modality)} ${who} ${String(minutes)} ${String(through)} ${String(throughTaken)} ${order} ${String(purpose)}`, isSettled: !found.isPlaceholderData && !book.isPending });
  const send = (): void => {
    const given = isAtDistance(modality) ? consentOf(consent) : null;
    setTried(true);
    if (!slot || !isPrepared || book.isPending || given === 'incomplete' || (slot.away.length > 0 && despite.trim() === '') || (slot.overbooks && overbook.trim() === '') || (concerns !== null && modalityReason.trim() === '') || vanished.takeKey()) return;
    book.mutate({
      appointmentId, patientId: patient.id, referralId, practitionerId: slot.practitionerId, startsAt: slot.startsAt, minutes: slot.minutes, modality,
      patientZone: isAtDistance(modality) && patientZone !== zone ? patientZone : null, reason: null, purpose, consent: given, roomId: room.roomId, despite: { away: slot.away.length > 0 ? despite.trim() : null, modality: concerns === null ? null : modalityReason.trim(), overbook: slot.overbooks ? overbook.trim() : null },
    });
  };
  useShortcut('Enter', send, { label: t('find.book'), enabled: !inSeries });
  const turn = (): void => {
    setOrder(isRanked ? 'soonest' : 'best');
    if (!isRanked) {
      setThrough(false);
      setThroughTaken(false);
    }
    choose(null);
  };
  const turnLabel = t(isRanked ? 'slots:order.toSoonest' : 'slots:order.toBest');
  useShortcut('o', turn, { label: turnLabel, enabled: !inSeries });
  // A series keeps to what is open and offered: what needs a reason is booked by itself.
  const maySeries = slot !== null && slot.away.length === 0 && !slot.overbooks && concerns === null;
  useShortcut('Escape', onClose, { label: t('find.close'), enabled: !inSeries });
  useShortcut('s', () => setInSeries(true), { label: t('slots:series.open'), enabled: maySeries && !inSeries });

  useEffect(() => onPropose(slot), [slot, onPropose]);

  const wrongState = referral !== null && referral.state !== 'accepted';
  const taken = hasCode(book.error, 'SLOT_TAKEN') || vanished.isGone;
  const closed = hasCode(book.error, 'AWAY');

  return (
    <>
      <div className="schedule-panel-head">
        <FindHead prepared={prepared} dueOn={referral?.dueOn ?? due} onClose={onClose} />
        {!wrongState && !inSeries && <Preferences patient={patient} />}
        {!wrongState && !inSeries && <FindFilters prepared={prepared} role={role} wanted={wanted} isRanked={isRanked} onChange={change} />}
      </div>

      {wrongState ? (
        <EmptyState sentence={referral.state === 'booked' ? t('find.alreadyBooked') : t('find.notAccepted')} hint={t('find.notAcceptedHint')} />
      ) : (
        <>
          {!inSeries && <div className="schedule-panel-body">
            {(taken || closed) && (
              <p className="note note-warn" role="alert">
                <Icon name="alert" />
                {t(closed ? 'absences:despite.closed' : 'find.taken')}
              </p>
            )}
            {found.isError && <ErrorNotice what={t('find.failed')} error={found.error} onRetry={() => void found.refetch()} />}
            {found.isPending && <SkeletonRows />}
            {found.data && slots.length === 0 && (
              <EmptyState
                sentence={t('find.none', { date: f.date(found.data.searchedUntil) })}
                hint={t('find.noneHint')}
                action={who === 'any' || prepared.onlyCalendar ? undefined : <Button onClick={() => change({ who: 'any' })}>{t('find.searchAll')}</Button>}
              />
            )}
            {slots.length > 0 && (
              <Button tone="text" small keys="o" onClick={turn}>
                {turnLabel}
              </Button>
            )}
            {slots.length > 0 && (
              <SlotList
                slots={slots}
                selected={place}
                onSelect={(one) => choose(slotKey(one))}
                heading={isRanked ? t('slots:order.count', { count: slots.length, all: f.number(found.data?.halfDays ?? 0) }) : undefined}
                modality={modality}
                dueOn={found.data?.dueOn ?? null}
                queueRole={referral?.queueRole ?? null}
                isStale={found.isPlaceholderData}
                onMore={slots.length === limit && limit < most ? () => setLimit(Math.min(limit + firstPage, most)) : null}
              />
            )}
            {found.data && (
              <LookThrough
                away={found.data.away} through={through} onThrough={setThrough} throughTaken={throughTaken} onThroughTaken={setThroughTaken}
                nameOf={(id) => professionals.data?.find((one) => one.practitionerId === id)?.displayName ?? null}
              />
            )}
            {referralId === null && waitsFor !== null && <AddToWaiting patientId={patient.id} role={waitsFor} modality={wanted.modality} dueOn={due} />}
          </div>}
          {slot && isAtDistance(modality) && (
            <DistanceFields
              zone={zone}
              patientZone={patientZone}
              onZone={setPatientZone}
              startsAt={slot.startsAt}
              consent={consent}
              onConsent={setConsent}
              showError={tried}
              lacksLink={modality === 'VIDEO' && !prepared.hasVideoLink}
            />
          )}
          {slot && inSeries && (
            <SeriesPlan
              place={slot}
              patientId={patient.id}
              referralId={referralId}
              purpose={purpose}
              patientZone={isAtDistance(modality) && patientZone !== zone ? patientZone : null}
              consent={isAtDistance(modality) ? consentOf(consent) : null}
              onTried={() => setTried(true)}
              onBooked={onSeries}
              onBack={() => setInSeries(false)}
            />
          )}
          {slot && !inSeries && (
            <ReasonsFoot onEnter={send}>
              {concerns !== null && <ModalityDespite concerns={concerns} purpose={purposeSaid} reason={modalityReason} onReason={setModalityReason} showError={tried} />}
              <RoomField {...room} />
              <OverbookField slot={slot} reason={overbook} onReason={setOverbook} showError={tried} />
              <DespiteField slot={slot} reason={despite} onReason={setDespite} showError={tried} />
              {book.isError && !hasCode(book.error, 'SLOT_TAKEN') && !closed && <ErrorNotice what={t('find.notBooked')} error={book.error} kept />}
              <div className="row find-book">
                {place && place.otherTimes.length > 0 && <TimeChoice place={place} value={slot.startsAt} onChange={setTime} />}
                <Button tone="primary" keys="Enter" disabled={book.isPending} onClick={send}>
                  {hasCode(book.error, 'UNAVAILABLE') ? t('find.checkAgain') : t('find.bookAt', { time: f.time(slot.localStart.slice(11)) })}
                </Button>
              </div>
              {maySeries && (
                <Button tone="quiet" small keys="s" onClick={() => setInSeries(true)}>
                  {t('slots:series.open')}
                </Button>
              )}
            </ReasonsFoot>
          )}
        </>
      )}
    </>
  );
}
