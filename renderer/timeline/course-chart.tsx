import { type KeyboardEvent, type PointerEvent, type ReactElement, type Ref, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../text/use-format.ts';
import { ActivityPlot } from './activity-plot.tsx';
import { chartAxis, dayAt } from './chart-axis.ts';
import { type Course, type Moment, nearestMoment } from './course.ts';
import { type CoursePlots, notesHeight } from './course-plots.ts';
import { ReportPlots, TestPlots } from './measure-plots.tsx';
import { JointRows, VisitRow } from './mark-rows.tsx';
import { TherapyLanes } from './therapy-lanes.tsx';
import { dayOf, ticksOf, type TimeWindow } from './time-window.ts';

export interface CourseChartProps {
  readonly course: Course;
  readonly plots: CoursePlots;
  readonly window: TimeWindow;
  readonly moments: readonly Moment[];
  /** Place of the moment that is told beside; -1 for none. */
  readonly current: number;
  /** What the moment says, for whoever does not see it. */
  readonly said: string;
  readonly onCurrent: (index: number, how: 'hover' | 'chosen') => void;
  readonly onLeave: () => void;
  /** Closer (1) or wider (-1), around a day. */
  readonly onZoom: (closer: 1 | -1, day: number) => void;
  /** Along the years, in parts of what is shown; negative towards the past. */
  readonly onShift: (part: number) => void;
  readonly ref?: Ref<SVGSVGElement> | undefined;
}

/** Pixels the pointer may move in a click. */
const stillness = 4;

/**
 * Ten years on one axis. One tab stop: arrows walk from one moment to the next, Home and End to the first and the last, Page
 * keys along the years, + and − closer and wider. The pointer tells the nearest moment; dragging goes along, Control and the
 * wheel closer or wider.
 */
export function CourseChart({ course, plots, window, moments, current, said, onCurrent, onLeave, onZoom, onShift, ref }: CourseChartProps): ReactElement {
  const { t } = useTranslation('timeline');
  const f = useFormat();
  const clipId = useId();
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  const drag = useRef<{ at: number; moved: boolean } | null>(null);
  const axis = chartAxis(window, width);
  const clip = `url(#${clipId})`;
  const moment = moments[current];
  const { places } = plots;

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? 0));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const zoomAt = useRef<(event: WheelEvent) => void>(null);
  const placeUnder = (clientX: number): number => clientX - (box.current?.firstElementChild?.getBoundingClientRect().left ?? 0);
  useEffect(() => {
    zoomAt.current = (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      onZoom(event.deltaY < 0 ? 1 : -1, dayAt(axis, placeUnder(event.clientX)));
    };
  });
  useEffect(() => {
    // React listens to the wheel passively; the page would zoom with the drawing.
    const element = box.current;
    const listen = (event: WheelEvent): void => zoomAt.current?.(event);
    element?.addEventListener('wheel', listen, { passive: false });
    return () => element?.removeEventListener('wheel', listen);
  }, []);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const last = moments.length - 1;
    const next = { ArrowRight: current + 1, ArrowUp: current + 1, ArrowLeft: current - 1, ArrowDown: current - 1, Home: 0, End: last }[event.key];
    const shift = { PageUp: -0.5, PageDown: 0.5 }[event.key];
    if (next !== undefined) onCurrent(Math.max(0, Math.min(last, next)), 'chosen');
    else if (shift !== undefined) onShift(shift);
    else if (event.key === '+' || event.key === '=') onZoom(1, moment?.day ?? window.to);
    else if (event.key === '-') onZoom(-1, moment?.day ?? window.to);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const nearest = (event: PointerEvent): number => nearestMoment(moments, dayAt(axis, placeUnder(event.clientX)));
  const onPointerMove = (event: PointerEvent): void => {
    const held = drag.current;
    if (!held) return onCurrent(nearest(event), 'hover');
    const moved = event.clientX - held.at;
    if (!held.moved && Math.abs(moved) <= stillness) return;
    if (!held.moved) event.currentTarget.setPointerCapture(event.pointerId);
    onShift(-moved / axis.plot);
    drag.current = { at: event.clientX, moved: true };
  };
  const onPointerUp = (event: PointerEvent): void => {
    if (drag.current && !drag.current.moved) onCurrent(nearest(event), 'chosen');
    drag.current = null;
  };

  const today = axis.x(dayOf(course.today));
  return (
    <div ref={box} className="course-chart">
      {width > 0 && (
        <svg
          ref={ref}
          className="course-drawing"
          viewBox={`0 0 ${axis.width} ${plots.height}`}
          width={axis.width}
          height={plots.height}
          role="slider"
          tabIndex={0}
          aria-label={t('chart.label')}
          aria-roledescription={t('chart.role')}
          aria-valuemin={0}
          aria-valuemax={Math.max(0, moments.length - 1)}
          aria-valuenow={Math.max(0, current)}
          aria-valuetext={said}
          onKeyDown={onKeyDown}
          onPointerDown={(event) => {
            if (event.button === 0) drag.current = { at: event.clientX, moved: false };
          }}
          onPointerMove={onPointerMove}
          onPointerUp={onPointerUp}
          onPointerLeave={() => {
            drag.current = null;
            onLeave();
          }}
        >
          <clipPath id={clipId}>
            <rect x={axis.left} y={0} width={axis.plot + 6} height={plots.height} />
          </clipPath>
          {ticksOf(window).map(({ day, year, month }) => (
            <g key={day}>
              <line className={month === 1 ? 'course-year' : 'course-quarter'} x1={axis.x(day)} x2={axis.x(day)} y1={notesHeight} y2={plots.foot} />
              <text x={axis.x(day)} y={plots.foot + 12} textAnchor="middle">
                {month === 1 ? year : f.date(`${year}-${String(month).padStart(2, '0')}`).split(/[\s\u00A0]/)[0]}
              </text>
            </g>
          ))}
          <Notes course={course} plots={plots} axis={axis} clip={clip} />
          {plots.activity && <ActivityPlot instrument={plots.activity.instrument} points={plots.activity.points} axis={axis} top={places.activity} clip={clip} />}
          <TherapyLanes lanes={plots.lanes} axis={axis} top={places.lanes} clip={clip} />
          {(course.visits.length > 0 || course.assessments.length > 0) && <VisitRow visits={course.visits} examinedOn={course.assessments.map(({ on }) => on)} axis={axis} top={places.visits} clip={clip} />}
          <JointRows rows={plots.joints} axis={axis} top={places.joints} clip={clip} />
          <ReportPlots plots={plots} axis={axis} clip={clip} />
          <TestPlots plots={plots} axis={axis} clip={clip} />
          <g clipPath={clip}>
            <line className="course-today" x1={today} x2={today} y1={notesHeight - 4} y2={plots.foot} />
            {moment && <line className="course-moment" x1={axis.x(moment.day)} x2={axis.x(moment.day)} y1={notesHeight} y2={plots.foot} />}
          </g>
          {today <= axis.left + axis.plot && (
            <text className="course-today-word" x={today + 4} y={notesHeight - 3}>
              {t('chart.today')}
            </text>
          )}
        </svg>
      )}
    </div>
  );
}

