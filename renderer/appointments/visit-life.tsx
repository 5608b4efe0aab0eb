import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppointmentView } from '#contract/appointments';
import type { VisitMark, VisitStep } from '#contract/visit-steps';
import { client } from '../link/client.ts';
import { now } from '../text/format.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import type { VisitLife } from './use-visit-life.ts';

export interface VisitActionsProps {
  readonly visit: AppointmentView;
  readonly life: VisitLife;
  readonly onMove: () => void;
  readonly onCancel: () => void;
  /** Ends a visit at a distance, which is done with its outcome. */
  readonly onEnd: () => void;
}

/** What may be done with a visit from where it stands; the keys answer even where no button is shown, with the reason why not yet. */
export function VisitActions({ visit, life, onMove, onCancel, onEnd }: VisitActionsProps): ReactElement {
  const { t } = useTranslation('visits');
  const f = useFormat();
  const { status } = visit;
  const isBooked = status === 'booked';
  const hasCome = f.today >= visit.localStart.slice(0, 10);
  const seen = { appointmentId: visit.id, expectedVersion: visit.version };
  const mark = (as: VisitMark) => (): void => void (life.isPending ? null : life.run(as, () => client.visits.mark({ ...seen, as })));
  const end = visit.remote && hasCome ? onEnd : mark('done');
  const mayConfirm = isBooked && visit.confirmed === null && visit.startsAt > now().toString();
  const mayEnd = isBooked || status === 'arrived' || status === 'in-progress';
  const takeBack = (): void => void (life.isPending ? null : life.takeBack(visit));
  const mayTakeBack = (!isBooked || visit.confirmed !== null) && visit.steps.length > 0;
  useShortcut('c', mark('confirmed'), { label: t('life.confirmed'), enabled: mayConfirm });
  useShortcut('s', mark('in-progress'), { label: t('life.in-progress'), enabled: isBooked || status === 'arrived' });
  useShortcut('a', mark('arrived'), { label: t('life.arrived'), enabled: isBooked });
  useShortcut('v', end, { label: t('life.done'), enabled: mayEnd });
  useShortcut('n', mark('no-show'), { label: t('life.no-show'), enabled: isBooked });
  useShortcut('m', onMove, { label: t('move.title'), enabled: isBooked });
  useShortcut('x', onCancel, { label: t('cancel.title'), enabled: isBooked });
  useShortcut('u', takeBack, { label: t('life.takeBackLast'), enabled: mayTakeBack });
  return (
    <div className="visit-actions">
      {mayConfirm && (
        <Button small keys="c" onClick={mark('confirmed')}>
          {t('life.confirmed')}
        </Button>
      )}
      {hasCome && isBooked && (
        <Button small keys="a" onClick={mark('arrived')}>
          {t('life.arrived')}
        </Button>
      )}
      {hasCome && (isBooked || status === 'arrived') && (
        <Button small keys="s" onClick={mark('in-progress')}>
          {t('life.in-progress')}
        </Button>
      )}
      {hasCome && mayEnd && (
        <Button small keys="v" onClick={end}>
          {t('life.done')}
        </Button>
      )}
      {hasCome && isBooked && (
        <Button small keys="n" onClick={mark('no-show')}>
          {t('life.no-show')}
        </Button>
      )}
      {isBooked && (
        <>
          <Button small keys="m" onClick={onMove}>
            {t('life.move')}
          </Button>
          <Button small keys="x" onClick={onCancel}>
            {t('life.cancel')}
          </Button>
        </>
      )}
      {mayTakeBack && (
        <Button small keys="u" onClick={takeBack}>
          {status === 'cancelled' ? t('life.putBack') : t('life.takeBack')}
        </Button>
      )}
    </div>
  );
}

/** What has happened to a visit, with when and by whom. */
export function VisitSteps({ steps }: { readonly steps: readonly VisitStep[] }): ReactElement | null {
  const { t } = useTranslation('visits');
  const f = useFormat();
  if (steps.length === 0) return null;
  return (
    <section className="stack visit-steps" aria-label={t('life.title')}>
      <h3 className="section-title">{t('life.title')}</h3>
      <ol className="stack">
        {steps.map((step) => (
          <li key={step.at + step.kind}>
            <StepWords step={step} />
            <div className="meta">{step.by ? t('step.meta', { when: f.instant(step.at), who: step.by }) : f.instant(step.at)}</div>
          </li>
        ))}
      </ol>
    </section>
  );
}

function StepWords({ step }: { readonly step: VisitStep }): ReactElement {
  const { t } = useTranslation('visits');
  const f = useFormat();
  const { kind, from, cancelled } = step;
  if (kind === 'moved') {
    const when = from ? `${f.date(from.localStart.slice(0, 10), 'weekday')}, ${f.time(from.localStart.slice(11))}` : '';
    return <div>{t('step.moved', { when, who: from?.professionalName ?? '' })}</div>;
  }
  if (kind === 'cancelled' && cancelled) {
    return (
      <>
        <div>{t('step.cancelled', { party: t(`party.${cancelled.party}`), cause: t(`cause.${cancelled.cause}`) })}</div>
        {cancelled.note && <div>{cancelled.note}</div>}
        {cancelled.request && <div className="meta">{t(`step.${cancelled.request}`)}</div>}
      </>
    );
  }
  return <div>{t(`step.${kind}`, { party: '', cause: '' })}</div>;
}
