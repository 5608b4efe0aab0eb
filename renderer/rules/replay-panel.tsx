import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RuleReplay } from '#contract/rules';
import { urgencies, type Urgency } from '#contract/triage';
import { api } from '../link/client.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import { UrgencyBadge } from '../ui/urgency-badge.tsx';
import { ReplayCases } from './replay-cases.tsx';
import { useRuleReplay } from './use-rule-replay.ts';

interface Cell {
  readonly from: Urgency;
  readonly to: Urgency;
}

/** A version tried on every request of the clinic: how far it is, the classes before and after, and each request it would change. */
export function ReplayPanel({ versionId, isInForce }: { readonly versionId: string; readonly isInForce: boolean }): ReactElement {
  const { t } = useTranslation('rules');
  const f = useFormat();
  const run = useRuleReplay(versionId);
  const [cell, setCell] = useState<Cell | null>(null);
  const last = useQuery(api.rules.replayed.queryOptions({ input: { versionId } }));
  const { phase } = run;
  const isRunning = phase.name === 'running';
  useShortcut('x', run.stop, { label: t('replay.stop'), enabled: isRunning });
  const replay = last.data?.replay ?? null;
  const step = isRunning ? phase.step : null;
  const percent = step && step.total > 0 ? Math.round((step.done / step.total) * 100) : 0;
  if (isInForce && replay === null) return <p className="rules-tools">{t('replay.inForce')}</p>;
  return (
    <>
      <Sheet
        title={t('version.replay')} padded
        actions={
          isRunning ? (
            <Button icon="stop" keys="x" disabled={phase.stopping} onClick={run.stop}>
              {t('replay.stop')}
            </Button>
          ) : (
            !isInForce && <Button onClick={() => run.start()}>{t(replay === null ? 'replay.start' : 'replay.again')}</Button>
          )
        }
      >
        <div className="stack">
          {isRunning ? (
            <>
              <span role="status">{phase.stopping || !step ? t(phase.stopping ? 'replay.stopping' : 'replay.starting') : t('replay.progress', { done: f.number(step.done), total: f.number(step.total), changed: f.number(step.changed) })}</span>
              <div className="progress-line" role="progressbar" aria-label={t('replay.label')} aria-valuenow={percent} aria-valuemin={0} aria-valuemax={100}>
                <div style={{ width: `${percent}%` }} />
              </div>
            </>
          ) : (
            <ReplaySummary replay={replay} />
          )}
          {phase.name === 'failed' && <ErrorNotice what={t('replay.failed')} error={phase.error} onRetry={() => run.start()} />}
          {last.isError && <ErrorNotice what={t('replay.failed')} error={last.error} onRetry={() => void last.refetch()} />}
          {!isRunning && replay?.state === 'done' && <ReplayMatrix replay={replay} chosen={cell} onChoose={setCell} />}
        </div>
      </Sheet>
      {!isRunning && replay?.state === 'done' && <ReplayCases key={`${replay.replayId} ${cell?.from ?? ''} ${cell?.to ?? ''}`} replayId={replay.replayId} from={cell?.from ?? null} to={cell?.to ?? null} onAll={() => setCell(null)} />}
    </>
  );
}

function ReplaySummary({ replay }: { readonly replay: RuleReplay | null }): ReactElement {
  const { t } = useTranslation('rules');
  const f = useFormat();
  if (replay === null) return <p role="status">{t('replay.never')}</p>;
  const when = f.instant(replay.finishedAt ?? replay.startedAt);
  if (replay.state === 'cancelled') return <p role="status">{t('replay.cancelled', { when })}</p>;
  if (replay.state !== 'done') return <p role="status">{t('replay.broken', { when })}</p>;
  const { againstVersion: against, by } = replay;
  const counts = { requests: f.number(replay.requests), otherClass: f.number(replay.otherClass), otherwise: f.number(replay.otherwise), withoutAge: f.number(replay.withoutAge) };
  return (
    <div role="status">
      <p>{t('replay.done', { against, when, by, ...counts })}</p>
      {!replay.isCurrent && <p className="warn">{t('replay.stale')}</p>}
    </div>
  );
}

/** Requests by class before and after; what lies off the diagonal changes class, and opens as a list. */
function ReplayMatrix({ replay, chosen, onChoose }: { readonly replay: RuleReplay; readonly chosen: Cell | null; readonly onChoose: (cell: Cell | null) => void }): ReactElement {
  const { t } = useTranslation('rules');
  const f = useFormat();
  const countOf = (from: Urgency, to: Urgency): number => replay.matrix.find((cell) => cell.from === from && cell.to === to)?.count ?? 0;
  return (
    <div className="rules-scroll">
      <table className="table rules-matrix">
        <caption className="visually-hidden">{t('replay.matrix')}</caption>
        <thead>
          <tr>
            <th className="meta">{t('replay.from')}</th>
            {urgencies.map((to) => (
              <th key={to} scope="col">
                <UrgencyBadge urgency={to} size="inline" />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {urgencies.map((from) => (
            <tr key={from}>
              <th scope="row">
                <UrgencyBadge urgency={from} size="inline" />
              </th>
              {urgencies.map((to) => {
                const count = countOf(from, to);
                const isChosen = chosen?.from === from && chosen.to === to;
                return (
                  <td key={to} className={`numeric ${from === to ? 'rules-same' : ''}`}>
                    {from === to || count === 0 ? (
                      <span className={count === 0 ? 'ink-2' : ''}>{f.number(count)}</span>
                    ) : (
                      <button type="button" className="rules-cell" aria-pressed={isChosen} aria-label={t('replay.cell', { count, from, to })} onClick={() => onChoose(isChosen ? null : { from, to })}>
                        {f.number(count)}
                      </button>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
