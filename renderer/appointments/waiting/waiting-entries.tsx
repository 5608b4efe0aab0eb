import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { AccessMark } from '../../access/access-mark.tsx';
import { api } from '../../link/client.ts';
import { formatName } from '../../text/format.ts';
import { useFormat } from '../../text/use-format.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { useVisitWords } from '../visit-words.ts';
import { useWaitingEntries } from './use-waiting.ts';

/** Those who want a visit earlier, or one at all, the soonest due first. */
export function WaitingEntries(): ReactElement {
  const { t } = useTranslation('slots');
  const f = useFormat();
  const words = useVisitWords();
  const list = useQuery(api.waiting.list.queryOptions());
  const { remove } = useWaitingEntries();
  const entries = list.data?.entries ?? [];
  return (
    <>
      {list.isPending && <SkeletonRows />}
      {list.isError && <ErrorNotice what={t('waiting.list.failed')} error={list.error} onRetry={() => void list.refetch()} />}
      {remove.isError && <ErrorNotice what={t('waiting.list.notRemoved')} error={remove.error} />}
      {list.data && entries.length === 0 && <EmptyState sentence={t('waiting.list.none')} hint={t('waiting.list.noneHint')} />}
      <ul>
        {entries.map((entry) => (
          <li key={entry.id} className="waiting-row">
            <div className="row">
              <b className="grow ellipsis">{formatName(entry.patient)}</b>
              <AccessMark access={entry.patient.access} />
              <span className="meta">{f.age(entry.patient.birthDate)}</span>
            </div>
            <p className="meta">
              {[
                words.role(entry.role),
                entry.visit ? t('waiting.list.has', { when: `${f.date(entry.visit.localStart.slice(0, 10), 'short')}, ${f.time(entry.visit.localStart.slice(11))}` }) : t('waiting.list.without'),
                entry.dueOn ? t('waiting.list.by', { date: f.date(entry.dueOn, 'short') }) : null, entry.patient.phone, entry.words,
              ]
                .filter(Boolean)
                .join(' · ')}
            </p>
            <div>
              <Button tone="text" small disabled={remove.isPending} onClick={() => remove.mutate(entry)}>
                {t('waiting.list.remove')}
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}
