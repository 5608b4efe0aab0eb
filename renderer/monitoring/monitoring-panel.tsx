import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Outputs } from '#contract/index.ts';
import { api } from '../link/client.ts';
import { ChecklistSheet } from '../prevention/checklist-sheet.tsx';
import { usePermission } from '../session/session-state.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { AlertList } from './alert-list.tsx';
import { OutcomeLine } from './outcome-line.tsx';
import { PlanTable } from './plan-table.tsx';
import { ResultEntry } from './result-entry.tsx';
import { TypedResults } from './typed-results.tsx';
import { useMonitoringWords } from './use-monitoring-words.ts';

type Plan = Outputs['monitoring']['open'];

/** Safety monitoring of a person: alerts, what is late, due and done, results to type. */
export function MonitoringPanel({ patientId }: { readonly patientId: string }): ReactElement {
  const { t } = useTranslation('monitoring');
  const f = useFormat();
  const mayWrite = usePermission('patient.clinical.write');
  const [view, setView] = useState<'plan' | 'entry' | 'typed'>('plan');
  const plan = useQuery(api.monitoring.open.queryOptions({ input: { patientId } }));
  useShortcut('l', () => setView('entry'), { label: t('entry.open'), enabled: mayWrite && view === 'plan' });
  const back = (): void => setView('plan');
  if (view === 'entry') return <ResultEntry patientId={patientId} onClose={back} />;
  if (view === 'typed') return <TypedResults patientId={patientId} onClose={back} />;
  return (
    <div className="page-body">
      {plan.isPending && <SkeletonRows rows={8} />}
      {plan.isError && <ErrorNotice what={t('failed')} error={plan.error} onRetry={() => void plan.refetch()} />}
      {plan.data && (
        <div className="monitoring-columns">
          <div className="stack">
            <AlertList alerts={plan.data.alerts} />
            <Unread unread={plan.data.unread} />
            <Sheet
              title={t('plan.title')}
              note={plan.data.profile.label[f.language]}
              actions={
                mayWrite && (
                  <>
                    <Button tone="text" small onClick={() => setView('typed')}>
                      {t('typed.open')}
                    </Button>
                    <Button small keys="l" onClick={() => setView('entry')}>
                      {t('entry.open')}
                    </Button>
                  </>
                )
              }
            >
              {plan.data.items.length === 0 ? <EmptyState sentence={t('plan.empty')} hint={t('plan.emptyHint')} /> : <PlanTable items={plan.data.items} names={plan.data.names} />}
            </Sheet>
          </div>
          <Aside plan={plan.data} />
        </div>
      )}
      {plan.data && (
        <div className="prevention-below">
          <ChecklistSheet patientId={patientId} />
        </div>
      )}
    </div>
  );
}

/** Results of known tests that could not be read: said, never guessed. */
function Unread({ unread }: { readonly unread: Plan['unread'] }): ReactElement | null {
  const { t } = useTranslation('monitoring');
  const f = useFormat();
  const words = useMonitoringWords();
  if (unread.length === 0) return null;
  return (
    <div className="note note-warn stack">
      <b>{t('unread.title', { count: unread.length })}</b>
      <ul>
        {unread.slice(0, 6).map((one) => (
          <li key={`${one.resultId}-${one.test}`}>
            {one.label[f.language]} {words.value({ ...one, comparator: null })} <span className="meta">{one.on ? f.date(one.on) : t('noDate')}</span> {t(`unread.reason.${one.reason}`)}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What the plan rests on: treatments, conditions, what is not asked on purpose, the dose by weight; and what was done. */
function Aside({ plan }: { readonly plan: Plan }): ReactElement {
  const { t } = useTranslation('monitoring');
  const f = useFormat();
  const { treatments, conditions, nothing, eye, outcomes } = plan;
  return (
    <div className="stack">
      <Sheet title={t('basis.title')} padded>
        <div className="stack">
          {treatments.length === 0 && <p className="ink-2">{t('basis.noTreatment')}</p>}
          <ul>
            {treatments.map(({ ingredient, startedOn, known }) => (
              <li key={`${ingredient}-${startedOn}`}>
                <b>{plan.names[ingredient]?.[f.language] ?? ingredient}</b> <span className="meta tabular">{t('basis.since', { date: f.date(startedOn) })}</span> {!known && <span className="meta">· {t('basis.notWatched')}</span>}
              </li>
            ))}
          </ul>
          {conditions.length > 0 && <p>{t('basis.conditions', { list: conditions.map((one) => one[f.language]).join(', ') })}</p>}
          {eye && (
            <p>
              {eye.mgPerKg === null || eye.dailyMg === null
                ? t('eye.unknown')
                : t(eye.isOver ? 'eye.over' : 'eye.within', { daily: f.number(eye.dailyMg, 0), perKg: f.number(eye.mgPerKg, 2), most: f.number(eye.mostMg ?? 0, 0) })}{' '}
              {eye.totalG !== null && <span className="meta">{t('eye.total', { grams: f.number(eye.totalG, 0) })}</span>}
            </p>
          )}
          {nothing.map(({ label, source }) => (
            <p key={label.en} className="ink-2">
              {label[f.language]} <span className="meta">{source[f.language]}</span>
            </p>
          ))}
        </div>
      </Sheet>
      {outcomes.length > 0 && (
        <Sheet title={t('outcome.history')} padded>
          <ul className="stack">
            {outcomes.map((outcome) => (
              <li key={outcome.id}>
                <OutcomeLine outcome={outcome} />
              </li>
            ))}
          </ul>
        </Sheet>
      )}
      <p className="meta">{t('alerts.aid')}</p>
    </div>
  );
}
