import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppointmentView, FreeSlot } from '#contract/appointments';
import type { Outputs } from '#contract/index';
import { roles } from '#contract/permissions';
import { visitModality } from '#contract/values';
import { api } from '../link/client.ts';
import { useCaller, usePermission } from '../session/session-state.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { AwayStrip } from './away-strip.tsx';
import { BookedPanel } from './booked-panel.tsx';
import { ClinicWeek } from './clinic-week/clinic-week.tsx';
import { DayList } from './day-list.tsx';
import { DayListPaper } from './day-list-paper.tsx';
import { DayMarks } from './day-marks.tsx';
import { minutesOf } from './day-layout.ts';
import { FindSlot } from './find-slot.tsx';
import { MoveVisit } from './move-visit.tsx';
import { onAxis } from './on-axis.ts';
import { ProfessionalFilter } from './professional-filter.tsx';
import { ProfessionalWeek } from './professional-week.tsx';
import { ScheduleBar, type ScheduleView, scheduleViews } from './schedule-bar.tsx';
import { SiteDay } from './site-day.tsx';
import { TeamDay, type TeamDayProps } from './team-day.tsx';
import { useSeriesToast } from './series/use-series-toast.ts';
import { useUndoBooking } from './use-undo-booking.ts';
import { VisitPanel } from './visit-panel.tsx';
import { WaitingList } from './waiting-list.tsx';
import { WeekLoad } from './week-load.tsx';

type Day = Outputs['appointments']['day'];

const refreshMilliseconds = 60_000;

