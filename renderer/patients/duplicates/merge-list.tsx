import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../link/client.ts';
import { formatName } from '../../text/format.ts';
import { useFormat } from '../../text/use-format.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Icon } from '../../ui/icon.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { obstacleIn } from './merge-obstacle.ts';

/** Merges of the past, newest first, each with its way back while there is one. */
export function MergeList({ onOpen }: { readonly onOpen: (patientId: string) => void }): ReactElement {
  const { t } = useTranslation('duplicates');
  const f = useFormat();
  const queryClient = useQueryClient();
  const list = useInfiniteQuery(
    api.duplicates.merges.infiniteOptions({ input: (after: string | null) => ({ after }), initialPageParam: null as string | null, getNextPageParam: (page) => page.next }),
  );
  const undo = useMutation(
    api.duplicates.undoMerge.mutationOptions({
      onSettled: async () => {
        await queryClient.invalidateQueries({ queryKey: api.duplicates.key() });
        await queryClient.invalidateQueries({ queryKey: api.patients.key() });
      },
    }),
  );
  const refused = undo.error ? obstacleIn(undo.error) : undefined;
  const merges = list.data?.pages.flatMap((page) => page.merges) ?? [];
  if (list.isPending) return <SkeletonRows rows={6} />;
  if (list.isError) return <ErrorNotice what={t('merges.failed')} error={list.error} onRetry={() => void list.refetch()} />;
  if (merges.length === 0) return <EmptyState sentence={t('merges.empty')} hint={t('merges.emptyHint')} />;
  return (
    <div className="page-body duplicates-merges">
      {refused ? (
        <p className="note note-danger" role="alert">
          <Icon name="alert" />
          {t(`obstacle.${refused}`)}
        </p>
      ) : (
        undo.error && <ErrorNotice what={t('merges.undoFailed')} error={undo.error} />
      )}
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('merges.stayed')}</th>
            <th scope="col">{t('merges.went')}</th>
            <th scope="col">{t('merges.by')}</th>
            <th scope="col" className="numeric">
              {t('merges.rows')}
            </th>
            <th scope="col">{t('merges.wayBack')}</th>
          </tr>
        </thead>
        <tbody>
          {merges.map((merge) => (
            <tr key={merge.mergeId}>
              <td>
                <button type="button" className="accent" onClick={() => onOpen(merge.survivor.patientId)}>
                  {formatName(merge.survivor)}
                </button>
              </td>
              <td>{formatName(merge.retired)}</td>
              <td className="tabular">{t('merges.byWhen', { name: merge.mergedByName, when: f.instant(merge.mergedAt) })}</td>
              <td className="numeric">{f.number(merge.moved)}</td>
              <td className="duplicates-way-back">
                {merge.obstacle === null ? (
                  <Button small icon="undo" label={t('merges.undoOf', { name: formatName(merge.retired) })} disabled={undo.isPending} onClick={() => undo.mutate({ mergeId: merge.mergeId })}>
                    {t('merges.undo')}
                  </Button>
                ) : merge.undoneAt ? (
                  <span className="meta">{t('merges.undone', { name: merge.undoneByName ?? '', when: f.instant(merge.undoneAt) })}</span>
                ) : (
                  <span className="meta" title={t(`obstacle.${merge.obstacle}`)}>
                    {t(`obstacle.${merge.obstacle}`)}
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {list.hasNextPage && <Button onClick={() => void list.fetchNextPage()}>{t('merges.more')}</Button>}
    </div>
  );
}
