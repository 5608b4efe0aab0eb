import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Outputs } from '#contract/index';
import { Icon } from '../../ui/icon.tsx';

/** What a calendar file gave, and line by line what of it could not be read. */
export function BusyReport({ name, report }: { readonly name: string; readonly report: Outputs['calendars']['readBusy'] }): ReactElement {
  const { t } = useTranslation('calendars');
  const { events, times, inTheWay, problems } = report;
  return (
    <div className={problems.length > 0 || inTheWay > 0 ? 'note note-warn' : 'note note-ok'} role="status">
      <div className="stack">
        <span>
          <Icon name={problems.length > 0 ? 'alert' : 'check'} size="small" /> <b>{t('busy.done', { name, count: events })}</b>. {t('busy.closed', { count: times })}
        </span>
        {inTheWay > 0 && <span>{t('busy.inTheWay', { count: inTheWay })}</span>}
        {problems.length > 0 && (
          <details>
            <summary>{t('busy.problems', { count: problems.length })}</summary>
            <ul>
              {problems.map((problem) => (
                <li key={`${problem.line} ${problem.code}`} className="tabular">
                  {t('busy.line', { line: problem.line, what: t(`problem.${problem.code}`, { zone: problem.zone ?? '' }) })}
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
    </div>
  );
}
