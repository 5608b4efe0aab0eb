import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactElement, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../link/client.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import { DueLine } from './due-line.tsx';

const shownLines = 5;

/** In Today: steps of follow-up plans that are one's own, due or late, the oldest first; nothing to do takes no room. */
export function PlanDue({ keys }: { readonly keys: string }): ReactElement | null {
  const { t } = useTranslation('plans');
  const f = useFormat();
  const navigate = useNavigate();
  const lines = useRef<HTMLUListElement>(null);
  const due = useQuery(api.plans.due.queryOptions({ input: { list: 'mine', limit: shownLines } }));
  useShortcut(keys, () => lines.current?.querySelector('button')?.focus(), { label: t('due.title'), enabled: (due.data?.total ?? 0) > 0 });
  if (due.isError) return <ErrorNotice what={t('due.failed')} error={due.error} onRetry={() => void due.refetch()} />;
  if (!due.data || due.data.total === 0) return null;
  return (
    <Sheet
      title={t('due.title')} note={f.number(due.data.total)} keys={keys}
      actions={
        <Button small tone="text" onClick={() => void navigate({ to: '/follow-up' })}>
          {t('due.all')}
        </Button>
      }
    >
      <ul ref={lines}>
        {due.data.rows.map((row) => (
          <DueLine key={row.stepId} row={row} />
        ))}
      </ul>
    </Sheet>
  );
}
