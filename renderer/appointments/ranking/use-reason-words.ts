import { useTranslation } from 'react-i18next';
import type { SlotReason } from '#contract/slots';
import { useFormat } from '../../text/use-format.ts';
import { useVisitWords } from '../visit-words.ts';

const minutesInHour = 60;

/** The words of a reason for where a place stands, and of a distance. */
export function useReasonWords(): { readonly reason: (reason: SlotReason) => string; readonly travel: (km: number | null, minutes: number | null) => string | null } {
  const { t } = useTranslation(['slots', 'common', 'appointments']);
  const f = useFormat();
  const words = useVisitWords();
  const spent = (minutes: number): string => (minutes < 2 * minutesInHour ? t('travel.minutes', { minutes }) : `${f.number(Math.round((minutes / minutesInHour) * 2) / 2)} h`);
  const travel = (km: number | null, minutes: number | null): string | null => {
    const parts = [km ? t('travel.km', { km: f.number(km) }) : null, minutes ? spent(minutes) : null].filter((part) => part !== null);
    return parts.length === 0 ? null : parts.join(', ');
  };
  const weekdayName = (day: number): string => t(`appointments:weekday.${day as 1 | 2 | 3 | 4 | 5 | 6 | 7}`);
  const reason = ({ code, points, facts }: SlotReason): string => {
    const { days = 0, visits = 0, km = null, minutes = null, hours = 0, role, modality, name = '', weekday = 1, halfDay = 'morning', on = '', language = '' } = facts;
    const how = modality === undefined ? '' : t(`common:modality.${modality}`);
    const who = role === undefined ? '' : words.role(role);
    switch (code) {
      case 'in-time': return days === 0 ? t('reason.last-day') : t('reason.in-time', { count: days });
      case 'late': case 'too-early': case 'wait': case 'overdue': case 'breach': case 'earlier': case 'waited': return t(`reason.${code}`, { count: days });
      case 'role-asked': case 'role-next': case 'role-other': return t(`reason.${code}`, { role: who });
      case 'modality-decided': case 'modality-wished': case 'modality-other': return t(`reason.${code}`, { modality: how });
      case 'modality-caution': return t('reason.modality-caution');
      case 'mobility': return t(points > 0 ? 'reason.mobility-for' : 'reason.mobility-against', { modality: how });
      case 'travel-saved': return t('reason.travel-saved', { what: travel(km, minutes) ?? '' });
      case 'site-nearest': case 'site-farther': return t(`reason.${code}`, { km: f.number(km ?? 0) });
      case 'same-round': return t('reason.same-round', { count: visits });
      case 'same-day': return t('reason.same-day', { name });
      case 'same-professional': return t('reason.same-professional', { date: f.date(on) });
      case 'language-spoken': case 'language-not-spoken': return t(`reason.${code}`, { language: f.languageName(language) });
      case 'weekday-wished': case 'weekday-other': return t(`reason.${code}`, { weekday: weekdayName(weekday) });
      case 'half-day-wished': case 'half-day-other': return t(`reason.${code}`, { halfDay: t(`halfDay.${halfDay}`) });
      case 'class': return name === '' ? t('reason.class-none') : t('reason.class', { cls: name });
      case 'short-notice': return t('reason.short-notice', { hours: f.number(hours) });
    }
  };
  return { reason, travel };
}
