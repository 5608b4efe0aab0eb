import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import type { LedgerLine } from '#contract/workshops.ts';
import { usePlanCommand } from '../follow-up-plans/use-plan-command.ts';
import { usePlanWords } from '../follow-up-plans/use-plan-words.ts';
import { client } from '../link/client.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { TextField } from '../ui/field.tsx';
import { centsOf } from './cents.ts';

const said = { approve: 'approved', pay: 'paid', cancel: 'cancelled' } as const;

/** A line: to whom, for what, how much, where it stands; what may still be done with it. */
export function LedgerRow({ line, money }: { readonly line: LedgerLine; readonly money: (cents: number) => string }): ReactElement {
  const { t } = useTranslation(['workshops', 'common']);
  const f = useFormat();
  const { required } = usePlanWords();
  const [asking, setAsking] = useState<'cancel' | 'correct' | 'replace' | null>(null);
  const [reason, setReason] = useState('');
  const [amount, setAmount] = useState('');
  const [isTried, setIsTried] = useState(false);
  const [correctionId] = useState(() => v7());
  const [replacementId] = useState(() => v7());
  const { id: lineId, version: expectedVersion, state } = line;
  const payee = line.name ?? t('payments.programme');
  const label = line.label[f.language];
  /** What was asked before says nothing of what is asked next. */
  const ask = (next: typeof asking): void => {
    setAsking(next);
    setReason('');
    setAmount('');
    setIsTried(false);
  };
  const close = (): void => ask(null);
  const move = usePlanCommand((input: Parameters<typeof client.workshops.moveLine>[0]) => client.workshops.moveLine(input), { said: t(`payments.${said[asking === 'cancel' ? 'cancel' : state === 'due' ? 'approve' : 'pay']}`), onClose: close });
  const correct = usePlanCommand((input: Parameters<typeof client.workshops.correct>[0]) => client.workshops.correct(input), { said: t('payments.counter'), onClose: close });
  const cents = centsOf(amount);
  const isAmount = typeof cents === 'number' && cents > 0;
  const replace = usePlanCommand((input: Parameters<typeof client.workshops.replace>[0]) => client.workshops.replace(input), { said: t('payments.replaced'), onClose: close });
  const error = move.error ?? correct.error ?? replace.error;
  const isBusy = move.isPending || correct.isPending || replace.isPending;
  return (
    <tr className={state === 'cancelled' ? 'treatment-past' : undefined}>
      <td>{payee}</td>
      <td className="tabular">{f.date(line.on)}</td>
      <td>
        {label}
        {line.isReplacement && <span className="meta treatment-note">{t('payments.replacement')}</span>}
        {(line.kind === 'correction' || line.isCorrected) && <span className="meta treatment-note">{t(line.kind === 'correction' ? 'payments.correction' : 'payments.corrected')}</span>}
        {line.reason && <span className="meta treatment-note">{line.reason}</span>}
      </td>
      <td className="numeric">{f.number(line.quantity)}</td>
      <td className="numeric">{money(line.cents)}</td>
      <td>
        <span className="row wrap">
          {line.paidOn ? <span className="no-wrap">{t('payments.paidOn', { date: f.date(line.paidOn) })}</span> : t(`payments.state.${state}`)}
          {asking === null &&
            line.moves.map((one) => (
              <Button
                key={one} small tone={one === 'approve' || one === 'pay' ? 'default' : 'quiet'} disabled={isBusy} label={t('payments.of', { action: t(`payments.${one}`), payee, label })}
                onClick={() => (one === 'approve' || one === 'pay' ? move.mutate({ lineId, expectedVersion, move: one, reason: '' }) : ask(one))}
              >
                {t(`payments.${one}`)}
              </Button>
            ))}
        </span>
        {error && <ErrorNotice what={t('payments.notMoved')} error={error} />}
        {asking && (
          <form
            className="row wrap ledger-ask"
            noValidate
            onKeyDown={(event) => {
              if (event.key === 'Escape') close();
            }}
            onSubmit={(event) => {
              event.preventDefault();
              setIsTried(true);
              if (reason.trim() === '' || (asking === 'replace' && !isAmount)) return;
              if (asking === 'cancel') move.mutate({ lineId, expectedVersion, move: 'cancel', reason });
              else if (asking === 'replace' && isAmount) replace.mutate({ replacementId, lineId, cents, reason });
              else correct.mutate({ correctionId, lineId, reason });
            }}
          >
            {asking === 'replace' && <TextField label={t('payments.newAmount', { currency: line.currency })} autoFocus inputMode="decimal" value={amount} error={isTried && !isAmount ? t('payments.amountFault') : undefined} onChange={(event) => setAmount(event.target.value)} />}
            <TextField label={t('payments.why')} autoFocus={asking !== 'replace'} maxLength={300} value={reason} error={isTried && reason.trim() === '' ? required : undefined} onChange={(event) => setReason(event.target.value)} />
            <Button type="submit" small disabled={isBusy}>
              {t(`payments.${asking}`)}
            </Button>
            <Button small tone="quiet" keys="Escape" onClick={close}>
              {t('common:action.cancel')}
            </Button>
          </form>
        )}
      </td>
    </tr>
  );
}
