import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../text/use-format.ts';
import { Icon } from '../ui/icon.tsx';
import type { foreseen } from './forecast.ts';

/** That a request will pass its delay, as the calendars are now, and the place it would get. */
export function ForecastNote({ breach }: { readonly breach: NonNullable<ReturnType<typeof foreseen>> }): ReactElement {
  const { t } = useTranslation('referrals');
  const f = useFormat();
  const date = f.date(breach.dueOn, 'long');
  return (
    <div className="note note-warn triage-note">
      <Icon name="alert" />
      <span>
        <b>{breach.dueOn < f.today ? t('forecast.passed', { date }) : t('forecast.breach', { date, cls: breach.cls })}</b>{' '}
        {breach.placeOn === null ? t('forecast.noPlace') : t('forecast.place', { date: f.date(breach.placeOn, 'weekday') })}
      </span>
    </div>
  );
}
