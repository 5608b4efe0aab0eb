import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldChange, RecordChange } from '#contract/record-history.ts';
import type { Bilingual } from '#contract/triage.ts';
import { api } from '../../link/client.ts';
import { usePermission } from '../../session/session-state.ts';
import { useFormat } from '../../text/use-format.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { useFieldWords } from '../use-field-words.ts';

/** Who changed what in a record, newest first, down to its beginning. */
export function HistoryPanel({ patientId }: { readonly patientId: string }): ReactElement {
  const { t } = useTranslation(['record', 'audit']);
  const f = useFormat();
  // Without clinical reading, only changes of identity come.
  const title = t(usePermission('patient.clinical.read') ? 'history.titleClinical' : 'history.title');
  const history = useInfiniteQuery(
    api.patientEdits.history.infiniteOptions({
      input: (after: string | null) => ({ patientId, after }), initialPageParam: null as string | null, getNextPageParam: (page) => page.next,
    }),
  );
  const changes = history.data?.pages.flatMap((page) => page.changes) ?? [];
  const plans: Plans = Object.fromEntries((history.data?.pages ?? []).flatMap((page) => Object.entries(page.plans)));
  const begun = history.data?.pages[0]?.begun;
  const who = (name: string): string => (name === 'system:command-line' ? t('audit:program.command-line') : name);
  const hasCreation = changes.some((change) => change.entity === 'patient' && change.origin === 'created');
  return (
    <div className="page-body">
      {history.isError && <ErrorNotice what={t('history.failed')} error={history.error} onRetry={() => void history.refetch()} />}
      <Sheet title={title} note={t('history.note')}>
        {history.isPending && <SkeletonRows rows={6} />}
        {history.data && (
          <table className="table patients-history" aria-label={title}>
            <thead>
              <tr>
                <th className="patients-history-when">{t('history.when')}</th>
                <th className="patients-history-who">{t('history.who')}</th>
                <th>{t('history.what')}</th>
              </tr>
            </thead>
            <tbody>
              {changes.map((change) => (
                <tr key={change.id}>
                  <td className="tabular">{f.instant(change.at)}</td>
                  <td>{who(change.byName)}</td>
                  <td>
                    <What change={change} plans={plans} />
                  </td>
                </tr>
              ))}
              {begun && !history.hasNextPage && !hasCreation && (
                <tr>
                  <td className="tabular">{f.instant(begun.at)}</td>
                  <td>{begun.byName === null ? '' : who(begun.byName)}</td>
                  <td>{t(begun.origin === 'import' ? 'history.begunByImport' : 'history.begun')}</td>
                </tr>
              )}
            </tbody>
          </table>
        )}
        {history.hasNextPage && (
          <div className="sheet-body">
            <Button small onClick={() => void history.fetchNextPage()} disabled={history.isFetchingNextPage}>
              {t('history.more')}
            </Button>
          </div>
        )}
      </Sheet>
    </div>
  );
}

type Plans = Readonly<Record<string, Bilingual>>;

function What({ change, plans }: { readonly change: RecordChange; readonly plans: Plans }): ReactElement {
  const { t } = useTranslation('record');
  const { entity, origin, reason, changes } = change;
  const begins = origin === 'created' && entity === 'patient';
  return (
    <div className="stack patients-history-what">
      {origin !== 'edit' && (
        <span>
          <Chip>{origin === 'created' && !begins ? t('history.added') : t(`origin.${origin}`)}</Chip>
        </span>
      )}
      {!begins && changes.map((one) => <Line key={one.field} change={one} plans={plans} />)}
      {reason !== null && <span className="meta">{t('history.reason', { reason })}</span>}
    </div>
  );
}

function Line({ change: { field, from, to }, plans }: { readonly change: FieldChange; readonly plans: Plans }): ReactElement {
  const { t } = useTranslation('record');
  const words = useFieldWords(plans);
  return (
    <div>
      <span className="ink-2">{t('history.line', { field: words.field(field), from: words.value(field, from) })}</span> <span aria-hidden="true">→</span>
      <span className="visually-hidden">{t('history.became')}</span> <b>{words.value(field, to)}</b>
    </div>
  );
}
