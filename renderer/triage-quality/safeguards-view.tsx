import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Outputs } from '#contract/index.ts';
import type { QualityPeriod } from '#contract/triage-quality.ts';
import { api } from '../link/client.ts';
import { useFormat } from '../text/use-format.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { UrgencyBadge } from '../ui/urgency-badge.tsx';
import { FigureHead } from './figure-head.tsx';
import { ShareRow } from './figure-rows.tsx';
import { useQualityWords } from './quality-words.ts';

type Unused = Outputs['triageQuality']['unused'];

/** What would make waits look shorter than they are, and the openings that passed without a visit while requests waited. */
export function SafeguardsView({ period: { safeguards, from, until } }: { readonly period: QualityPeriod }): ReactElement {
  const { t } = useTranslation('triage-quality');
  return (
    <>
      <Sheet title={t('safeguards.title')}>
        <div className="quality-body">
          <p className="meta">{t('safeguards.note')}</p>
          <table className="table">
            <FigureHead />
            <tbody>
              {safeguards.map(({ what, share }) => <ShareRow key={what} label={t(`safeguards.what.${what}`)} share={share} means={t(`safeguards.means.${what}`)} />)}
            </tbody>
          </table>
        </div>
      </Sheet>
      <UnusedOpenings from={from} until={until} />
    </>
  );
}

function UnusedOpenings({ from, until }: { readonly from: string; readonly until: string }): ReactElement {
  const { t } = useTranslation('triage-quality');
  const f = useFormat();
  const unused = useQuery(api.triageQuality.unused.queryOptions({ input: { from, until }, placeholderData: keepPreviousData }));
  const found = unused.data;
  return (
    <Sheet title={t('openings.title')} note={found?.until ? t('openings.until', { date: f.date(found.until) }) : undefined}>
      {unused.isPending && <SkeletonRows rows={4} />}
      {unused.isError && <ErrorNotice what={t('openings.failed')} error={unused.error} onRetry={() => void unused.refetch()} />}
      {found && (
        <div className="quality-body rules-scroll">
          <p className="meta">{t('openings.note')}</p>
          {found.exactFrom !== null && <p className="meta warn">{t('openings.exactFrom', { date: f.date(found.exactFrom) })}</p>}
          {found.professionals.length === 0 ? <EmptyState sentence={t('openings.empty')} /> : <ByProfessional professionals={found.professionals} />}
          {found.classes.length > 0 && <ByClass classes={found.classes} />}
        </div>
      )}
    </Sheet>
  );
}

function ByProfessional({ professionals }: Pick<Unused, 'professionals'>): ReactElement {
  const { t } = useTranslation(['triage-quality', 'common']);
  const f = useFormat();
  const words = useQualityWords();
  const hours = (minutes: number): string => t('triage-quality:openings.hours', { number: f.number(Math.round(minutes / 60)) });
  const part = (minutes: number, of: number): string => words.percent({ value: of === 0 ? null : minutes / of });
  return (
    <table className="table">
      <thead>
        <tr>
          <th>{t('triage-quality:openings.who')}</th>
          <th className="numeric">{t('triage-quality:openings.planned')}</th>
          <th className="numeric">{t('triage-quality:openings.away')}</th>
          <th className="numeric">{t('triage-quality:openings.unused')}</th>
          <th className="numeric">{t('triage-quality:openings.count')}</th>
          <th className="numeric">{t('triage-quality:openings.whileWaiting')}</th>
        </tr>
      </thead>
      <tbody>
        {professionals.map(({ practitionerId, name, role, planned, away, unused, openings, whileWaiting }) => (
          <tr key={practitionerId}>
            <th scope="row">
              {name} <span className="meta">{t(`common:role.${role}`)}</span>
            </th>
            <td className="numeric">{hours(planned)}</td>
            <td className="numeric">{hours(away)} <span className="meta">{part(away, planned)}</span></td>
            <td className="numeric">{hours(unused)} <span className="meta">{part(unused, planned - away)}</span></td>
            <td className="numeric">{f.number(openings)}</td>
            <td className="numeric strong">{f.number(whileWaiting)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function ByClass({ classes }: Pick<Unused, 'classes'>): ReactElement {
  const { t } = useTranslation('triage-quality');
  const f = useFormat();
  return (
    <table className="table quality-counts">
      <thead>
        <tr>
          <th>{t('openings.cls')}</th>
          <th className="numeric">{t('openings.whileWaiting')}</th>
        </tr>
      </thead>
      <tbody>
        {classes.map(({ cls, openings }) => (
          <tr key={cls}>
            <th scope="row"><UrgencyBadge urgency={cls} size="inline" /></th>
            <td className="numeric strong">{f.number(openings)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
