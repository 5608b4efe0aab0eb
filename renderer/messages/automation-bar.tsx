import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../link/client.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Icon } from '../ui/icon.tsx';
import { useToast } from '../ui/toast.tsx';

/** Above the outbox while rules let messages leave by themselves: how many of how many today, and the button that stops it. */
export function AutomationBar(): ReactElement | null {
  const { t } = useTranslation('messages');
  const f = useFormat();
  const queries = useQueryClient();
  const toast = useToast();
  const { data } = useQuery(api.messages.automation.queryOptions({ refetchInterval: 60_000 }));
  const stop = useMutation(
    api.messages.stopAutomation.mutationOptions({
      onSuccess: async ({ putBack }) => {
        await queries.invalidateQueries({ queryKey: api.messages.key() });
        toast({ text: t('automation.stopped', { count: putBack }) });
      },
    }),
  );
  if (stop.isError) return <ErrorNotice what={t('automation.notStopped')} error={stop.error} />;
  if (!data?.isOn) return null;
  return (
    <div className="messages-bar" role="status">
      <Icon name="clock" size="small" />
      <span>{t('automation.running', { today: f.number(data.today), most: f.number(data.dailyLimit), from: f.time(data.from), until: f.time(data.until) })}</span>
      <Button small disabled={stop.isPending} onClick={() => stop.mutate(undefined)}>
        {t('automation.stop')}
      </Button>
    </div>
  );
}
