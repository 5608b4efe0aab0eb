import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProfessionalDay } from '#contract/appointments';
import { Icon } from '../ui/icon.tsx';

/** Above this share of the week's hours the load is a warning. */
const heavyLoad = 85;

/** How full the week of a professional is. */
export function WeekLoad({ person }: { readonly person: Pick<ProfessionalDay, 'weekOpen' | 'weekBooked'> }): ReactElement | null {
  const { t } = useTranslation('appointments');
  if (person.weekOpen === 0) return null;
  const percent = Math.round((person.weekBooked / person.weekOpen) * 100);
  const label = t('team.load', { percent });
  return (
    <span className={percent > heavyLoad ? 'schedule-load warn' : 'schedule-load'} title={label}>
      {percent > heavyLoad && <Icon name="alert" size="small" />}
      <span aria-hidden="true">{t('team.percent', { percent })}</span>
      <span className="visually-hidden">{label}</span>
    </span>
  );
}