/** Above the plots: when a disease began, and from when on an index reads too low. */
function Notes({ course, plots, axis, clip }: Pick<CourseChartProps, 'course' | 'plots'> & { readonly axis: ReturnType<typeof chartAxis>; readonly clip: string }): ReactElement {
  const { t } = useTranslation('timeline');
  const lowered = plots.activity?.points.find(({ isLowered }) => isLowered);
  const began = course.diagnoses.filter(({ onsetOn, isRheumatic }) => isRheumatic && onsetOn !== null && dayOf(onsetOn) >= axis.window.from && dayOf(onsetOn) <= axis.window.to);
  return (
    <g clipPath={clip}>
      {began.map(({ text, onsetOn }, index) => (
        <g key={text + onsetOn}>
          <line className="course-onset" x1={axis.x(dayOf(onsetOn ?? ''))} x2={axis.x(dayOf(onsetOn ?? ''))} y1={2} y2={plots.foot} />
          {index === 0 && (
            <text x={axis.x(dayOf(onsetOn ?? '')) + 4} y={notesHeight - 3}>
              {t('chart.onset')}
            </text>
          )}
        </g>
      ))}
      {lowered && (
        <text x={Math.max(axis.x(lowered.day), axis.left) + 4} y={notesHeight - 3}>
          {t('chart.lowered')}
        </text>
      )}
    </g>
  );
}
