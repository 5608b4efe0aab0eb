import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Escalation } from '#contract/escalations.ts';
import { now as presentInstant, wallDate } from '../text/format.ts';
import { useFormat } from '../text/use-format.ts';
import { Chip } from '../ui/chip.tsx';
import { Icon } from '../ui/icon.tsx';
import { useDoseWords } from './use-dose-words.ts';

/** What an escalation is about, who is to answer, and what was answered. */
export function EscalationFacts({ escalation }: { readonly escalation: Escalation }): ReactElement {
  const { t } = useTranslation('doses');
  const f = useFormat();
  const words = useDoseWords();
  const { kind, level, reasons, to, standing, acknowledgedBy, acknowledgedAt, action, words: said, doseNumber } = escalation;
  return (
    <span>
      <Chip tone={level === 'yellow' ? 'warn' : 'danger'} icon="bell">{level ? t('escalation.level', { kind: t(`escalation.kind.${kind}`), level: t(`escalation.levels.${level}`) }) : t(`escalation.kind.${kind}`)}</Chip>{' '}
      {reasons.map((reason) => reason[f.language]).join(' ')} {doseNumber !== null && <span className="meta">{t('dose.number', { number: doseNumber })}</span>}
      <span className="meta dose-block">
        {standing === 'acknowledged' && action && acknowledgedAt ? t('escalation.answered', { name: acknowledgedBy ?? '', at: f.instant(acknowledgedAt, 'short'), action: t(`action.${action}`), words: said ?? '' }) : t('escalation.to', { roles: words.roles(to) })}
      </span>
    </span>
  );
}

/**
 * The time left to answer, or by how much it is over: the word first.
 *
 * @param now the server's instant; null: the page's own
 */
export function EscalationClock({ escalation, now }: { readonly escalation: Escalation; readonly now: string | null }): ReactElement {
  const { t } = useTranslation('doses');
  const f = useFormat();
  const { standing, answerBy } = escalation;
  if (standing === 'acknowledged') return <span className="row ok"><Icon name="check" size="small" />{t('escalation.standing.acknowledged')}</span>;
  const minutes = Math.round((Date.parse(answerBy) - (now === null ? presentInstant().epochMilliseconds : Date.parse(now))) / 60_000);
  const isLate = standing === 'late' || minutes < 0;
  const length = Math.abs(minutes) < 120 ? t('escalation.minutes', { count: Math.abs(minutes) }) : Math.abs(minutes) < 2880 ? t('escalation.hours', { count: Math.floor(Math.abs(minutes) / 60) }) : t('escalation.days', { count: Math.floor(Math.abs(minutes) / 1440) });
  return (
    <span className={isLate ? 'danger' : minutes <= 60 ? 'warn' : 'ink-2'}>
      <span className="row no-wrap"><Icon name={isLate ? 'alert' : 'clock'} size="small" /><b>{t(isLate ? 'escalation.late' : 'escalation.left', { length })}</b></span>
      <span className="meta">{wallDate(answerBy, f.zone) === f.today ? t('escalation.beforeToday', { time: f.instantTime(answerBy) }) : t('escalation.before', { at: f.instant(answerBy, 'short') })}</span>
    </span>
  );
}
