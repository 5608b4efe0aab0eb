import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { urgencies, type Urgency } from '#contract/triage.ts';
import { useFormat } from '../text/use-format.ts';
import { UrgencyBadge } from '../ui/urgency-badge.tsx';

export interface ClassMatrixProps {
  readonly caption: string;
  /** What rows and columns are. */
  readonly corner: string;
  readonly cells: readonly { readonly row: Urgency; readonly column: Urgency; readonly count: number }[];
}

/** How many requests in each pair of classes, with totals; the same class is shaded. */
export function ClassMatrix({ caption, corner, cells }: ClassMatrixProps): ReactElement {
  const { t } = useTranslation('triage-quality');
  const f = useFormat();
  const countOf = (row: Urgency, column: Urgency): number => cells.find((one) => one.row === row && one.column === column)?.count ?? 0;
  const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);
  return (
    <table className="table rules-matrix">
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          <th className="meta">{corner}</th>
          {urgencies.map((column) => (
            <th key={column} scope="col" className="numeric">
              <UrgencyBadge urgency={column} size="inline" />
            </th>
          ))}
          <th scope="col" className="numeric">{t('agreement.total')}</th>
        </tr>
      </thead>
      <tbody>
        {urgencies.map((row) => (
          <tr key={row}>
            <th scope="row">
              <UrgencyBadge urgency={row} size="inline" />
            </th>
            {urgencies.map((column) => {
              const count = countOf(row, column);
              return (
                <td key={column} className={`numeric ${row === column ? 'rules-same' : ''} ${count === 0 ? 'ink-2' : ''}`}>
                  {f.number(count)}
                </td>
              );
            })}
            <td className="numeric strong">{f.number(total(urgencies.map((column) => countOf(row, column))))}</td>
          </tr>
        ))}
        <tr>
          <th scope="row">{t('agreement.total')}</th>
          {urgencies.map((column) => (
            <td key={column} className="numeric strong">{f.number(total(urgencies.map((row) => countOf(row, column))))}</td>
          ))}
          <td className="numeric strong">{f.number(total(cells.map(({ count }) => count)))}</td>
        </tr>
      </tbody>
    </table>
  );
}
