import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import type { AppointmentView } from '#contract/appointments';
import { api } from '../../link/client.ts';
import { useFormat } from '../../text/use-format.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { useWaitingEntries } from './use-waiting.ts';

/** Puts whoever has a visit to come on the list of those who want it earlier; nothing for one they already want earlier. */
export function WantsEarlier({ visit }: { readonly visit: AppointmentView }): ReactElement | null {
  const { t } = useTranslation('slots');
  const f = useFormat();
  const list = useQuery(api.waiting.list.queryOptions());
  const { add, send } = useWaitingEntries();
  const role = visit.professionalRole;
  const waits = list.data?.entries.some((entry) => entry.visit?.id === visit.id) ?? true;
  if (visit.status !== 'booked' || role === null || waits || visit.localStart.slice(0, 10) <= f.today) return null;
  return (
    <>
      {add.isError && <ErrorNotice what={t('waiting.list.notAdded')} error={add.error} />}
      <Button tone="text" small icon="clock" disabled={add.isPending} onClick={() => send({ entryId: v7(), patientId: visit.patient.id, appointmentId: visit.id, role, modality: null, dueOn: visit.dueOn, words: null })}>
        {t('waiting.list.earlier')}
      </Button>
    </>
  );
}
