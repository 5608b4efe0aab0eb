import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import { identifierSystems } from '#contract/values';
import { api } from '../link/client.ts';
import { maskNam } from '../text/format.ts';
import { useFormat } from '../text/use-format.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { PageBar } from '../ui/page-bar.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { useToast } from '../ui/toast.tsx';
import { RequestEditor, usePatient } from './request-editor.tsx';
import { type ChosenPatient, emptyRequest } from './request-form.ts';
import { useTriageWords } from './use-triage-words.ts';

/** A request that arrived by fax, letter or telephone; `?patientId=` names whom it is for. */
export function NewRequestPage(): ReactElement {
  const { t } = useTranslation('referrals');
  const f = useFormat();
  const navigate = useNavigate();
  const router = useRouter();
  const toast = useToast();
  const queryClient = useQueryClient();
  const { patientId } = useSearch({ from: '/referrals/new' });
  const [referralId] = useState(() => v7());
  const words = useTriageWords();
  const given = usePatient(patientId);
  const enter = useMutation(
    api.referrals.enter.mutationOptions({
      onSuccess: (answer) => {
        toast({ text: t('toast.entered') });
        void queryClient.invalidateQueries({ queryKey: api.referrals.key() });
        void queryClient.invalidateQueries({ queryKey: api.patients.key() });
        void navigate({ to: '/referrals/$referralId', params: { referralId: answer.referralId } });
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
  const patient: ChosenPatient | null = given.data
    ? {
        id: given.data.id,
        familyName: given.data.identity.familyName,
        givenName: given.data.identity.givenName,
        birthDate: given.data.identity.birthDate,
        administrativeSex: given.data.identity.administrativeSex,
        maskedNam: namOf(given.data.identifiers),
      }
    : null;
  return (
    <RequestEditor
      title={t('form.new')}
      words={words}
      start={{ ...emptyRequest(f.date(f.today)), patient }}
      existing={false}
      draftId={patientId ?? 'new'}
      saving={enter.isPending}
      failure={enter.isError ? <ErrorNotice what={t('error.notEntered')} error={enter.error} kept /> : given.isError ? <ErrorNotice what={t('error.patientNotOpened')} error={given.error} /> : null}
      onLeave={() => router.history.back()}
      onSave={(draft, { receivedOn, findings }) => {
        if (!draft.patient) return Promise.reject(new Error('nobody chosen'));
        return enter.mutateAsync({
          referralId,
          patientId: draft.patient.id,
          referrerId: draft.referrer?.practitionerId ?? null,
          receivedOn,
          reasonCode: draft.reasonCode === '' ? null : draft.reasonCode,
          requestedClass: draft.requestedClass,
          freeText: draft.freeText,
          findings,
          prerequisitesProvided: [...draft.prerequisites],
        });
      }}
    />
  );
}

function namOf(identifiers: readonly { readonly system: string; readonly value: string }[]): string | null {
  const nam = identifiers.find(({ system }) => system === identifierSystems.nam);
  return nam ? maskNam(nam.value) : null;
}
