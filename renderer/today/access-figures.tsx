import { useQuery } from '@tanstack/react-query';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type AccessFigures as Figures, smallestCount } from '#contract/indicators';
import { api } from '../link/client.ts';
import { useFormat } from '../text/use-format.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { UrgencyBadge } from '../ui/urgency-badge.tsx';

/** Whether access is good, for those who see no person: three figures, each with what it counts. */
export function AccessFigures(): ReactElement {
  const { t } = useTranslation('today');
  const f = useFormat();
  const figures = useQuery(api.indicators.access.queryOptions());
  if (figures.isError) return <ErrorNotice what={t('access.failed')} error={figures.error} onRetry={() => void figures.refetch()} />;
  if (!figures.data) return <SkeletonRows rows={6} />;
  const { open, inside, wait, since } = figures.data;
  const period = f.date(since);
  return (
    <div className="today-access">
      <Figure title={t('access.open.title')} value={open.total === null ? t('access.few') : f.number(open.total)} meaning={t('access.open.meaning', { count: smallestCount })}>
        <OpenByClass classes={open.classes} />
      </Figure>
      <Figure
        title={t('access.inside.title')}
        value={inside ? t('access.inside.value', { percent: f.number(Math.round(inside.share * 100)) }) : t('access.tooFew')}
        of={inside ? t('access.of', { count: inside.of, number: f.number(inside.of) }) : undefined}
        meaning={t('access.inside.meaning', { since: period })}
      />
      <Figure
        title={t('access.wait.title')}
        value={wait ? t('access.wait.value', { count: wait.medianDays, days: f.number(wait.medianDays) }) : t('access.tooFew')}
        of={wait ? t('access.of', { count: wait.of, number: f.number(wait.of) }) : undefined}
        meaning={t('access.wait.meaning', { since: period })}
      />
    </div>
  );
}

interface FigureProps {
  readonly title: string;
  readonly value: string;
  readonly of?: string | undefined;
  /** What is counted, and what is left out. */
  readonly meaning: string;
  readonly children?: ReactNode;
}

function Figure({ title, value, of, meaning, children }: FigureProps): ReactElement {
  return (
    <Sheet title={title} padded>
      <p className="row today-figure">
        <b>{value}</b> {of && <span className="meta">{of}</span>}
      </p>
      {children}
      <p className="meta">{meaning}</p>
    </Sheet>
  );
}

function OpenByClass({ classes }: { readonly classes: Figures['open']['classes'] }): ReactElement {
  const { t } = useTranslation('today');
  const f = useFormat();
  return (
    <ul className="today-classes">
      {classes.map(({ cls, count }) => (
        <li key={cls ?? 'none'} className="row">
          {cls ? <UrgencyBadge urgency={cls} size="inline" /> : <span className="meta">{t('access.open.noClass')}</span>}
          <span className="tabular">{count === null ? t('access.few') : f.number(count)}</span>
        </li>
      ))}
    </ul>
  );
}
