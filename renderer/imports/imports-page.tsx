import { useMutation } from '@tanstack/react-query';
import { useNavigate, useRouter } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportBatch } from '#contract/imports.ts';
import type { UndoReport } from '#contract/table-reports.ts';
import { api } from '../link/client.ts';
import { usePermission } from '../session/session-state.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { PageBar } from '../ui/page-bar.tsx';
import { EarlierImports } from './earlier-imports.tsx';
import { FileSheet } from './file-sheet.tsx';
import { ReportSheet } from './report-sheet.tsx';
import { UndoImport } from './undo-import.tsx';
import { UndoReportSheet } from './undo-report-sheet.tsx';
import { RefusalNotice } from './tables/refusal-notice.tsx';
import { TableReportSheet } from './tables/report-step.tsx';
import { UnfinishedTables } from './tables/unfinished-tables.tsx';
import { useImportRun } from './use-import-run.ts';

/** Taking records in from files, and the reports of what was taken. */
export function ImportsPage(): ReactElement {
  const { t } = useTranslation('imports');
  const { t: words } = useTranslation('tables');
  const f = useFormat();
  const navigate = useNavigate();
  const mayExport = usePermission('export.identified');
  const router = useRouter();
  const begin = useMutation(api.tableImports.begin.mutationOptions({ onSuccess: ({ importId }) => router.history.push(`/imports/${importId}`) }));
  const run = useImportRun((intakeId) => begin.mutate({ intakeId }));
  const [earlier, setEarlier] = useState<ImportBatch | null>(null);
  const [undone, setUndone] = useState<UndoReport | null>(null);
  const ownReport = run.phase.name === 'done' ? run.phase.report : null;
  // A report chosen in the list gives way to that of an import made since.
  const [seen, setSeen] = useState(ownReport);
  if (seen !== ownReport) {
    setSeen(ownReport);
    setEarlier(null);
    setUndone(null);
  }
  const table = earlier?.table ?? null;
  const undo = undone ?? earlier?.undo ?? null;
  const undoable = earlier ? (earlier.undoneBy === null && earlier.kind !== 'undo' && earlier.state !== 'running' ? earlier.id : null) : (ownReport?.importId ?? null);
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
          {begin.isPending && <p className="note" role="status">{words('begin.reading')}</p>}
          {begin.isError && <RefusalNotice what={words('begin.failed')} error={begin.error} />}
          <UnfinishedTables />
          <div aria-live="polite">{undo ? <UndoReportSheet report={undo} /> : table ? <TableReportSheet report={table} onCorrect={() => router.history.push(`/imports/${table.importId}`)} /> : shown && <ReportSheet key={shown.importId} report={shown} title={title} />}</div>
          {undo === null && undoable !== null && <UndoImport key={undoable} importId={undoable} onUndone={setUndone} />}
          {earlier?.undoneBy && undo === null && <p className="note">{t('undo.undoneBy', { name: earlier.undoneBy.byName, when: f.instant(earlier.undoneBy.at) })}</p>}
        </div>
        <EarlierImports
          chosen={undone?.importId ?? earlier?.id ?? shown?.importId ?? null}
          onChoose={(batch) => {
            setUndone(null);
            setEarlier(batch);
          }}
        />
      </div>
    </div>
  );
}
