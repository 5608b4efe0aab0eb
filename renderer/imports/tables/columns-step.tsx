import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { dateOrders, listsRequests, listsResults, tableFields, type Preparation, type TableMapping } from '#contract/table-imports.ts';
import { api } from '../../link/client.ts';
import { useFormat } from '../../text/use-format.ts';
import { Select } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { SegmentedField } from '../../ui/segmented-control.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { asksDecimal, columnLetter, dateQuestion } from './table-words.ts';

type Column = TableMapping['columns'][number];

/** Which field of the registry each column holds, and the order of the dates where the file does not prove it. */
export function ColumnsStep({ prepared, mapping, onChange }: { readonly prepared: Preparation; readonly mapping: TableMapping; readonly onChange: (mapping: TableMapping) => void }): ReactElement {
  const { t } = useTranslation('tables');
  const f = useFormat();
  const { survey } = prepared;
  const saved = useQuery(api.tableImports.mappings.queryOptions());
  const [applied, setApplied] = useState('');
  const set = (index: number, what: Partial<Column>): void => onChange({ ...mapping, columns: mapping.columns.map((column, at) => (at === index ? { ...column, ...what } : column)) });
  const dates = dateQuestion(survey, mapping);
  const apply = (id: string): void => {
    setApplied(id);
    const found = saved.data?.find((one) => one.id === id)?.mapping;
    if (!found) return;
    const byTitle = new Map(found.columns.map((column) => [column.header.trim().toLowerCase(), column]));
    onChange({ ...found, reading: mapping.reading, dateOrder: mapping.dateOrder ?? found.dateOrder, columns: mapping.columns.map((column) => ({ ...(byTitle.get(column.header.trim().toLowerCase()) ?? column), header: column.header })) });
  };

  const isOfResults = listsResults(mapping.columns);
  const hasResults = isOfResults || mapping.columns.some(({ field }) => field === 'result' || field === 'finding');
  const hasFields = (saved.data?.length ?? 0) > 0 || dates !== 'none' || hasResults;
  return (
    <Sheet title={t('columns.title')} note={prepared.remembered ? t('columns.remembered', { name: prepared.remembered }) : undefined}>
      {hasFields && <div className="tables-fields">
        {(saved.data?.length ?? 0) > 0 && (
          <Select label={t('columns.usedSaved')} value={applied} placeholder="—" options={(saved.data ?? []).map(({ id, name }) => ({ value: id, label: name }))} onChange={(event) => apply(event.target.value)} />
        )}
        {dates !== 'none' && (
          <SegmentedField label={t('columns.dates')} value={mapping.dateOrder} options={dateOrders.map((order) => ({ value: order, label: t(`columns.order.${order}`) }))} onChange={(dateOrder) => onChange({ ...mapping, dateOrder })} />
        )}
        {hasResults && (
          <SegmentedField label={t('columns.decimal')} value={mapping.decimal} options={(['comma', 'point'] as const).map((sign) => ({ value: sign, label: t(`columns.decimalName.${sign}`) }))} onChange={(decimal) => onChange({ ...mapping, decimal })} />
        )}
      </div>}
      {isOfResults && <p className="note imports-outcome">{t('columns.results')}</p>}
      {!isOfResults && listsRequests(mapping.columns) && <p className="note imports-outcome">{t('columns.requests')}</p>}
      {dates === 'ask' && (
        <p className="note note-warn imports-outcome">
          <Icon name="alert" />
          {t('columns.datesAsk')}
        </p>
      )}
      {dates === 'known' && <p className="meta tables-hint">{t('columns.datesKnown')}</p>}
      {asksDecimal(survey, mapping) && mapping.decimal === null && <p className="meta tables-hint">{t('columns.decimalAsk')}</p>}
      <table className="table tables-columns">
        <thead>
          <tr>
            <th>{t('columns.column')}</th>
            <th>{t('columns.examples')}</th>
            <th>{t('columns.field')}</th>
          </tr>
        </thead>
        <tbody>
          {mapping.columns.map((column, index) => {
            const found = survey.columns[index];
            const name = column.header || t('columns.untitled', { letter: columnLetter(index) });
            return (
              <tr key={index}>
                <td>
                  <b>{name}</b>
                  <div className="meta">
                    {t('columns.filled', { number: f.number(found?.filled ?? 0) })}
                    {(found?.formulas ?? 0) > 0 && ` · ${t('columns.formulas', { count: found?.formulas ?? 0, number: f.number(found?.formulas ?? 0) })}`}
                  </div>
                </td>
                <td className="tables-examples">{(found?.examples ?? []).slice(0, 3).join(' · ')}</td>
                <td>
                  <select className="input" aria-label={t('columns.fieldOf', { column: name })} value={column.field ?? ''} onChange={(event) => set(index, { field: tableFields.find((one) => one === event.target.value) ?? null })}>
                    <option value="">{t('columns.ignored')}</option>
                    {tableFields.map((field) => (
                      <option key={field} value={field}>
                        {t(`field.${field}`)}
                      </option>
                    ))}
                  </select>
                  {column.field === 'finding' && (
                    <div className="row tables-measure">
                      <input className="input grow" placeholder={t('columns.findingName')} aria-label={t('columns.findingOf', { column: name })} value={column.label ?? column.header} maxLength={200} onChange={(event) => set(index, { label: event.target.value })} />
                    </div>
                  )}
                  {column.field === 'result' && (
                    <div className="row tables-measure">
                      <input className="input grow" placeholder={t('columns.measure')} aria-label={t('columns.measureOf', { column: name })} value={column.label ?? column.header} maxLength={200} onChange={(event) => set(index, { label: event.target.value })} />
                      <input className="input tables-unit" placeholder={t('columns.unit')} aria-label={t('columns.unitOf', { column: name })} value={column.unit ?? ''} maxLength={40} onChange={(event) => set(index, { unit: event.target.value || null })} />
                    </div>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Sheet>
  );
}
