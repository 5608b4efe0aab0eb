import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import { DocumentViewer } from '../attachments/document-viewer.tsx';
import { RefusalNotice } from '../attachments/refusal-notice.tsx';
import { useWaitingPapers } from '../attachments/use-waiting-papers.ts';
import { WaitingSheet } from '../attachments/waiting-sheet.tsx';
import { api } from '../link/client.ts';
import { useFormat } from '../text/use-format.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { PageBar } from '../ui/page-bar.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { useToast } from '../ui/toast.tsx';
import { RequestEditor, usePatient } from './request-editor.tsx';
import { type ChosenPatient, emptyRequest, type RequestDraft } from './request-form.ts';
import { useTriageWords } from './use-triage-words.ts';

/** A request that arrived by fax, letter or telephone; `?patientId=` names whom it is for. */
export function NewRequestPage(): ReactElement {
  const { t } = useTranslation('referrals');
  const f = useFormat();
  const navigate = useNavigate();
  const router = useRouter();
  const toast = useToast();
  const queryClient = useQueryClient();
  const { patientId, resumes = false } = useSearch({ from: '/referrals/new' });
  // A batch typed from one pile: the referrer and the date are kept from one request to the next.
  const [entry, setEntry] = useState<{ readonly referralId: string; readonly kept: Pick<RequestDraft, 'referrer' | 'receivedText'> | null }>(() => ({ referralId: v7(), kept: null }));
  const papers = useWaitingPapers({ resumes });
  const [openId, setOpenId] = useState<string | null>(null);
  const words = useTriageWords();
  const given = usePatient(patientId);
  const enter = useMutation(
    api.referrals.enter.mutationOptions({
      onSuccess: () => {
        toast({ text: t('toast.entered') });
        void queryClient.invalidateQueries({ queryKey: api.referrals.key() });
        void queryClient.invalidateQueries({ queryKey: api.patients.key() });
      },
    }),
  );
  if (!words || (patientId !== undefined && given.isPending)) {
    return (
      <div className="page">
        <PageBar title={t('form.new')} />
        <SkeletonRows rows={12} />
      </div>
    );
  }
  const reading = papers.papers.find(({ attachmentId }) => attachmentId === openId);
  const patient: ChosenPatient | null = given.data?.patient ?? null;
  return (
    <RequestEditor
      key={entry.referralId}
      title={t('form.new')}
      words={words}
      start={{ ...emptyRequest(f.date(f.today)), patient: entry.kept ? null : patient, ...entry.kept }}
      existing={false}
      draftId={entry.kept || resumes ? 'new' : (patientId ?? 'new')}
      resumes={resumes && entry.kept === null}
      saving={enter.isPending || papers.attach.isPending || papers.isSending}
      papers={<WaitingSheet waiting={papers} openId={openId} onOpen={setOpenId} />}
      paperNames={papers.papers.map(({ name }) => name)}
      reading={reading?.state.is === 'ready' ? <DocumentViewer key={reading.attachmentId} name={reading.name} mediaType={reading.state.mediaType} bytes={reading.state.bytes} onClose={() => setOpenId(null)} /> : null}
      failure={enter.isError ? <ErrorNotice what={t('error.notEntered')} error={enter.error} kept /> : papers.attach.isError ? <RefusalNotice error={papers.attach.error} /> : given.isError ? <ErrorNotice what={t('error.patientNotOpened')} error={given.error} /> : null}
      onSaved={({ referrer, receivedText }, again) => {
        setOpenId(null);
        papers.clear();
        if (again) setEntry({ referralId: v7(), kept: { referrer, receivedText } });
        else void navigate({ to: '/referrals/$referralId', params: { referralId: entry.referralId } });
      }}
      onLeave={() => router.history.back()}
      onSave={(draft, { receivedOn, findings }) => {
        if (!draft.patient) return Promise.reject(new Error('nobody chosen'));
        const referralId = entry.referralId;
        return enter.mutateAsync({
          referralId,
          patientId: draft.patient.id,
          referrerId: draft.referrer?.practitionerId ?? null,
          receivedOn,
          reasonCode: draft.reasonCode === '' ? null : draft.reasonCode,
          requestedClass: draft.requestedClass,
          freeText: draft.freeText,
          findings,
          findingWords: draft.findingWords,
          prerequisitesProvided: [...draft.prerequisites],
        }).then(() => (papers.papers.length > 0 ? papers.attach.mutateAsync(referralId) : undefined));
      }}
    />
  );
}
