import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { GuardedShare } from '#contract/programme.ts';
import { useComparisonWords } from '../cohorts/comparison-words.ts';
import { useFormat } from '../text/use-format.ts';

/** How the figures of the programme are said; what is held back is said to be. */
export function useFigureWords() {
  const { t } = useTranslation('programme');
  const f = useFormat();
  const { short, period } = useComparisonWords();
  return useMemo(() => ({
    period,
    count: (count: number | null): string => (count === null ? t('held') : f.number(count)),
    /** Of nobody there is nothing to count, which is said; of too few it is held back. */
    share: ({ of, value }: GuardedShare): string => (value !== null ? short('share', value) : of === 0 ? t('nothing') : t('held')),
    days: (value: number | null, of: number | null): string => (value !== null ? short('median', value) : of === 0 ? t('nothing') : t('held')),
    hours: (minutes: number): string => t('capacity.hours', { number: f.number(Math.round(minutes / 60)) }),
    percent: (share: number): string => short('share', share),
  }), [t, f, short, period]);
}
export type FigureWords = ReturnType<typeof useFigureWords>;
