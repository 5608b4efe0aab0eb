import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Fee } from '#contract/workshops.ts';
import type { Outputs } from '#contract/index.ts';
import { usePlanCommand } from '../follow-up-plans/use-plan-command.ts';
import { usePlanWords } from '../follow-up-plans/use-plan-words.ts';
import { api, client } from '../link/client.ts';
import { useFormat } from '../text/use-format.ts';
import { DateField, typedDate } from '../treatments/date-field.tsx';
import { FormFrame } from '../ui/form-frame.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Checkbox, TextField } from '../ui/field.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { centsOf } from './cents.ts';

/** The fees of the programme with their dates; one without an amount is owed nothing. */
export function FeeSheet(): ReactElement {
  const { t } = useTranslation('workshops');
  const f = useFormat();
  const list = useQuery(api.workshops.fees.queryOptions({ input: {} }));
  const [chosen, setChosen] = useState<number | null>(null);
  const fees = list.data?.fees ?? [];
  const sources = list.data?.sources ?? [];
  const currency = list.data?.currency ?? '';
  const version = list.data?.version ?? '';
  const fee = chosen === null ? undefined : fees[chosen];
  return (
    <div className={fee ? 'training-columns' : undefined}>
      <Sheet title={t('fees.title')} note={list.data && t('fees.version', { version })}>
        {list.isError && <ErrorNotice what={t('payments.failed')} error={list.error} onRetry={() => void list.refetch()} />}
        {list.isPending && <SkeletonRows rows={4} />}
        {fees.length > 0 && (
          <table className="table training-table">
            <thead>
              <tr>
                <th scope="col">{t('fees.label')}</th>
                <th scope="col" className="numeric">{t('fees.amount')}</th>
                <th scope="col">{t('fees.from')}</th>
                <th scope="col">{t('fees.to')}</th>
              </tr>
            </thead>
            <tbody>
              {fees.map((one, index) => (
                <tr key={`${one.code} ${one.validFrom}`} aria-selected={index === chosen}>
                  <td>
                    <button type="button" className="link-button training-name" aria-label={t('fees.changeOf', { label: one.label[f.language] })} onClick={() => setChosen(index)}>
                      {one.label[f.language]}
                    </button>
                    <span className="meta treatment-note">{[t(`fees.kind.${one.kind}`, { count: one.every }), sources.find(({ code }) => code === one.source)?.label[f.language]].filter(Boolean).join(' · ')}</span>
                  </td>
                  <td className="numeric">{one.amountCents === null ? <span className="meta">{t('fees.none')}</span> : `${f.number(one.amountCents / 100, 2)}\u00A0${currency}`}</td>
                  <td className="tabular">{f.date(one.validFrom)}</td>
                  <td className="tabular">{one.validTo ? f.date(one.validTo) : t('fees.open')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Sheet>
      {fee && list.data && chosen !== null && <FeeForm key={`${chosen} ${version}`} list={list.data} index={chosen} fee={fee} onClose={() => setChosen(null)} />}
    </div>
  );
}

interface FeeFormProps {
  readonly list: Outputs['workshops']['fees'];
  readonly index: number;
  readonly fee: Fee;
  readonly onClose: () => void;
}

function FeeForm({ list, index, fee, onClose }: FeeFormProps): ReactElement {
  const { t } = useTranslation('workshops');
  const f = useFormat();
  const words = usePlanWords();
  const [isNew, setNew] = useState(false);
  const [amount, setAmount] = useState(fee.amountCents === null ? '' : f.number(fee.amountCents / 100, 2));
  const [from, setFrom] = useState(fee.validFrom);
  const [to, setTo] = useState(fee.validTo ?? '');
  const [isTried, setIsTried] = useState(false);
  const save = usePlanCommand((input: Parameters<typeof client.workshops.saveFee>[0]) => client.workshops.saveFee(input), { said: t('fees.saved'), onClose });
  const amountCents = centsOf(amount);
  const validFrom = typedDate(from);
  const validTo = to.trim() === '' ? null : typedDate(to);
  const isEnd = to.trim() === '' || validTo !== null;
  return (
    <FormFrame
      title={t('fees.change')} note={fee.label[f.language]} submit={t('fees.save')} onClose={onClose} isBusy={save.isPending} error={save.error}
      onSubmit={() => {
        setIsTried(true);
        if (amountCents !== 'not-an-amount' && validFrom !== null && isEnd) save.mutate({ expectedVersion: list.version, index: isNew ? null : index, fee: { ...fee, amountCents, validFrom, validTo } });
      }}
    >
      <TextField label={t('fees.typed', { currency: list.currency })} autoFocus optional inputMode="decimal" value={amount} error={isTried && amountCents === 'not-an-amount' ? t('fees.amountFault') : undefined} onChange={(event) => setAmount(event.target.value)} />
      <DateField label={t('fees.fromField')} value={from} error={(isTried && validFrom === null ? words.required : undefined) ?? (words.issue(save.error, 'fee.validFrom') ? t('fees.overlap') : undefined)} onChange={setFrom} />
      <DateField label={t('fees.toField')} optional value={to} error={words.issue(save.error, 'fee.validTo') ? t('fees.before') : undefined} onChange={setTo} />
      <Checkbox label={t('fees.add')} checked={isNew} onChange={(event) => setNew(event.target.checked)} />
      <p className="meta">{t('fees.since')}</p>
    </FormFrame>
  );
}
