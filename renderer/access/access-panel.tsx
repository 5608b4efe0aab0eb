import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../link/client.ts';
import { useFormat } from '../text/use-format.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { ResearchConsentSheet } from '../research/consent-sheet.tsx';
import { ContactSheet } from '../messages/contact-sheet.tsx';
import { CareTeamSheet } from './care-team-sheet.tsx';
import { OpeningList } from './opening-list.tsx';
import { RecordCopySheet } from './record-copy-sheet.tsx';
import { RestrictionSheet } from './restriction-sheet.tsx';

/** Who reads this record: its restriction, its care team, and who came in by exception. */
export function AccessPanel({ patientId }: { readonly patientId: string }): ReactElement {
  const { t } = useTranslation('access');
  const f = useFormat();
  const standing = useQuery(api.access.standing.queryOptions({ input: { patientId } }));
  if (standing.isPending) return <SkeletonRows rows={8} />;
  if (standing.isError) return <ErrorNotice what={t('panel.failed')} error={standing.error} onRetry={() => void standing.refetch()} />;
  const { restriction, team, openings, mayChange } = standing.data;
  return (
    <div className="access-panel">
      <RestrictionSheet patientId={patientId} restriction={restriction} mayChange={mayChange} />
      <CareTeamSheet patientId={patientId} team={team} isRestricted={restriction !== null} mayChange={mayChange} />
      <Sheet title={t('openings.title')} note={t('openings.count', { count: openings.length })} padded>
        {openings.length === 0 ? (
          <p className="ink-2">{t('openings.none')}</p>
        ) : (
          <OpeningList openings={openings} review={(opening) => (opening.review ? t('openings.reviewed', { name: opening.review.byName, when: f.instant(opening.review.at) }) : t('openings.waiting'))} />
        )}
      </Sheet>
      <ContactSheet patientId={patientId} />
      <ResearchConsentSheet patientId={patientId} />
      <RecordCopySheet patientId={patientId} />
    </div>
  );
}