/** The schedule: a day of the team or as a list, and at the right a visit, the search for a place, or who waits for one. */
export function Schedule(): ReactElement {
  const { t } = useTranslation(['appointments', 'common']);
  const f = useFormat();
  const navigate = useNavigate();
  const { referralId, patientId, date: askedDate, visitId, view: askedView, role, from, due, by, purpose, minutes } = useSearch({ from: '/schedule' });
  const [date, setDate] = useState(askedDate ?? f.today);
  const [view, setView] = useState<ScheduleView>(scheduleViews.find((one) => one === askedView) ?? 'team');
  const [professional, setProfessional] = useState('');
  const [selected, setSelected] = useState<string | null>(visitId ?? null);
  const [proposed, setProposed] = useState<FreeSlot | null>(null);
  // Kept with what was searched for: until the address has changed, the search must not begin again.
  const [outcome, setOutcome] = useState<{ readonly subject: string; readonly visit: AppointmentView } | null>(null);
  // The visit for which another place is being looked for.
  const [moving, setMoving] = useState<string | null>(null);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [kept, setKept] = useState<AppointmentView | null>(null);
  const mayBook = usePermission('appointment.book');
  const mayRead = usePermission('referral.read');
  const subject = referralId ?? patientId ?? null;
  const booked = subject !== null && outcome?.subject === subject ? outcome.visit : null;
  const isSearching = subject !== null && booked === null;

  const { practitionerId: own } = useCaller();
  const day = useQuery(
    api.appointments.day.queryOptions({ input: { date, practitionerId: null }, placeholderData: keepPreviousData, refetchInterval: refreshMilliseconds }),
  );
  const people = day.data?.professionals ?? [];
  // Whose week: of the place under the keyboard, else of who was chosen, else of the visit one came for, else one's own, else the first.
  const ofVisit = day.data?.appointments.find((one) => one.id === selected)?.practitionerId;
  const whose = [isSearching || moving ? proposed?.practitionerId : undefined, professional, ofVisit, own].find((one) => people.some((person) => person.practitionerId === one)) ?? people[0]?.practitionerId ?? null;
  const week = useQuery(
    api.appointments.week.queryOptions({
      input: { date, practitionerId: whose ?? '' }, enabled: view === 'week' && whose !== null, placeholderData: keepPreviousData, refetchInterval: refreshMilliseconds,
    }),
  );
  const clinicWeek = useQuery(
    api.appointments.clinicWeek.queryOptions({ input: { date }, enabled: view === 'clinic', placeholderData: keepPreviousData, refetchInterval: refreshMilliseconds }),
  );
  // The week of the clinic tells a visit in few words, and the day of a site on another clock may hold some the clinic's day does not: the one chosen is opened.
  const mustOpen = view === 'clinic' || (view === 'site' && day.data !== undefined && !visitsOf(day.data).some((one) => one.id === selected));
  const opened = useQuery(api.appointments.open.queryOptions({ input: { appointmentId: selected ?? '' }, enabled: mustOpen && selected !== null, placeholderData: keepPreviousData }));
  const shown = { list: day, team: day, site: day, week, clinic: clinicWeek }[view];
  const propose = useCallback((slot: FreeSlot | null) => {
    setProposed(slot);
    if (slot) setDate(slot.localStart.slice(0, 10));
  }, []);
  const offerUndo = useUndoBooking();
  const tellSeries = useSeriesToast();
  const leaveSearch = (): void => void navigate({ to: '/schedule', search: {} });
  const show = (visit: AppointmentView): void => {
    setDate(visit.localStart.slice(0, 10));
    setSelected(visit.id);
    if (professional !== '' || view === 'week') setProfessional(visit.practitionerId);
  };

  /** A visit chosen in the calendar takes the place of what was just booked: its panel would hide it. */
  const select: typeof setSelected = (chosenId) => {
    if (booked) leaveSearch();
    setSelected(chosenId);
  };

  // While a place is looked for, the grid shows it and is not carried about.
  const byHand = mayBook && !isSearching && moving === null ? { onMoved: show, onTakenBack: show } : null;
  const allVisits = visitsOf(view === 'week' ? week.data : day.data);
  const shownVisits = allVisits.filter((visit) => view !== 'list' || professional === '' || visit.practitionerId === professional);
  const chosen = mustOpen ? opened.data : shownVisits.find((one) => one.id === selected);
  const visit = chosen?.id === selected ? chosen : null;
  // The grid may show another day while a place is looked for.
  const moved = moving !== null && !isSearching && !booked && kept?.id === moving ? (allVisits.find((one) => one.id === moving) ?? kept) : null;

  return (
    <div className="page">
      <ScheduleBar date={date} view={view} onDate={setDate} onView={setView} />
      <div className="schedule-body">
        <div className={shown.isPlaceholderData ? 'schedule-main is-stale' : 'schedule-main'}>
          {shown.isError && <ErrorNotice what={t('bar.failed')} error={shown.error} onRetry={() => void shown.refetch()} />}
          {shown.isPending && (view !== 'week' || whose !== null || day.isPending) && <SkeletonRows rows={12} />}
          {view === 'week' && day.data && whose === null && <NobodyYet />}
          {view === 'week' && week.data && whose !== null && (
            <>
              <ProfessionalFilter people={people} value={whose} hasAll={false} onChange={setProfessional} note={<WeekLoad person={week.data.professional} />} />
              <ProfessionalWeek week={week.data} selected={selected} onSelect={select} proposed={isSearching || moved ? proposed : null} byHand={byHand} />
            </>
          )}
          {view === 'clinic' && clinicWeek.data && <ClinicWeek week={clinicWeek.data} selected={selected} onSelect={select} />}
          {view !== 'week' && view !== 'clinic' && day.data && (
            <>
              {view === 'list' && (
                <ProfessionalFilter people={people} value={professional} hasAll onChange={setProfessional} note={t('list.count', { count: shownVisits.filter((one) => one.status !== 'cancelled').length })}>
                  <DayListPaper date={day.data.date} practitionerId={professional === '' ? null : professional} />
                </ProfessionalFilter>
              )}
              {view === 'list' && <AwayStrip people={people.filter((person) => person.hasHours && (professional === '' || person.practitionerId === professional))} />}
              {view === 'list' && mayBook && <DayMarks chosen={shownVisits.filter((one) => ticked.has(one.id))} onChosen={(ids) => setTicked(new Set(ids))} />}
              {view === 'list' ? (
                <DayList
                  date={day.data.date}
                  visits={shownVisits}
                  professionalName={day.data.professionals.find((person) => person.practitionerId === professional)?.displayName ?? null}
                  selected={selected}
                  onSelect={select}
                  chosen={mayBook ? ticked : null}
                  onChosen={(ids) => setTicked(new Set(ids))}
                />
              ) : view === 'site' ? (
                <SiteDay day={day.data} selected={selected} onSelect={select} byHand={byHand} />
              ) : (
                <Team day={day.data} selected={selected} onSelect={select} proposed={isSearching || moved ? proposed : null} byHand={byHand} />
              )}
            </>
          )}
        </div>
        {booked && (
          <BookedPanel
            visit={booked}
            onDone={() => {
              show(booked);
              leaveSearch();
            }}
          />
        )}
        {isSearching && (
          <FindSlot
            key={`${subject} ${role ?? ''} ${by ?? ''} ${purpose ?? ''}`}
            referralId={referralId ?? null}
            patientId={referralId === undefined ? (patientId ?? null) : null}
            role={roles.find((one) => one === role) ?? null}
            from={from ?? null}
            due={due ?? null}
            by={visitModality.options.filter((one) => by?.split(',').includes(one))}
            purpose={purpose ?? null}
            minutes={minutes ?? null}
            onPropose={propose}
            onBooked={(visit) => {
              setOutcome({ subject, visit });
              offerUndo(visit, () => setOutcome(null));
            }}
            onSeries={(visits) => {
              const [first] = visits;
              if (first) setOutcome({ subject, visit: first });
              tellSeries('booked', visits, () => setOutcome(null));
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
              show(after);
            }}
            onTakenBack={show}
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
            onTakenBack={show}
            onClose={() => setSelected(null)}
          />
        )}
        {!booked && !isSearching && !moved && !visit && mayBook && mayRead && (
          <WaitingList
            onChoose={(id) => {
              setOutcome(null);
              void navigate({ to: '/schedule', search: { referralId: id } });
            }}
            onBooked={show}
          />
        )}
      </div>
    </div>
  );
}

