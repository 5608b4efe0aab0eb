import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { type ChartAxis, jointRowHeight, visitsHeight } from './chart-axis.ts';
import type { CourseVisit } from './course.ts';
import type { jointRows } from './joint-rows.ts';
import { dayOf } from './time-window.ts';

/** Visits: a stroke in person, a ring at a distance, paler when nobody came or it is to come; whoever was examined was there, booked or not. */
export function VisitRow({ visits, examinedOn, axis, top, clip }: { readonly visits: readonly CourseVisit[]; readonly examinedOn: readonly string[]; readonly axis: ChartAxis; readonly top: number; readonly clip: string }): ReactElement {
  const { t } = useTranslation('timeline');
  const middle = top + visitsHeight / 2;
  return (
    <g>
      <text className="course-name" x={0} y={middle + 4}>
        {t('row.visits')}
      </text>
      <g clipPath={clip}>
        {examinedOn.filter((on) => !visits.some((visit) => visit.on === on)).map((on) => (
          <line key={on} className="course-visit" x1={axis.x(dayOf(on))} x2={axis.x(dayOf(on))} y1={middle - 5} y2={middle + 5} />
        ))}
        {visits.map(({ on, modality, status }, index) => {
          const x = axis.x(dayOf(on));
          const tone = status === 'no-show' || status === 'booked' ? 'course-visit is-pale' : 'course-visit';
          return modality === 'IN_PERSON' || modality === 'HOME' ? <line key={on + index} className={tone} x1={x} x2={x} y1={middle - 5} y2={middle + 5} /> : <circle key={on + index} className={tone} cx={x} cy={middle} r={3} />;
        })}
      </g>
    </g>
  );
}

/** Joints by region: a ring tender, a disc swollen, a disc in a ring both; larger the more there are. */
export function JointRows({ rows, axis, top, clip }: { readonly rows: ReturnType<typeof jointRows>; readonly axis: ChartAxis; readonly top: number; readonly clip: string }): ReactElement {
  const { t } = useTranslation('timeline');
  return (
    <g>
      {rows.map(({ region, marks }, index) => {
        const middle = top + index * jointRowHeight + jointRowHeight / 2;
        return (
          <g key={region}>
            <line className="course-lane" x1={axis.left} x2={axis.left + axis.plot} y1={middle + jointRowHeight / 2} y2={middle + jointRowHeight / 2} />
            {index === 0 && (
              <text className="course-name" x={0} y={middle + 4}>
                {t('row.joints')}
              </text>
            )}
            <text x={axis.left - 8} y={middle + 3.5} textAnchor="end">
              {t(`region.${region}`)}
            </text>
            <g clipPath={clip}>
              {marks.map(({ day, tender, swollen }) => (
                <g key={day}>
                  {tender > 0 && <circle className="course-joint-tender" cx={axis.x(day)} cy={middle} r={radiusOf(tender) + 0.8} />}
                  {swollen > 0 && <circle className="course-joint-swollen" cx={axis.x(day)} cy={middle} r={Math.min(radiusOf(swollen), tender > 0 ? radiusOf(tender) - 0.8 : 9)} />}
                </g>
              ))}
            </g>
          </g>
        );
      })}
    </g>
  );
}

/** One joint, two or three, four or more. */
function radiusOf(count: number): number {
  return count >= 4 ? 3.9 : count >= 2 ? 3.1 : 2.3;
}
