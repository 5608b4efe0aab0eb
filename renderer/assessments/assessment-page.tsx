import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { RestrictedRecord } from '../access/restricted-record.tsx';
import { api } from '../link/client.ts';
import { hasCode } from '../link/failure.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { AssessmentEditor } from './assessment-editor.tsx';

/** One assessment: being written, or as it was signed. It begins as it is now and is not refreshed under the hand. */
export function AssessmentPage(): ReactElement {
  const { t } = useTranslation('assessments');
  const { patientId, assessmentId } = useParams({ from: '/patients/$patientId/assessments/$assessmentId' });
  const navigate = useNavigate();
  const found = useQuery(api.assessments.open.queryOptions({ input: { assessmentId }, staleTime: 0, refetchOnWindowFocus: false, refetchOnReconnect: false }));
  const instruments = useQuery(api.instruments.list.queryOptions({ staleTime: Infinity }));
  const patient = useQuery(api.patients.open.queryOptions({ input: { patientId } }));
  const error = found.error ?? instruments.error ?? patient.error;
  if (hasCode(error, 'RESTRICTED')) {
    return (
      <div className="page">
        <div className="page-body">
          <RestrictedRecord patientId={patientId} level={1} />
        </div>
      </div>
    );
  }
  if (error) {
    return (
      <div className="page">
        <div className="page-body">
          {hasCode(error, 'NOT_FOUND') ? (
            <EmptyState sentence={t('page.notFound')} action={<Button onClick={() => void navigate({ to: '/patients/$patientId', params: { patientId }, search: { tab: 'assessments' } })}>{t('page.back')}</Button>} />
          ) : (
            <ErrorNotice what={t('page.failed')} error={error} onRetry={() => void Promise.all([found.refetch(), instruments.refetch(), patient.refetch()])} />
          )}
        </div>
      </div>
    );
  }
  if (!found.data || !found.isFetchedAfterMount || !instruments.data || !patient.data) {
    return (
      <div className="page">
        <SkeletonRows rows={12} />
      </div>
    );
  }
  return <AssessmentEditor key={`${assessmentId} ${found.data.assessment.state}`} opened={found.data} instruments={instruments.data} record={patient.data} />;
}
