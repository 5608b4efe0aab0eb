import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Outputs } from '#contract/index.ts';
import { AccessMark } from '../access/access-mark.tsx';
import { api } from '../link/client.ts';
import { usePermission } from '../session/session-state.ts';
import { formatName } from '../text/format.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { useToast } from '../ui/toast.tsx';

const shownLines = 8;

type Recall = Outputs['recalls']['list']['recalls'][number];

/** People to call back whose day has come, on Today; nothing while there are none. */
export function RecallList(): ReactElement | null {
  const { t } = useTranslation(['cohorts', 'plans']);
  const navigate = useNavigate();
  const list = useQuery(api.recalls.list.queryOptions({ input: { limit: shownLines } }));
  if (list.isError) return <ErrorNotice what={t('recalls.failed')} error={list.error} onRetry={() => void list.refetch()} />;
  if (!list.data || list.data.total === 0) return null;
  return (
    <Sheet
      title={t('recalls.title')} note={list.data.total}
      actions={
        <Button small tone="text" onClick={() => void navigate({ to: '/recalls' })}>
          {t('plans:due.all')}
        </Button>
      }
    >
      <Lines recalls={list.data.recalls} />
    </Sheet>
  );
}

/** The whole list of recalls, page by page. */
export function RecallLines(): ReactElement {
  const { t } = useTranslation(['cohorts', 'plans']);
  const list = useInfiniteQuery(api.recalls.list.infiniteOptions({ input: (after: string | null) => ({ after }), initialPageParam: null as string | null, getNextPageParam: (page) => page.next, placeholderData: keepPreviousData }));
  if (list.isError) return <ErrorNotice what={t('recalls.failed')} error={list.error} onRetry={() => void list.refetch()} />;
  if (!list.data) return <SkeletonRows rows={6} />;
  const recalls = list.data.pages.flatMap((page) => page.recalls);
  return (
    <Sheet title={t('recalls.title')} note={[t('plans:reach.count', { count: list.data.pages[0]?.total ?? 0 }), t('plans:reach.recallsNote')].join(' · ')}>
      {recalls.length === 0 ? <EmptyState sentence={t('plans:reach.empty')} /> : <Lines recalls={recalls} />}
      {list.hasNextPage && (
        <div className="sheet-body">
          <Button small disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('plans:due.more')}
          </Button>
        </div>
      )}
    </Sheet>
  );
}

function Lines({ recalls }: { readonly recalls: readonly Recall[] }): ReactElement {
  const { t } = useTranslation('cohorts');
  const f = useFormat();
  const toast = useToast();
  const queryClient = useQueryClient();
  const books = usePermission('appointment.book');
  const close = useMutation(api.recalls.close.mutationOptions({ onSettled: () => void queryClient.invalidateQueries({ queryKey: api.recalls.key() }) }));
  return (
    <>
      {close.isError && <ErrorNotice what={t('recalls.closeFailed')} error={close.error} />}
      <ul>
        {recalls.map(({ id, version, patient, phone, dueOn, reason }) => {
          const name = formatName(patient);
          const end = (state: 'done' | 'dropped'): void => close.mutate({ recallId: id, expectedVersion: version, state, outcome: '' }, { onSuccess: () => toast({ text: t('recalls.closed', { name }) }) });
          return (
            <li key={id} className="today-line cohorts-recall">
              <span className="meta tabular">{t('recalls.since', { date: f.date(dueOn, 'short') })}</span>
              <span className="ellipsis">
                <Link to="/patients/$patientId" params={{ patientId: patient.id }}>
                  <b>{name}</b>
                </Link>{' '}
                <AccessMark access={patient.access} /> <span className="meta tabular">{phone ?? t('recalls.noPhone')}</span>
              </span>
              <span className="ellipsis ink-2" title={reason}>{reason}</span>
              {books ? (
                <span className="row">
                  <Button tone="text" small label={t('recalls.doneFor', { name })} onClick={() => end('done')}>
                    {t('recalls.done')}
                  </Button>
                  <Button tone="text" small label={t('recalls.droppedFor', { name })} onClick={() => end('dropped')}>
                    {t('recalls.dropped')}
                  </Button>
                </span>
              ) : (
                <span />
              )}
            </li>
          );
        })}
      </ul>
    </>
  );
}
