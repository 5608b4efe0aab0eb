import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { JudgedCredential } from '#contract/credentials.ts';
import type { Outputs } from '#contract/index.ts';
import type { Bilingual } from '#contract/triage.ts';
import { useFormat } from '../text/use-format.ts';

/** How training and its standing are said. */
export function useTrainingWords() {
  const { t } = useTranslation('credentials');
  const f = useFormat();
  return useMemo(
    () => ({
      of: (label: Bilingual): string => label[f.language],
      hours: (hours: number): string => t('hours', { hours: f.number(hours) }),
      standing: ({ standing, until, hours, asked }: Pick<JudgedCredential, 'standing' | 'until' | 'hours' | 'asked'>): string => {
        if (standing === 'short') return t('standing.short', { hours: f.number(hours), asked: f.number(asked) });
        if (standing === 'expired' || standing === 'expiring') return t(`standing.${standing}`, { date: f.date(until ?? '') });
        return standing === 'held' && until !== null ? t('standing.until', { date: f.date(until) }) : t(`standing.${standing}`);
      },
      source: ({ sources }: Pick<Outputs['credentials']['kinds'], 'sources'>, code: string): string => sources.find((one) => one.code === code)?.label[f.language] ?? code,
    }),
    [t, f],
  );
}
