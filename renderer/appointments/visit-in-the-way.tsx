import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppointmentView } from '#contract/appointments';
import { api } from '../link/client.ts';
import { usePermission } from '../session/session-state.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { Icon } from '../ui/icon.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import { useAwayWords } from './away-words.ts';
import { useConcernWords } from './use-concern-words.ts';
import { VisitRefusal } from './visit-refusal.tsx';

/** Says that a visit to come is in the way of leave, a closure or a holiday, and lets it stay with a reason; moving and calling off are beside it. */
export function VisitInTheWay({ visit }: { readonly visit: AppointmentView }): ReactElement | null {
  const { t } = useTranslation('absences');
  const words = useAwayWords();
  const queries = useQueryClient();
  const mayBook = usePermission('appointment.book');
  const [reason, setReason] = useState('');
  const [isOpen, setOpen] = useState(false);
  const [tried, setTried] = useState(false);
  const list = useQuery(api.absences.inTheWay.queryOptions({ input: { practitionerId: visit.practitionerId }, enabled: visit.status === 'booked' }));
  const keep = useMutation(
    api.absences.keepVisit.mutationOptions({
      onSuccess: () => Promise.all([api.absences.key(), api.appointments.key()].map((queryKey) => queries.invalidateQueries({ queryKey }))),
    }),
  );
  const found = visit.status === 'booked' ? list.data?.find((one) => one.visit.id === visit.id) : undefined;
  useShortcut('k', () => setOpen(true), { label: t('keep.action'), enabled: found !== undefined && mayBook });
  if (!found) return null;
  const send = (): void => {
    setTried(true);
    if (reason.trim() !== '' && !keep.isPending) keep.mutate({ appointmentId: visit.id, expectedVersion: visit.version, reason: reason.trim() });
  };
  return (
    <section className="note note-warn away-note" aria-label={t('keep.title')}>
      <Icon name="alert" />
      <div className="stack grow">
        <span>{t('keep.said', { what: words.all(found.away) })}</span>
        {mayBook && !isOpen && (
          <span>
            <Button small keys="k" onClick={() => setOpen(true)}>
              {t('keep.action')}
            </Button>
          </span>
        )}
        {isOpen && (
          <form
            className="stack"
            noValidate
            onSubmit={(event) => {
              event.preventDefault();
              send();
            }}
          >
            <TextField
              label={t('keep.why')}
              maxLength={300}
              value={reason}
              autoFocus
              error={tried && reason.trim() === '' ? t('despite.needed') : undefined}
              onChange={(event) => setReason(event.target.value)}
              onKeyDown={(event) => {
                if (event.key !== 'Escape') return;
                event.stopPropagation();
                setOpen(false);
              }}
            />
            {keep.isError && <VisitRefusal what={t('keep.failed')} visit={visit} error={keep.error} />}
            <span>
              <Button small type="submit" disabled={keep.isPending}>
                {t('keep.confirm')}
              </Button>
            </span>
          </form>
        )}
      </div>
    </section>
  );
}

/** What was decided of a visit in spite of what spoke against it, why, when and by whom. */
export function VisitExceptions({ visit }: { readonly visit: AppointmentView }): ReactElement | null {
  const { t } = useTranslation(['absences', 'visits']);
  const f = useFormat();
  const words = useAwayWords();
  const concernWords = useConcernWords();
  if (visit.exceptions.length === 0) return null;
  return (
    <section className="stack visit-steps" aria-label={t('exceptions.title')}>
      <h3 className="section-title">{t('exceptions.title')}</h3>
      <ul className="stack">
        {visit.exceptions.map((exception) => (
          <li key={exception.at + exception.kind}>
            <div>{exception.kind === 'away' ? words.all(exception.away) : exception.kind === 'overbook' ? t('visits:overbook.said') : concernWords(exception.concerns, visit.purpose)}</div>
            <div>{t('exceptions.why', { reason: exception.reason })}</div>
            <div className="meta">{exception.by ? t('visits:step.meta', { when: f.instant(exception.at), who: exception.by }) : f.instant(exception.at)}</div>
          </li>
        ))}
      </ul>
    </section>
  );
}
