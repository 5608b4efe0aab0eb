import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Outputs } from '#contract/index.ts';
import { api } from '../link/client.ts';
import { hasCode } from '../link/failure.ts';
import { readNumber } from '../text/typed-number.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { TextField } from '../ui/field.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { useToast } from '../ui/toast.tsx';

type Automation = Outputs['messages']['automation'];

/** Whether rules let messages leave by themselves: how many a day, within which hours, and the switch. Off to begin with. */
export function AutomationSheet(): ReactElement | null {
  const { t } = useTranslation('messages');
  const { data, error, refetch } = useQuery(api.messages.automation.queryOptions({ refetchOnWindowFocus: false }));
  if (error) return <ErrorNotice what={t('automation.failed')} error={error} onRetry={() => void refetch()} />;
  return data ? <AutomationForm key={data.version} kept={data} /> : null;
}

function AutomationForm({ kept }: { readonly kept: Automation }): ReactElement {
  const { t } = useTranslation(['messages', 'common']);
  const f = useFormat();
  const queries = useQueryClient();
  const toast = useToast();
  const [draft, setDraft] = useState({ dailyLimit: String(kept.dailyLimit), from: kept.from, until: kept.until });
  const reload = { onSettled: () => void queries.invalidateQueries({ queryKey: api.messages.key() }) };
  const save = useMutation(api.messages.saveAutomation.mutationOptions({ ...reload, onSuccess: () => toast({ text: t('messages:automation.saved') }) }));
  const change = useMutation(api.messages.switchAutomation.mutationOptions(reload));
  const typed = readNumber(draft.dailyLimit);
  const dailyLimit = typeof typed === 'number' && Number.isInteger(typed) && typed >= 1 && typed <= 500 ? typed : null;
  const isTime = (text: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
  const isWrong = dailyLimit === null || !isTime(draft.from) || !isTime(draft.until);
  return (
    <Sheet title={t('messages:automation.title')} note={t(kept.isOn ? 'messages:rule.on' : 'messages:rule.off')} padded className="messages-automation">
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (dailyLimit !== null && !isWrong && !save.isPending) save.mutate({ expectedVersion: kept.version, dailyLimit, from: draft.from, until: draft.until });
        }}
      >
        <p className="meta">{t('messages:automation.about')}</p>
        {kept.isDemonstration && <p className="note">{t('messages:sending.demonstration')}</p>}
        <TextField label={t('messages:automation.dailyLimit')} inputMode="numeric" maxLength={3} value={draft.dailyLimit} error={dailyLimit === null ? t('messages:automation.limitWrong') : undefined} onChange={(event) => setDraft({ ...draft, dailyLimit: event.target.value })} />
        <div className="row wrap">
          {(['from', 'until'] as const).map((key) => (
            <TextField key={key} label={t(`messages:automation.${key}`)} maxLength={5} value={draft[key]} error={isTime(draft[key]) ? undefined : t('messages:automation.timeWrong')} onChange={(event) => setDraft({ ...draft, [key]: event.target.value })} />
          ))}
        </div>
        {save.isError && (hasCode(save.error, 'INVALID') ? <p className="note note-warn" role="alert">{t('messages:automation.hoursWrong')}</p> : <ErrorNotice what={t('messages:automation.notSaved')} error={save.error} kept />)}
        {change.isError && <ErrorNotice what={t('messages:automation.notSaved')} error={change.error} />}
        <div className="row wrap">
          <Button type="submit" disabled={isWrong || save.isPending}>
            {t('common:action.save')}
          </Button>
          <Button disabled={change.isPending || (!kept.isOn && kept.isDemonstration)} onClick={() => change.mutate({ expectedVersion: kept.version, isOn: !kept.isOn })}>
            {t(kept.isOn ? 'messages:automation.switchOff' : 'messages:automation.switchOn')}
          </Button>
          <span className="meta">{[t('messages:automation.today', { count: kept.today, number: f.number(kept.today) }), kept.saved && t('messages:automation.by', { who: kept.saved.by, when: f.instant(kept.saved.at) })].filter(Boolean).join(' · ')}</span>
        </div>
      </form>
    </Sheet>
  );
}
