import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { MonitoringAlert } from '#contract/monitoring.ts';
import { useFormat } from '../text/use-format.ts';
import { Chip } from '../ui/chip.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { useMonitoringWords } from './use-monitoring-words.ts';

/** Alerts, the gravest first: the value, why, what to do and who says so. */
export function AlertList({ alerts }: { readonly alerts: readonly MonitoringAlert[] }): ReactElement | null {
  const { t } = useTranslation('monitoring');
  const f = useFormat();
  const words = useMonitoringWords();
  if (alerts.length === 0) return null;
  return (
    <Sheet title={t('alerts.title')} note={alerts.length}>
      <ul className="monitoring-alerts">
        {alerts.map((alert) => (
          <li key={alert.id}>
            <SeverityChip severity={alert.severity} />
            <div className="stack monitoring-alert">
              <p>
                <b>{alert.label[f.language]}</b>{' '}
                {alert.values.map((value, index) => (
                  <span key={`${value.on ?? ''}-${String(index)}`} className="no-wrap">
                    {index > 0 && ' ← '}
                    <b className="tabular">{words.value(value)}</b> <span className="meta">{value.on ? f.date(value.on) : t('noDate')}</span>
                  </span>
                ))}{' '}
                <span className="ink-2">{words.reason(alert)}</span>
              </p>
              <p>{alert.action[f.language]}</p>
              <p className="meta">{t('source', { source: alert.source[f.language] })}</p>
            </div>
          </li>
        ))}
      </ul>
      <p className="sheet-body meta">{t('alerts.aid')}</p>
    </Sheet>
  );
}

/** How grave, in a word with its sign. */
export function SeverityChip({ severity }: { readonly severity: MonitoringAlert['severity'] }): ReactElement {
  const { t } = useTranslation('monitoring');
  const tone = severity === 'critical' || severity === 'major' ? 'danger' : severity === 'moderate' ? 'warn' : 'plain';
  return (
    <Chip tone={tone} icon={severity === 'critical' ? 'stop' : severity === 'note' ? 'arrowDown' : 'alert'}>
      {t(`severity.${severity}`)}
    </Chip>
  );
}
