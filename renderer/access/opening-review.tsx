import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Outputs } from '#contract/index.ts';
import { api } from '../link/client.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { TextField } from '../ui/field.tsx';
import { SegmentedControl } from '../ui/segmented-control.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { OpeningList } from './opening-list.tsx';

type Opening = Outputs['audit']['openings']['openings'][number];

/** Openings of restricted records by exception, to be reviewed one by one. */
export function OpeningReviewSheet(): ReactElement {
  const { t } = useTranslation('access');
  const f = useFormat();
  const [which, setWhich] = useState<'waiting' | 'all'>('waiting');
  const list = useInfiniteQuery(
    api.audit.openings.infiniteOptions({
      input: (after: string | null) => ({ unreviewed: which === 'waiting', after }),
      initialPageParam: null as string | null,
      getNextPageParam: (page) => page.next,
    }),
  );
  const openings = list.data?.pages.flatMap((page) => page.openings) ?? [];
  const waiting = list.data?.pages[0]?.unreviewed ?? 0;
  return (
    <Sheet
      title={t('review.title')}
      note={t('review.waiting', { count: waiting })}
      padded
      actions={<SegmentedControl label={t('review.which')} value={which} onChange={setWhich} options={[{ value: 'waiting', label: t('review.onlyWaiting') }, { value: 'all', label: t('review.all') }]} />}
    >
      <div className="stack">
        {list.isError && <ErrorNotice what={t('review.failed')} error={list.error} onRetry={() => void list.refetch()} />}
        {list.isPending && <SkeletonRows rows={3} />}
        {list.isSuccess && openings.length === 0 && <EmptyState sentence={t(which === 'waiting' ? 'review.noneWaiting' : 'openings.none')} />}
        {openings.length > 0 && (
          <OpeningList
            openings={openings}
            patient={(opening) => opening.patientName}
            review={(opening) => (opening.review ? <Reviewed review={opening.review} when={f.instant(opening.review.at)} /> : <Review opening={opening} />)}
          />
        )}
        {list.hasNextPage && (
          <div>
            <Button disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
              {t('review.more')}
            </Button>
          </div>
        )}
      </div>
    </Sheet>
  );
}

function Reviewed({ review, when }: { readonly review: NonNullable<Opening['review']>; readonly when: string }): ReactElement {
  const { t } = useTranslation('access');
  return (
    <span className="access-words">
      <span>
        <Chip tone="ok" icon="check">
          {t('openings.reviewed', { name: review.byName, when })}
        </Chip>
      </span>
      {review.words && <span className="meta">{review.words}</span>}
    </span>
  );
}

function Review({ opening }: { readonly opening: Opening }): ReactElement {
  const { t } = useTranslation(['access', 'common']);
  const queries = useQueryClient();
  const [words, setWords] = useState<string | null>(null);
  const review = useMutation(api.audit.reviewOpening.mutationOptions({ onSuccess: () => queries.invalidateQueries({ queryKey: api.audit.openings.key() }) }));
  if (words === null) {
    return (
      <Button small label={t('review.startFor', { name: opening.byName, patient: opening.patientName })} onClick={() => setWords('')}>
        {t('review.start')}
      </Button>
    );
  }
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        review.mutate({ openingId: opening.openingId, words });
      }}
    >
      <TextField label={t('review.words')} optional value={words} maxLength={500} onChange={(event) => setWords(event.target.value)} autoFocus />
      {review.isError && <ErrorNotice what={t('review.notKept')} error={review.error} kept />}
      <div className="row">
        <Button small type="submit" disabled={review.isPending}>
          {t('review.done')}
        </Button>
        <Button small tone="text" onClick={() => setWords(null)}>
          {t('common:action.cancel')}
        </Button>
      </div>
    </form>
  );
}
