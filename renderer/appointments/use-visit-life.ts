import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppointmentView } from '#contract/appointments';
import type { VisitStepKind } from '#contract/visit-steps';
import { api, client } from '../link/client.ts';
import { formatName } from '../text/format.ts';
import { useFormat } from '../text/use-format.ts';
import { useUndo } from '../text/use-undo.ts';
import { useToast } from '../ui/toast.tsx';
import { useSeriesToast } from './series/use-series-toast.ts';

export interface VisitLife {
  readonly isPending: boolean;
  readonly error: unknown;
  /** Runs a command on the visit; says what was done, with a way back. Resolves to the visit, or null where it was refused. */
  readonly run: (kind: VisitStepKind, command: () => Promise<AppointmentView>) => Promise<AppointmentView | null>;
  /** Runs a command on several visits of a series; says what was done, with a way back. Resolves to the visits, or null where it was refused. */
  readonly runSeries: (kind: 'moved' | 'cancelled', command: () => Promise<{ readonly visits: readonly AppointmentView[] }>) => Promise<readonly AppointmentView[] | null>;
  /** Forgets a refusal once something else is begun. */
  readonly forget: () => void;
  /** Takes the last step back. */
  readonly takeBack: (visit: AppointmentView) => Promise<void>;
}

/**
 * Commands on a visit: each reloads what shows it, and offers for ten seconds to take it back.
 *
 * @param onTakenBack follows the visit to where it stands again: a move taken back may be on another day
 */
export function useVisitLife(onTakenBack: (visit: AppointmentView) => void): VisitLife {
  const { t } = useTranslation('visits');
  const f = useFormat();
  const queries = useQueryClient();
  const toast = useToast();
  const undo = useUndo();
  const tellSeries = useSeriesToast();
  const [state, setState] = useState<{ readonly isPending: boolean; readonly error: unknown }>({ isPending: false, error: null });
  const reload = useCallback(
    async (): Promise<void> => {
      // The next key waits for the visit as it is now; what else shows it may come later.
      for (const queryKey of [api.absences.key(), api.referrals.key(), api.patients.key(), api.slots.key(), api.series.key()]) void queries.invalidateQueries({ queryKey });
      // A day seen before is asked again, not shown as it was: the next key would act on a version that is gone.
      queries.removeQueries({ queryKey: api.appointments.key(), type: 'inactive' });
      await queries.invalidateQueries({ queryKey: api.appointments.key() });
    },
    [queries],
  );
  const attempt = async <T>(command: () => Promise<T>): Promise<T | null> => {
    setState({ isPending: true, error: null });
    try {
      const done = await command();
      await reload();
      setState({ isPending: false, error: null });
      return done;
    } catch (error) {
      // What somebody else did meanwhile is shown beside the refusal.
      await reload();
      setState({ isPending: false, error });
      return null;
    }
  };
  const facts = (visit: AppointmentView) => ({ name: formatName(visit.patient), when: `${f.date(visit.localStart.slice(0, 10), 'short')}, ${f.time(visit.localStart.slice(11))}` });

  return {
    ...state,
    forget: () => setState({ isPending: false, error: null }),
    run: async (kind, command) => {
      const visit = await attempt(command);
      if (visit) {
        toast({
          text: t(`done.${kind}`, facts(visit)),
          undo: () =>
            undo(async () => {
              const back = await client.visits.undoStep({ appointmentId: visit.id, expectedVersion: visit.version });
              await reload();
              onTakenBack(back);
            }),
        });
      }
      return visit;
    },
    runSeries: async (kind, command) => {
      const done = await attempt(command);
      if (!done) return null;
      tellSeries(kind, done.visits, (visits) => {
        const [first] = visits;
        if (first) onTakenBack(first);
      });
      return done.visits;
    },
    takeBack: async (visit) => {
      const back = await attempt(() => client.visits.undoStep({ appointmentId: visit.id, expectedVersion: visit.version }));
      if (!back) return;
      onTakenBack(back);
      toast({ text: t('done.takenBack', facts(visit)) });
    },
  };
}
