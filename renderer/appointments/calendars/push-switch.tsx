import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../link/client.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Checkbox } from '../../ui/field.tsx';
import { Sheet } from '../../ui/sheet.tsx';

/** Whether the clinic lets visits be pushed to calendar servers. */
export function PushSwitch(): ReactElement {
  const { t } = useTranslation('calendars');
  const queries = useQueryClient();
  const settings = useQuery(api.calendars.pushSettings.queryOptions());
  const set = useMutation(api.calendars.setPush.mutationOptions({ onSuccess: () => queries.invalidateQueries({ queryKey: api.calendars.key() }) }));
  return (
    <Sheet title={t('push.title')} padded>
      <div className="stack">
        <p className="meta">{t('push.switchNote')}</p>
        <Checkbox label={t('push.switch')} checked={settings.data?.on ?? false} disabled={!settings.data || set.isPending} onChange={(event) => set.mutate({ on: event.target.checked })} />
        {(settings.isError || set.isError) && <ErrorNotice what={t('push.notSwitched')} error={settings.error ?? set.error} />}
      </div>
    </Sheet>
  );
}
