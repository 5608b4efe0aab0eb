import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import type { Role } from '#contract/permissions';
import type { VisitModality } from '#contract/values';
import { api } from '../../link/client.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { useWaitingEntries } from './use-waiting.ts';

/** Puts somebody without a request on the waiting list, where no place suits them; nothing for who is on it. */
export function AddToWaiting({ patientId, role, modality, dueOn }: { readonly patientId: string; readonly role: Role; readonly modality: VisitModality | null; readonly dueOn: string | null }): ReactElement | null {
  const { t } = useTranslation('slots');
  const list = useQuery(api.waiting.list.queryOptions());
  const { add, send } = useWaitingEntries();
  const waits = list.data?.entries.some((entry) => entry.patient.id === patientId && entry.visit === null && entry.role === role) ?? true;
  if (waits) return null;
  return (
    <>
      {add.isError && <ErrorNotice what={t('waiting.list.notAdded')} error={add.error} />}
      <Button tone="text" small icon="clock" disabled={add.isPending} onClick={() => send({ entryId: v7(), patientId, appointmentId: null, role, modality, dueOn, words: null })}>
        {t('waiting.list.add')}
      </Button>
    </>
  );
}
