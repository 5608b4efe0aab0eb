import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import { largestSample } from '#contract/second-ratings.ts';
import { api, client } from '../link/client.ts';
import { readNumber } from '../text/typed-number.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Select, TextField } from '../ui/field.tsx';
import { useToast } from '../ui/toast.tsx';

export interface DrawFormProps {
  readonly period: { readonly from: string; readonly until: string };
  readonly onClose: () => void;
}

/** Who is asked, of which days, how many; the requests are drawn by chance. */
export function DrawForm({ period, onClose }: DrawFormProps): ReactElement {
  const { t } = useTranslation(['triage-quality', 'common']);
  const f = useFormat();
  const queries = useQueryClient();
  const toast = useToast();
  const [sampleId] = useState(() => v7());
  const [from, setFrom] = useState(period.from);
  const [until, setUntil] = useState(period.until < f.today ? period.until : f.today);
  const [size, setSize] = useState('20');
  const [seed, setSeed] = useState('');
  const [raterId, setRaterId] = useState('');
  const [tried, setTried] = useState(false);
  const raters = useQuery(api.secondRatings.raters.queryOptions());
  const isPeriod = from !== '' && until !== '' && from <= until && from <= f.today;
  const eligible = useQuery(api.secondRatings.eligible.queryOptions({ input: { from, until, raterId }, enabled: isPeriod && raterId !== '' }));
  const number = readNumber(size);
  const isSize = typeof number === 'number' && Number.isInteger(number) && number >= 1 && number <= largestSample;
  const reload = () => queries.invalidateQueries({ queryKey: api.secondRatings.key() });
  const draw = useMutation(
    api.secondRatings.draw.mutationOptions({
      onSuccess: ({ drawn }) => {
        void reload();
        toast({
          text: t('triage-quality:draw.done', { count: drawn }),
          undo: async () => {
            await client.secondRatings.end({ sampleId });
            await reload();
            return null;
          },
        });
        onClose();
      },
    }),
  );
  const submit = (): void => {
    setTried(true);
    if (isSize && isPeriod && raterId !== '' && !draw.isPending) draw.mutate({ sampleId, from, until, raterId, size: number, seed });
  };
  return (
    <form
      className="quality-body"
      aria-label={t('triage-quality:samples.draw')}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <p className="meta">{t('triage-quality:draw.note')}</p>
      {draw.isError && <ErrorNotice what={t('triage-quality:draw.failed')} error={draw.error} kept />}
      <div className="quality-draw">
        <Select
          label={t('triage-quality:draw.rater')}
          placeholder={t('triage-quality:draw.choose')}
          options={(raters.data ?? []).map(({ userId, name }) => ({ value: userId, label: name }))}
          value={raterId}
          onChange={(event) => setRaterId(event.target.value)}
          error={tried && raterId === '' ? t('common:field.required') : undefined}
          help={eligible.data && t('triage-quality:draw.eligible', { count: eligible.data.count })}
          autoFocus
        />
        <TextField label={t('triage-quality:draw.from')} type="date" value={from} max={f.today} onChange={(event) => setFrom(event.target.value)} error={tried && !isPeriod ? t('triage-quality:draw.badPeriod') : undefined} />
        <TextField label={t('triage-quality:draw.until')} type="date" value={until} onChange={(event) => setUntil(event.target.value)} />
        <TextField label={t('triage-quality:draw.size')} inputMode="numeric" value={size} onChange={(event) => setSize(event.target.value)} error={tried && !isSize ? t('triage-quality:draw.badSize', { most: largestSample }) : undefined} />
        <TextField label={t('triage-quality:draw.seed')} optional maxLength={60} value={seed} onChange={(event) => setSeed(event.target.value)} help={t('triage-quality:draw.seedHelp')} />
      </div>
      <div className="row">
        <Button type="submit" tone="primary" disabled={draw.isPending}>{t('triage-quality:draw.save')}</Button>
        <Button tone="quiet" onClick={onClose}>{t('common:action.cancel')}</Button>
      </div>
    </form>
  );
}
