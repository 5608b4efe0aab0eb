import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { KnownFact } from '#contract/pathways.ts';
import { useFormat } from '../text/use-format.ts';

/** How facts of a pathway are said. */
export function usePathwayWords() {
  const { t } = useTranslation('pathways');
  const f = useFormat();
  return useMemo(
    () => ({
      value: ({ value, unit }: Pick<KnownFact, 'value' | 'unit'>): string => {
        if (value === null) return t('facts.unknown');
        if (typeof value === 'boolean') return t(value ? 'facts.yes' : 'facts.no');
        return [f.number(value), unit?.[f.language]].filter(Boolean).join('\u00A0');
      },
    }),
    [t, f],
  );
}
