import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../link/client.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { DoseCourseSheet } from './dose-course.tsx';

/** In the record, below the pathway they are of: doses, calls and escalations; nothing where the pathway has none. */
export function DosePanel({ patientId, enrolmentId }: { readonly patientId: string; readonly enrolmentId: string }): ReactElement | null {
  const { t } = useTranslation('doses');
  const { data, error, refetch } = useQuery(api.doses.ofPatient.queryOptions({ input: { patientId } }));
  if (error) return <ErrorNotice what={t('failed')} error={error} onRetry={() => void refetch()} />;
  const course = data?.courses.find((one) => one.enrolmentId === enrolmentId);
  return course ? <DoseCourseSheet course={course} /> : null;
}
