import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DraftOffer } from '../drafts/draft-offer.tsx';
import { useDraft } from '../drafts/use-draft.ts';
import { ExportButton } from '../exports/export-button.tsx';
import { api } from '../link/client.ts';
import { ResearchButton } from '../research/research-button.tsx';
import { useSettled } from '../patients/use-settled.ts';
import { useFormat } from '../text/use-format.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { PageBar } from '../ui/page-bar.tsx';
import { SegmentedControl } from '../ui/segmented-control.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import { BulkActions } from './bulk-actions.tsx';
import { CohortCharts } from './cohort-charts.tsx';
import { CohortPeople } from './cohort-people.tsx';
import { CohortTabs } from './cohort-tabs.tsx';
import { DefinitionSheet } from './definition-sheet.tsx';
import { SavedCohorts } from './saved-cohorts.tsx';
import { nothingWritten, readWriting, useCohortDraft } from './use-cohort-draft.ts';

/** A pause in typing after which a definition is evaluated. */
const pauseMilliseconds = 250;

/** Cohorts: those kept, the definition of one, and who answers it now. */
export function CohortsPage(): ReactElement {
  const { t } = useTranslation('cohorts');
  const f = useFormat();
  const cohort = useCohortDraft();
  const [isOpen, setIsOpen] = useState(true);
  const [view, setView] = useState<'people' | 'charts'>('people');
  const definition = useSettled(cohort.draft.definition, pauseMilliseconds);
  const saved = useQuery(api.cohorts.list.queryOptions());
  const vocabulary = useQuery(api.cohorts.vocabulary.queryOptions({ staleTime: Infinity }));
  const count = useQuery(api.cohorts.count.queryOptions({ input: { definition }, placeholderData: keepPreviousData, refetchInterval: (query) => (query.state.data?.catchingUp ? 2000 : false) }));
  const written = useDraft({ form: 'cohort-definition', recordId: 'new', value: cohort.writing, blank: nothingWritten, read: readWriting });
  const begin = (): void => {
    cohort.begin();
    setIsOpen(true);
  };
  useShortcut('n', begin, { label: t('saved.new') });
  const failed = saved.isError ? saved : vocabulary.isError ? vocabulary : null;
  return (
    <div className="page">
      <PageBar title={t('title')} note={<span role="status">{count.data ? t('note', { count: count.data.count, number: f.number(count.data.count), of: f.number(count.data.of) }) + (count.data.catchingUp ? `. ${t('catchingUp')}` : '') : t('counting')}</span>} tabs={<CohortTabs current="people" />} />
      {failed && <ErrorNotice what={t('failed')} error={failed.error} onRetry={() => void failed.refetch()} />}
      <div className="cohorts">
        <SavedCohorts
          cohorts={saved.data?.cohorts ?? []} currentId={cohort.draft.kept?.id ?? null} onBegin={begin}
          onOpen={(one) => {
            cohort.open(one);
            setIsOpen(false);
          }}
        />
        <div className="cohorts-main">
          {saved.data && (
            <DraftOffer
              draft={written}
              onResume={(writing) => {
                cohort.resume(writing, saved.data.cohorts);
                setIsOpen(true);
              }}
            />
          )}
          <DefinitionSheet cohort={cohort} vocabulary={vocabulary.data} isOpen={isOpen} onFold={setIsOpen} />
          <div className="cohorts-bar">
            <SegmentedControl label={t('view.label')} value={view} options={(['people', 'charts'] as const).map((value) => ({ value, label: t(`view.${value}`) }))} onChange={setView} />
            <BulkActions definition={definition} cohortId={cohort.draft.kept?.id ?? null} count={count.data?.count ?? 0} />
            {cohort.draft.kept !== null && !cohort.isChanged && (
              <>
                <ExportButton small of={{ cohortId: cohort.draft.kept.id }} />
                <ResearchButton cohortId={cohort.draft.kept.id} />
              </>
            )}
          </div>
          {view === 'charts' ? (
            <CohortCharts definition={definition} />
          ) : (
            <section className="sheet cohorts-people" aria-label={t('list.label')}>
              <CohortPeople definition={definition} total={count.data?.count} />
            </section>
          )}
        </div>
      </div>
    </div>
  );
}
