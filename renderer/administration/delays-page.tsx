import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { type DelayClass, delayClasses } from '#contract/delays';
import type { Outputs } from '#contract/index';
import { api } from '../link/client.ts';
import { readNumber } from '../text/typed-number.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { TextField } from '../ui/field.tsx';
import { SegmentedField } from '../ui/segmented-control.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { useToast } from '../ui/toast.tsx';
import { AdministrationBar } from './administration-bar.tsx';

type Delays = Outputs['referrals']['delays'];

/** How long each class may wait in this clinic, and which days count. */
export function DelaysPage(): ReactElement {
  const { t } = useTranslation('administration');
  const delays = useQuery(api.referrals.delays.queryOptions({ refetchOnWindowFocus: false }));
  return (
    <div className="page">
      <AdministrationBar current="delays" />
      <div className="page-body" id="administration-panel" role="tabpanel" aria-label={t('part.delays')}>
        {delays.isPending && <SkeletonRows rows={6} />}
        {delays.isError && <ErrorNotice what={t('delays.failed')} error={delays.error} onRetry={() => void delays.refetch()} />}
        {delays.data && <DelaysForm delays={delays.data} />}
      </div>
    </div>
  );
}

function DelaysForm({ delays: { settings, given } }: { readonly delays: Delays }): ReactElement {
  const { t } = useTranslation(['administration', 'common']);
  const queries = useQueryClient();
  const toast = useToast();
  const [counting, setCounting] = useState(settings.counting);
  const [typed, setTyped] = useState(textOf(settings.days));
  const [isAsked, setAsked] = useState(false);
  const save = useMutation(
    api.referrals.setDelays.mutationOptions({
      onSuccess: ({ changed }) => {
        if (changed) toast({ text: t('administration:delays.saved') });
        void queries.invalidateQueries({ queryKey: api.referrals.key() });
      },
    }),
  );
  const faults = faultsOf(typed, given);
  const send = (): void => {
    setAsked(true);
    if (Object.keys(faults).length > 0 || save.isPending) return;
    save.mutate({ counting, days: daysOf(typed) });
  };
  useShortcut('Control+s', send, { inFields: true, label: t('common:action.save') });
  return (
    <form
      className="letterhead-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Sheet title={t('administration:delays.title')} note={t('administration:delays.note')} padded>
        <div className="stack">
          <SegmentedField
            label={t('administration:delays.counting')}
            value={counting}
            options={(['calendar', 'working'] as const).map((value) => ({ value, label: t(`administration:delays.${value}`) }))}
            onChange={setCounting}
          />
          <p className="meta">{t(`administration:delays.${counting}Means`)}</p>
          <div className="delays-classes">
            {delayClasses.map((cls) => (
              <TextField
                key={cls}
                label={t('administration:delays.class', { cls })}
                help={t('administration:delays.atMost', { count: given[cls] })}
                inputMode="numeric"
                value={typed[cls]}
                onChange={(event) => setTyped({ ...typed, [cls]: event.target.value })}
                error={isAsked && faults[cls] ? t(`administration:delays.fault.${faults[cls]}`, { count: given[cls] }) : undefined}
              />
            ))}
          </div>
          <p className="meta">{t('administration:delays.since')}</p>
          {save.isError && <ErrorNotice what={t('administration:delays.notSaved')} error={save.error} kept onRetry={send} />}
          <div>
            <Button type="submit" tone="primary" keys="Control+s" disabled={save.isPending}>
              {t('common:action.save')}
            </Button>
          </div>
        </div>
      </Sheet>
    </form>
  );
}

type ByClass<Value> = Readonly<Record<DelayClass, Value>>;

const textOf = (days: ByClass<number>): ByClass<string> => ({ A: String(days.A), B: String(days.B), C: String(days.C), D: String(days.D), E: String(days.E) });

/** The number of days typed; 0 for what is none. */
const numberOf = (text: string): number => {
  const value = readNumber(text);
  return typeof value === 'number' && Number.isInteger(value) ? value : 0;
};

const daysOf = (typed: ByClass<string>): Record<DelayClass, number> => ({ A: numberOf(typed.A), B: numberOf(typed.B), C: numberOf(typed.C), D: numberOf(typed.D), E: numberOf(typed.E) });

/** What is wrong with what is typed, by class. */
function faultsOf(typed: ByClass<string>, given: ByClass<number>): Partial<Record<DelayClass, 'range' | 'order'>> {
  const days = daysOf(typed);
  return Object.fromEntries(
    delayClasses.flatMap((cls, index): [DelayClass, 'range' | 'order'][] => {
      const before = delayClasses[index - 1];
      if (days[cls] < 1 || days[cls] > given[cls]) return [[cls, 'range']];
      return before !== undefined && days[cls] < days[before] ? [[cls, 'order']] : [];
    }),
  );
}
