import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { comparisonIntervals, fewCount } from '#contract/comparison.ts';
import type { QualityPeriod } from '#contract/triage-quality.ts';
import { AdministrationBar } from '../administration/administration-bar.tsx';
import { useComparisonWords } from '../cohorts/comparison-words.ts';
import { api } from '../link/client.ts';
import { saveFile } from '../link/save-file.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { SegmentedControl, SegmentedField } from '../ui/segmented-control.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { AgreementView } from './agreement-view.tsx';
import { BetweenView } from './between-view.tsx';
import { CourseView } from './course-view.tsx';
import { DelaysView } from './delays-view.tsx';
import { DiagnosedView } from './diagnosed-view.tsx';
import { ReturnsView } from './returns-view.tsx';
import { RulesView } from './rules-view.tsx';
import { SafeguardsView } from './safeguards-view.tsx';

const views = ['agreement', 'between', 'rules', 'delays', 'diagnosed', 'returns', 'safeguards', 'course'] as const;
type View = (typeof views)[number];

/** How good triage is: periods at the left, the figures of one at the right. */
export function TriageQualityPage(): ReactElement {
  const { t } = useTranslation('triage-quality');
  const f = useFormat();
  const words = useComparisonWords();
  const [every, setEvery] = useState<(typeof comparisonIntervals)[number]>('quarter');
  const [chosen, setChosen] = useState<string | null>(null);
  const [view, setView] = useState<View>('agreement');
  const found = useQuery(api.triageQuality.read.queryOptions({ input: { every }, placeholderData: keepPreviousData }));
  const file = useMutation(api.triageQuality.file.mutationOptions({ onSuccess: saveFile }));
  const save = (): void => {
    if (!file.isPending && found.data) file.mutate({ every, language: f.language });
  };
  useShortcut('x', save, { label: t('file') });
  const periods = found.data?.periods ?? [];
  const period = periods.find(({ key }) => key === chosen) ?? periods.findLast(({ isRunning, agreement }) => !isRunning && agreement.agreed.of > 0) ?? periods.at(-1);
  return (
    <div className="page">
      <AdministrationBar current="quality" />
      <div className="rules" id="administration-panel" role="tabpanel" aria-label={t('title')}>
        {found.isPending && <SkeletonRows rows={6} />}
        {found.isError && <ErrorNotice what={t('failed')} error={found.error} onRetry={() => void found.refetch()} />}
        {period && (
          <>
            <nav className="rules-versions" aria-label={t('periods')}>
              <SegmentedField label={t('every')} value={every} options={comparisonIntervals.map((value) => ({ value, label: t(value) }))} onChange={setEvery} />
              {[...periods].reverse().map((one) => (
                <PeriodLine key={one.key} period={one} name={words.period(one.key)} isCurrent={one.key === period.key} onChoose={() => setChosen(one.key)} />
              ))}
            </nav>
            <div className="rules-main">
              <header className="rules-head">
                <div className="row quality-title">
                  <h2 className="title">{t('title')} {view !== 'course' && words.period(period.key)}</h2>
                  <Button icon="download" keys="x" onClick={save}>
                    {t('file')}
                  </Button>
                </div>
                <p className="meta">{t('note', { count: fewCount })}</p>
                <SegmentedControl label={t('view')} value={view} options={views.map((value) => ({ value, label: t(`views.${value}`) }))} onChange={setView} />
              </header>
              {file.isError && <ErrorNotice what={t('fileFailed')} error={file.error} onRetry={save} />}
              <ViewOf view={view} period={period} periods={periods} />
            </div>
          </>
        )}
      </div>
    </div>
  );
}

function ViewOf({ view, period, periods }: { readonly view: View; readonly period: QualityPeriod; readonly periods: readonly QualityPeriod[] }): ReactElement {
  switch (view) {
    case 'agreement':
      return <AgreementView agreement={period.agreement} />;
    case 'between':
      return <BetweenView period={period} />;
    case 'rules':
      return <RulesView rules={period.rules} overridden={period.overridden} />;
    case 'delays':
      return <DelaysView period={period} />;
    case 'diagnosed':
      return <DiagnosedView diagnosed={period.diagnosed} />;
    case 'returns':
      return <ReturnsView period={period} />;
    case 'safeguards':
      return <SafeguardsView period={period} />;
    case 'course':
      return <CourseView periods={periods} />;
  }
}

function PeriodLine({ period: { isRunning, agreement }, name, isCurrent, onChoose }: { readonly period: QualityPeriod; readonly name: string; readonly isCurrent: boolean; readonly onChoose: () => void }): ReactElement {
  const { t } = useTranslation('triage-quality');
  return (
    <button type="button" className="rules-version" aria-current={isCurrent ? 'true' : undefined} onClick={onChoose}>
      <span className="row">
        <b className="tabular">{name}</b>
        {isRunning && <span className="meta">{t('running')}</span>}
      </span>
      <span className="meta">{t('decided', { count: agreement.agreed.of })}</span>
    </button>
  );
}
