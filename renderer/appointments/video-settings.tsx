import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../link/client.ts';
import { hasCode, toFailure } from '../link/failure.ts';
import { usePermission } from '../session/session-state.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { TextField } from '../ui/field.tsx';
import { PageBar } from '../ui/page-bar.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { useToast } from '../ui/toast.tsx';
import { PushSwitch } from './calendars/push-switch.tsx';

/** The clinic's template of video links. */
export function VideoSettings(): ReactElement {
  const { t } = useTranslation(['appointments', 'errors']);
  const mayManage = usePermission('settings.manage');
  const settings = useQuery(api.appointments.videoSettings.queryOptions());
  return (
    <div className="page">
      <PageBar title={t('video.title')} />
      <div className="page-body">
        {!mayManage && <EmptyState sentence={t('errors:code.FORBIDDEN')} />}
        {mayManage && settings.isPending && <SkeletonRows rows={2} />}
        {mayManage && settings.isError && <ErrorNotice what={t('video.failed')} error={settings.error} onRetry={() => void settings.refetch()} />}
        {mayManage && settings.data && (
          <div className="stack">
            <VideoForm key={settings.data.template} template={settings.data.template ?? ''} />
            <div className="hours">
              <PushSwitch />
            </div>
          </div>
        )}
      </div>
    </div>
  );
}

function VideoForm({ template }: { readonly template: string }): ReactElement {
  const { t } = useTranslation(['appointments', 'common']);
  const queries = useQueryClient();
  const showToast = useToast();
  const [typed, setTyped] = useState(template);
  const save = useMutation(
    api.appointments.setVideoSettings.mutationOptions({
      onSuccess: async () => {
        showToast({ text: t('video.saved') });
        await queries.invalidateQueries({ queryKey: api.appointments.key() });
      },
    }),
  );
  const send = (): void => save.mutate({ template: typed.trim() === '' ? null : typed });
  const invalid = hasCode(save.error, 'INVALID');
  return (
    <form
      className="hours"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Sheet title={t('video.sheet')} padded>
        <div className="stack">
          <TextField
            label={t('video.template')}
            help={t('video.help')}
            error={invalid ? t(`video.problem.${problemOf(save.error)}`) : undefined}
            optional
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
          {save.isError && !invalid && <ErrorNotice what={t('video.notSaved')} error={save.error} kept onRetry={send} />}
          <div>
            <Button tone="primary" type="submit" disabled={typed === template || save.isPending}>
              {t('common:action.save')}
            </Button>
          </div>
        </div>
      </Sheet>
    </form>
  );
}

function problemOf(error: unknown): 'ROOM_MISSING' | 'NOT_HTTPS' {
  return JSON.stringify(toFailure(error).data ?? '').includes('ROOM_MISSING') ? 'ROOM_MISSING' : 'NOT_HTTPS';
}
