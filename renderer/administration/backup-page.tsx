import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { BackupEntry, BackupOutcome, BackupOverview } from '#contract/backups.ts';
import { api } from '../link/client.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Icon } from '../ui/icon.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { useToast } from '../ui/toast.tsx';
import { AdministrationBar } from './administration-bar.tsx';
import { BackupSettingsSheet } from './backup-settings.tsx';

const pollMilliseconds = 2000;

/** Backups: now, by the clock, and those that are there, each of which can be tried. */
export function BackupPage(): ReactElement {
  const { t } = useTranslation('backups');
  const queryClient = useQueryClient();
  const toast = useToast();
  const overview = useQuery(api.backups.overview.queryOptions({ refetchInterval: (query) => (query.state.data?.running ? pollMilliseconds : false) }));
  const refresh = (): void => void queryClient.invalidateQueries({ queryKey: api.backups.key() });
  const told = (done: string) => (outcome: BackupOutcome): void => {
    refresh();
    if (outcome.problem === null) toast({ text: done });
  };
  const run = useMutation(api.backups.run.mutationOptions({ onMutate: () => void setTimeout(refresh, 300), onSuccess: told(t('run.done')), onError: refresh }));
  const verify = useMutation(api.backups.verify.mutationOptions({ onSuccess: told(t('verify.done')), onError: refresh }));
  const busy = run.isPending || verify.isPending || Boolean(overview.data?.running);
  const start = (): void => {
    if (!busy) run.mutate(undefined);
  };
  useShortcut('n', start, { label: t('run.action') });
  return (
    <div className="page">
      <AdministrationBar
        current="backups"
        actions={
          <Button tone="primary" icon="saved" keys="n" disabled={busy} onClick={start}>
            {t('run.action')}
          </Button>
        }
      />
      <div className="page-body administration-body" id="administration-panel" role="tabpanel" aria-label={t('title')}>
        <div role="status" aria-live="polite" className="stack administration-status">
          {(run.isPending || overview.data?.running === 'writing') && <p className="note">{t('run.running')}</p>}
          {(verify.isPending || overview.data?.running === 'verifying') && <p className="note">{t('verify.running')}</p>}
          {!run.isPending && verify.data?.problem && (
            <div className="note note-danger">
              <Icon name="alert" />
              <span>
                <b>{t('verify.wrong', { name: verify.data.name ?? '' })}</b> {t(`problem.${verify.data.problem}`)}
              </span>
            </div>
          )}
        </div>
        {run.isError && <ErrorNotice what={t('run.failed')} error={run.error} onRetry={start} />}
        {verify.isError && <ErrorNotice what={t('verify.failed')} error={verify.error} />}
        {overview.isError && <ErrorNotice what={t('list.failed')} error={overview.error} onRetry={() => void overview.refetch()} />}
        {overview.isPending && <SkeletonRows rows={8} />}
        {overview.data && (
          <>
            <State overview={overview.data} />
            <div className="backup-columns">
              <BackupList overview={overview.data} busy={busy} onVerify={(name) => verify.mutate({ name })} />
              <BackupSettingsSheet key={JSON.stringify(overview.data.settings)} overview={overview.data} />
            </div>
          </>
        )}
      </div>
    </div>
  );
}

/** What stands in the way of the next backup, or the last one's success. */
function State({ overview }: { readonly overview: BackupOverview }): ReactElement | null {
  const { t } = useTranslation('backups');
  const f = useFormat();
  const { failure, folderState, folder, lastSuccessAt, sameDisk } = overview;
  return (
    <div className="stack">
      {failure && (
        <div className="note note-danger" role="alert">
          <Icon name="alert" />
          <span>
            <b>{t('failure.title', { when: f.instant(failure.at) })}</b> {t(`problem.${failure.problem}`)} {lastSuccessAt ? t('failure.lastGood', { when: f.instant(lastSuccessAt) }) : t('failure.noneYet')}
          </span>
        </div>
      )}
      {folderState !== 'ready' && failure?.problem !== 'folder-missing' && (
        <div className="note note-warn" role="alert">
          <Icon name="alert" />
          <span>{t(`folder.${folderState}`, { folder })}</span>
        </div>
      )}
      {folderState === 'ready' && sameDisk && (
        <div className="note note-warn">
          <Icon name="alert" />
          <span>{t('folder.sameDisk')}</span>
        </div>
      )}
    </div>
  );
}

interface BackupListProps {
  readonly overview: BackupOverview;
  readonly busy: boolean;
  readonly onVerify: (name: string) => void;
}

function BackupList({ overview, busy, onVerify }: BackupListProps): ReactElement {
  const { t } = useTranslation('backups');
  const f = useFormat();
  const { backups, folder, folderState } = overview;
  return (
    <Sheet title={t('list.title')} note={t('list.in', { folder })}>
      {folderState === 'missing' ? (
        <EmptyState sentence={t('list.unreachable')} hint={t('list.unreachableHint')} />
      ) : backups.length === 0 ? (
        <EmptyState sentence={t('list.none')} hint={t('list.noneHint')} />
      ) : (
        <div className="backup-list" role="group" aria-label={t('list.title')} tabIndex={0}>
          <table className="table backup-table">
            <thead>
              <tr>
                <th scope="col">{t('column.when')}</th>
                <th scope="col">{t('column.origin')}</th>
                <th scope="col" className="numeric">{t('column.size')}</th>
                <th scope="col" className="numeric">{t('column.patients')}</th>
                <th scope="col" className="numeric">{t('column.rows')}</th>
                <th scope="col">{t('column.verified')}</th>
                <th scope="col">
                  <span className="visually-hidden">{t('column.action')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {backups.map((backup) => (
                <tr key={backup.name}>
                  <td className="no-wrap tabular" title={backup.name}>
                    {f.instant(backup.createdAt)}
                  </td>
                  <td>{t(`origin.${backup.origin}`)}</td>
                  <td className="numeric no-wrap">{t('size', { megabytes: f.number(backup.bytes / 1_000_000, 1) })}</td>
                  <td className="numeric">{f.number(backup.patients)}</td>
                  <td className="numeric">{f.number(backup.rows)}</td>
                  <td>
                    <VerifiedChip verified={backup.verified} />
                  </td>
                  <td>
                    <Button small tone="quiet" disabled={busy} onClick={() => onVerify(backup.name)}>
                      {t('verify.action')}
                      <span className="visually-hidden"> {f.instant(backup.createdAt)}</span>
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Sheet>
  );
}

function VerifiedChip({ verified }: { readonly verified: BackupEntry['verified'] }): ReactElement {
  const { t } = useTranslation('backups');
  const f = useFormat();
  if (!verified) return <Chip>{t('verified.never')}</Chip>;
  if (verified.problem) {
    return (
      <Chip tone="danger" icon="alert">
        {t(`verified.problem.${verified.problem}`)}
      </Chip>
    );
  }
  return (
    <Chip tone="ok" icon="check">
      {t('verified.ok', { when: f.instantDate(verified.at, 'short') })}
    </Chip>
  );
}
