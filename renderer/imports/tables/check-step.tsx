import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { listsResults, type Preparation, type TableMapping, type TableRow } from '#contract/table-imports.ts';
import { rowProblemCodes, rowStates, type RowProblemCode, type RowState, type TableCounts, warnings } from '#contract/table-reports.ts';
import { api, client } from '../../link/client.ts';
import { useFormat } from '../../text/use-format.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Icon } from '../../ui/icon.tsx';
import { SegmentedField } from '../../ui/segmented-control.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { useShortcut } from '../../ui/shortcut.ts';
import { Tabs } from '../../ui/tabs.tsx';
import { VirtualTable } from '../../ui/virtual-table.tsx';
import { RefusalNotice } from './refusal-notice.tsx';
import { RememberMapping } from './remember-mapping.tsx';
import { RowPane } from './row-pane.tsx';
import { SaveMapping } from './save-mapping.tsx';
import { SaveRejected } from './save-rejected.tsx';
import { TableJobBar } from './table-job-bar.tsx';
import { useTableJob } from './use-table-job.ts';

type Shown = RowState | 'all';

export interface CheckStepProps {
  readonly prepared: Preparation;
  readonly mapping: TableMapping;
  readonly onChange: (mapping: TableMapping) => void;
  readonly onDone: () => void;
}

/** Every row before anything is written: what is wrong with it, who it may be about, what becomes of it; then the import. */
export function CheckStep({ prepared, mapping, onChange, onDone }: CheckStepProps): ReactElement {
  const { t } = useTranslation('tables');
  const queryClient = useQueryClient();
  const { importId, counts } = prepared;
  const checking = useTableJob(importId);
  const running = useTableJob(importId);
  const [cancelled, setCancelled] = useState(false);
  const isBusy = checking.step !== null || running.step !== null;
  const isDone = prepared.stage === 'done';
  const isOfResults = listsResults(mapping.columns);
  const refresh = (): void => void queryClient.invalidateQueries({ queryKey: api.tableImports.key() });

  const check = (): void => {
    setCancelled(false);
    checking.follow((signal) => client.tableImports.check({ importId, mapping }, { signal }), (end) => {
      if (end.kind === 'counts') setCancelled(end.cancelled);
      refresh();
    });
  };
  const run = (): void =>
    running.follow((signal) => client.tableImports.run({ importId }, { signal }), () => {
      refresh();
      void queryClient.invalidateQueries({ queryKey: api.imports.key() });
      void queryClient.invalidateQueries({ queryKey: api.patients.key() });
      onDone();
    });
  const ready = counts?.states.ready ?? 0;
  const isCurrent = counts !== null && (isDone || JSON.stringify(prepared.mapping) === JSON.stringify(mapping));
  useShortcut('v', check, { label: t('check.again'), enabled: !isBusy && !isDone });
  useShortcut('i', run, { label: t('check.run', { count: ready, number: ready }), enabled: !isBusy && isCurrent && ready > 0 });

  return (
    <>
      <Sheet title={t('check.title')} actions={<><SaveMapping importId={importId} mapping={mapping} /><RememberMapping mapping={mapping} /></>}>
        {!isDone && !isOfResults && <Policies mapping={mapping} onChange={onChange} disabled={isBusy} />}
        {checking.error !== null && <RefusalNotice what={t('check.failed')} error={checking.error} />}
        {running.error !== null && <ErrorNotice what={t('run.failed')} error={running.error} />}
        <TableJobBar job={checking} words="check" />
        <TableJobBar job={running} words="run" />
        {cancelled && <p className="note note-warn imports-outcome">{t('check.cancelled')}</p>}
        {!isBusy && (
          <CheckFoot
            importId={importId}
            isOfResults={isOfResults}
            counts={isCurrent ? counts : null}
            check={isDone ? undefined : check}
            run={ready > 0 ? run : undefined}
          />
        )}
      </Sheet>
      {isCurrent && !isBusy && <Rows prepared={prepared} counts={counts} mapping={mapping} onChanged={refresh} />}
    </>
  );
}

