import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useRef, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Temporal } from 'temporal-polyfill';
import type { AppointmentView, FreeSlot } from '#contract/appointments';
import type { Outputs } from '#contract/index';
import { visitModality } from '#contract/values';
import { api } from '../link/client.ts';
import { usePermission } from '../session/session-state.ts';
import { useFormat } from '../text/use-format.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Icon } from '../ui/icon.tsx';
import { modalityIcons } from '../ui/modality-mark.tsx';
import { PageBar } from '../ui/page-bar.tsx';
import { SegmentedControl } from '../ui/segmented-control.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { BookedPanel } from './booked-panel.tsx';
import { DayList } from './day-list.tsx';
import { minutesOf } from './day-layout.ts';
import { FindSlot } from './find-slot.tsx';
import { MoveVisit } from './move-visit.tsx';
import { TeamDay } from './team-day.tsx';
import { useUndoBooking } from './use-undo-booking.ts';
import { VisitPanel } from './visit-panel.tsx';
import { WaitingList } from './waiting-list.tsx';

type View = 'list' | 'team';
type Day = Outputs['appointments']['day'];

const refreshMilliseconds = 60_000;

/** The schedule: a day of the team or as a list, and at the right a visit, the search for a place, or who waits for one. */
export function Schedule(): ReactElement {
  const { t } = useTranslation(['appointments', 'common']);
  const f = useFormat();
  const navigate = useNavigate();
  const { referralId, patientId, date: askedDate, visitId, view: askedView } = useSearch({ from: '/schedule' });
  const [date, setDate] = useState(askedDate ?? f.today);
  const [view, setView] = useState<View>(askedView === 'list' ? 'list' : 'team');
  const [professional, setProfessional] = useState('');
  const [selected, setSelected] = useState<string | null>(visitId ?? null);
  const [proposed, setProposed] = useState<FreeSlot | null>(null);
  // Kept with what was searched for: until the address has changed, the search must not begin again.
  const [outcome, setOutcome] = useState<{ readonly subject: string; readonly visit: AppointmentView } | null>(null);
  // The visit for which another place is being looked for.
  const [moving, setMoving] = useState<string | null>(null);
  const [kept, setKept] = useState<AppointmentView | null>(null);
  const mayBook = usePermission('appointment.book');
  const mayRead = usePermission('referral.read');
  const subject = referralId ?? patientId ?? null;
  const booked = subject !== null && outcome?.subject === subject ? outcome.visit : null;
  const isSearching = subject !== null && booked === null;

  const day = useQuery(
    api.appointments.day.queryOptions({ input: { date, practitionerId: null }, placeholderData: keepPreviousData, refetchInterval: refreshMilliseconds }),
  );
  const shift = (days: number): void => setDate(Temporal.PlainDate.from(date).add({ days }).toString());
  useShortcut('t', () => setDate(f.today), { label: t('bar.today') });
  useShortcut('Alt+ArrowLeft', () => shift(-1), { label: t('bar.previous') });
  useShortcut('Alt+ArrowRight', () => shift(1), { label: t('bar.next') });
  useShortcut('h', () => void navigate({ to: '/schedule/hours' }), { label: t('bar.hours') });
  useShortcut('l', () => setView('list'), { label: t('bar.list') });
  useShortcut('e', () => setView('team'), { label: t('bar.team') });

  const propose = useCallback((slot: FreeSlot | null) => {
    setProposed(slot);
    if (slot) setDate(slot.localStart.slice(0, 10));
  }, []);
  const offerUndo = useUndoBooking();
  const leaveSearch = (): void => void navigate({ to: '/schedule', search: {} });
  const showBooked = (visit: AppointmentView): void => {
    setDate(visit.localStart.slice(0, 10));
    setSelected(visit.id);
    leaveSearch();
  };

  const allVisits = visitsOfDay(day.data);
  const shownVisits = allVisits.filter((visit) => professional === '' || visit.practitionerId === professional);
  const visit = shownVisits.find((one) => one.id === selected) ?? null;
  // The grid may show another day while a place is looked for.
  const moved = moving !== null && !isSearching && !booked && kept?.id === moving ? (allVisits.find((one) => one.id === moving) ?? kept) : null;

  return (
    <div className="page">
      <PageBar
        title={t('bar.title')}
        tabs={
          <div className="row schedule-nav">
            <IconButton icon="chevronLeft" label={t('bar.previous')} keys="Alt+ArrowLeft" onClick={() => shift(-1)} />
            <Button keys="t" onClick={() => setDate(f.today)}>
              {t('bar.today')}
            </Button>
            <IconButton icon="chevronRight" label={t('bar.next')} keys="Alt+ArrowRight" onClick={() => shift(1)} />
            <DateJump date={date} onJump={setDate} />
          </div>
        }
        actions={
          <>
            <Button tone="quiet" icon="clock" keys="h" onClick={() => void navigate({ to: '/schedule/hours' })}>
              {t('bar.hours')}
            </Button>
            {view === 'list' ? <IconButton icon="print" label={t('bar.print')} onClick={() => window.print()} /> : <Legend />}
            <SegmentedControl
              label={t('bar.view')}
              options={[
                { value: 'list', label: t('bar.list') },
                { value: 'team', label: t('bar.team') },
              ]}
              value={view}
              onChange={setView}
            />
          </>
        }
      />
      <div className="schedule-body">
        <div className={day.isPlaceholderData ? 'schedule-main is-stale' : 'schedule-main'}>
          {day.isError && <ErrorNotice what={t('bar.failed')} error={day.error} onRetry={() => void day.refetch()} />}
          {day.isPending && <SkeletonRows rows={12} />}
          {day.data && (
            <>
              {view === 'list' && <ProfessionalFilter day={day.data} value={professional} onChange={setProfessional} />}
              {view === 'list' ? (
                <DayList
                  date={day.data.date}
                  visits={shownVisits}
                  professionalName={day.data.professionals.find((person) => person.practitionerId === professional)?.displayName ?? null}
                  selected={selected}
                  onSelect={setSelected}
                />
              ) : (
                <Team day={day.data} selected={selected} onSelect={setSelected} proposed={isSearching || moved ? proposed : null} />
              )}
            </>
          )}
        </div>
        {booked && <BookedPanel visit={booked} onDone={() => showBooked(booked)} />}
        {isSearching && (
          <FindSlot
            key={subject}
            referralId={referralId ?? null}
            patientId={referralId === undefined ? (patientId ?? null) : null}
            onPropose={propose}
            onBooked={(visit) => {
              setOutcome({ subject, visit });
              offerUndo(visit, () => setOutcome(null));
            }}
            onClose={leaveSearch}
          />
        )}
        {moved && (
          <MoveVisit
            key={moved.id}
            visit={moved}
            onPropose={propose}
            onMoved={(after) => {
              setMoving(null);
              setDate(after.localStart.slice(0, 10));
              setSelected(after.id);
            }}
            onClose={() => {
              setMoving(null);
              setDate(moved.localStart.slice(0, 10));
            }}
          />
        )}
        {!booked && !isSearching && !moved && visit && (
          <VisitPanel
            key={visit.id}
            visit={visit}
            onMove={() => {
              setKept(visit);
              setMoving(visit.id);
            }}
            onClose={() => setSelected(null)}
          />
        )}
        {!booked && !isSearching && !moved && !visit && mayBook && mayRead && (
          <WaitingList
            onChoose={(id) => {
              setOutcome(null);
              void navigate({ to: '/schedule', search: { referralId: id } });
            }}
          />
        )}
      </div>
    </div>
  );
}

