import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CodedField, Preparation, TableMapping } from '#contract/table-imports.ts';
import { useFormat } from '../../text/use-format.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { codedColumns, codes } from './table-words.ts';

const leftOut = '-';

/** What each word of a coded column means, said once for the whole file. */
export function ValuesStep({ prepared, mapping, onChange }: { readonly prepared: Preparation; readonly mapping: TableMapping; readonly onChange: (mapping: TableMapping) => void }): ReactElement {
  const { t } = useTranslation('tables');
  const f = useFormat();
  const nameOf = useCodeNames();
  const columns = codedColumns(prepared.survey, mapping);
  const set = (field: CodedField, word: string, code: string | null): void => {
    const { [word]: _before, ...others } = mapping.values[field] ?? {};
    onChange({ ...mapping, values: { ...mapping.values, [field]: code === null ? others : { ...others, [word]: code } } });
  };
  return (
    <Sheet title={t('values.title')}>
      {columns.length === 0 && <EmptyState sentence={t('values.none')} />}
      {columns.map(({ field, header, words }) => (
        <div key={`${field} ${header}`} className="imports-section">
          <h3>
            {header} <span className="meta">{t(`field.${field}`)}</span>
          </h3>
          {words === null ? (
            <p className="meta">{t('values.tooMany')}</p>
          ) : (
            <table className="table tables-values">
              <thead>
                <tr>
                  <th>{t('values.word')}</th>
                  <th className="numeric">{t('values.count')}</th>
                  <th>{t('values.meaning')}</th>
                </tr>
              </thead>
              <tbody>
                {words.map(({ value, count }) => {
                  const code = mapping.values[field]?.[value];
                  return (
                    <tr key={value}>
                      <td>
                        <b>{value}</b>
                      </td>
                      <td className="numeric">{f.number(count)}</td>
                      <td>
                        <select
                          className={code === undefined ? 'input tables-open' : 'input'}
                          aria-label={t('values.meaningOf', { word: value })}
                          value={code === undefined ? '' : code === '' ? leftOut : code}
                          onChange={(event) => set(field, value, event.target.value === '' ? null : event.target.value === leftOut ? '' : event.target.value)}
                        >
                          <option value="">{t('values.ask')}</option>
                          {codes[field].map((one) => (
                            <option key={one} value={one}>
                              {nameOf(field, one)}
                            </option>
                          ))}
                          <option value={leftOut}>{t('values.leftOut')}</option>
                        </select>
                      </td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          )}
        </div>
      ))}
    </Sheet>
  );
}

function useCodeNames(): (field: CodedField, code: string) => string {
  const { t } = useTranslation(['tables', 'common']);
  return (field, code) => {
    switch (field) {
      case 'region':
        return `${code} ${t(`common:region.${code as '01'}`)}`;
      case 'sex':
        return t(`code.sex.${code as 'F'}`);
      case 'language':
        return t(`code.language.${code as 'fr'}`);
      case 'mobility':
        return t(`code.mobility.${code as 'aid'}`);
      case 'teleSuitability':
        return t(`code.teleSuitability.${code as 'yes'}`);
      case 'deceased':
        return t(`code.deceased.${code as 'yes'}`);
    }
  };
}
