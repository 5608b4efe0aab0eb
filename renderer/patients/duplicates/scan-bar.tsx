import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { DuplicateScan } from '#contract/duplicates.ts';
import { useFormat } from '../../text/use-format.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { useShortcut } from '../../ui/shortcut.ts';
import type { useDuplicateScan } from './use-duplicate-scan.ts';

interface ScanBarProps {
  readonly run: ReturnType<typeof useDuplicateScan>;
  readonly lastScan: DuplicateScan | null;
  readonly importId: string | null;
}

/** Where the search for duplicates is, how to stop it, and what the last one looked at. */
export function ScanBar({ run, lastScan, importId }: ScanBarProps): ReactElement {
  const { t } = useTranslation('duplicates');
  const f = useFormat();
  const { phase } = run;
  const isRunning = phase.name === 'running';
  useShortcut('x', run.stop, { label: t('scan.stop'), enabled: isRunning });
  if (phase.name === 'running') {
    const { step } = phase;
    const percent = step && step.total > 0 ? Math.round((step.done / step.total) * 100) : 0;
    return (
      <div className="row duplicates-scan">
        <div className="grow stack">
          <span role="status">{phase.stopping || !step ? t(phase.stopping ? 'scan.stopping' : 'scan.starting') : t('scan.progress', { done: f.number(step.done), total: f.number(step.total), found: f.number(step.found) })}</span>
          <div className="progress-line" role="progressbar" aria-label={t('scan.label')} aria-valuenow={percent} aria-valuemin={0} aria-valuemax={100}>
            <div style={{ width: `${percent}%` }} />
          </div>
        </div>
        <Button icon="stop" keys="x" disabled={phase.stopping} onClick={run.stop} focusOnMount>
          {t('scan.stop')}
        </Button>
      </div>
    );
  }
  const last = phase.name === 'ended' ? phase.end.scan : lastScan;
  const skipped = last?.skipped ?? [];
  return (
    <div className="duplicates-scan">
      {phase.name === 'failed' && <ErrorNotice what={t('scan.failed')} error={phase.error} onRetry={() => run.start(importId)} />}
      <p className="meta" role="status">
        {last === null
          ? t('scan.never')
          : t(`scan.last.${last.state}`, { when: f.instant(last.startedAt), name: last.byName, people: f.number(last.people), found: f.number(last.found), of: t(last.importId === null ? 'scan.everybody' : 'scan.ofImport') })}
        {skipped.length > 0 && ` ${t('scan.skipped', { count: skipped.length, most: f.number(Math.max(...skipped.map(({ people }) => people))) })}`}
      </p>
    </div>
  );
}