/** Every visit of a day, those called off among them, by time. */
function visitsOfDay(day: Day | undefined): readonly AppointmentView[] {
  return day ? [...day.appointments, ...day.cancelled].sort((one, other) => (one.startsAt < other.startsAt ? -1 : 1)) : [];
}

function Team({ day, selected, onSelect, proposed }: { readonly day: Day; readonly selected: string | null; readonly onSelect: (id: string) => void; readonly proposed: FreeSlot | null }): ReactElement {
  const { t } = useTranslation('appointments');
  const navigate = useNavigate();
  const withVisits = new Set(day.appointments.map((visit) => visit.practitionerId));
  const professionals = day.professionals.filter((person) => person.weekOpen > 0 || withVisits.has(person.practitionerId));
  if (professionals.length === 0) {
    return (
      <EmptyState
        sentence={t('team.empty')}
        hint={t('team.emptyHint')}
        action={<Button onClick={() => void navigate({ to: '/schedule/hours' })}>{t('team.setHours')}</Button>}
      />
    );
  }
  const onThisDay = proposed && proposed.localStart.slice(0, 10) === day.date ? proposed : null;
  const from = onThisDay ? minutesOf(onThisDay.localStart.slice(11)) : 0;
  return (
    <TeamDay
      date={day.date}
      zone={day.zone}
      professionals={professionals}
      visits={day.appointments}
      cancelled={day.cancelled}
      selected={selected}
      onSelect={onSelect}
      proposed={onThisDay && { practitionerId: onThisDay.practitionerId, from, until: from + onThisDay.minutes }}
    />
  );
}

function Legend(): ReactElement {
  const { t } = useTranslation(['appointments', 'common']);
  return (
    <span className="row schedule-legend" role="note" aria-label={t('bar.legend')}>
      {visitModality.options.map((modality) => (
        <span key={modality} className={`schedule-legend-${modality}`}>
          <Icon name={modalityIcons[modality]} />
          {t(`common:modality.${modality}`)}
        </span>
      ))}
    </span>
  );
}

function ProfessionalFilter({ day, value, onChange }: { readonly day: Day; readonly value: string; readonly onChange: (practitionerId: string) => void }): ReactElement {
  const { t } = useTranslation('appointments');
  return (
    <div className="schedule-tools no-print">
      <label className="row">
        <span className="meta">{t('list.filter')}</span>
        <select className="input" value={value} onChange={(event) => onChange(event.target.value)}>
          <option value="">{t('list.allProfessionals')}</option>
          {day.professionals.map((person) => (
            <option key={person.practitionerId} value={person.practitionerId}>
              {person.displayName}
            </option>
          ))}
        </select>
      </label>
      <span className="meta">{t('list.count', { count: day.appointments.filter((visit) => value === '' || visit.practitionerId === value).length })}</span>
    </div>
  );
}

/** The date shown; pressed, the system's own calendar opens to go to another. */
function DateJump({ date, onJump }: { readonly date: string; readonly onJump: (date: string) => void }): ReactElement {
  const { t } = useTranslation('appointments');
  const f = useFormat();
  const input = useRef<HTMLInputElement>(null);
  const open = (): void => input.current?.showPicker();
  useShortcut('g', open, { label: t('bar.goTo') });
  return (
    <span className="schedule-jump">
      <input ref={input} type="date" tabIndex={-1} aria-hidden="true" value={date} onChange={(event) => event.target.value !== '' && onJump(event.target.value)} />
      <Button tone="quiet" label={t('bar.goToFrom', { date: f.date(date, 'full') })} onClick={open}>
        {f.date(date, 'full')}
        <Icon name="chevronDown" size="small" />
      </Button>
      <span className="visually-hidden" role="status">
        {f.date(date, 'full')}
      </span>
    </span>
  );
}
