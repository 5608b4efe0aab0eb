import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { type MessageFilter, type MessageRow, mostMessagesAtOnce } from '#contract/messages.ts';
import { api, client } from '../link/client.ts';
import { saveFile } from '../link/save-file.ts';
import { usePermission } from '../session/session-state.ts';
import { formatName } from '../text/format.ts';
import { useUndo } from '../text/use-undo.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Icon } from '../ui/icon.tsx';
import { useToast } from '../ui/toast.tsx';

type Decision = 'ready' | 'held' | 'cancelled' | 'prepared';
interface Refused {
  readonly row: MessageRow;
  readonly why: 'stale' | 'no-channel' | 'state' | 'closed';
}

/** What each list offers to do with the messages chosen. */
const offered: Readonly<Record<MessageFilter, readonly Decision[]>> = { open: ['ready', 'held', 'cancelled'], ready: ['prepared', 'held', 'cancelled'], held: ['ready', 'prepared', 'cancelled'], trouble: ['ready', 'cancelled'], left: [], ended: ['prepared'] };
const takenFrom: ReadonlySet<MessageFilter> = new Set(['open', 'ready', 'held', 'left']);

export interface MessageActionsProps {
  readonly chosen: readonly MessageRow[];
  readonly filter: MessageFilter;
  /** What is still chosen: the messages that were refused. */
  readonly onChosen: (ids: readonly string[]) => void;
}

/** Decides of the messages chosen, prints or exports them; says one by one what was refused. */
export function MessageActions({ chosen, filter, onChosen }: MessageActionsProps): ReactElement | null {
  const { t } = useTranslation('messages');
  const queries = useQueryClient();
  const toast = useToast();
  const undo = useUndo();
  const mayExport = usePermission('export.identified');
  const [isPending, setPending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [refused, setRefused] = useState<readonly Refused[]>([]);
  const seen = chosen.slice(0, mostMessagesAtOnce).map((row) => ({ messageId: row.id, expectedVersion: row.version }));
  const reload = (): Promise<void> => queries.invalidateQueries({ queryKey: api.messages.key() });
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    if (isPending) return;
    setPending(true);
    setError(null);
    try {
      await work();
    } catch (failure) {
      setError(failure);
    }
    await reload();
    setPending(false);
  };
  const decide = (to: Decision): Promise<void> =>
    attempt(async () => {
      const { done, refused: left } = await client.messages.decide({ messages: seen, to });
      setRefused(left.flatMap(({ messageId, code, state }) => chosen.filter(({ id }) => id === messageId).map((row) => ({ row, why: whyOf(code, state) }))));
      onChosen(left.map(({ messageId }) => messageId));
      const back = (): Promise<string | null> =>
        undo(async () => {
          await client.messages.decide({ messages: done.map(({ messageId, version }) => ({ messageId, expectedVersion: version })), to: 'prepared' });
        }).finally(() => void reload());
      if (done.length > 0) toast({ text: t(`done.${to}`, { count: done.length }), ...(filter === 'open' ? { undo: back } : {}) });
    });
  const take = (how: 'print' | 'exportFile'): Promise<void> =>
    attempt(async () => {
      saveFile(await (how === 'print' ? client.messages.print({ messages: seen }) : client.messages.exportFile({ messages: seen })));
      onChosen([]);
      toast({ text: t(`done.${how}`, { count: seen.length }) });
    });
  if (chosen.length === 0 && refused.length === 0 && error === null) return null;
  return (
    <section className="messages-bar" aria-label={t('several')}>
      {chosen.length > 0 && (
        <>
          <b>{t('chosen', { count: chosen.length })}</b>
          {offered[filter].map((to) => (
            <Button key={to} small disabled={isPending} onClick={() => void decide(to)}>
              {t(`decide.${to}`)}
            </Button>
          ))}
          {takenFrom.has(filter) && (
            <Button small icon="print" disabled={isPending} onClick={() => void take('print')}>
              {t('decide.print')}
            </Button>
          )}
          {takenFrom.has(filter) && mayExport && (
            <Button small icon="download" disabled={isPending} onClick={() => void take('exportFile')}>
              {t('decide.exportFile')}
            </Button>
          )}
        </>
      )}
      {error !== null && <ErrorNotice what={t('notDone')} error={error} />}
      {refused.length > 0 && (
        <div className="note note-warn grow" role="alert">
          <Icon name="alert" />
          <ul className="grow">
            {refused.map(({ row, why }) => (
              <li key={row.id}>{t('refusedLine', { name: formatName(row.patient), why: t(`refused.${why}`) })}</li>
            ))}
          </ul>
          <IconButton icon="close" label={t('forgetRefused')} onClick={() => setRefused([])} />
        </div>
      )}
    </section>
  );
}

function whyOf(code: string, state: string | null): Refused['why'] {
  if (code === 'STALE') return 'stale';
  if (code === 'RESTRICTED') return 'closed';
  return state === 'no-channel' ? 'no-channel' : 'state';
}
