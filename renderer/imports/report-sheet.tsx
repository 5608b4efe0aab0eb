import { useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportReport, Rejection } from '#contract/imports.ts';
import { usePermission } from '../session/session-state.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { KeptFields } from './kept-fields.tsx';
import { countsByType, isNamedType, sumOf, typeOf } from './import-words.ts';

/** Rejections shown; a report holds them all, the command line prints them all. */
const mostShown = 300;

/** What an import did, by type in words: what was taken, what Relais does not keep, what was refused and why. */
export function ReportSheet({ report, title }: { readonly report: ImportReport; readonly title: string }): ReactElement {
  const { t } = useTranslation('imports');
  const f = useFormat();
  const kept = countsByType(report);
  const notKept = Object.entries(report.notKept).sort(([, one], [, other]) => other - one);
  return (
    <Sheet title={title} note={t('report.files', { count: report.files.length })}>
      <Outcome report={report} />
      {report.rejected.length > 0 && <Rejections rejected={report.rejected} />}
      {report.kept.length > 0 && <KeptFields kept={report.kept} />}
      {kept.length > 0 && (
        <table className="table imports-counts" aria-label={t('report.kept')}>
          <thead>
            <tr>
              <th>{t('report.kept')}</th>
              <th className="numeric">{t('report.created')}</th>
              <th className="numeric">{t('report.updated')}</th>
              <th className="numeric">{t('report.unchanged')}</th>
            </tr>
          </thead>
          <tbody>
            {kept.map(({ type, created, updated, unchanged }) => (
              <tr key={type}>
                <td>
                  <TypeName name={type} />
                </td>
                {[created, updated, unchanged].map((count, column) => (
                  <td key={column} className={count === 0 ? 'numeric ink-2' : 'numeric strong'}>
                    {f.number(count)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {notKept.length > 0 && (
        <div className="imports-section">
          <h3>{t('report.notKept', { count: sumOf(report.notKept), number: f.number(sumOf(report.notKept)) })}</h3>
          <p className="meta">{t('report.notKeptHint')}</p>
          <ul className="imports-not-kept">
            {notKept.map(([type, count]) => (
              <li key={type}>
                <TypeName name={type} /> <span className="tabular strong">{f.number(count)}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
      <DuplicatesOfImport report={report} />
    </Sheet>
  );
}

/** The way to the search for duplicates among the people an import brought. */
function DuplicatesOfImport({ report }: { readonly report: ImportReport }): ReactElement | null {
  const { t } = useTranslation('duplicates');
  const navigate = useNavigate();
  const mayJudge = usePermission('patient.write');
  if (!mayJudge || (report.created['Patient'] ?? 0) === 0) return null;
  return (
    <div className="imports-section">
      <Button icon="search" onClick={() => void navigate({ to: '/patients/duplicates', search: { importId: report.importId } })}>
        {t('ofImport')}
      </Button>
    </div>
  );
}

function Outcome({ report }: { readonly report: ImportReport }): ReactElement {
  const { t } = useTranslation('imports');
  const f = useFormat();
  const refused = report.rejected.length;
  const isClean = refused === 0 && !report.cancelled;
  const parts = [
    t('outcome.created', { count: sumOf(report.created), number: f.number(sumOf(report.created)) }),
    t('outcome.updated', { count: sumOf(report.updated), number: f.number(sumOf(report.updated)) }),
    t('outcome.unchanged', { count: sumOf(report.unchanged), number: f.number(sumOf(report.unchanged)) }),
    t('outcome.rejected', { count: refused, number: f.number(refused) }),
    ...(report.kept.length > 0 ? [t('outcome.kept', { count: report.kept.length, number: f.number(report.kept.length) })] : []),
  ];
  return (
    <div className={isClean ? 'note note-ok imports-outcome' : 'note note-warn imports-outcome'}>
      <Icon name={isClean ? 'check' : 'alert'} />
      <div>
        <b>{report.cancelled ? t('outcome.cancelled') : t('outcome.done')}</b> {parts.join(' · ')}
      </div>
    </div>
  );
}

function Rejections({ rejected }: { readonly rejected: readonly Rejection[] }): ReactElement {
  const { t } = useTranslation('imports');
  const f = useFormat();
  const hidden = rejected.length - mostShown;
  return (
    <div className="imports-section">
      <h3>{t('report.rejected', { count: rejected.length, number: f.number(rejected.length) })}</h3>
      <div className="imports-rejections" tabIndex={0} role="region" aria-label={t('report.rejectedTable')}>
        <table className="table">
          <thead>
            <tr>
              <th className="imports-source">{t('report.source')}</th>
              <th className="imports-place">{t('report.place')}</th>
              <th>{t('report.reason')}</th>
            </tr>
          </thead>
          <tbody>
            {rejected.slice(0, mostShown).map((one, index) => (
              <tr key={index}>
                <td>{one.source}</td>
                <td className="mono">{one.row || t('report.wholeFile')}</td>
                <td>{t(`reason.${one.code}`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {hidden > 0 && <p className="meta">{t('report.more', { count: hidden, number: f.number(hidden) })}</p>}
    </div>
  );
}

/** "Résultats Observation": the word of the page, then the name FHIR gives it. */
function TypeName({ name }: { readonly name: string }): ReactElement {
  const { t } = useTranslation('imports');
  const { type, isContained } = typeOf(name);
  return (
    <>
      <span className="no-wrap">{isNamedType(type) ? t(`type.${type}`) : type}</span>
      {isNamedType(type) && <span className="meta ellipsis"> {type}</span>}
      {isContained && <span className="meta"> ({t('report.contained')})</span>}
    </>
  );
}
