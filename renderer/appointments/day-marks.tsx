import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppointmentView } from '#contract/appointments';
import type { Outputs } from '#contract/index';
import { visitMark, type VisitMark } from '#contract/visit-steps';
import { api, client } from '../link/client.ts';
import { formatName } from '../text/format.ts';
import { useFormat } from '../text/use-format.ts';
import { useUndo } from '../text/use-undo.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Icon } from '../ui/icon.tsx';
import { useToast } from '../ui/toast.tsx';
import { useRefusalWords } from './use-refusal-words.ts';

type Refused = Outputs['visits']['markMany']['refused'][number] & { readonly visit: AppointmentView };

export interface DayMarksProps {
  /** The visits chosen, as they are now. */
  readonly chosen: readonly AppointmentView[];
  /** What is still chosen: the visits that were refused. */
  readonly onChosen: (ids: readonly string[]) => void;
}

/** Notes the same of the visits chosen in the list of the day; says one by one what was refused and why. */
export function DayMarks({ chosen, onChosen }: DayMarksProps): ReactElement | null {
  const { t } = useTranslation('visits');
  const f = useFormat();
  const queries = useQueryClient();
  const toast = useToast();
  const undo = useUndo();
  const refusalWords = useRefusalWords();
  const [isPending, setPending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [refused, setRefused] = useState<readonly Refused[]>([]);
  const reload = async (): Promise<void> => {
    for (const queryKey of [api.referrals.key(), api.patients.key()]) void queries.invalidateQueries({ queryKey });
    queries.removeQueries({ queryKey: api.appointments.key(), type: 'inactive' });
    await queries.invalidateQueries({ queryKey: api.appointments.key() });
  };
  const takeBack = (done: readonly AppointmentView[]) => (): Promise<string | null> =>
    undo(async () => {
      for (const { id, version } of done) await client.visits.undoStep({ appointmentId: id, expectedVersion: version });
    }).finally(() => void reload());
  const mark = async (as: VisitMark): Promise<void> => {
    if (isPending) return;
    setPending(true);
    setError(null);
    try {
      const answer = await client.visits.markMany({ visits: chosen.map(({ id, version }) => ({ appointmentId: id, expectedVersion: version })), as });
      await reload();
      setRefused(answer.refused.flatMap((one) => chosen.filter(({ id }) => id === one.appointmentId).map((visit) => ({ ...one, visit }))));
      onChosen(answer.refused.map((one) => one.appointmentId));
      if (answer.done.length > 0) toast({ text: t(`many.${as}`, { count: answer.done.length }), undo: takeBack(answer.done) });
    } catch (failure) {
      setError(failure);
    }
    setPending(false);
  };
  if (chosen.length === 0 && refused.length === 0) return null;
  return (
    <section className="schedule-marks no-print" aria-label={t('many.title')}>
      {chosen.length > 0 && (
        <div className="row wrap">
          <b>{t('many.chosen', { count: chosen.length })}</b>
          {visitMark.options.map((as) => (
            <Button key={as} small disabled={isPending} onClick={() => void mark(as)}>
              {t(`life.${as}`)}
            </Button>
          ))}
          <Button tone="text" small onClick={() => onChosen([])}>
            {t('many.none')}
          </Button>
        </div>
      )}
      {error !== null && <ErrorNotice what={t('life.failed')} error={error} />}
      {refused.length > 0 && (
        <div className="note note-warn" role="alert">
          <Icon name="alert" />
          <div className="grow">
            <b>{t('many.refused', { count: refused.length })}</b>
            <ul>
              {refused.map((one) => (
                <li key={one.appointmentId}>
                  {t('many.line', { time: f.time(one.visit.localStart.slice(11)), name: formatName(one.visit.patient), why: refusalWords(one, one.visit) })}
                </li>
              ))}
            </ul>
          </div>
          <IconButton icon="close" label={t('many.forget')} onClick={() => setRefused([])} />
        </div>
      )}
    </section>
  );
}
