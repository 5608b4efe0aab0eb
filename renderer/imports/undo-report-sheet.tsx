import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { UndoReport } from '#contract/table-reports.ts';
import { useFormat } from '../text/use-format.ts';
import { Icon } from '../ui/icon.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { isNamedType } from './import-words.ts';

const reasons = { USED: 'undo.used', UPDATED: 'undo.updated', TAKEN: 'undo.taken' } as const;

/** What undoing an import did: what was removed, what is as before, and what was left because somebody had touched it. */
export function UndoReportSheet({ report }: { readonly report: UndoReport }): ReactElement {
  const { t } = useTranslation('imports');
  const f = useFormat();
  const restored = Object.values(report.restored).reduce((sum, count) => sum + count, 0);
  const types = [...new Set([...Object.keys(report.removed), ...Object.keys(report.restored)])];
  const isWhole = report.keptCount === 0 && !report.cancelled;
  const typeName = (type: string): string => (isNamedType(type) ? t(`type.${type}`) : type);
  return (
    <Sheet title={t('undo.undoTitle')}>
      <div className={isWhole ? 'note note-ok imports-outcome' : 'note note-warn imports-outcome'} role="status">
        <Icon name={isWhole ? 'check' : 'alert'} />
        <div>
          <b>{report.cancelled ? t('undo.cancelled') : isWhole ? t('undo.whole') : t('undo.partly')}</b>{' '}
          {[...(restored > 0 ? [t('undo.restored', { count: restored, number: f.number(restored) })] : []), ...(report.keptCount > 0 ? [t('undo.kept', { count: report.keptCount, number: f.number(report.keptCount) })] : [])].join(' · ')}
        </div>
      </div>
      {report.kept.length > 0 && (
        <div className="imports-section">
          <h3>{t('undo.keptTable')}</h3>
          <div className="imports-rejections" tabIndex={0} role="region" aria-label={t('undo.keptTable')}>
            <table className="table">
              <thead>
                <tr>
                  <th className="imports-source">{t('undo.what')}</th>
                  <th className="imports-place">{t('undo.who')}</th>
                  <th>{t('undo.why')}</th>
                </tr>
              </thead>
              <tbody>
                {report.kept.map((one, index) => (
                  <tr key={index}>
                    <td>{typeName(one.type)}</td>
                    <td>{one.name}</td>
                    <td>{one.reason in reasons ? t(reasons[one.reason as keyof typeof reasons]) : one.byName && one.at ? t('undo.changedBy', { name: one.byName, when: f.instant(one.at) }) : t('undo.changed')}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </div>
      )}
      {types.length > 0 && (
        <table className="table imports-counts" aria-label={t('undo.undoTitle')}>
          <thead>
            <tr>
              <th>{t('undo.what')}</th>
              <th className="numeric">{t('undo.removed')}</th>
              <th className="numeric">{t('undo.putBack')}</th>
            </tr>
          </thead>
          <tbody>
            {types.map((type) => (
              <tr key={type}>
                <td>{typeName(type)}</td>
                <td className="numeric strong">{f.number(report.removed[type] ?? 0)}</td>
                <td className="numeric strong">{f.number(report.restored[type] ?? 0)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Sheet>
  );
}
