import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { fewCount } from '#contract/comparison.ts';
import type { QualityShare } from '#contract/triage-quality.ts';
import { useFormat } from '../text/use-format.ts';

interface Limits {
  readonly low: number | null;
  readonly high: number | null;
}

/** How the figures of triage are said. */
export function useQualityWords() {
  const { t } = useTranslation('triage-quality');
  const f = useFormat();
  return useMemo(() => {
    const percent = (share: number): string => `${f.number(Math.round(share * 1000) / 10)}\u00A0%`;
    const between = (said: (value: number) => string, { low, high }: Limits): string => (low === null || high === null ? '' : t('to', { low: said(low), high: said(high) }));
    const kappa = (value: number): string => f.number(Math.round(value * 100) / 100, 2);
    const days = (number: number): string => t('decisions.days', { number: f.number(number) });
    return {
      kappa, days,
      percent: ({ value }: Pick<QualityShare, 'value'>): string => (value === null ? '' : percent(value)),
      percentLimits: (limits: Limits): string => between(percent, limits),
      kappaLimits: (limits: Limits): string => between(kappa, limits),
      daysLimits: (limits: Limits): string => between(days, limits),
      metOf: ({ met, of }: QualityShare): string => (of === 0 ? '' : t('share', { met: f.number(met), of: f.number(of) })),
      /** What marks a figure of few; empty of many, and of nobody. */
      few: (of: number): string => (of > 0 && of < fewCount ? t('few') : ''),
    };
  }, [t, f]);
}
