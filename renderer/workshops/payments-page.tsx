import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LedgerLine } from '#contract/workshops.ts';
import { api } from '../link/client.ts';
import { saveFile } from '../link/save-file.ts';
import { useFormat } from '../text/use-format.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { PageBar } from '../ui/page-bar.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { useToast } from '../ui/toast.tsx';
import { FeeSheet } from './fee-sheet.tsx';
import { LedgerRow } from './ledger-row.tsx';

/** A month later, or earlier. */
function otherMonth(month: string, by: 1 | -1): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const index = year * 12 + number - 1 + by;
  return `${String(Math.floor(index / 12))}-${String((index % 12) + 1).padStart(2, '0')}`;
}

/** What is owed for workshops, travel and phases, month by month: written, approved, paid, given out as a file. */
export function PaymentsPage(): ReactElement {
  const { t } = useTranslation('workshops');
  const f = useFormat();
  const toast = useToast();
  const queries = useQueryClient();
  const [month, setMonth] = useState(f.today.slice(0, 7));
  const ledger = useQuery(api.workshops.ledger.queryOptions({ input: { month } }));
  const prepare = useMutation(
    api.workshops.prepare.mutationOptions({
      onSuccess: ({ written, unpriced }) => {
        toast({ text: [written === 0 ? t('payments.nothing') : t('payments.prepared', { count: written }), unpriced > 0 && t('payments.unpriced', { count: unpriced })].filter(Boolean).join(' ') });
        void queries.invalidateQueries({ queryKey: api.workshops.key() });
      },
    }),
  );
  const file = useMutation(api.workshops.file.mutationOptions({ onSuccess: saveFile }));
  const currency = ledger.data?.currency ?? '';
  const lines = ledger.data?.lines ?? [];
  const sums = ledger.data?.sums;
  const money = (cents: number): string => `${f.number(cents / 100, 2)}\u00A0${currency}`;
  useShortcut('e', () => prepare.mutate({ month }), { label: t('payments.prepare') });
  return (
    <div className="page">
      <PageBar
        title={t('payments.title')}
        note={f.date(`${month}-01`, 'long').replace(/^1(er)?\s/u, '')}
        actions={
          <>
            <IconButton icon="chevronLeft" label={t('payments.previous')} onClick={() => setMonth(otherMonth(month, -1))} />
            <IconButton icon="chevronRight" label={t('payments.next')} onClick={() => setMonth(otherMonth(month, 1))} />
            <Button tone="primary" keys="e" disabled={prepare.isPending} onClick={() => prepare.mutate({ month })}>
              {t('payments.prepare')}
            </Button>
            {(['csv', 'xlsx'] as const).map((format) => (
              <Button key={format} icon="download" disabled={file.isPending} onClick={() => file.mutate({ month, format, language: f.language })}>
                {t(`payments.file.${format}`)}
              </Button>
            ))}
          </>
        }
      />
      <div className="page-body stack">
        {prepare.error && <ErrorNotice what={t('payments.notWritten')} error={prepare.error} />}
        {file.error && <ErrorNotice what={t('payments.notLeft')} error={file.error} />}
        <Sheet title={t('payments.lines')} note={sums && (['due', 'approved', 'paid'] as const).map((state) => `${t(`payments.state.${state}`)}\u00A0: ${money(sums[state])}`).join(' · ')}>
          {ledger.isError && <ErrorNotice what={t('payments.failed')} error={ledger.error} onRetry={() => void ledger.refetch()} />}
          {ledger.isPending && <SkeletonRows rows={5} />}
          {ledger.data && lines.length === 0 && <EmptyState sentence={t('payments.empty')} hint={t('payments.emptyHint')} />}
          {lines.length > 0 && <Lines lines={lines} money={money} />}
        </Sheet>
        <FeeSheet />
      </div>
    </div>
  );
}

function Lines({ lines, money }: { readonly lines: readonly LedgerLine[]; readonly money: (cents: number) => string }): ReactElement {
  const { t } = useTranslation('workshops');
  return (
    <table className="table training-table">
      <thead>
        <tr>
          <th scope="col">{t('payments.payee')}</th>
          <th scope="col">{t('day')}</th>
          <th scope="col">{t('payments.for')}</th>
          <th scope="col" className="numeric">{t('payments.quantity')}</th>
          <th scope="col" className="numeric">{t('payments.amount')}</th>
          <th scope="col">{t('payments.stateTitle')}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <LedgerRow key={line.id} line={line} money={money} />
        ))}
      </tbody>
    </table>
  );
}
