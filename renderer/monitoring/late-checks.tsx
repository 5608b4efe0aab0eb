import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactElement, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { AccessMark } from '../access/access-mark.tsx';
import { api } from '../link/client.ts';
import { formatName } from '../text/format.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { useMonitoringWords } from './use-monitoring-words.ts';

/** Lines shown in Today; the rest is on the list's own page. */
const shownLines = 5;

/** In Today: whose laboratory follow-up is late, the longest first. */
export function LateChecks({ keys }: { readonly keys: string }): ReactElement {
  const { t } = useTranslation(['monitoring', 'today', 'common']);
  const f = useFormat();
  const words = useMonitoringWords();
  const navigate = useNavigate();
  const lines = useRef<HTMLUListElement>(null);
  const late = useQuery(api.monitoring.late.queryOptions({ input: { limit: shownLines }, refetchInterval: (query) => (query.state.data?.catchingUp ? 2000 : false) }));
  useShortcut(keys, () => lines.current?.querySelector('button')?.focus(), { label: t('late.title') });
  return (
    <Sheet
      title={t('late.title')}
      note={late.data && (late.data.catchingUp ? t('late.catchingUp') : late.data.total)}
      keys={keys}
      actions={
        <Button tone="text" small label={t('late.allLabel')} onClick={() => void navigate({ to: '/late-checks' })}>
          {t('today:all')}
        </Button>
      }
    >
      {late.isPending && <SkeletonRows rows={3} />}
      {late.isError && <ErrorNotice what={t('late.failed')} error={late.error} onRetry={() => void late.refetch()} />}
      {late.data?.rows.length === 0 && <EmptyState sentence={t('late.empty')} hint={t('late.emptyHint')} />}
      <ul ref={lines}>
        {late.data?.rows.map(({ patient, daysLate, checks, treatments }) => (
          <li key={patient.id} className="today-line">
            <b className="danger">{words.days(daysLate)}</b>
            <span className="ellipsis">
              <b>{formatName(patient)}</b> <AccessMark access={patient.access} /> <span className="meta">{f.age(patient.birthDate)}</span>
            </span>
            <span className="ellipsis ink-2">
              {checks.map(({ label }) => label[f.language]).join(', ')} <span className="meta">{treatments.map((name) => name[f.language]).join(', ')}</span>
            </span>
            <Button
              tone="text"
              small
              label={t('today:actionFor', { action: t('common:action.open'), name: formatName(patient) })}
              onClick={() => void navigate({ to: '/patients/$patientId', params: { patientId: patient.id }, search: { tab: 'monitoring' } })}
            >
              {t('common:action.open')}
            </Button>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
