import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams, useRouter } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReferralDetail } from '#contract/referrals';
import { closedPatient } from '../access/closed-patient.ts';
import { RestrictedRecord } from '../access/restricted-record.tsx';
import { AttachmentStrip } from '../attachments/attachment-strip.tsx';
import { KeptAttachment } from '../attachments/kept-attachment.tsx';
import { api } from '../link/client.ts';
import { hasCode } from '../link/failure.ts';
import { useSeenVersion } from '../link/use-seen-version.ts';
import { formatName } from '../text/format.ts';
import { useFormat } from '../text/use-format.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { PageBar } from '../ui/page-bar.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { useToast } from '../ui/toast.tsx';
import { DecisionError } from './decision-error.tsx';
import { RequestEditor } from './request-editor.tsx';
import type { Answers, RequestDraft } from './request-form.ts';
import { useTriageWords } from './use-triage-words.ts';

/** Completes what an undecided request says: the findings that came later, a prerequisite received, the age. */
export function CompleteRequestPage(): ReactElement {
  const { t } = useTranslation('referrals');
  const { referralId } = useParams({ from: '/referrals/$referralId/complete' });
  const words = useTriageWords();
  // The request as it is now, not as it was kept: its version goes with the change.
  const referral = useQuery(api.referrals.open.queryOptions({ input: { referralId }, staleTime: 0 }));
  const closedId = closedPatient(referral.error);
  if (closedId) {
    return (
      <div className="page">
        <PageBar title={t('form.complete')} />
        <RestrictedRecord patientId={closedId} />
      </div>
    );
  }
  if (referral.isError) {
    return (
      <div className="page">
        <PageBar title={t('form.complete')} />
        <ErrorNotice what={t('openFailed')} error={referral.error} onRetry={() => void referral.refetch()} />
      </div>
    );
  }
  if (!words || !referral.data) {
    return (
      <div className="page">
        <PageBar title={t('form.complete')} />
        <SkeletonRows rows={12} />
      </div>
    );
  }
  return <Completion key={referralId} referral={referral.data} words={words} />;
}

function Completion({ referral, words }: { readonly referral: ReferralDetail; readonly words: NonNullable<ReturnType<typeof useTriageWords>> }): ReactElement {
  const { t } = useTranslation(['referrals', 'attachments']);
  const f = useFormat();
  const navigate = useNavigate();
  const router = useRouter();
  const toast = useToast();
  const queryClient = useQueryClient();
  const [openId, setOpenId] = useState<string | null>(null);
  // The form holds the request as it was when it was opened: what others change since must not pass for having been read.
  const [seenVersion, tellVersion] = useSeenVersion(referral.version);
  const complete = useMutation(
    api.referrals.complete.mutationOptions({
      onSuccess: () => {
        toast({ text: t('toast.completed', { name: formatName(referral.patient) }) });
        void queryClient.invalidateQueries({ queryKey: api.referrals.key() });
        void navigate({ to: '/referrals/$referralId', params: { referralId: referral.id } });
      },
      onError: (error) => {
        tellVersion(error);
        if (hasCode(error, 'STALE')) void queryClient.invalidateQueries({ queryKey: api.referrals.key() });
      },
    }),
  );
  return (
    <RequestEditor
      title={t('form.complete')}
      words={words}
      start={draftOf(referral, f.instantDate(referral.receivedAt))}
      existing
      // Somebody else may complete it meanwhile: an older writing must not replace theirs.
      draftId={null}
      saving={complete.isPending}
      failure={complete.isError ? <DecisionError what={t('error.notCompleted')} error={complete.error} /> : null}
      papers={
        <section className="sheet sheet-body" aria-label={t('attachments:title')}>
          <AttachmentStrip referralId={referral.id} openId={openId} onOpen={setOpenId} />
        </section>
      }
      reading={openId && <KeptAttachment referralId={referral.id} attachmentId={openId} onOpen={setOpenId} />}
      onLeave={() => router.history.back()}
      onSave={(draft, { findings }) =>
        complete.mutateAsync({
          referralId: referral.id,
          expectedVersion: seenVersion,
          findings,
          findingWords: draft.findingWords,
          prerequisitesProvided: [...draft.prerequisites],
          freeText: draft.freeText,
          reasonCode: draft.reasonCode === '' ? null : draft.reasonCode,
        })
      }
    />
  );
}

/** An existing request as the form holds it: numbers become the digits one would have typed. */
function draftOf(referral: ReferralDetail, receivedText: string): RequestDraft {
  const { patient, referrerName } = referral;
  const answers: Record<string, boolean | string> = {};
  for (const [field, value] of Object.entries(referral.findings)) {
    if (typeof value === 'boolean' || typeof value === 'string') answers[field] = value;
    else if (typeof value === 'number') answers[field] = String(value).replace('.', ',');
  }
  return {
    patient,
    referrer: referrerName === null ? null : { practitionerId: '', displayName: referrerName, organization: referral.referrerOrganization },
    receivedText,
    reasonCode: referral.reasonCode ?? '',
    requestedClass: referral.requestedClass,
    freeText: referral.freeText,
    answers: answers satisfies Answers,
    findingWords: referral.findingWords,
    letter: '',
    prerequisites: referral.prerequisitesProvided,
    paperNames: [],
  };
}
