import { useTranslation } from 'react-i18next';
import type { MonitoringAlert, MonitoringItem, ShownValue } from '#contract/monitoring.ts';
import { useFormat } from '../text/use-format.ts';

const sources = ['ACR2015', 'BSR2017', 'BSR2018', 'AAO2016', 'ACRGOUT2020', 'LABEL', 'K'] as const;

/** Values, delays and reasons of safety monitoring in words. */
export function useMonitoringWords() {
  const { t } = useTranslation('monitoring');
  const f = useFormat();

  /** "12,5 g/L", "< 5 mg/L", "négatif". */
  const value = ({ number, comparator, unit, words }: Pick<ShownValue, 'number' | 'comparator' | 'unit' | 'words'>): string =>
    number === null ? (words ?? t('noValue')) : [comparator, f.number(number), unit].filter(Boolean).join('\u00A0');

  /** Days as one says them: months from two on, years from two on. */
  const days = (count: number): string => {
    const length = Math.abs(count);
    if (length < 60) return t('days', { count: length });
    return length < 731 ? t('months', { count: Math.floor(length / 30.4) }) : t('years', { count: Math.floor(length / 365.25) });
  };

  return {
    value,
    days,
    /** A source in a word or two. */
    source: (code: string): string => {
      const known = sources.find((one) => one === code);
      return known ? t(`sources.${known}`) : code;
    },
    /** When a check is next asked for, beside today. */
    next: ({ state, daysLate, dueOn }: Pick<MonitoringItem, 'state' | 'daysLate' | 'dueOn'>): string => {
      if (dueOn === null || daysLate === null) return t('next.none');
      if (daysLate > 0) return t(state === 'never' ? 'next.never' : 'next.late', { days: days(daysLate) });
      return daysLate === 0 ? t('next.today') : t('next.in', { days: days(daysLate) });
    },
    /** What an alert was compared with. */
    reason: ({ measure, limit, measured, upper, upperSupposed, values }: MonitoringAlert): string => {
      if (measured === null || limit === null) return '';
      if (measure === 'times-upper') return t(upperSupposed ? 'reason.timesSupposed' : 'reason.times', { times: f.number(measured, 1), upper: f.number(upper ?? 0) });
      if (measure === 'rise-percent') return t('reason.rise', { percent: f.number(measured, 0), date: values[1]?.on ? f.date(values[1].on) : '' });
      if (measure === 'trend') return t('reason.trend', { count: values.length, percent: f.number(measured, 0) });
      return t('reason.limit', { limit: f.number(limit) });
    },
  };
}
