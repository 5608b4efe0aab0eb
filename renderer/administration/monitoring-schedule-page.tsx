import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../link/client.ts';
import { useFormat } from '../text/use-format.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { SegmentedField } from '../ui/segmented-control.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { useToast } from '../ui/toast.tsx';
import { AdministrationBar } from './administration-bar.tsx';

/** Which published schedule of laboratory tests the clinic follows. */
export function MonitoringSchedulePage(): ReactElement {
  const { t } = useTranslation(['monitoring', 'administration']);
  const f = useFormat();
  const queries = useQueryClient();
  const toast = useToast();
  const schedule = useQuery(api.monitoring.schedule.queryOptions());
  const choose = useMutation(
    api.monitoring.chooseSchedule.mutationOptions({
      onSuccess: ({ chosen }) => {
        if (chosen) toast({ text: t('schedule.kept') });
        void queries.invalidateQueries({ queryKey: api.monitoring.key() });
      },
    }),
  );
  return (
    <div className="page">
      <AdministrationBar current="monitoring" />
      <div className="page-body" id="administration-panel" role="tabpanel" aria-label={t('administration:part.monitoring')}>
        {schedule.isPending && <SkeletonRows rows={4} />}
        {schedule.isError && <ErrorNotice what={t('schedule.failed')} error={schedule.error} onRetry={() => void schedule.refetch()} />}
        {schedule.data && (
          <Sheet title={t('schedule.title')} note={t('schedule.note')} padded>
            <div className="stack">
              <SegmentedField
                label={t('schedule.label')}
                value={schedule.data.profile}
                options={schedule.data.profiles.map(({ code, label }) => ({ value: code, label: label[f.language] }))}
                onChange={(profile) => choose.mutate({ profile })}
              />
              <p>{t(`schedule.${schedule.data.profile}`)}</p>
              {choose.isError && <ErrorNotice what={t('schedule.notKept')} error={choose.error} />}
              <p className="meta">{t('alerts.aid')}</p>
            </div>
          </Sheet>
        )}
      </div>
    </div>
  );
}
