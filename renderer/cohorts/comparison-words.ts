import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ComparedIndicator, ComparisonPoint } from '#contract/comparison.ts';
import { useFormat } from '../text/use-format.ts';

/** How the figures of an indicator are said. */
export function useComparisonWords() {
  const { t } = useTranslation('comparison');
  const f = useFormat();
  return useMemo(() => {
    const value = (kind: ComparedIndicator['kind'], figure: number): string => (kind === 'share' ? `${f.number(Math.round(figure * 1000) / 10)}\u00A0%` : t('days', { number: f.number(figure) }));
    return {
      value,
      /** A rounded figure, for lists and axes. */
      short: (kind: ComparedIndicator['kind'], figure: number): string => (kind === 'share' ? `${f.number(Math.round(figure * 100))}\u00A0%` : t('days', { number: f.number(Math.round(figure)) })),
      period: (key: string): string => (key.includes('-') ? t('quarterName', { year: key.slice(0, 4), quarter: key.slice(5) }) : key),
      interval: (kind: ComparedIndicator['kind'], { low, high }: ComparisonPoint): string | null => (low === null || high === null ? null : t('to', { low: value(kind, low), high: value(kind, high) })),
      leftOut: ({ leftOut }: ComparisonPoint): string => leftOut.map(({ reason, count }) => t('reasonCount', { reason: t(`reason.${reason}`), number: f.number(count) })).join(', '),
    };
  }, [t, f]);
}
export type ComparisonWords = ReturnType<typeof useComparisonWords>;

/** The last period that is over and has somebody; else the last one with somebody. */
export function lastTold<Point extends Pick<ComparisonPoint, 'period' | 'value'>>({ points }: { readonly points: readonly Point[] }, running: string | undefined): Point | undefined {
  return points.findLast((point) => point.period !== running && point.value !== null) ?? points.findLast((point) => point.value !== null);
}
