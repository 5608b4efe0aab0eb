import type { ReactElement } from 'react';
import type { ChartAxis } from './chart-axis.ts';

/** One curve of a small plot. */
export interface Curve {
  readonly key: string;
  readonly points: readonly { readonly day: number; readonly value: number }[];
  /** Dashes tell a second curve from the first. */
  readonly isDashed?: boolean;
}

export interface LinePlotProps {
  readonly name: string;
  /** Unit or range, under the name or beside it. */
  readonly note: string;
  readonly curves: readonly Curve[];
  readonly lowest: number;
  readonly highest: number;
  /** A limit or a target, dashed. */
  readonly limit?: number | null;
  /** At the right: the last values, in words. */
  readonly last: readonly { readonly text: string; readonly isOut: boolean }[];
  readonly axis: ChartAxis;
  readonly top: number;
  readonly height: number;
  readonly clip: string;
}

/** A small multiple: the same axis of time, a scale of its own, its last value at the right. */
export function LinePlot({ name, note, curves, lowest, highest, limit, last, axis, top, height, clip }: LinePlotProps): ReactElement {
  const y = (value: number): number => top + height - 4 - ((value - lowest) / Math.max(1e-9, highest - lowest)) * (height - 8);
  const middle = top + height / 2;
  return (
    <g>
      <line className="course-track" x1={axis.left} x2={axis.left + axis.plot} y1={top + height - 0.5} y2={top + height - 0.5} />
      <text className="course-name" x={0} y={middle + 4}>
        {name}
      </text>
      <text x={axis.left - 8} y={middle + 4} textAnchor="end">
        {note}
      </text>
      {limit !== null && limit !== undefined && limit < highest && <line className="course-limit" x1={axis.left} x2={axis.left + axis.plot} y1={y(limit)} y2={y(limit)} />}
      <g clipPath={clip}>
        {curves.map(({ key, points, isDashed }) => (
          <g key={key}>
            <polyline className={isDashed ? 'course-line is-thin is-second' : 'course-line is-thin'} points={points.map(({ day, value }) => `${axis.x(day)},${y(value)}`).join(' ')} />
            {points.map(({ day, value }, index) => (
              <circle key={`${day} ${index}`} className={limit !== null && limit !== undefined && value > limit ? 'course-point is-out' : 'course-point'} cx={axis.x(day)} cy={y(value)} r={1.7} />
            ))}
          </g>
        ))}
      </g>
      {last.map(({ text, isOut }, index) => (
        <text key={text} className={isOut ? 'course-value is-out' : 'course-value'} x={axis.left + axis.plot + 8} y={middle + 4 + (index - (last.length - 1) / 2) * 11}>
          {text}
        </text>
      ))}
    </g>
  );
}
