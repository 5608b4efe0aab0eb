import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { NurseReason } from '#contract/nurses.ts';
import { useFormat } from '../text/use-format.ts';

/** How what speaks for or against a nurse is said. */
export function useNurseWords() {
  const { t } = useTranslation('nurses');
  const f = useFormat();
  return useMemo(
    () => ({
      reason: ({ code, km, load, most, words }: NurseReason): string => {
        if (code === 'distance') return t('reason.distance', { km: f.number(km ?? 0) });
        if (code === 'load' || code === 'full') return t(`reason.${code}`, { load: load ?? 0, most: most ?? 0 });
        return code === 'untrained' || code === 'unnoted' ? t(`reason.${code}`, { words: words.map((one) => one[f.language]).join(', ') }) : t(`reason.${code}`);
      },
      weekdays: (days: readonly number[]): string => (days.length === 7 ? t('everyDay') : days.map((day) => t(`weekday.${day as 1 | 2 | 3 | 4 | 5 | 6 | 7}`)).join(', ')),
    }),
    [t, f],
  );
}
