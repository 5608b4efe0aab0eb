import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { qualityChecks, type QualityCheckCode } from '#contract/quality.ts';
import { api } from '../link/client.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { PageBar } from '../ui/page-bar.tsx';
import { SegmentedControl } from '../ui/segmented-control.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { CohortTabs } from './cohort-tabs.tsx';
import { FindingLine } from './finding-line.tsx';

const kinds = Object.keys(qualityChecks) as (keyof typeof qualityChecks)[];

/** Data to look at, check by check: missing, contradictory, implausible; each opens where it is put right, or is verified. */
export function QualityPage(): ReactElement {
  const { t } = useTranslation('cohorts');
  const f = useFormat();
  const [chosen, setChosen] = useState<QualityCheckCode | null>(null);
  const [verified, setVerified] = useState(false);
  const list = useQuery(api.quality.list.queryOptions({ refetchInterval: (query) => (query.state.data?.catchingUp ? 3000 : false) }));
  const counts = new Map(list.data?.checks.map((one) => [one.check, one]));
  const total = list.data?.checks.reduce((sum, { open }) => sum + open, 0);
  // The first that holds anything, once, so that the page does not move on when its last line is verified.
  if (chosen === null && list.data && !list.data.catchingUp) setChosen(list.data.checks.find(({ open }) => open > 0)?.check ?? 'no-diagnosis');
  const check = chosen ?? 'no-diagnosis';
  return (
    <div className="page">
      <PageBar title={t('quality.title')} note={total === undefined ? t('counting') : t('quality.note', { count: total })} tabs={<CohortTabs current="quality" />} />
      {list.isError && <ErrorNotice what={t('quality.failed')} error={list.error} onRetry={() => void list.refetch()} />}
      <div className="cohorts">
        <nav className="cohorts-saved cohorts-checks" aria-label={t('quality.list')}>
          {kinds.map((kind) => (
            <div key={kind}>
              <h2 className="section-title">{t(`quality.${kind}`)}</h2>
              <ul>
                {qualityChecks[kind].map((code) => (
                  <li key={code}>
                    <button type="button" className="cohorts-saved-line cohorts-check-line" aria-current={code === check ? 'true' : undefined} onClick={() => setChosen(code)}>
                      <span>{t(`check.${code}`)}</span>
                      <span className="tabular strong">{f.number(counts.get(code)?.open ?? 0)}</span>
                    </button>
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </nav>
        <div className="cohorts-main">
          <Sheet
            title={t(`check.${check}`)}
            actions={<SegmentedControl label={t('chart.show')} value={verified ? 'verified' : 'open'} options={(['open', 'verified'] as const).map((value) => ({ value, label: `${t(`quality.${value}`)} ${f.number(counts.get(check)?.[value] ?? 0)}` }))} onChange={(value) => setVerified(value === 'verified')} />}
          >
            <Findings key={`${check} ${verified}`} check={check} verified={verified} />
          </Sheet>
        </div>
      </div>
    </div>
  );
}

function Findings({ check, verified }: { readonly check: QualityCheckCode; readonly verified: boolean }): ReactElement {
  const { t } = useTranslation('cohorts');
  const [entering, setEntering] = useState<string | null>(null);
  const page = useInfiniteQuery(api.quality.page.infiniteOptions({ input: (after: string | null) => ({ check, verified, after }), initialPageParam: null as string | null, getNextPageParam: (last) => last.next }));
  const findings = page.data?.pages.flatMap((one) => one.findings) ?? [];
  if (page.isError) return <ErrorNotice what={t('quality.failed')} error={page.error} onRetry={() => void page.refetch()} />;
  if (page.isPending) return <SkeletonRows rows={8} />;
  if (findings.length === 0) return <EmptyState sentence={t('quality.empty')} hint={t('quality.emptyHint')} />;
  return (
    <>
      <ul className="cohorts-findings">
        {findings.map((finding) => {
          const key = `${finding.patient.id} ${finding.subject}`;
          return <FindingLine key={key} check={check} finding={finding} isEntering={entering === key} onEnter={(isEntering) => setEntering(isEntering ? key : null)} />;
        })}
      </ul>
      {page.hasNextPage && (
        <div className="sheet-body">
          <Button small disabled={page.isFetchingNextPage} onClick={() => void page.fetchNextPage()}>
            {t('quality.more')}
          </Button>
        </div>
      )}
    </>
  );
}
