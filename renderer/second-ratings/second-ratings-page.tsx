import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Judgement } from '#contract/second-ratings';
import { closedPatient } from '../access/closed-patient.ts';
import { RestrictedRecord } from '../access/restricted-record.tsx';
import { api, client } from '../link/client.ts';
import { useTriageWords } from '../referrals/use-triage-words.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { PageBar } from '../ui/page-bar.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { useToast } from '../ui/toast.tsx';
import { RatingForm } from './rating-form.tsx';
import { RatingRequest } from './rating-request.tsx';

/** Requests drawn for the caller to rate blind: the list, the request, what one would have decided. J and K move, Ctrl+Enter gives. */
export function SecondRatingsPage(): ReactElement {
  const { t } = useTranslation(['second-ratings', 'common']);
  const f = useFormat();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const toast = useToast();
  const words = useTriageWords();
  const mine = useQuery(api.secondRatings.mine.queryOptions());
  const [chosenId, setChosenId] = useState<string | null>(null);
  const asked = mine.data?.asked ?? [];
  const index = Math.max(asked.findIndex(({ id }) => id === chosenId), 0);
  const current = asked[index];
  const move = (step: 1 | -1): void => setChosenId(asked[Math.min(Math.max(index + step, 0), asked.length - 1)]?.id ?? null);
  useShortcut('j', () => move(1), { label: t('second-ratings:list.next') });
  useShortcut('k', () => move(-1), { label: t('second-ratings:list.previous') });
  const reload = () => queries.invalidateQueries({ queryKey: api.secondRatings.key() });
  const given = (ratingId: string, { cls }: Judgement): void => {
    setChosenId(asked[index + 1]?.id ?? asked[index - 1]?.id ?? null);
    void reload();
    toast({
      text: t('second-ratings:given', { cls }),
      undo: async () => {
        await client.secondRatings.takeBack({ ratingId });
        await reload();
        setChosenId(ratingId);
        return null;
      },
    });
  };
  return (
    <div className="page">
      <PageBar title={t('second-ratings:title')} note={mine.data && t('second-ratings:list.left', { count: asked.length })} />
      {mine.isError && <ErrorNotice what={t('second-ratings:list.failed')} error={mine.error} onRetry={() => void mine.refetch()} />}
      {mine.isPending && <SkeletonRows rows={6} />}
      {mine.data && !current && (
        <EmptyState sentence={t('second-ratings:list.empty')} hint={t('second-ratings:list.emptyHint')} action={<Button onClick={() => void navigate({ to: '/referrals' })}>{t('second-ratings:list.toTriage')}</Button>} />
      )}
      {current && words && (
        <div className="triage-desk">
          <nav className="triage-queue rating-list" aria-label={t('second-ratings:list.label')}>
            {asked.map(({ id, place, of, receivedOn, reasonCode, age, sex }) => (
              <button key={id} type="button" className="rules-version" aria-current={id === current.id ? 'true' : undefined} onClick={() => setChosenId(id)}>
                <b>{t('second-ratings:request.title', { place, of })}</b>
                <span className="meta">{[age === null ? null : t('second-ratings:request.age', { count: Math.floor(age) }), t(`common:sexName.${sex}`), f.date(receivedOn)].filter(Boolean).join(' · ')}</span>
                {reasonCode && <span className="meta ellipsis">{words.reason(reasonCode)}</span>}
              </button>
            ))}
          </nav>
          <Rating key={current.id} ratingId={current.id} onGiven={(judgement) => given(current.id, judgement)} />
        </div>
      )}
    </div>
  );
}

function Rating({ ratingId, onGiven }: { readonly ratingId: string; readonly onGiven: (judgement: Judgement) => void }): ReactElement {
  const { t } = useTranslation('second-ratings');
  const words = useTriageWords();
  const request = useQuery(api.secondRatings.read.queryOptions({ input: { ratingId } }));
  const closedId = closedPatient(request.error);
  if (closedId) return <div className="triage-nothing"><RestrictedRecord patientId={closedId} /></div>;
  if (request.isError) return <div className="triage-nothing"><ErrorNotice what={t('request.failed')} error={request.error} onRetry={() => void request.refetch()} /></div>;
  if (!request.data || !words) return <div className="triage-nothing"><SkeletonRows rows={10} /></div>;
  return (
    <>
      <RatingRequest request={request.data} words={words} />
      <section className="triage-proposal rating-side" aria-label={t('form.title')}>
        <RatingForm ratingId={ratingId} words={words} onGiven={onGiven} />
      </section>
    </>
  );
}
