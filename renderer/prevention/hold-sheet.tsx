import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import type { KeptPlan } from '#contract/prevention.ts';
import { api, client } from '../link/client.ts';
import { DateField, typedDate } from '../treatments/date-field.tsx';
import { useCommand } from '../treatments/use-command.ts';
import { useTreatmentWords } from '../treatments/use-treatment-words.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Select, TextField } from '../ui/field.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { HoldTable } from './hold-table.tsx';
import { WithdrawForm } from './withdraw-form.tsx';

const nothing = (): void => undefined;

/** Drugs around an operation: which event and when, then drug by drug what to do; printed, and kept in the record. */
export function HoldSheet({ patientId }: { readonly patientId: string }): ReactElement {
  const { t } = useTranslation(['prevention', 'common']);
  const f = useFormat();
  const words = useTreatmentWords();
  const [event, setEvent] = useState('');
  const [typed, setTyped] = useState('');
  const [note, setNote] = useState('');
  const [shown, setShown] = useState<KeptPlan | null>(null);
  const [withdrawn, setWithdrawn] = useState<KeptPlan | null>(null);
  const on = typedDate(typed);
  const { data, error, refetch } = useQuery(api.prevention.holds.queryOptions({ input: { patientId, event: event !== '' && on !== null ? event : null, on: event !== '' && on !== null ? on : null }, placeholderData: (before) => before }));
  const keep = useCommand((input: Parameters<typeof client.prevention.keepHolds>[0]) => client.prevention.keepHolds(input), t('hold.kept'), nothing);
  const plan = shown ?? (event !== '' && on !== null && data?.plan?.event.code === event && data.plan.on === on ? data.plan : null);
  const mayKeep = data?.mayWrite === true && shown === null && plan !== null;
  return (
    <div className={withdrawn ? 'treatment-columns' : undefined}>
      <Sheet title={t('hold.title')} note={data && data.kept.length > 0 ? data.kept.length : undefined}>
        <div className="sheet-body stack">
          {error && <ErrorNotice what={t('hold.failed')} error={error} onRetry={() => void refetch()} />}
          <div className="prevention-event no-print">
            <Select label={t('hold.event')} value={event} placeholder={t('hold.choose')} options={(data?.events ?? []).map((one) => ({ value: one.code, label: one.label[f.language] }))} onChange={(change) => { setShown(null); setEvent(change.target.value); }} />
            <DateField label={t('hold.on')} value={typed} error={words.issue(keep.error, 'on')} onChange={(value) => { setShown(null); setTyped(value); }} />
          </div>
          {plan && (
            <>
              <HoldTable patientId={patientId} plan={plan} />
              <div className="prevention-keep no-print">
                {mayKeep && <TextField label={t('hold.note')} optional value={note} maxLength={500} onChange={(change) => setNote(change.target.value)} />}
                <span className="row wrap">
                  {mayKeep && (
                    <Button disabled={keep.isPending} onClick={() => keep.mutate({ planId: v7(), patientId, event, on: plan.on, note })}>
                      {t('hold.keep')}
                    </Button>
                  )}
                  <Button icon="print" onClick={() => window.print()}>
                    {t('common:action.print')}
                  </Button>
                  {shown && (
                    <Button tone="text" onClick={() => setShown(null)}>
                      {t('common:action.close')}
                    </Button>
                  )}
                </span>
              </div>
              {keep.isError && <ErrorNotice what={t('hold.notKept')} error={keep.error} kept />}
            </>
          )}
        </div>
        {data && data.kept.length > 0 && (
          <ul className="patients-lines no-print">
            {data.kept.map((one) => (
              <li key={one.id} className="patients-line">
                <span className="grow">
                  <b>{one.event.label[f.language]}</b> <span className="tabular">{f.date(one.on)}</span> {one.note} <span className="meta">{[f.instantDate(one.at), one.by].join(' · ')}</span>
                </span>
                <Button small tone="text" label={t('hold.showOf', { date: f.date(one.on) })} onClick={() => setShown(one)}>
                  {t('hold.show')}
                </Button>
                {data.mayWrite && (
                  <Button small tone="text" label={t('hold.withdrawOf', { date: f.date(one.on) })} onClick={() => setWithdrawn(one)}>
                    {t('hold.withdraw')}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </Sheet>
      {withdrawn && (
        <WithdrawForm
          key={withdrawn.id} title={t('hold.withdraw')} label={t('hold.withdrawReason')} submit={t('hold.withdraw')} said={t('hold.withdrawn')}
          send={(reason) => client.prevention.withdrawHolds({ planId: withdrawn.id, reason })}
          onClose={() => { setWithdrawn(null); setShown(null); }}
        />
      )}
    </div>
  );
}
