import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppointmentView } from '#contract/appointments';
import type { RemoteVisit } from '#contract/remote-visits';
import { api, client } from '../../link/client.ts';
import { usePermission } from '../../session/session-state.ts';
import { useFormat } from '../../text/use-format.ts';
import { useUndo } from '../../text/use-undo.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { TextField } from '../../ui/field.tsx';
import { useShortcut } from '../../ui/shortcut.ts';
import { useToast } from '../../ui/toast.tsx';
import { useConcernWords } from '../use-concern-words.ts';
import { VisitRefusal } from '../visit-refusal.tsx';
import { ChecklistForm } from './checklist-form.tsx';

interface RemoteProps {
  readonly visit: AppointmentView;
  readonly remote: RemoteVisit;
}

/** A visit at a distance on its day: whether it suits, what was verified, going on by telephone, what it left to book. */
export function RemoteSection({ visit, remote }: RemoteProps): ReactElement {
  const { t } = useTranslation('remote-visits');
  const f = useFormat();
  const mayBook = usePermission('appointment.book');
  const [isChecking, setChecking] = useState(false);
  const isOpen = (visit.status === 'booked' || visit.status === 'arrived' || visit.status === 'in-progress') && f.today >= visit.localStart.slice(0, 10);
  const mayCheck = mayBook && isOpen;
  useShortcut('l', () => setChecking(true), { label: t('checklist.title'), enabled: mayCheck && !isChecking });
  if (isChecking && mayCheck) return <ChecklistForm visit={visit} remote={remote} onClose={() => setChecking(false)} />;
  return (
    <section className="stack remote-day" aria-label={t('title')}>
      <Suitability visit={visit} remote={remote} />
      {remote.checklist ? <Verified checklist={remote.checklist} /> : isOpen && <div><Chip tone="warn" icon="alert">{t('checklist.notYet')}</Chip></div>}
      {mayCheck && (
        <div>
          <Button small keys="l" onClick={() => setChecking(true)}>
            {remote.checklist ? t('checklist.again') : t('checklist.title')}
          </Button>
        </div>
      )}
      {visit.modality === 'VIDEO' && <Fallback visit={visit} remote={remote} mayChange={mayCheck} />}
      {remote.outcome && <Outcome outcome={remote.outcome} />}
    </section>
  );
}

function Suitability({ visit, remote: { suitability } }: RemoteProps): ReactElement {
  const { t } = useTranslation('remote-visits');
  const f = useFormat();
  const concernWords = useConcernWords();
  const said = concernWords(suitability.concerns, visit.purpose);
  return (
    <div>
      <Chip tone={suitability.state === 'allowed' ? 'ok' : suitability.state === 'ask' ? 'plain' : 'warn'} icon={suitability.state === 'allowed' ? 'check' : 'alert'}>
        {t(`suitability.${suitability.state}`)}
      </Chip>
      {said !== '' && <p className="meta">{said}</p>}
      {suitability.why && !suitability.concerns.includes('purpose') && <p className="meta">{suitability.why[f.language]}</p>}
      {suitability.state === 'ask' && !suitability.why && <p className="meta">{t('suitability.unknown')}</p>}
    </div>
  );
}

function Verified({ checklist }: { readonly checklist: NonNullable<RemoteVisit['checklist']> }): ReactElement {
  const { t } = useTranslation('remote-visits');
  const f = useFormat();
  const facts = [
    checklist.identity.map((proof) => t(`proof.${proof}`)).join(', '),
    [checklist.place, checklist.phone].join(', '),
    ...(checklist.emergencyContact === '' ? [] : [t('verified.emergency', { who: checklist.emergencyContact })]),
    checklist.others === null ? t('verified.alone') : t('verified.with', { who: checklist.others }),
    ...(checklist.interpreter === '' ? [] : [t('verified.interpreter', { who: checklist.interpreter })]),
    t(`plan.${checklist.plan}`),
    t(`technical.${checklist.technical}`),
  ];
  return (
    <div>
      <Chip tone="ok" icon="check">
        {t('checklist.kept')}
      </Chip>
      <ul className="meta remote-facts">
        {facts.map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
      <p className="meta">{checklist.by ? t('noted', { when: f.instant(checklist.at), who: checklist.by }) : f.instant(checklist.at)}</p>
    </div>
  );
}

/** That the visit went on by telephone: noted with why, or to note. */
function Fallback({ visit, remote, mayChange }: RemoteProps & { readonly mayChange: boolean }): ReactElement | null {
  const { t } = useTranslation(['remote-visits', 'common']);
  const f = useFormat();
  const queries = useQueryClient();
  const toast = useToast();
  const undo = useUndo();
  const [reason, setReason] = useState<string | null>(null);
  const reload = (): Promise<void> => queries.invalidateQueries({ queryKey: api.appointments.key() });
  const note = useMutation(
    api.remoteVisits.fallBack.mutationOptions({
      onSuccess: async (after) => {
        await reload();
        setReason(null);
        toast({
          text: t('fallback.done'),
          undo: () => undo(async () => {
            await client.remoteVisits.fallBack({ appointmentId: visit.id, expectedVersion: after.version, reason: null });
            await reload();
          }),
        });
      },
      onError: () => void reload(),
    }),
  );
  if (remote.fallback) {
    return (
      <div>
        <Chip tone="plain" icon="phone">
          {t('fallback.kept')}
        </Chip>
        <p className="meta">{remote.fallback.reason}</p>
        <p className="meta">{remote.fallback.by ? t('noted', { when: f.instant(remote.fallback.at), who: remote.fallback.by }) : f.instant(remote.fallback.at)}</p>
      </div>
    );
  }
  if (!mayChange) return null;
  if (reason === null) {
    return (
      <div>
        <Button small icon="phone" onClick={() => setReason('')}>
          {t('fallback.action')}
        </Button>
      </div>
    );
  }
  return (
    <form
      className="stack remote-form"
      aria-label={t('fallback.action')}
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim() !== '' && !note.isPending) note.mutate({ appointmentId: visit.id, expectedVersion: remote.version, reason: reason.trim() });
      }}
    >
      <TextField autoFocus label={t('fallback.why')} value={reason} maxLength={200} onChange={(event) => setReason(event.target.value)} />
      {note.isError && <VisitRefusal what={t('fallback.failed')} visit={visit} error={note.error} />}
      <div className="row wrap">
        <Button type="submit" disabled={reason.trim() === '' || note.isPending}>
          {t('fallback.note')}
        </Button>
        <Button tone="quiet" onClick={() => setReason(null)}>
          {t('common:action.cancel')}
        </Button>
      </div>
    </form>
  );
}

function Outcome({ outcome }: { readonly outcome: NonNullable<RemoteVisit['outcome']> }): ReactElement | null {
  const { t } = useTranslation('remote-visits');
  const f = useFormat();
  const { convert, examLimits } = outcome;
  if (!convert && examLimits === '') return null;
  return (
    <div>
      {convert && (
        <Chip tone={convert.state === 'open' ? 'warn' : 'plain'} icon={convert.state === 'open' ? 'clock' : 'check'}>
          {t(`convert.${convert.state}`, { date: f.date(convert.until) })}
        </Chip>
      )}
      {convert && <p className="meta">{convert.reason}</p>}
      {examLimits !== '' && <p className="meta">{t('outcome.limits', { words: examLimits })}</p>}
    </div>
  );
}