/** Every visit shown, those called off among them, by time. */
function visitsOf(day: Pick<Day, 'appointments' | 'cancelled'> | undefined): readonly AppointmentView[] {
  return day ? [...day.appointments, ...day.cancelled].sort((one, other) => (one.startsAt < other.startsAt ? -1 : 1)) : [];
}

interface TeamProps extends Pick<TeamDayProps, 'selected' | 'onSelect' | 'byHand'> {
  readonly day: Day;
  readonly proposed: FreeSlot | null;
}

function Team({ day, selected, onSelect, proposed, byHand }: TeamProps): ReactElement {
  const withVisits = new Set(day.appointments.map((visit) => visit.practitionerId));
  const professionals = day.professionals.filter((person) => person.hasHours || withVisits.has(person.practitionerId));
  if (professionals.length === 0) return <NobodyYet />;
  const here = proposed && onAxis(proposed, day.zone);
  const onThisDay = here && here.localStart.slice(0, 10) === day.date ? here : null;
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
      byHand={byHand}
      proposed={onThisDay && { practitionerId: onThisDay.practitionerId, from, until: from + onThisDay.minutes }}
    />
  );
}

function NobodyYet(): ReactElement {
  const { t } = useTranslation('appointments');
  const navigate = useNavigate();
  return (
    <EmptyState
      sentence={t('team.empty')}
      hint={t('team.emptyHint')}
      action={<Button onClick={() => void navigate({ to: '/schedule/hours' })}>{t('team.setHours')}</Button>}
    />
  );
}
