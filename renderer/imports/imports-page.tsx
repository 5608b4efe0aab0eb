import { useNavigate } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportBatch } from '#contract/imports.ts';
import { usePermission } from '../session/session-state.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { PageBar } from '../ui/page-bar.tsx';
import { EarlierImports } from './earlier-imports.tsx';
import { FileSheet } from './file-sheet.tsx';
import { ReportSheet } from './report-sheet.tsx';
import { useImportRun } from './use-import-run.ts';

/** Taking records in from files, and the reports of what was taken. */
export function ImportsPage(): ReactElement {
  const { t } = useTranslation('imports');
  const f = useFormat();
  const navigate = useNavigate();
  const run = useImportRun();
  const mayExport = usePermission('export.identified');
  const [earlier, setEarlier] = useState<ImportBatch | null>(null);
  const ownReport = run.phase.name === 'done' ? run.phase.report : null;
  // A report chosen in the list gives way to that of an import made since.
  const [seen, setSeen] = useState(ownReport);
  if (seen !== ownReport) {
    setSeen(ownReport);
    setEarlier(null);
  }
  const shown = earlier?.report ?? ownReport;
  const title = earlier ? t('report.titleOf', { when: f.instant(earlier.startedAt) }) : t('report.title');
  return (
    <div className="page">
      <PageBar
        title={t('title')}
        note={t('note')}
        actions={
          <>
            {mayExport && (
              <Button onClick={() => void navigate({ to: '/exports' })}>{t('toExports')}</Button>
            )}
            <Button icon="registry" onClick={() => void navigate({ to: '/patients' })}>
              {t('toRegistry')}
            </Button>
          </>
        }
      />
      <div className="page-body page-columns imports-columns">
        <div className="stack">
          <FileSheet run={run} />
          <div aria-live="polite">{shown && <ReportSheet key={shown.importId} report={shown} title={title} />}</div>
        </div>
        <EarlierImports chosen={shown?.importId ?? null} onChoose={setEarlier} />
      </div>
    </div>
  );
}
