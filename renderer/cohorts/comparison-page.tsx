import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { comparisonIntervals } from '#contract/comparison.ts';
import { api } from '../link/client.ts';
import { saveFile } from '../link/save-file.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Select } from '../ui/field.tsx';
import { PageBar } from '../ui/page-bar.tsx';
import { SegmentedField } from '../ui/segmented-control.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { CohortTabs } from './cohort-tabs.tsx';
import { lastTold, useComparisonWords } from './comparison-words.ts';
import { IndicatorSheet } from './indicator-sheet.tsx';

const themes = ['access', 'follow-up', 'outcome'] as const;

/** The clinic, or a saved cohort, beside its own past and what others published. */
export function ComparisonPage(): ReactElement {
  const { t } = useTranslation('comparison');
  const f = useFormat();
  const words = useComparisonWords();
  const [cohortId, setCohortId] = useState('');
  const [every, setEvery] = useState<(typeof comparisonIntervals)[number]>('quarter');
  const [chosen, setChosen] = useState<string | null>(null);
  const saved = useQuery(api.cohorts.list.queryOptions());
  const cohort = saved.data?.cohorts.find(({ id }) => id === cohortId) ?? null;
  const asked = { definition: cohort?.definition ?? null, every };
  const found = useQuery(api.comparison.read.queryOptions({ input: asked, placeholderData: keepPreviousData, refetchInterval: (query) => (query.state.data?.catchingUp ? 3000 : false) }));
  const file = useMutation(api.comparison.file.mutationOptions({ onSuccess: saveFile }));
  const save = (): void => {
    if (!file.isPending && found.data) file.mutate({ ...asked, name: cohort?.name ?? null, language: f.language });
  };
  useShortcut('x', save, { label: t('file') });
  const indicators = found.data?.indicators ?? [];
  const running = found.data?.periods.find(({ isRunning }) => isRunning)?.key;
  const told = indicators.find((one) => (lastTold(one, running)?.value ?? null) !== null);
  const indicator = indicators.find(({ code }) => code === chosen) ?? told ?? indicators[0];
  return (
    <div className="page">
      <PageBar title={t('title')} note={found.data?.catchingUp ? t('catchingUp') : t('note')} tabs={<CohortTabs current="comparison" />} />
      {found.isError && <ErrorNotice what={t('failed')} error={found.error} onRetry={() => void found.refetch()} />}
      <div className="cohorts">
        <nav className="cohorts-saved cohorts-checks" aria-label={t('list')}>
          {themes.map((theme) => (
            <div key={theme}>
              <h2 className="section-title">{t(`theme.${theme}`)}</h2>
              <ul>
                {indicators.filter((one) => one.theme === theme).map((one) => {
                  const last = lastTold(one, running);
                  return (
                    <li key={one.code}>
                      <button type="button" className="cohorts-saved-line cohorts-check-line" aria-current={one.code === indicator?.code ? 'true' : undefined} onClick={() => setChosen(one.code)}>
                        <span>{one.label[f.language]}</span>
                        <span className="tabular strong no-wrap">{last === undefined || last.value === null ? '' : words.short(one.kind, last.value)}</span>
                      </button>
                    </li>
                  );
                })}
              </ul>
            </div>
          ))}
        </nav>
        <div className="cohorts-main">
          <div className="cohorts-compared">
            <Select label={t('whose')} value={cohortId} placeholder={t('clinic')} options={(saved.data?.cohorts ?? []).map(({ id, name }) => ({ value: id, label: name }))} onChange={(event) => setCohortId(event.target.value)} />
            <SegmentedField label={t('every')} value={every} options={comparisonIntervals.map((value) => ({ value, label: t(value) }))} onChange={setEvery} />
            <Button icon="download" keys="x" disabled={!found.data} onClick={save}>
              {t('file')}
            </Button>
          </div>
          {file.isError && <ErrorNotice what={t('fileFailed')} error={file.error} onRetry={save} />}
          {cohort && <p className="meta">{t('cohortNow')}</p>}
          {found.isPending && <SkeletonRows rows={8} />}
          {indicator && <IndicatorSheet indicator={indicator} running={running} />}
          {found.data && <p className="meta">{t('version', { version: found.data.contentVersion })}</p>}
        </div>
      </div>
    </div>
  );
}
