import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Outputs } from '#contract/index';
import { AccessMark } from '../../access/access-mark.tsx';
import { api, client } from '../../link/client.ts';
import { usePermission } from '../../session/session-state.ts';
import { formatName } from '../../text/format.ts';
import { useFormat } from '../../text/use-format.ts';
import { useUndo } from '../../text/use-undo.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { TextField } from '../../ui/field.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { useToast } from '../../ui/toast.tsx';

const shownLines = 8;

type Row = Outputs['remoteVisits']['toBook']['rows'][number];

/** People to be seen in person after a visit at a distance, on Today until a visit is booked; nothing while there are none. */
export function ToBookList(): ReactElement | null {
  const { t } = useTranslation('remote-visits');
  const list = useQuery(api.remoteVisits.toBook.queryOptions({ input: { limit: shownLines } }));
  if (list.isError) return <ErrorNotice what={t('toBook.failed')} error={list.error} onRetry={() => void list.refetch()} />;
  if (!list.data || list.data.total === 0) return null;
  return (
    <Sheet title={t('toBook.title')} note={list.data.total}>
      <ul>
        {list.data.rows.map((row) => (
          <ToBookLine key={row.appointmentId} row={row} />
        ))}
      </ul>
    </Sheet>
  );
}

function ToBookLine({ row }: { readonly row: Row }): ReactElement {
  const { t } = useTranslation(['remote-visits', 'common']);
  const f = useFormat();
  const navigate = useNavigate();
  const toast = useToast();
  const undo = useUndo();
  const queries = useQueryClient();
  const books = usePermission('appointment.book');
  const [why, setWhy] = useState<string | null>(null);
  const reload = (): Promise<void> => queries.invalidateQueries({ queryKey: api.remoteVisits.key() });
  const name = formatName(row.patient);
  const drop = useMutation(
    api.remoteVisits.drop.mutationOptions({
      onSuccess: async (after) => {
        await reload();
        toast({ text: t('toBook.dropped', { name }), undo: () => undo(async () => {
          await client.remoteVisits.drop({ appointmentId: row.appointmentId, expectedVersion: after.version, reason: null });
          await reload();
        }) });
      },
    }),
  );
  return (
    <li>
      <div className="today-line">
        <span className={row.until < f.today ? 'danger tabular' : 'meta tabular'}>{t('toBook.until', { date: f.date(row.until, 'short') })}</span>
        <span className="ellipsis">
          <b>{name}</b> <AccessMark access={row.patient.access} /> <span className="meta tabular">{row.phone ?? ''}</span>
        </span>
        <span className="ellipsis ink-2" title={row.reason}>{row.reason}</span>
        {books ? (
          <span className="row">
            <Button tone="text" small label={t('toBook.bookFor', { name })} onClick={() => void navigate({ to: '/schedule', search: { patientId: row.patient.id } })}>
              {t('toBook.book')}
            </Button>
            <Button tone="text" small label={t('toBook.dropFor', { name })} onClick={() => setWhy('')}>
              {t('toBook.drop')}
            </Button>
          </span>
        ) : (
          <span />
        )}
      </div>
      {why !== null && (
        <form
          className="row wrap remote-drop"
          aria-label={t('toBook.dropFor', { name })}
          onSubmit={(event) => {
            event.preventDefault();
            if (why.trim() !== '' && !drop.isPending) drop.mutate({ appointmentId: row.appointmentId, expectedVersion: row.version, reason: why.trim() });
          }}
        >
          <TextField autoFocus label={t('toBook.why')} value={why} maxLength={300} onChange={(event) => setWhy(event.target.value)} />
          <Button type="submit" disabled={why.trim() === '' || drop.isPending}>
            {t('toBook.confirmDrop')}
          </Button>
          <Button tone="quiet" onClick={() => setWhy(null)}>
            {t('common:action.cancel')}
          </Button>
          {drop.isError && <ErrorNotice what={t('toBook.dropFailed')} error={drop.error} />}
        </form>
      )}
    </li>
  );
}
