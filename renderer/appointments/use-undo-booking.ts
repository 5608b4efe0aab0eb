import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { AppointmentView } from '#contract/appointments';
import { api, client } from '../link/client.ts';
import { formatName } from '../text/format.ts';
import { useFormat } from '../text/use-format.ts';
import { useUndo } from '../text/use-undo.ts';
import { useToast } from '../ui/toast.tsx';

/** Says that a visit is booked, and offers for ten seconds to take it back; then, to put it back. */
export function useUndoBooking(): (visit: AppointmentView, onUndone: () => void) => void {
  const { t } = useTranslation('appointments');
  const f = useFormat();
  const queries = useQueryClient();
  const toast = useToast();
  const undo = useUndo();
  const reload = (): Promise<unknown> => Promise.all([api.appointments.key(), api.referrals.key(), api.patients.key()].map((queryKey) => queries.invalidateQueries({ queryKey })));

  return (visit, onUndone) => {
    const facts = { name: formatName(visit.patient), when: `${f.date(visit.localStart.slice(0, 10), 'short')}, ${f.time(visit.localStart.slice(11))}` };
    const { id: appointmentId, version } = visit;
    const putBack = (expectedVersion: number) => (): Promise<string | null> =>
      undo(async () => {
        await client.appointments.restore({ appointmentId, expectedVersion });
        await reload();
      });
    toast({
      text: t('booked.toast', facts),
      undo: () =>
        undo(async () => {
          const undone = await client.appointments.undoBooking({ appointmentId, expectedVersion: version });
          onUndone();
          await reload();
          toast({ text: t('booked.undone', facts), undo: putBack(undone.version) });
        }),
    });
  };
}
