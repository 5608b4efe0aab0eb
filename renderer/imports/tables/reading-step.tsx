import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { tableEncodings, tableSeparators, type Preparation, type TableReading } from '#contract/table-imports.ts';
import { api } from '../../link/client.ts';
import { useFormat } from '../../text/use-format.ts';
import { Select } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { RefusalNotice } from './refusal-notice.tsx';
import { columnLetter } from './table-words.ts';

const separatorNames = { ';': 'semicolon', ',': 'comma', '\t': 'tab', '|': 'pipe' } as const;
const shownHeaderLines = 10;

/** How the bytes become rows: what was guessed, to be changed, beside the first rows as they are then read. */
export function ReadingStep({ prepared, onRead }: { readonly prepared: Preparation; readonly onRead: (prepared: Preparation) => void }): ReactElement {
  const { t } = useTranslation('tables');
  const f = useFormat();
  const queryClient = useQueryClient();
  const { survey, mapping, importId } = prepared;
  const { reading } = mapping;
  const reread = useMutation(
    api.tableImports.reread.mutationOptions({
      onSuccess: (next) => {
        queryClient.setQueryData(api.tableImports.open.queryKey({ input: { importId } }), next);
        onRead(next);
      },
    }),
  );
  const change = (what: Partial<TableReading>): void => reread.mutate({ importId, reading: { ...reading, ...what } });
  const accents = survey.encodings.find(({ encoding }) => encoding === reading.encoding)?.lines ?? [];
  const headerLines = [...new Set([0, ...Array.from({ length: shownHeaderLines }, (_, index) => index + 1), reading.headerLine])].sort((one, other) => one - other);

  return (
    <Sheet title={t('reading.title')} note={t(`reading.format.${reading.format}`)}>
      {reread.isError && <RefusalNotice what={t('reading.rereadFailed')} error={reread.error} />}
      <div className="tables-fields" aria-busy={reread.isPending}>
        {reading.format === 'delimited' ? (
          <>
            <Select
              label={t('reading.encoding')}
              value={reading.encoding ?? ''}
              disabled={reread.isPending}
              help={accents.length === 0 ? t('reading.encodingNone') : survey.encodingSure ? t('reading.encodingSure') : t('reading.encodingGuess')}
              options={tableEncodings.map((encoding) => ({ value: encoding, label: t(`reading.encodingName.${encoding}`) }))}
              onChange={(event) => change({ encoding: tableEncodings.find((one) => one === event.target.value) ?? null })}
            />
            <Select
              label={t('reading.separator')}
              value={reading.separator ?? ''}
              disabled={reread.isPending}
              options={tableSeparators.map((separator) => ({ value: separator, label: t(`reading.separatorName.${separatorNames[separator]}`) }))}
              onChange={(event) => change({ separator: tableSeparators.find((one) => one === event.target.value) ?? null })}
            />
          </>
        ) : (
          <Select
            label={t('reading.sheet')}
            value={reading.sheet ?? ''}
            disabled={reread.isPending}
            options={[{ value: '', label: t('reading.firstSheet') }, ...survey.sheets.map(({ name, hidden }) => ({ value: name, label: hidden ? t('reading.hidden', { name }) : name }))]}
            onChange={(event) => change({ sheet: event.target.value === '' ? null : event.target.value })}
          />
        )}
        <Select
          label={t('reading.headerLine')}
          value={String(reading.headerLine)}
          disabled={reread.isPending}
          options={headerLines.map((line) => ({ value: String(line), label: line === 0 ? t('reading.noHeader') : t('reading.line', { line }) }))}
          onChange={(event) => change({ headerLine: Number(event.target.value) })}
        />
      </div>
      {accents.length > 0 && (
        <div className="imports-section">
          <h3>{t('reading.accents')}</h3>
          <ul className="tables-accents">
            {accents.map((line) => (
              <li key={line} className="mono">
                {line}
              </li>
            ))}
          </ul>
          {accents.some((line) => line.includes('\uFFFD')) && (
            <p className="note note-warn imports-outcome">
              <Icon name="alert" />
              {t('reading.lostCharacters')}
            </p>
          )}
        </div>
      )}
      <div className="imports-section">
        <h3>
          {t('reading.preview')} <span className="meta">{t('reading.rows', { count: survey.rows, number: f.number(survey.rows) })}</span>
        </h3>
        <div className="tables-scroll" tabIndex={0} role="region" aria-label={t('reading.preview')}>
          <table className="table tables-preview">
            <thead>
              <tr>
                <th className="numeric">{t('reading.lineNumber')}</th>
                {survey.columns.map(({ header }, index) => (
                  <th key={index}>{header || t('columns.untitled', { letter: columnLetter(index) })}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {survey.preview.map(({ line, cells }) => (
                <tr key={line}>
                  <td className="numeric ink-2">{line}</td>
                  {survey.columns.map((_, index) => (
                    <td key={index}>{cells[index] ?? ''}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </div>
    </Sheet>
  );
}
