import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { comparisonIntervals } from '#contract/comparison.ts';
import { smallestCount } from '#contract/indicators.ts';
import { api } from '../link/client.ts';
import { saveFile } from '../link/save-file.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { PageBar } from '../ui/page-bar.tsx';
import { SegmentedControl, SegmentedField } from '../ui/segmented-control.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { CapacitySheet } from './capacity-sheet.tsx';
import { CourseView } from './course-view.tsx';
import { PathwayView } from './pathway-view.tsx';
import { RegionSheet } from './region-sheet.tsx';
import { TeamView } from './team-view.tsx';

const views = ['course', 'team', 'territory', 'pathway'] as const;
const formats = ['pdf', 'xlsx', 'csv'] as const;
type Format = (typeof formats)[number];

/** What the interprofessional team changes for access: over time, by profession, by region. */
export function ProgrammePage(): ReactElement {
  const { t } = useTranslation('programme');
  const f = useFormat();
  const [every, setEvery] = useState<(typeof comparisonIntervals)[number]>('quarter');
  const [view, setView] = useState<(typeof views)[number]>('course');
  const found = useQuery(api.programme.team.queryOptions({ input: { every }, placeholderData: keepPreviousData }));
  const file = useMutation(api.programme.teamFile.mutationOptions({ onSuccess: saveFile }));
  const save = (format: Format): void => {
    if (!file.isPending && found.data) file.mutate({ every, language: f.language, format });
  };
  useShortcut('x', () => save('pdf'), { label: t('file.pdf') });
  return (
    <div className="page">
      <PageBar
        title={t('title')}
        note={t('note')}
        actions={
          <span className="row">
            {formats.map((format) => (
              <Button key={format} icon="download" small {...(format === 'pdf' ? { keys: 'x' } : {})} disabled={!found.data || file.isPending} onClick={() => save(format)}>
                {t(`file.${format}`)}
              </Button>
            ))}
          </span>
        }
      />
      <div className="page-body programme">
        {file.isError && <ErrorNotice what={t('fileFailed')} error={file.error} onRetry={() => file.variables && save(file.variables.format)} />}
        {found.isError && <ErrorNotice what={t('failed')} error={found.error} onRetry={() => void found.refetch()} />}
        {found.isPending && <SkeletonRows rows={10} />}
        {found.data && (
          <>
            <div className="row programme-head">
              <SegmentedControl label={t('view')} value={view} options={views.map((value) => ({ value, label: t(`views.${value}`) }))} onChange={setView} />
              <span className="grow" />
              {(view === 'course' || view === 'team') && <SegmentedField label={t('every')} value={every} options={comparisonIntervals.map((value) => ({ value, label: t(value) }))} onChange={setEvery} />}
            </div>
            {view === 'course' && <CourseView report={found.data} />}
            {view === 'team' && <TeamView report={found.data} />}
            {view === 'pathway' && <PathwayView />}
            {view === 'territory' && (
              <>
                <RegionSheet regions={found.data.regions} />
                <CapacitySheet capacity={found.data.capacity} />
              </>
            )}
            <p className="meta">{t('heldWhy', { most: smallestCount - 1 })}</p>
          </>
        )}
      </div>
    </div>
  );
}
