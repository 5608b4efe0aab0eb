import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../link/client.ts';
import { useFormat } from '../../text/use-format.ts';
import { Button } from '../../ui/button.tsx';
import { Sheet } from '../../ui/sheet.tsx';

/** Tables begun and not finished: the way back to each. Nothing when there is none. */
export function UnfinishedTables(): ReactElement | null {
  const { t } = useTranslation('tables');
  const f = useFormat();
  const router = useRouter();
  const { data } = useQuery(api.tableImports.unfinished.queryOptions());
  if (!data || data.length === 0) return null;
  return (
    <Sheet title={t('begin.unfinished')}>
      <ul>
        {data.map(({ importId, file, byName, startedAt, stage }) => (
          <li key={importId} className="imports-file">
            <span className="ellipsis grow">
              <b>{file.name}</b> <span className="meta">{t('begin.by', { name: byName, when: f.instant(startedAt) })}</span>
            </span>
            <span className="meta">{t(stage === 'checked' ? 'step.check' : 'step.reading')}</span>
            <Button small label={`${t('begin.resume')} ${file.name}`} onClick={() => router.history.push(`/imports/${importId}`)}>
              {t('begin.resume')}
            </Button>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
