import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from './icon.tsx';

/** What a number of days before a delay means: the word and its weight. */
export function timeLeftState(days: number): 'late' | 'now' | 'soon' | 'plain' {
  if (days < 0) return 'late';
  if (days === 0) return 'now';
  return days < 3 ? 'soon' : 'plain';
}

export interface TimeLeftProps {
  /** Whole days before the delay ends; negative when it is over. */
  readonly days: number;
  /** True for a request that cannot wait for its date: "Maintenant". */
  readonly immediate?: boolean;
}

/** Time left before a delay ends, word first: "Maintenant", "Retard 2 j", "Reste 5 j". */
export function TimeLeft({ days, immediate = false }: TimeLeftProps): ReactElement {
  const { t } = useTranslation('common');
  if (immediate) {
    return (
      <span className="time-left danger">
        <Icon name="stop" size="small" />
        {t('timeLeft.now')}
      </span>
    );
  }
  const state = timeLeftState(days);
  if (state === 'late') {
    return (
      <span className="time-left danger">
        <Icon name="alert" size="small" />
        {t('timeLeft.late', { days: -days })}
      </span>
    );
  }
  if (state === 'plain') return <span className="time-left">{t('timeLeft.left', { days })}</span>;
  return (
    <span className="time-left warn">
      <Icon name="clock" size="small" />
      {state === 'now' ? t('timeLeft.today') : t('timeLeft.left', { days })}
    </span>
  );
}
