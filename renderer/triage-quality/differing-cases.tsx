import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Judgement } from '#contract/second-ratings.ts';
import { AccessMark } from '../access/access-mark.tsx';
import { api } from '../link/client.ts';
import { useTriageWords } from '../referrals/use-triage-words.ts';
import { formatName } from '../text/format.ts';
import { useFormat } from '../text/use-format.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { UrgencyBadge } from '../ui/urgency-badge.tsx';

/** The requests of a sample that is over where the two decided otherwise, the furthest apart first. */
export function DifferingCases({ sampleId }: { readonly sampleId: string }): ReactElement {
  const { t } = useTranslation(['triage-quality', 'referrals']);
  const f = useFormat();
  const words = useTriageWords();
  const found = useQuery(api.secondRatings.differing.queryOptions({ input: { sampleId } }));
  const where = ({ disposition, primary }: Judgement): string => {
    if (disposition === 'book') return words?.professional(primary ?? '') ?? '';
    return disposition === 'emergency' ? t('triage-quality:differing.emergency') : t(`referrals:disposition.${disposition}`);
  };
  return (
    <Sheet title={t('triage-quality:differing.title')} note={found.data?.length}>
      {found.isPending && <SkeletonRows rows={3} />}
      {found.isError && <ErrorNotice what={t('triage-quality:differing.failed')} error={found.error} onRetry={() => void found.refetch()} />}
      {found.data?.length === 0 && <EmptyState sentence={t('triage-quality:differing.none')} />}
      <ul className="rules-list">
        {found.data?.map(({ ratingId, referralId, patient, decidedAt, first, second, note, hadOpened }) => (
          <li key={ratingId} className="rules-case">
            <span className="row">
              <UrgencyBadge urgency={first.cls} />
              <span aria-hidden="true">→</span>
              <UrgencyBadge urgency={second.cls} />
            </span>
            <div className="rules-words">
              <span>
                <Link to="/referrals/$referralId" params={{ referralId }}>
                  <b>{formatName(patient)}</b>
                </Link>{' '}
                <AccessMark access={patient.access} /> <span className="meta">{f.instantDate(decidedAt)}</span>
              </span>
              <span>{t('triage-quality:differing.both', { by: first.by, first: where(first), second: where(second) })}</span>
              {note !== null && <p>{note}</p>}
              {hadOpened && <p className="meta">{t('triage-quality:differing.opened')}</p>}
            </div>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
