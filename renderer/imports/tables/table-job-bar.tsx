import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../text/use-format.ts';
import { Button } from '../../ui/button.tsx';
import { useShortcut } from '../../ui/shortcut.ts';
import type { TableJob } from './use-table-job.ts';

/** Where a check or an import of a table is, and how to stop it. */
export function TableJobBar({ job, words }: { readonly job: TableJob; readonly words: 'check' | 'run' }): ReactElement | null {
  const { t } = useTranslation('tables');
  const f = useFormat();
  const { step } = job;
  useShortcut('x', job.stop, { label: t(`${words}.cancel`), enabled: step !== null });
  if (!step) return null;
  const percent = Math.round(Math.min(step.done / Math.max(step.total, 1), 1) * 100);
  return (
    <div className="imports-progress">
      <div className="grow stack">
        <div className="row">
          <span role="status">{t(`${words}.running`)}</span>
          <span className="grow" />
          <span className="meta tabular">{t('run.of', { done: f.number(step.done), total: f.number(step.total) })}</span>
        </div>
        <div className="imports-track" role="progressbar" aria-label={t(`${words}.progress`)} aria-valuenow={percent} aria-valuemin={0} aria-valuemax={100}>
          <div className="imports-bar" style={{ width: `${percent}%` }} />
        </div>
      </div>
      <Button icon="stop" keys="x" disabled={job.isStopping} onClick={job.stop} focusOnMount>
        {t(`${words}.cancel`)}
      </Button>
    </div>
  );
}
