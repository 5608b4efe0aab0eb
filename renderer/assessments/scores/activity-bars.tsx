import type { ReactElement } from 'react';

const bars = [4, 7, 10, 13];

/** Four growing bars, filled up to the level: activity in ink, beside its word. */
export function ActivityBars({ level }: { readonly level: number }): ReactElement {
  return (
    <svg className="activity-bars" viewBox="0 0 18 14" aria-hidden="true">
      {bars.map((height, index) => (
        <rect key={height} x={index * 4.6} y={14 - height} width={3.4} height={height} rx={0.8} className={index < level ? 'is-filled' : undefined} />
      ))}
    </svg>
  );
}