function Policies({ mapping, onChange, disabled }: { readonly mapping: TableMapping; readonly onChange: (mapping: TableMapping) => void; readonly disabled: boolean }): ReactElement {
  const { t } = useTranslation('tables');
  return (
    <fieldset className="tables-fields" disabled={disabled}>
      <legend className="visually-hidden">{t('check.policy')}</legend>
      <SegmentedField label={t('check.sure')} value={mapping.sure} options={(['merge', 'ask', 'skip'] as const).map((value) => ({ value, label: t(`check.sureName.${value}`) }))} onChange={(sure) => onChange({ ...mapping, sure })} />
      <SegmentedField label={t('check.likely')} value={mapping.likely} options={(['ask', 'create', 'skip'] as const).map((value) => ({ value, label: t(`check.likelyName.${value}`) }))} onChange={(likely) => onChange({ ...mapping, likely })} />
      <SegmentedField label={t('check.merge')} value={mapping.merge} options={(['fill', 'replace'] as const).map((value) => ({ value, label: t(`check.mergeName.${value}`) }))} onChange={(merge) => onChange({ ...mapping, merge })} />
    </fieldset>
  );
}

function CheckFoot({ importId, isOfResults, counts, check, run }: { readonly importId: string; readonly isOfResults: boolean; readonly counts: TableCounts | null; readonly check: (() => void) | undefined; readonly run: (() => void) | undefined }): ReactElement {
  const { t } = useTranslation('tables');
  const f = useFormat();
  const left = counts ? (counts.states.problem ?? 0) + (counts.states.undecided ?? 0) + (counts.states.refused ?? 0) : 0;
  const ready = counts?.states.ready ?? 0;
  return (
    <div className="imports-foot">
      <span className="grow meta" role="status">
        {counts === null ? t('check.needCheck') : ready === 0 ? t('check.nothing') : isOfResults ? t('check.resultCount', { count: ready, number: f.number(ready) }) : `${t('check.creates', { number: f.number(counts.creates) })} · ${t('check.merges', { number: f.number(counts.merges) })}`}
        {left > 0 && ` · ${t('check.left', { count: left, number: f.number(left) })}`}
      </span>
      {left > 0 && <SaveRejected importId={importId} />}
      {check && (
        <Button keys="v" onClick={check} tone={counts === null ? 'primary' : 'default'} focusOnMount={counts === null}>
          {t('check.again')}
        </Button>
      )}
      {counts !== null && run && (
        <Button tone="primary" keys="i" onClick={run}>
          {t('check.run', { count: ready, number: f.number(ready) })}
        </Button>
      )}
    </div>
  );
}

function Rows({ prepared, counts, mapping, onChanged }: { readonly prepared: Preparation; readonly counts: TableCounts; readonly mapping: TableMapping; readonly onChanged: () => void }): ReactElement {
  const { t } = useTranslation('tables');
  const f = useFormat();
  const { importId } = prepared;
  const [shown, setShown] = useState<Shown>(() => (['problem', 'undecided'] as const).find((state) => (counts.states[state] ?? 0) > 0) ?? 'all');
  const [problem, setProblem] = useState<RowProblemCode | null>(null);
  const [selected, setSelected] = useState<string | null>(null);
  const list = useInfiniteQuery(
    api.tableImports.rows.infiniteOptions({
      input: (after: number) => ({ importId, state: shown === 'all' ? null : shown, problem, after }),
      initialPageParam: 0,
      getNextPageParam: (page) => page.next,
    }),
  );
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  const row = rows.find(({ line }) => String(line) === selected) ?? null;
  const states = rowStates.filter((state) => (counts.states[state] ?? 0) > 0);
  const kinds = rowProblemCodes.filter((code) => (counts.problems[code] ?? 0) > 0);

  return (
    <div className="tables-split">
      <Sheet title={t('check.rows')} className="tables-rows">
        <Tabs
          label={t('check.rows')}
          items={[{ key: 'all', label: t('check.all'), count: counts.total }, ...states.map((state) => ({ key: state, label: t(`check.state.${state}`), count: counts.states[state] }))]}
          current={shown}
          onChange={(key: Shown) => {
            setShown(key);
            setProblem(null);
          }}
        />
        {kinds.length > 0 && (
          <div className="tables-kinds" role="group" aria-label={t('check.kinds')}>
            {kinds.map((code) => (
              <button key={code} type="button" className="tables-kind" aria-pressed={problem === code} onClick={() => setProblem(problem === code ? null : code)}>
                {!warnings.has(code) && <Icon name="alert" size="small" />}
                {t(`problem.${code}`)} <b className="tabular">{f.number(counts.problems[code] ?? 0)}</b>
              </button>
            ))}
          </div>
        )}
        {shown === 'undecided' && <BulkDecision importId={importId} isOfResults={listsResults(mapping.columns)} onChanged={onChanged} />}
        {list.isError && <ErrorNotice what={t('check.rowsFailed')} error={list.error} onRetry={() => void list.refetch()} />}
        <VirtualTable
          label={t('check.rows')}
          rows={rows}
          rowKey={(one) => String(one.line)}
          selectedKey={selected}
          onSelect={setSelected}
          onOpen={(one) => setSelected(String(one.line))}
          onReachEnd={() => {
            if (list.hasNextPage && !list.isFetching) void list.fetchNextPage();
          }}
          loading={list.isPending}
          empty={<EmptyState sentence={t('check.noRows')} />}
          columns={[
            { key: 'line', header: t('check.line'), width: '4.5rem', numeric: true, render: (one) => one.line },
            { key: 'person', header: t('check.person'), width: 'minmax(10rem, 1fr)', render: (one) => <><b>{one.name || t('check.noName')}</b> <span className="meta tabular">{one.birthDate}</span></> },
            { key: 'finding', header: t('check.finding'), width: 'minmax(12rem, 1.6fr)', render: (one) => <Finding row={one} isOfResults={listsResults(mapping.columns)} /> },
          ]}
        />
      </Sheet>
      <RowPane key={row?.line ?? 0} row={row} importId={importId} mapping={mapping} onChanged={onChanged} />
    </div>
  );
}

