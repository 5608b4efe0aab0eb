import { useMutation } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { duplicateReason } from '#contract/duplicates.ts';
import { listsResults, type RowDecision, type TableMapping, type TableRow } from '#contract/table-imports.ts';
import { warnings } from '#contract/table-reports.ts';
import { api } from '../../link/client.ts';
import { formatName } from '../../text/format.ts';
import { useFormat } from '../../text/use-format.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { TextField } from '../../ui/field.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { columnLetter } from './table-words.ts';

interface RowPaneProps {
  readonly row: TableRow | null;
  readonly importId: string;
  readonly mapping: TableMapping;
  readonly onChanged: () => void;
}

/** One row: its cells, to be mended where they are wrong, and the people it may be about. */
export function RowPane({ row, importId, mapping, onChanged }: RowPaneProps): ReactElement {
  const { t } = useTranslation('tables');
  if (!row) {
    return (
      <Sheet title={t('check.finding')} className="tables-pane">
        <EmptyState sentence={t('check.detailNone')} />
      </Sheet>
    );
  }
  const isOpen = row.state !== 'taken' && row.state !== 'undone' && row.state !== 'unchanged';
  return (
    <Sheet title={t('check.detail', { line: row.line })} note={row.name || t('check.noName')} className="tables-pane">
      <div className="tables-pane-body">
        {row.state !== 'problem' && isOpen && <Candidates row={row} importId={importId} isOfResults={listsResults(mapping.columns)} onChanged={onChanged} />}
        {isOpen && <Cells row={row} importId={importId} mapping={mapping} onChanged={onChanged} />}
      </div>
    </Sheet>
  );
}

function Cells({ row, importId, mapping, onChanged }: RowPaneProps & { readonly row: TableRow }): ReactElement {
  const { t } = useTranslation('tables');
  const [changed, setChanged] = useState<Readonly<Record<number, string>>>({});
  const correct = useMutation(api.tableImports.correct.mutationOptions({ onSuccess: onChanged }));
  const [recheck, setRecheck] = useState(0);
  const cells = Object.entries(changed).map(([column, text]) => ({ column: Number(column), text }));
  const wrong = new Set(row.problems.map(({ column }) => column));
  // What is wrong comes first.
  const columns = mapping.columns.map((column, index) => ({ ...column, index })).filter(({ field, index }) => field !== null || wrong.has(index)).sort((one, other) => Number(wrong.has(other.index)) - Number(wrong.has(one.index)));
  const loose = row.problems.filter(({ column }) => column === null || column >= mapping.columns.length);
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (cells.length > 0) correct.mutate({ importId, line: row.line, cells }, { onSuccess: () => setRecheck(recheck + 1) });
      }}
    >
      {loose.map(({ code, value }) => (
        <p key={code} className="danger meta">
          {t(`problem.${code}`)} {value}
        </p>
      ))}
      {columns.map(({ index, header, field }) => {
        const problem = row.problems.find(({ column }) => column === index);
        const name = header || t('columns.untitled', { letter: columnLetter(index) });
        return (
          <TextField
            key={index}
            label={field && t(`field.${field}`) !== name ? `${name} · ${t(`field.${field}`)}` : name}
            error={problem && !warnings.has(problem.code) ? t(`problem.${problem.code}`) : undefined}
            help={problem && warnings.has(problem.code) ? t(`problem.${problem.code}`) : undefined}
            value={changed[index] ?? row.cells[index] ?? ''}
            maxLength={4000}
            onChange={(event) => setChanged({ ...changed, [index]: event.target.value })}
          />
        );
      })}
      {correct.isError && <ErrorNotice what={t('check.correctFailed')} error={correct.error} kept />}
      <div className="row">
        <span className="grow meta" role="status">
          {recheck > 0 && row.problems.length === 0 ? t('check.corrected') : ''}
        </span>
        <Button type="submit" disabled={cells.length === 0 || correct.isPending}>
          {t('check.correct')}
        </Button>
      </div>
    </form>
  );
}

function Candidates({ row, importId, isOfResults, onChanged }: { readonly row: TableRow; readonly isOfResults: boolean; readonly importId: string; readonly onChanged: () => void }): ReactElement {
  const { t } = useTranslation(['tables', 'duplicates']);
  const f = useFormat();
  const decide = useMutation(api.tableImports.decide.mutationOptions({ onSuccess: onChanged }));
  const choose = (decision: RowDecision): void => decide.mutate({ importId, lines: [row.line], decision });
  const chosen = JSON.stringify(row.decision);
  const wordOf = (reason: string): string => {
    if (isOfResults) return t('check.byNumber');
    const known = duplicateReason.safeParse(reason);
    return known.success ? t(`duplicates:reason.${known.data}`) : t('check.source');
  };
  return (
    <div className="stack">
      {row.candidates.length > 0 && <h3>{t(isOfResults ? 'check.resultOf' : 'check.candidates')}</h3>}
      {row.candidates.map((one) => {
        const decision: RowDecision = one.patientId === null ? { kind: 'mergeLine', line: one.line ?? 0 } : { kind: 'merge', patientId: one.patientId };
        const merges = t(isOfResults ? 'check.enter' : 'check.mergeWith');
        const name = one.patient ? formatName(one.patient) : t('check.candidateLine', { line: one.line ?? 0 });
        return (
          <div key={one.patientId ?? `line ${one.line ?? 0}`} className="tables-candidate">
            <div className="grow">
              <b>{name}</b>{' '}
              <span className="meta tabular">
                {one.patient?.birthDate && f.date(one.patient.birthDate)} {one.patient?.maskedNam} {one.patient?.fileNumber}
              </span>
              <div className="meta">
                {one.sure && !isOfResults && <b>{t('check.sureMark')} · </b>}
                {one.reasons.map(wordOf).join(', ')}
              </div>
            </div>
            <Button small disabled={decide.isPending} label={`${merges} ${name}`} tone={chosen === JSON.stringify(decision) ? 'primary' : 'default'} onClick={() => choose(decision)}>
              {merges}
            </Button>
          </div>
        );
      })}
      <div className="row wrap">
        {!isOfResults && (
          <Button small disabled={decide.isPending} tone={row.decision?.kind === 'create' ? 'primary' : 'default'} onClick={() => choose({ kind: 'create' })}>
            {t('check.create')}
          </Button>
        )}
        <Button small disabled={decide.isPending} tone={row.decision?.kind === 'skip' ? 'primary' : 'default'} onClick={() => choose({ kind: 'skip' })}>
          {t('check.skip')}
        </Button>
      </div>
      {decide.isError && <ErrorNotice what={t('check.decideFailed')} error={decide.error} />}
    </div>
  );
}
