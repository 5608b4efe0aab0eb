import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactElement, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { AccessMark } from '../access/access-mark.tsx';
import { api } from '../link/client.ts';
import { formatName } from '../text/format.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import { useDrugWords } from './use-drug-words.ts';

/** Lines shown until all are asked for. */
const shownLines = 5;

/** In Today: authorisations of current drugs that end soon, or have ended; nothing to renew takes no room. */
export function Renewals({ keys }: { readonly keys: string }): ReactElement | null {
  const { t } = useTranslation(['treatments', 'today', 'common']);
  const drugWords = useDrugWords();
  const f = useFormat();
  const navigate = useNavigate();
  const lines = useRef<HTMLUListElement>(null);
  const { data, error, refetch } = useQuery(api.treatments.renewals.queryOptions({ input: { limit: 200 } }));
  useShortcut(keys, () => lines.current?.querySelector('button')?.focus(), { label: t('renewals.title'), enabled: (data?.total ?? 0) > 0 });
  if (error) return <ErrorNotice what={t('renewals.failed')} error={error} onRetry={() => void refetch()} />;
  if (!data || data.total === 0) return null;
  return (
    <Sheet title={t('renewals.title')} note={data.total} keys={keys}>
      <ul ref={lines} className={data.rows.length > shownLines ? 'today-scroll' : undefined}>
        {data.rows.map(({ patient, lineId, drug, payer, renewsOn, daysLeft, state, sentOn }) => (
          <li key={lineId} className="today-line">
            <b className={state === 'over' ? 'danger' : 'warn'}>{state === 'over' ? t('renewals.over') : t('renewals.left', { count: daysLeft })}</b>
            <span className="ellipsis">
              <b>{formatName(patient)}</b> <AccessMark access={patient.access} /> <span className="meta">{f.age(patient.birthDate)}</span>
            </span>
            <span className="ellipsis ink-2">
              {drugWords(drug)} <span className="meta tabular">{[f.date(renewsOn), payer, sentOn && t('list.sent', { date: f.date(sentOn) })].filter(Boolean).join(' · ')}</span>
            </span>
            <Button tone="text" small label={t('today:actionFor', { action: t('common:action.open'), name: formatName(patient) })} onClick={() => void navigate({ to: '/patients/$patientId', params: { patientId: patient.id }, search: { tab: 'treatments' } })}>
              {t('common:action.open')}
            </Button>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
