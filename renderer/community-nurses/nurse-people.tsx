import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { AccessMark } from '../access/access-mark.tsx';
import { api } from '../link/client.ts';
import { usePermission } from '../session/session-state.ts';
import { formatName } from '../text/format.ts';
import { useFormat } from '../text/use-format.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Sheet } from '../ui/sheet.tsx';

/** The people a nurse has, of records one reads. */
export function NursePeople({ practitionerId, name }: { readonly practitionerId: string; readonly name: string }): ReactElement | null {
  const { t } = useTranslation('nurses');
  const f = useFormat();
  const navigate = useNavigate();
  const reads = usePermission('patient.clinical.read');
  const { data, error, refetch } = useQuery(api.nurses.peopleOf.queryOptions({ input: { practitionerId }, enabled: reads }));
  if (!reads) return null;
  return (
    <Sheet title={t('peopleOf', { name })} note={data?.length}>
      {error && <ErrorNotice what={t('failed')} error={error} onRetry={() => void refetch()} />}
      {data?.length === 0 && <EmptyState sentence={t('noPeople')} />}
      <ul>
        {(data ?? []).map(({ patient, part, pathway, phase, since }) => (
          <li key={`${patient.id} ${part}`} className="nurse-person">
            <button type="button" className="link-button training-name" onClick={() => void navigate({ to: '/patients/$patientId', params: { patientId: patient.id }, search: { tab: 'pathway' } })}>
              {formatName(patient)}
            </button>{' '}
            <AccessMark access={patient.access} />
            <span className="meta treatment-note">{[t(`part.${part}`), pathway[f.language], phase?.[f.language], t('since', { date: f.date(since) })].filter(Boolean).join(' · ')}</span>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
