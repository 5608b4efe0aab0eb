import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { toFailure } from '../link/failure.ts';
import { useFormat } from './use-format.ts';

/** Runs a compensating command for a toast: null once done, else why not, naming who came in between. */
export function useUndo(): (command: () => Promise<unknown>) => Promise<string | null> {
  const { t } = useTranslation(['common', 'errors']);
  const f = useFormat();
  return useCallback(
    async (command) => {
      try {
        await command();
        return null;
      } catch (error) {
        const { code, data } = toFailure(error);
        if (code === 'STALE') {
          const { changedBy, changedAt } = data as { readonly changedBy: string | null; readonly changedAt: string };
          return changedBy ? t('common:undo.changedBy', { name: changedBy, when: f.instant(changedAt, 'short') }) : t('common:undo.changed');
        }
        return t('common:undo.refused', { why: t(`errors:code.${code}`) });
      }
    },
    [t, f],
  );
}
