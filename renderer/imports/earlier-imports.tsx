import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportBatch } from '#contract/imports.ts';
import { api } from '../link/client.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';

const pollMilliseconds = 1500;

/** Imports already made, newest first, and one still running elsewhere. Choosing one shows its report. */
export function EarlierImports({ chosen, onChoose }: { readonly chosen: string | null; readonly onChoose: (batch: ImportBatch) => void }): ReactElement {
  const { t } = useTranslation(['imports', 'common']);
  const list = useInfiniteQuery(
    api.imports.list.infiniteOptions({
      input: (after: string | null) => ({ after }),
      initialPageParam: null as string | null,
      getNextPageParam: (page) => page.next,
      refetchInterval: (query) => (query.state.data?.pages.some((page) => page.batches.some(({ state }) => state === 'running')) ? pollMilliseconds : false),
    }),
  );
  const batches = list.data?.pages.flatMap((page) => page.batches) ?? [];
  return (
    <Sheet title={t('earlier.title')} className="imports-earlier">
      {list.isError && <ErrorNotice what={t('earlier.failed')} error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <SkeletonRows rows={4} />}
      {list.isSuccess && batches.length === 0 && <EmptyState sentence={t('earlier.none')} />}
      <ul>
        {batches.map((batch) => (
          <BatchLine key={batch.id} batch={batch} isChosen={batch.id === chosen} onChoose={() => onChoose(batch)} />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button tone="text" onClick={() => void list.fetchNextPage()}>
          {t('earlier.more')}
        </Button>
      )}
    </Sheet>
  );
}

const tones = { running: 'accent', done: 'ok', failed: 'danger', cancelled: 'warn' } as const;
const icons = { running: 'clock', done: 'check', failed: 'alert', cancelled: 'stop' } as const;

function BatchLine({ batch, isChosen, onChoose }: { readonly batch: ImportBatch; readonly isChosen: boolean; readonly onChoose: () => void }): ReactElement {
  const { t } = useTranslation('imports');
  const f = useFormat();
  const stop = useMutation(api.imports.cancel.mutationOptions());
  const [first = ''] = batch.files;
  const left = batch.table?.counts.states;
  const refused = batch.report?.rejected.length ?? (left?.problem ?? 0) + (left?.undecided ?? 0) + (left?.refused ?? 0);
  return (
    <li className="imports-batch">
      <button type="button" className="imports-batch-button" aria-current={isChosen ? 'true' : undefined} disabled={batch.report === null && batch.table === null && batch.undo === null} onClick={onChoose}>
        <span className="row">
          <b className="ellipsis">{batch.files.length > 1 ? t('earlier.files', { name: first, count: batch.files.length - 1 }) : first}</b>
        </span>
        <span className="meta">
          {f.instant(batch.startedAt)} · {batch.byName}
        </span>
        <span className="row wrap">
          <Chip tone={tones[batch.state]} icon={icons[batch.state]}>
            {t(`state.${batch.state}`)}
          </Chip>
          {batch.kind === 'undo' && <Chip icon="undo">{t('kind.undo')}</Chip>}
          {batch.undoneBy && <Chip tone="warn" icon="undo">{t('undo.isUndone')}</Chip>}
          {refused > 0 && (
            <Chip tone="warn" icon="alert">
              {t('outcome.rejected', { count: refused, number: f.number(refused) })}
            </Chip>
          )}
        </span>
      </button>
      {batch.state === 'running' && (
        <span className="imports-batch-stop">
          <Button small disabled={stop.isPending || stop.isSuccess} onClick={() => stop.mutate({ importId: batch.id })}>
            {t('run.stop')}
          </Button>
        </span>
      )}
    </li>
  );
}
