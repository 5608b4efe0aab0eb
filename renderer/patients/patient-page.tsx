import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useRouter, useSearch } from '@tanstack/react-router';
import { useEffect, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { AccessPanel } from '../access/access-panel.tsx';
import { RestrictedRecord } from '../access/restricted-record.tsx';
import { RestrictionNote } from '../access/restriction-note.tsx';
import { DiagnosesPanel } from '../diagnoses/diagnoses-panel.tsx';
import { AssessmentsPanel } from '../assessments/assessments-panel.tsx';
import { FollowUpPanel } from '../follow-up-plans/follow-up-panel.tsx';
import { api } from '../link/client.ts';
import { hasCode } from '../link/failure.ts';
import { MonitoringPanel } from '../monitoring/monitoring-panel.tsx';
import { PathwayPanel } from '../pathways/pathway-panel.tsx';
import { PreventionPanel } from '../prevention/prevention-panel.tsx';
import { usePermission } from '../session/session-state.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { TreatmentsPanel } from '../treatments/treatments-panel.tsx';
import { HistoryPanel } from './history/history-panel.tsx';
import { PatientHeader, type RecordTab } from './patient-header.tsx';
import { useToast } from '../ui/toast.tsx';
import { PatientSummaryPanel } from './patient-summary-panel.tsx';
import { ResultList } from './result-list.tsx';

/** The record of one patient: a header that stays, and its parts in tabs. */
export function PatientPage(): ReactElement {
  const { t } = useTranslation(['patients', 'record', 'duplicates', 'assessments', 'treatments', 'diagnoses', 'monitoring', 'prevention', 'plans', 'pathways']);
  const showToast = useToast();
  const { patientId } = useParams({ from: '/patients/$patientId' });
  const { tab = 'summary', test } = useSearch({ from: '/patients/$patientId' });
  const navigate = useNavigate();
  const router = useRouter();
  const mayRefer = usePermission('referral.enter');
  const mayEdit = usePermission('patient.write');
  const mayBook = usePermission('appointment.book');
  const { data: record, error, isPending, refetch } = useQuery(
    // Whoever is in by exception is out when their time is over.
    api.patients.open.queryOptions({ input: { patientId }, refetchInterval: (query) => (query.state.data?.restriction?.openUntil ? 30_000 : false) }),
  );
  const isClosed = hasCode(error, 'RESTRICTED');

  // The address of a record that was merged leads to the one that stays.
  const movedTo = record !== undefined && record.id !== patientId ? record.id : null;
  useEffect(() => {
    if (movedTo === null) return;
    showToast({ text: t('duplicates:done.followed') });
    void navigate({ to: '/patients/$patientId', params: { patientId: movedTo }, replace: true });
  }, [movedTo, navigate, showToast, t]);

  const show = (next: { tab: RecordTab; test?: string | undefined }): void => {
    void navigate({ to: '/patients/$patientId', params: { patientId }, search: next, replace: true });
  };
  const refer = (): void => router.history.push(`/referrals/new?patientId=${patientId}`);
  const book = (): void => router.history.push(`/schedule?patientId=${patientId}`);
  const edit = (): void => void navigate({ to: '/patients/$patientId/edit', params: { patientId } });
  const back = (): void => (router.history.canGoBack() ? router.history.back() : void navigate({ to: '/patients' }));

  useShortcut('d', refer, { label: t('record.newReferral'), enabled: mayRefer && record !== undefined && !isClosed });
  useShortcut('r', book, { label: t('record.book'), enabled: mayBook && record !== undefined && !isClosed });
  useShortcut('e', edit, { label: t('record:edit.action'), enabled: mayEdit && record !== undefined && !isClosed });
  useShortcut('Escape', back, { label: t('record.back') });
  useShortcut('Control+P', () => window.print(), { label: t('record.print'), enabled: record !== undefined });

  if (isPending) {
    return (
      <div className="page">
        <SkeletonRows rows={12} />
      </div>
    );
  }
  if (isClosed) {
    return (
      <div className="page">
        <div className="page-body">
          <RestrictedRecord patientId={patientId} level={1} />
        </div>
      </div>
    );
  }
  if (!record) {
    const isGone = hasCode(error, 'NOT_FOUND');
    return (
      <div className="page">
        <div className="page-body">
          {isGone ? (
            <EmptyState sentence={t('record.notFound')} action={<Button onClick={() => void navigate({ to: '/patients' })}>{t('record.back')}</Button>} />
          ) : (
            <ErrorNotice what={t('record.failed')} error={error} onRetry={() => void refetch()} />
          )}
        </div>
      </div>
    );
  }
  return (
    <div className="page patients-record">
      <PatientHeader record={record} tab={tab} onTab={(next) => show({ tab: next })} onBack={back} onEdit={mayEdit ? edit : undefined} onNewReferral={mayRefer ? refer : undefined} onBook={mayBook ? book : undefined} />
      <RestrictionNote record={record} />
      <div id="patient-panel" role="tabpanel" aria-label={tab === 'history' ? t('record:history.tab') : tab === 'assessments' ? t('assessments:list.title') : tab === 'treatments' ? t('treatments:tab') : tab === 'diagnoses' ? t('diagnoses:tab') : tab === 'monitoring' ? t('monitoring:tab') : tab === 'prevention' ? t('prevention:tab') : tab === 'follow-up' ? t('plans:tab') : tab === 'pathway' ? t('pathways:tab') : t(`record.${tab}`)} className="patients-panel">
        {tab === 'history' ? (
          <HistoryPanel patientId={record.id} />
        ) : tab === 'access' ? (
          <div className="page-body">
            <AccessPanel patientId={record.id} />
          </div>
        ) : tab === 'assessments' && record.clinical ? (
          <AssessmentsPanel patientId={record.id} />
        ) : tab === 'diagnoses' && record.clinical ? (
          <DiagnosesPanel patientId={record.id} />
        ) : tab === 'treatments' && record.clinical ? (
          <TreatmentsPanel patientId={record.id} />
        ) : tab === 'monitoring' && record.clinical ? (
          <MonitoringPanel patientId={record.id} />
        ) : tab === 'prevention' && record.clinical ? (
          <PreventionPanel patientId={record.id} />
        ) : tab === 'follow-up' && record.clinical ? (
          <FollowUpPanel patientId={record.id} />
        ) : tab === 'pathway' && record.clinical ? (
          <PathwayPanel patientId={record.id} />
        ) : tab === 'results' && record.clinical ? (
          <ResultList patientId={record.id} test={test ?? null} onTest={(name) => show({ tab: 'results', test: name ?? undefined })} />
        ) : (
          <PatientSummaryPanel record={record} onTest={(name) => show({ tab: 'results', test: name ?? undefined })} />
        )}
      </div>
    </div>
  );
}
