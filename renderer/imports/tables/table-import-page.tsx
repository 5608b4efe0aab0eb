import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Preparation, TableMapping } from '#contract/table-imports.ts';
import type { UndoReport } from '#contract/table-reports.ts';
import { api, client } from '../../link/client.ts';
import { useFormat } from '../../text/use-format.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { PageBar } from '../../ui/page-bar.tsx';
import { useShortcut } from '../../ui/shortcut.ts';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { UndoImport } from '../undo-import.tsx';
import { UndoReportSheet } from '../undo-report-sheet.tsx';
import { CheckStep } from './check-step.tsx';
import { ColumnsStep } from './columns-step.tsx';
import { ReadingStep } from './reading-step.tsx';
import { TableReportSheet } from './report-step.tsx';
import { mappingFaults, openWords } from './table-words.ts';
import { ValuesStep } from './values-step.tsx';

const steps = ['reading', 'columns', 'values', 'check', 'report'] as const;
type Step = (typeof steps)[number];
const restMilliseconds = 800;

/** An import of a table, from how it is read to its report; left and taken up again at any point. */
export function TableImportPage(): ReactElement {
  const { t } = useTranslation('tables');
  const { importId } = useParams({ from: '/imports/$importId' });
  const prepared = useQuery(api.tableImports.open.queryOptions({ input: { importId } }));
  if (prepared.data) return <Wizard key={importId} prepared={prepared.data} />;
  return (
    <div className="page">
      <PageBar title={t('title')} />
      <div className="page-body">{prepared.isError ? <ErrorNotice what={t('failed')} error={prepared.error} onRetry={() => void prepared.refetch()} /> : <SkeletonRows rows={8} />}</div>
    </div>
  );
}

function Wizard({ prepared }: { readonly prepared: Preparation }): ReactElement {
  const { t } = useTranslation('tables');
  const f = useFormat();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { importId, survey, file } = prepared;
  const [step, setStep] = useState<Step>(prepared.stage === 'done' ? 'report' : prepared.stage === 'checked' ? 'check' : 'reading');
  const [mapping, setMapping] = useState<TableMapping>(prepared.mapping);
  const isDone = prepared.stage === 'done';
  useKeptMapping(importId, isDone ? null : mapping);

  const discard = useMutation(
    api.tableImports.discard.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries({ queryKey: api.tableImports.key() });
        await navigate({ to: '/imports' });
      },
    }),
  );
  const faults = mappingFaults(survey, mapping);
  const open = openWords(survey, mapping);
  const next = step === 'reading' ? 'columns' : step === 'columns' ? 'values' : step === 'values' ? 'check' : null;
  const goOn = (): void => {
    if (next && !(step === 'columns' && faults.length > 0)) setStep(next);
  };
  useShortcut('Enter', goOn, { label: t('next'), enabled: next !== null });
  const shown = isDone ? (['check', 'report'] as const) : steps.filter((one) => one !== 'report');
  const reachable = (one: Step): boolean => one !== 'check' || faults.length === 0;

  return (
    <div className="page">
      <PageBar
        title={file.name}
        note={t('file', { count: survey.rows, rows: f.number(survey.rows), size: f.number(Math.max(file.bytes / 1024, 1), 0) })}
        tabs={
          <Tabs
            label={t('steps')}
            items={shown.map((key) => ({ key, label: t(`step.${key}`), count: key === 'values' && open > 0 ? open : undefined }))}
            current={step}
            onChange={(key: Step) => {
              if (reachable(key)) setStep(key);
            }}
          />
        }
        actions={
          <>
            <Button icon="download" onClick={() => void navigate({ to: '/imports' })}>
              {t('back')}
            </Button>
            {!isDone && (
              <Button tone="quiet" disabled={discard.isPending} onClick={() => discard.mutate({ importId })}>
                {t('discard')}
              </Button>
            )}
          </>
        }
      />
      <div className="page-body stack tables-page">
        {discard.isError && <ErrorNotice what={t('discardFailed')} error={discard.error} />}
        {step === 'reading' && <ReadingStep prepared={prepared} onRead={(read) => setMapping(read.mapping)} />}
        {step === 'columns' && <ColumnsStep prepared={prepared} mapping={mapping} onChange={setMapping} />}
        {step === 'values' && <ValuesStep prepared={prepared} mapping={mapping} onChange={setMapping} />}
        {step === 'check' && <CheckStep prepared={prepared} mapping={mapping} onChange={setMapping} onDone={() => setStep('report')} />}
        {step === 'report' && <Report importId={importId} onCorrect={() => setStep('check')} />}
        {next && (
          <div className="tables-next">
            <span className="grow meta" role="status">
              {step === 'columns' && faults.length > 0
                ? faults.map((fault) => (fault.kind === 'twice' ? t('columns.twice', { field: t(`field.${fault.field}`) }) : t(`columns.${fault.kind}`))).join(' ')
                : step === 'values' && open > 0
                  ? t('values.open', { count: open })
                  : t('kept')}
            </span>
            {step !== 'reading' && (
              <Button onClick={() => setStep(step === 'values' ? 'columns' : 'reading')} tone="quiet">
                {t('previous')}
              </Button>
            )}
            <Button tone="primary" keys="Enter" disabled={step === 'columns' && faults.length > 0} onClick={goOn}>
              {t('next')}
            </Button>
          </div>
        )}
      </div>
    </div>
  );
}