/** What one row comes to, in a few words. */
function Finding({ row, isOfResults }: { readonly row: TableRow; readonly isOfResults: boolean }): ReactElement {
  const { t } = useTranslation('tables');
  const [first, ...others] = row.problems;
  if (row.state === 'undecided') return <span className="warn ellipsis">{isOfResults && first ? `${first.value} · ${t(`problem.${first.code}`)}` : t('check.candidates')}</span>;
  if (first && (row.state === 'problem' || row.state === 'refused')) {
    return (
      <span className="danger ellipsis">
        {t(`problem.${first.code}`)} {first.value} {others.length > 0 && `+${others.length}`}
      </span>
    );
  }
  const { decision } = row;
  const words = decision?.kind === 'mergeLine' ? t('check.decision.mergeLine', { line: decision.line }) : decision?.kind === 'merge' && isOfResults ? t('check.decision.result') : decision ? t(`check.decision.${decision.kind}`) : t(`check.state.${row.state}`);
  return (
    <span className="meta ellipsis">
      {row.state === 'taken' || row.state === 'undone' ? `${t(`check.state.${row.state}`)} · ${words}` : words}
      {first && ` · ${t(`problem.${first.code}`)}`}
    </span>
  );
}

function BulkDecision({ importId, isOfResults, onChanged }: { readonly importId: string; readonly isOfResults: boolean; readonly onChanged: () => void }): ReactElement {
  const { t } = useTranslation('tables');
  const decide = useMutation(api.tableImports.decide.mutationOptions({ onSuccess: onChanged }));
  const all = (kind: 'mergeSurest' | 'create' | 'skip'): void => decide.mutate({ importId, lines: null, decision: { kind } });
  return (
    <div className="tables-bulk" role="group" aria-label={t('check.bulk')}>
      <span className="meta grow">{t('check.bulk')}</span>
      <Button small disabled={decide.isPending} onClick={() => all('mergeSurest')}>
        {t(isOfResults ? 'check.bulkEnter' : 'check.bulkMerge')}
      </Button>
      {!isOfResults && (
        <Button small disabled={decide.isPending} onClick={() => all('create')}>
          {t('check.bulkCreate')}
        </Button>
      )}
      <Button small disabled={decide.isPending} onClick={() => all('skip')}>
        {t('check.bulkSkip')}
      </Button>
      {decide.isError && <ErrorNotice what={t('check.decideFailed')} error={decide.error} />}
    </div>
  );
}
