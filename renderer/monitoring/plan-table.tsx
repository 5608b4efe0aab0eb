import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { MonitoringItem, MonitoringState } from '#contract/monitoring.ts';
import { useFormat } from '../text/use-format.ts';
import type { IconName } from '../ui/icon-shapes.tsx';
import { Icon } from '../ui/icon.tsx';
import { useMonitoringWords } from './use-monitoring-words.ts';

/** Names of drugs by their key. */
type DrugNames = Readonly<Record<string, { readonly fr: string; readonly en: string }>>;

const signs: Readonly<Record<MonitoringState, { readonly icon: IconName; readonly tone: string }>> = {
  late: { icon: 'alert', tone: 'danger' }, never: { icon: 'alert', tone: 'danger' }, due: { icon: 'clock', tone: 'warn' }, done: { icon: 'check', tone: 'ok' },
};

/** What treatments ask for, most overdue first: the last values, the next date, and which drug asks by which rule. */
export function PlanTable({ items, names }: { readonly items: readonly MonitoringItem[]; readonly names: DrugNames }): ReactElement {
  const { t } = useTranslation('monitoring');
  const f = useFormat();
  const words = useMonitoringWords();
  return (
    <table className="table monitoring-plan">
      <thead>
        <tr>
          <th scope="col">{t('plan.check')}</th>
          <th scope="col">{t('plan.next')}</th>
          <th scope="col">{t('plan.last')}</th>
          <th scope="col">{t('plan.asked')}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={item.check}>
            <th scope="row">{item.label[f.language]}</th>
            <td>
              <span className={`row monitoring-state ${signs[item.state].tone}`}>
                <Icon name={signs[item.state].icon} size="small" />
                <b>{words.next(item)}</b>
              </span>
              {item.dueOn !== null && <span className="meta tabular">{f.date(item.dueOn)}</span>}
            </td>
            <td>
              {item.values.length === 0 ? (
                <span className="ink-2">{t('plan.noValue')}</span>
              ) : (
                item.values.map((value) => (
                  <span key={value.test} className="monitoring-value">
                    {item.values.length > 1 && <span className="meta">{value.label[f.language]} </span>}
                    <b className="tabular">{words.value(value)}</b> <span className="meta tabular">{value.on ? f.date(value.on, 'short') : ''}</span>
                  </span>
                ))
              )}
            </td>
            <td>
              <Asks item={item} names={names} />
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <td colSpan={4} className="meta">
            {[...new Map(items.flatMap(({ asks }) => asks.map(({ sourceCode, source }) => [sourceCode, source] as const)))].map(([code, source]) => (
              <span key={code} className="monitoring-value">
                <b>{words.source(code)}</b> {source[f.language]}
              </span>
            ))}
          </td>
        </tr>
      </tfoot>
    </table>
  );
}

/** The strictest line, and the others behind it. */
function Asks({ item, names }: { readonly item: MonitoringItem; readonly names: DrugNames }): ReactElement {
  const { t } = useTranslation('monitoring');
  const f = useFormat();
  const words = useMonitoringWords();
  const [first, ...others] = item.asks;
  const line = (ask: MonitoringItem['asks'][number]): ReactElement => (
    <>
      <b>{names[ask.treatment]?.[f.language] ?? ask.treatment}</b> <span>{ask.label[f.language]}</span> <span className="meta no-wrap">{words.source(ask.sourceCode)}</span>
    </>
  );
  return (
    <div className="monitoring-asks">
      {first && line(first)}
      {others.length > 0 && (
        <details>
          <summary>{t('plan.others', { count: others.length })}</summary>
          <ul>
            {others.map((ask) => (
              <li key={`${ask.line}-${ask.treatment}`}>
                {line(ask)} <span className="meta tabular">{ask.dueOn === null ? t('plan.satisfied') : f.date(ask.dueOn)}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
