import { useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ToxicityCall } from '#contract/toxicity-calls.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';

interface CallLinesProps {
  readonly calls: readonly ToxicityCall[];
  readonly enrolmentId: string;
  readonly mayCall: boolean;
}

/** Calls of somebody: those to make, then those made with what they found. */
export function CallLines({ calls, enrolmentId, mayCall }: CallLinesProps): ReactElement {
  const { t } = useTranslation('doses');
  const f = useFormat();
  const navigate = useNavigate();
  return (
    <ul>
      {calls.map((call) => {
        const { id, kind, label, doseNumber, dueOn, state, daysLate, calledAt, by, words, symptomOn, found } = call;
        return (
          <li key={id} className="dose-line">
            <span className={daysLate > 0 ? 'danger' : 'ink-2'}>{calledAt ? f.instant(calledAt, 'short') : dueOn && (daysLate > 0 ? t('call.late', { date: f.date(dueOn, 'short'), count: daysLate }) : t('call.due', { date: f.date(dueOn, 'short') }))}</span>
            <span>
              <b>{label?.[f.language] ?? t(`call.kind.${kind}`)}</b> {doseNumber !== null && <span className="meta">{t('dose.number', { number: doseNumber })}</span>}{' '}
              {found && (found.organs.length === 0 ? <span className="ok">{t('call.nothing')}</span> : <span className={found.worst !== null && found.worst >= 2 ? 'danger' : 'warn'}>{found.organs.map((one) => t('call.organ', { organ: one.label[f.language], grade: one.grade })).join(', ')}</span>)}
              {found && found.unanswered > 0 && <span className="meta"> {t('call.unanswered', { count: found.unanswered })}</span>} <span className="meta">{[symptomOn && t('call.since', { date: f.date(symptomOn) }), words, by].filter(Boolean).join(' · ')}</span>
            </span>
            {state === 'planned' && mayCall && <Button small tone="text" label={t('call.makeLabel', { label: label?.[f.language] ?? '' })} onClick={() => void navigate({ to: '/toxicity-call', search: { enrolmentId, callId: id } })}>{t('call.make')}</Button>}
          </li>
        );
      })}
    </ul>
  );
}
