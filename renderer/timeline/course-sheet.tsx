import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Instrument } from '#contract/instruments.ts';
import { api } from '../link/client.ts';
import { useFormat } from '../text/use-format.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { SegmentedControl } from '../ui/segmented-control.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { scoredInstruments } from './activity-rules.ts';
import { type Course, firstDayOf, hasCourse, momentsOf } from './course.ts';
import { CourseChart } from './course-chart.tsx';
import { coursePlots, testsAtFirst } from './course-plots.ts';
import { CourseTable } from './course-table.tsx';
import { MomentSheet } from './moment-sheet.tsx';
import { around, dayOf, fittingSpan, nextSpan, shifted, showing, type TimeSpan, timeSpans, windowOf } from './time-window.ts';
import { useMomentWords } from './use-moment-words.ts';
import { usePrinting } from './use-printing.ts';

/** The course of a person at the head of their record; nothing where nothing is known of it. */
export function CourseSheet({ patientId }: { readonly patientId: string }): ReactElement | null {
  const { t } = useTranslation('timeline');
  const { data: course, error, isError, isPending, refetch } = useQuery(api.timeline.open.queryOptions({ input: { patientId } }));
  const { data: instruments } = useQuery(api.instruments.list.queryOptions({ staleTime: Infinity }));
  if (isError) return <ErrorNotice what={t('failed')} error={error} onRetry={() => void refetch()} />;
  if (isPending || instruments === undefined) return <SkeletonRows rows={8} />;
  return hasCourse(course) ? <KnownCourse key={patientId} course={course} instruments={instruments} /> : null;
}

function KnownCourse({ course, instruments }: { readonly course: Course; readonly instruments: readonly Instrument[] }): ReactElement {
  const { t } = useTranslation('timeline');
  const f = useFormat();
  const words = useMomentWords(instruments);
  const isPrinting = usePrinting();
  const chart = useRef<SVGSVGElement>(null);
  const extent = { first: firstDayOf(course), today: dayOf(course.today) };
  const [span, setSpan] = useState<TimeSpan>(() => fittingSpan(extent));
  const [window, setWindow] = useState(() => windowOf(fittingSpan(extent), extent));
  const [instrument, setInstrument] = useState<string | null>(null);
  const [view, setView] = useState<'figure' | 'table'>('figure');
  const [withAllTests, setWithAllTests] = useState(false);
  const moments = momentsOf(course);
  // What was found last comes before what was only measured since.
  const assessed = moments.findLastIndex(({ assessment }) => assessment !== null);
  const last = assessed >= 0 ? assessed : moments.findLastIndex(({ results }) => results.length > 0);
  const [chosen, setChosen] = useState<number | null>(null);
  const [hovered, setHovered] = useState<number | null>(null);
  const current = Math.min(moments.length - 1, hovered ?? chosen ?? (last >= 0 ? last : moments.length - 1));
  const moment = moments[current];
  const scored = scoredInstruments(course.assessments, instruments, 'activity');
  const shown = instrument ?? course.instrument;
  const plots = coursePlots(course, instruments, shown, withAllTests);

  const choose = (index: number): void => {
    setChosen(index);
    setHovered(null);
    const next = moments[index];
    if (next) setWindow(showing(next.day, window, span, extent));
  };
  const show = (next: TimeSpan, day?: number): void => {
    setSpan(next);
    setWindow(day === undefined ? windowOf(next, extent, window.to) : around(day, next, extent));
  };
  useShortcut('c', () => chart.current?.focus(), { label: t('focus'), enabled: view === 'figure' });

  return (
    <div className={moment && view === 'figure' ? 'course has-moment' : 'course'}>
      <Sheet
        title={t('title')}
        keys={view === 'figure' ? 'c' : undefined}
        note={course.isCut ? t('cut') : undefined}
        className="course-sheet"
        actions={
          <span className="row no-print course-tools">
            {scored.length > 1 && view === 'figure' && (
              <select className="input course-choice" aria-label={t('activity.choose')} value={shown ?? ''} onChange={(event) => setInstrument(event.target.value)}>
                {scored.map(({ id, label }) => (
                  <option key={id} value={id}>
                    {label[f.language]}
                  </option>
                ))}
              </select>
            )}
            {view === 'figure' && (
              <>
                <IconButton icon="chevronLeft" label={t('chart.before')} onClick={() => setWindow(shifted(window, span, extent, -0.5))} />
                <SegmentedControl label={t('span.label')} options={timeSpans.map((value) => ({ value, label: t(`span.${value}`) }))} value={span} onChange={(next) => show(next)} />
                <IconButton icon="chevronRight" label={t('chart.after')} onClick={() => setWindow(shifted(window, span, extent, 0.5))} />
              </>
            )}
            <SegmentedControl label={t('view.label')} options={(['figure', 'table'] as const).map((value) => ({ value, label: t(`view.${value}`) }))} value={view} onChange={setView} />
          </span>
        }
      >
        {view === 'figure' && (
          <CourseChart
            ref={chart} course={course} plots={plots} window={window} moments={moments} current={current} said={moment ? words.said(moment) : ''}
            onCurrent={(index, how) => (how === 'hover' ? setHovered(index) : choose(index))} onLeave={() => setHovered(null)}
            onZoom={(closer, day) => show(nextSpan(span, closer), day)} onShift={(part) => setWindow(shifted(window, span, extent, part))}
          />
        )}
        {view === 'figure' && (
          <div className="row course-more">
            <p className="micro grow" aria-hidden="true">
              {t('legend')}
            </p>
            {course.results.length > testsAtFirst && (
              <span className="no-print">
                <Button tone="text" small expanded={withAllTests} onClick={() => setWithAllTests(!withAllTests)}>
                  {withAllTests ? t('tests.fewer') : t('tests.more', { count: plots.hiddenTests })}
                </Button>
              </span>
            )}
          </div>
        )}
        {(view === 'table' || isPrinting) && <CourseTable course={course} moments={moments} instruments={instruments} />}
      </Sheet>
      {moment && view === 'figure' && <MomentSheet course={course} moment={moment} instruments={instruments} />}
    </div>
  );
}
