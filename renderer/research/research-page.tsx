import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../link/client.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { PageBar } from '../ui/page-bar.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { ExtractForm } from './extract-form.tsx';
import { ExtractsOnRecord } from './extracts-on-record.tsx';
import { ExportTabs } from './export-tabs.tsx';
import { StudySheet } from './study-sheet.tsx';

/** Studies, and their de-identified extracts. */
export function ResearchPage(): ReactElement {
  const { t } = useTranslation('research');
  const { cohortId } = useSearch({ from: '/exports/research' });
  const [studyId, setStudyId] = useState<string | null>(null);
  const { data, error, isPending, refetch } = useQuery(api.research.studies.queryOptions({ input: {} }));
  const chosen = data?.studies.find(({ id }) => id === studyId) ?? data?.studies[0] ?? null;
  return (
    <div className="page">
      <PageBar title={t('title')} note={t('note')} tabs={<ExportTabs current="research" />} />
      <div className="page-body page-columns research-columns" id="exports-panel">
        <div className="research-left">
          {isPending && <SkeletonRows rows={6} />}
          {error && <ErrorNotice what={t('study.listFailed')} error={error} onRetry={() => void refetch()} />}
          {data && <StudySheet studies={data.studies} chosen={chosen} onChoose={setStudyId} />}
          {data && chosen && <ExtractForm key={chosen.id} study={chosen} groups={data.groups} cohortId={cohortId} />}
        </div>
        <ExtractsOnRecord groups={data?.groups ?? []} />
      </div>
    </div>
  );
}
