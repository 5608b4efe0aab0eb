import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Outputs } from '#contract/index.ts';
import { api } from '../link/client.ts';
import { useFormat } from '../text/use-format.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';

/** Extracts made, newest first: when, for which study, who, of whom. */
export function ExtractsOnRecord({ groups }: { readonly groups: Outputs['research']['studies']['groups'] }): ReactElement {
  const { t } = useTranslation('research');
  const f = useFormat();
  const list = useQuery(api.research.extracts.queryOptions({ input: {} }));
  const labelOf = (code: string): string => groups.find((one) => one.code === code)?.label[f.language] ?? code;
  return (
    <Sheet title={t('record.title')}>
      {list.isError && <ErrorNotice what={t('record.failed')} error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <SkeletonRows rows={3} />}
      {list.data?.length === 0 && <EmptyState sentence={t('record.empty')} />}
      <ul>
        {list.data?.map((one) => (
          <li key={one.id} className="research-record">
            <div className="row">
              <b className="grow">{f.instant(one.startedAt)}</b>
              <span className={one.state === 'failed' ? 'danger' : 'meta'}>{t(`record.state.${one.state}`)}</span>
            </div>
            <div>{one.studyName}</div>
            <div className="meta">{t('record.by', { scope: one.groups.length > 0 ? one.groups.map(labelOf).join(', ') : t(`scope.${one.scope}`), name: one.byName })}</div>
            {one.people !== null && one.state === 'done' && (
              <div className="meta">
                {t('record.people', { count: one.people.included, number: f.number(one.people.included), chosen: f.number(one.people.chosen) })} · {one.encrypted ? t('record.encrypted') : t('record.plain')}
              </div>
            )}
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
