import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../link/client.ts';
import { hasCode } from '../../link/failure.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { EditPatient } from './edit-patient.tsx';

/** Corrects the record of a person. The form begins with the record as it is now, and is not refreshed under the hand. */
export function EditPage(): ReactElement {
  const { t } = useTranslation('patients');
  const { patientId } = useParams({ from: '/patients/$patientId/edit' });
  const navigate = useNavigate();
  const { data: record, error, isFetchedAfterMount, refetch } = useQuery(api.patients.open.queryOptions({ input: { patientId }, staleTime: 0, refetchOnWindowFocus: false }));
  if (error) {
    return (
      <div className="page">
        <div className="page-body">
          {hasCode(error, 'NOT_FOUND') ? (
            <EmptyState sentence={t('record.notFound')} action={<Button onClick={() => void navigate({ to: '/patients' })}>{t('record.back')}</Button>} />
          ) : (
            <ErrorNotice what={t('record.failed')} error={error} onRetry={() => void refetch()} />
          )}
        </div>
      </div>
    );
  }
  if (!record || !isFetchedAfterMount) {
    return (
      <div className="page">
        <SkeletonRows rows={12} />
      </div>
    );
  }
  return <EditPatient key={patientId} record={record} />;
}
