import { useNavigate } from '@tanstack/react-router';
import { useRef, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Temporal } from 'temporal-polyfill';
import { useFormat } from '../text/use-format.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { PageBar } from '../ui/page-bar.tsx';
import { SegmentedControl } from '../ui/segmented-control.tsx';
import { useShortcut } from '../ui/shortcut.ts';

/** The day as a list, the week of one professional, the day of the team side by side, the day of one site, the week of the whole clinic. */
export const scheduleViews = ['list', 'week', 'team', 'site', 'clinic'] as const;
export type ScheduleView = (typeof scheduleViews)[number];

export interface ScheduleBarProps {
  readonly date: string;
  readonly view: ScheduleView;
  readonly onDate: (date: string) => void;
  readonly onView: (view: ScheduleView) => void;
}

/** The bar of the schedule: which day or week, in which view; the same by key. */
export function ScheduleBar({ date, view, onDate, onView }: ScheduleBarProps): ReactElement {
  const { t } = useTranslation(['appointments', 'common', 'sites']);
  const f = useFormat();
  const navigate = useNavigate();
  const isWeek = view === 'week' || view === 'clinic';
  const shift = (by: number): void => onDate(Temporal.PlainDate.from(date).add({ days: isWeek ? by * 7 : by }).toString());
  const [previous, next] = isWeek ? [t('week.previous'), t('week.next')] : [t('bar.previous'), t('bar.next')];
  useShortcut('t', () => onDate(f.today), { label: t('bar.today') });
  useShortcut('Alt+ArrowLeft', () => shift(-1), { label: previous });
  useShortcut('Alt+ArrowRight', () => shift(1), { label: next });
  useShortcut('h', () => void navigate({ to: '/schedule/hours' }), { label: t('bar.hours') });
  useShortcut('d', () => onView('list'), { label: t('bar.list') });
  useShortcut('w', () => onView('week'), { label: t('week.view') });
  useShortcut('e', () => onView('team'), { label: t('bar.team') });
  useShortcut('b', () => onView('site'), { label: t('sites:view.name') });
  useShortcut('c', () => onView('clinic'), { label: t('clinicWeek.view') });
  return (
    <PageBar
      title={t('bar.title')}
      tabs={
        <div className="row schedule-nav">
          <IconButton icon="chevronLeft" label={previous} keys="Alt+ArrowLeft" onClick={() => shift(-1)} />
          <Button keys="t" onClick={() => onDate(f.today)}>
            {t('bar.today')}
          </Button>
          <IconButton icon="chevronRight" label={next} keys="Alt+ArrowRight" onClick={() => shift(1)} />
          <DateJump date={date} isWeek={isWeek} onJump={onDate} />
        </div>
      }
      actions={
        <>
          <Button tone="quiet" icon="clock" keys="h" onClick={() => void navigate({ to: '/schedule/hours' })}>
            {t('bar.hours')}
          </Button>
          {view !== 'team' && view !== 'site' && <IconButton icon="print" label={view === 'clinic' ? t('clinicWeek.print') : isWeek ? t('week.print') : t('bar.print')} onClick={() => window.print()} />}
          <SegmentedControl
            label={t('bar.view')}
            options={[
              { value: 'list', label: t('bar.list') },
              { value: 'week', label: t('week.view') },
              { value: 'team', label: t('bar.team') },
              { value: 'site', label: t('sites:view.name') },
              { value: 'clinic', label: t('clinicWeek.view') },
            ]}
            value={view}
            onChange={onView}
          />
        </>
      }
    />
  );
}

/** The date or the week shown; pressed, the system's own calendar opens to go to another. */
function DateJump({ date, isWeek, onJump }: { readonly date: string; readonly isWeek: boolean; readonly onJump: (date: string) => void }): ReactElement {
  const { t } = useTranslation('appointments');
  const f = useFormat();
  const input = useRef<HTMLInputElement>(null);
  const open = (): void => input.current?.showPicker();
  const day = Temporal.PlainDate.from(date);
  const monday = day.subtract({ days: day.dayOfWeek - 1 });
  const shown = isWeek ? t('week.shown', { from: f.date(monday.toString(), 'short'), to: f.date(monday.add({ days: 6 }).toString(), 'medium') }) : f.date(date, 'full');
  useShortcut('g', open, { label: t('bar.goTo') });
  return (
    <span className="schedule-jump">
      <input ref={input} type="date" tabIndex={-1} aria-hidden="true" value={date} onChange={(event) => event.target.value !== '' && onJump(event.target.value)} />
      <Button tone="quiet" label={t('bar.goToFrom', { date: shown })} onClick={open}>
        {shown}
        <Icon name="chevronDown" size="small" />
      </Button>
      <span className="visually-hidden" role="status">
        {shown}
      </span>
    </span>
  );
}
