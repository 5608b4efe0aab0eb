import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { KeptField } from '#contract/imports.ts';
import { useFieldWords } from '../patients/use-field-words.ts';
import { useFormat } from '../text/use-format.ts';

/** Fields shown; a report holds them all. */
const mostShown = 300;

/** What an import left as somebody here wrote it: where the source says otherwise, and who wrote it. */
export function KeptFields({ kept }: { readonly kept: readonly KeptField[] }): ReactElement {
  const { t } = useTranslation('imports');
  const f = useFormat();
  const words = useFieldWords();
  const hidden = kept.length - mostShown;
  const title = t('report.keptHere', { count: kept.length, number: f.number(kept.length) });
  return (
    <div className="imports-section">
      <h3>{title}</h3>
      <p className="meta">{t('report.keptHereHint')}</p>
      <div className="imports-rejections" tabIndex={0} role="region" aria-label={title}>
        <table className="table">
          <thead>
            <tr>
              <th className="imports-source">{t('report.source')}</th>
              <th className="imports-place">{t('report.place')}</th>
              <th>{t('report.field')}</th>
              <th>{t('report.since')}</th>
            </tr>
          </thead>
          <tbody>
            {kept.slice(0, mostShown).map((one, index) => (
              <tr key={index}>
                <td>{one.source}</td>
                <td className="mono">
                  <Link to="/patients/$patientId" params={{ patientId: one.patientId }}>
                    {one.row}
                  </Link>
                </td>
                <td>{words.field(one.field)}</td>
                <td>{one.byName}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {hidden > 0 && <p className="meta">{t('report.more', { count: hidden, number: f.number(hidden) })}</p>}
    </div>
  );
}