function Report({ importId, onCorrect }: { readonly importId: string; readonly onCorrect: () => void }): ReactElement {
  const { t } = useTranslation('tables');
  const { t: words } = useTranslation('imports');
  const f = useFormat();
  const list = useQuery(api.imports.list.queryOptions({ input: { after: null } }));
  const batch = list.data?.batches.find(({ id }) => id === importId);
  const report = batch?.table ?? null;
  const [undone, setUndone] = useState<UndoReport | null>(null);
  if (undone) return <UndoReportSheet report={undone} />;
  if (report) {
    return (
      <>
        <TableReportSheet report={report} onCorrect={batch?.undoneBy ? undefined : onCorrect} />
        {batch?.undoneBy ? <p className="note">{words('undo.undoneBy', { name: batch.undoneBy.byName, when: f.instant(batch.undoneBy.at) })}</p> : <UndoImport importId={importId} onUndone={setUndone} />}
      </>
    );
  }
  return list.isError ? <ErrorNotice what={t('failed')} error={list.error} onRetry={() => void list.refetch()} /> : <SkeletonRows rows={6} />;
}

/** Keeps the mapping in main, sealed, a moment after each change and on leaving. */
function useKeptMapping(importId: string, mapping: TableMapping | null): void {
  const queryClient = useQueryClient();
  const state = useRef({ mapping, kept: mapping });
  useEffect(() => {
    const writing = state.current;
    writing.mapping = mapping;
    const timer = window.setTimeout(() => void keepMapping(queryClient, importId, writing), restMilliseconds);
    return () => window.clearTimeout(timer);
  }, [queryClient, importId, mapping]);
  useEffect(() => {
    const writing = state.current;
    return () => void keepMapping(queryClient, importId, writing);
  }, [queryClient, importId]);
}

async function keepMapping(queryClient: QueryClient, importId: string, writing: { readonly mapping: TableMapping | null; kept: TableMapping | null }): Promise<void> {
  const { mapping: sent, kept: before } = writing;
  if (sent === null || sent === before) return;
  writing.kept = sent;
  try {
    const { stage } = await client.tableImports.keep({ importId, mapping: sent });
    queryClient.setQueryData(api.tableImports.open.queryKey({ input: { importId } }), (present: Preparation | undefined) => present && { ...present, mapping: sent, stage, counts: stage === 'reading' ? null : present.counts });
  } catch {
    // Cut off, or locked: the next change, or leaving, tries again.
    writing.kept = before;
  }
}
