import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { AppointmentView } from '#contract/appointments';
import { api, client } from '../../link/client.ts';
import { formatName } from '../../text/format.ts';
import { useUndo } from '../../text/use-undo.ts';
import { useToast } from '../../ui/toast.tsx';

type Done = 'booked' | 'moved' | 'cancelled';

/** Looks again at everything that shows visits; days seen before are asked anew, not shown as they were. */
export function useReloadVisits(): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    for (const queryKey of [api.absences.key(), api.referrals.key(), api.patients.key(), api.slots.key(), api.series.key()]) void queries.invalidateQueries({ queryKey });
    queries.removeQueries({ queryKey: api.appointments.key(), type: 'inactive' });
    await queries.invalidateQueries({ queryKey: api.appointments.key() });
  };
}

/** Says what was done to several visits at once, and offers for ten seconds to take all of it back. */
export function useSeriesToast(): (done: Done, visits: readonly AppointmentView[], onUndone: (visits: readonly AppointmentView[]) => void) => void {
  const { t } = useTranslation('slots');
  const toast = useToast();
  const undo = useUndo();
  const reload = useReloadVisits();
  return (done, visits, onUndone) => {
    const [first] = visits;
    const seriesId = first?.seriesId;
    if (!first || !seriesId) return;
    const name = formatName(first.patient);
    toast({
      text: t(`series.${done}`, { name, count: visits.length }),
      undo: () =>
        undo(async () => {
          const back = await client.series.undo({ seriesId, done, visits: visits.map(({ id, version }) => ({ appointmentId: id, expectedVersion: version })) });
          await reload();
          onUndone(back.visits);
          toast({ text: t('series.undone', { name }) });
        }),
    });
  };
}
