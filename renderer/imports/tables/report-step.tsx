import { useRouter } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { TableReport } from '#contract/table-reports.ts';
import { useFormat } from '../../text/use-format.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { isNamedType } from '../import-words.ts';
import { SaveRejected } from './save-rejected.tsx';

/** What the import of a table did, and every row that was not taken, with the reason. */
export function TableReportSheet({ report, onCorrect }: { readonly report: TableReport; readonly onCorrect?: (() => void) | undefined }): ReactElement {
  const { t } = useTranslation(['tables', 'imports']);
  const f = useFormat();
  const router = useRouter();
  const { states } = report.counts;
  const left = (states.problem ?? 0) + (states.undecided ?? 0) + (states.refused ?? 0);
  const merged = report.updated['Patient'] ?? 0;
  const parts = [
    t('report.taken', { count: states.taken ?? 0, number: f.number(states.taken ?? 0) }),
    ...(report.resultsOf === null ? [] : [t('report.people', { count: report.resultsOf, number: f.number(report.resultsOf) })]),
    ...(merged > 0 ? [t('report.merged', { count: merged, number: f.number(merged) })] : []),
    ...(states.unchanged ? [t('report.unchanged', { count: states.unchanged, number: f.number(states.unchanged) })] : []),
    ...(states.skipped ? [t('report.skipped', { count: states.skipped, number: f.number(states.skipped) })] : []),
  ];
  const isWhole = left === 0 && !report.cancelled;
  return (
    <Sheet title={t('report.title')} note={report.file.name}>
      <div className={isWhole ? 'note note-ok imports-outcome' : 'note note-warn imports-outcome'} role="status">
        <Icon name={isWhole ? 'check' : 'alert'} />
        <div>
          <b>{report.cancelled ? t('report.cancelled') : left > 0 ? t('report.left', { count: left, number: f.number(left) }) : t('report.whole')}</b> {parts.join(' · ')}
        </div>
      </div>
      <div className="imports-foot">
        <span className="grow" />
        {(report.created['ServiceRequest'] ?? 0) > 0 && (
          <Button icon="triage" onClick={() => router.history.push('/referrals')}>
            {t('report.toTriage')}
          </Button>
        )}
        <Button icon="registry" onClick={() => router.history.push('/patients')}>
          {t('report.registry')}
        </Button>
        {left > 0 && <SaveRejected importId={report.importId} />}
        {left > 0 && onCorrect && (
          <Button tone="primary" onClick={onCorrect}>
            {t('report.correct')}
          </Button>
        )}
      </div>
      {report.rejected.length > 0 && (
        <div className="imports-section">
          <h3>{t('report.rejected')}</h3>
          <div className="imports-rejections" tabIndex={0} role="region" aria-label={t('report.rejected')}>
            <table className="table">
              <thead>
                <tr>
                  <th className="tables-line numeric">{t('report.line')}</th>
                  <th className="imports-source">{t('report.person')}</th>
                  <th>{t('report.reason')}</th>
                </tr>
              </thead>
              <tbody>
                {report.rejected.map(({ line, name, codes }) => (
                  <tr key={line}>
                    <td className="numeric">{line}</td>
                    <td>{name || t('check.noName')}</td>
                    <td>{codes.map((code) => t(`problem.${code}`)).join(' ')}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </div>
      )}
      {Object.keys(report.created).length > 0 && (
        <table className="table imports-counts" aria-label={t('report.created')}>
          <thead>
            <tr>
              <th colSpan={2}>{t('report.created')}</th>
            </tr>
          </thead>
          <tbody>
            {Object.entries(report.created).map(([type, count]) => (
              <tr key={type}>
                <td>{isNamedType(type) ? t(`imports:type.${type}`) : type}</td>
                <td className="numeric strong">{f.number(count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Sheet>
  );
}
