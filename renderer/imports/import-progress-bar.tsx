import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import type { ImportRun } from './use-import-run.ts';

/** Where a sending or an import is, and how to stop it. */
export function ImportProgressBar({ run }: { readonly run: ImportRun }): ReactElement | null {
  const { t } = useTranslation('imports');
  const f = useFormat();
  const { phase } = run;
  const isRunning = phase.name === 'running';
  useShortcut('x', run.stop, { label: t('run.stop'), enabled: isRunning });
  if (phase.name !== 'sending' && phase.name !== 'running') return null;
  const share = phase.name === 'sending' ? phase.sent / phase.files : phase.step.done / Math.max(phase.step.total, 1);
  const percent = Math.round(Math.min(share, 1) * 100);
  const what =
    phase.name === 'sending'
      ? t('run.sending', { file: phase.sent + 1, files: phase.files })
      : t('run.file', { file: phase.step.file, files: phase.step.files, name: phase.step.source });
  return (
    <div className="imports-progress">
      <div className="grow stack">
        <div className="row">
          <span className="ellipsis" role="status">
            {isRunning && phase.stopping ? t('run.stopping') : what}
          </span>
          <span className="grow" />
          {isRunning && <span className="meta tabular">{t('run.resources', { count: phase.step.resources, number: f.number(phase.step.resources) })}</span>}
        </div>
        <div className="imports-track" role="progressbar" aria-label={t('run.progress')} aria-valuenow={percent} aria-valuemin={0} aria-valuemax={100}>
          <div className="imports-bar" style={{ width: `${percent}%` }} />
        </div>
      </div>
      {isRunning && (
        <Button icon="stop" keys="x" disabled={phase.stopping} onClick={run.stop} focusOnMount>
          {t('run.stop')}
        </Button>
      )}
    </div>
  );
}
