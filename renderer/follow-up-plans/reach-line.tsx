import { Link, useRouter } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Outputs } from '#contract/index.ts';
import { AccessMark } from '../access/access-mark.tsx';
import { useMonitoringWords } from '../monitoring/use-monitoring-words.ts';
import { usePermission } from '../session/session-state.ts';
import { formatName } from '../text/format.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { Checkbox } from '../ui/field.tsx';

export type ReachRow = Outputs['recalls']['follow']['rows'][number];

export interface ReachLineProps {
  readonly row: ReachRow;
  readonly isDue: boolean;
  readonly isChosen: boolean;
  /** A form is open beside: nothing else is begun. */
  readonly isBusy: boolean;
  readonly onChoose: (isChosen: boolean) => void;
  readonly onContact: () => void;
  readonly onGone: () => void;
}

/** Somebody to reach: how long, who, what was tried, and what can be done. */
export function ReachLine({ row, isDue, isChosen, isBusy, onChoose, onContact, onGone }: ReachLineProps): ReactElement {
  const { t } = useTranslation('plans');
  const f = useFormat();
  const late = useMonitoringWords();
  const router = useRouter();
  const books = usePermission('appointment.book');
  const readsClinical = usePermission('patient.clinical.read');
  const { patient, phone, sinceOn, daysLate, step, lastVisitOn, isRecalled, contacts, lastContact } = row;
  const name = formatName(patient);
  return (
    <li className="plan-reach">
      <Checkbox checked={isChosen} onChange={(event) => onChoose(event.target.checked)} aria-label={t('reach.choose', { name })} label="" />
      <span>
        <b className={isDue ? 'warn' : 'danger'}>{isDue ? t('reach.until', { date: f.date(sinceOn, 'short') }) : late.days(daysLate)}</b> {!isDue && <span className="meta tabular">{t('reach.since', { date: f.date(sinceOn) })}</span>}
      </span>
      <span className="stack plan-reach-who">
        <span>
          <Link to="/patients/$patientId" params={{ patientId: patient.id }} search={readsClinical ? { tab: 'follow-up' } : {}}>
            {name}
          </Link>{' '}
          <AccessMark access={patient.access} /> <span className="meta">{[f.age(patient.birthDate), phone ?? t('reach.noPhone')].join(' · ')}</span>
        </span>
        <span className="meta">{[step?.[f.language], lastVisitOn ? t('reach.lastVisit', { date: f.date(lastVisitOn) }) : t('reach.noVisit'), isRecalled && t('reach.recalled')].filter(Boolean).join(' · ')}</span>
      </span>
      <span className="stack plan-reach-who">
        {contacts > 0 && <span>{t('reach.tried', { count: contacts })}</span>}
        {lastContact && (
          <span className="meta">
            {[t('reach.last', { date: f.instantDate(lastContact.at, 'short'), way: t(`way.${lastContact.way}`), outcome: t(`outcome.${lastContact.outcome}`) }), lastContact.words, lastContact.by].filter(Boolean).join(' · ')}
          </span>
        )}
      </span>
      {books && !isBusy ? (
        <span className="row wrap">
          <Button tone="text" small label={t('reach.contactFor', { name })} onClick={onContact}>
            {t('reach.contact')}
          </Button>
          <Button tone="text" small label={t('reach.bookFor', { name })} onClick={() => router.history.push(`/schedule?patientId=${patient.id}`)}>
            {t('action.book')}
          </Button>
          <Button tone="text" small label={t('reach.goneFor', { name })} onClick={onGone}>
            {t('reach.gone')}
          </Button>
        </span>
      ) : (
        <span />
      )}
    </li>
  );
}
