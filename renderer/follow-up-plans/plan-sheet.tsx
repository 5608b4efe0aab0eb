import type { ReactElement, ReactNode, Ref } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FollowUpPlan, PlanStep } from '#contract/plans.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { StepRow } from './step-row.tsx';
import { usePlanWords } from './use-plan-words.ts';

export interface PlanSheetProps {
  readonly plan: FollowUpPlan;
  readonly selectedId: string | undefined;
  readonly onSelect: (stepId: string) => void;
  readonly onRecognise: ((step: PlanStep) => void) | undefined;
  /** What can be done with a step. */
  readonly actionsOf: (step: PlanStep) => ReactNode;
  /** What can be done with the plan. */
  readonly actions: ReactNode;
  /** Takes the plan over to the version in force. */
  readonly onMigrate: (() => void) | undefined;
  readonly selectedRow: Ref<HTMLTableRowElement>;
}

/** Steps shown at first: what is open, but what comes back only as far as its next two. */
export function shownSteps({ steps, state }: Pick<FollowUpPlan, 'steps' | 'state'>): readonly PlanStep[] {
  if (state === 'ended') return [];
  const open = steps.filter(({ standing }) => standing !== 'done' && standing !== 'skipped');
  return open.filter((step) => open.filter((one) => one.code === step.code && one.occurrence < step.occurrence).length < 2);
}

/** One plan of a person: its steps, what to look for, who answers between visits. */
export function PlanSheet({ plan, selectedId, onSelect, onRecognise, actionsOf, actions, onMigrate, selectedRow }: PlanSheetProps): ReactElement {
  const { t } = useTranslation(['plans', 'common']);
  const f = useFormat();
  const words = usePlanWords();
  const [isWhole, setIsWhole] = useState(false);
  const title = plan.title[f.language];
  const few = shownSteps(plan);
  // What is chosen is shown, wherever it stands.
  const shown = isWhole ? plan.steps : plan.steps.filter((step) => few.includes(step) || step.id === selectedId);
  const hidden = plan.steps.length - shown.length;
  const isRunning = plan.state !== 'ended';
  const facts = [
    ...plan.anchors.flatMap(({ label, on }) => (on ? [`${label[f.language]} ${f.date(on)}`] : [])), ...plan.options.map((option) => option[f.language]), ...(plan.practitioner ? [t('plan.responsible', { name: plan.practitioner.name })] : []),
    ...(plan.putOffDays > 0 ? [t('plan.putOff', { count: plan.putOffDays })] : []),
  ];
  return (
    <Sheet title={title} note={facts.join(' · ')} actions={<span className="row no-print">{actions}</span>}>
      {plan.state !== 'running' && (
        <p className="sheet-body row wrap">
          <Chip tone={plan.state === 'paused' ? 'warn' : 'plain'} icon={plan.state === 'paused' ? 'pause' : undefined}>
            {t(plan.state === 'paused' ? 'plan.since' : 'plan.endedOn', { date: f.date(plan.stateSince) })}
          </Chip>
          <span className="ink-2">{[plan.state === 'ended' && plan.stateReason ? t(`ending.${plan.stateReason as 'other'}`) : null, plan.stateNote].filter(Boolean).join(' · ')}</span>
        </p>
      )}
      {shown.length > 0 && (
        <table className="treatment-table plan-table" aria-label={t('plan.steps', { title })}>
          <thead>
            <tr>
              <th scope="col">{t('column.when')}</th>
              <th scope="col">{t('column.step')}</th>
              <th scope="col">{t('column.who')}</th>
              <th scope="col">{t('column.standing')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((step) => (
              <StepRow key={step.id} ref={step.id === selectedId ? selectedRow : undefined} step={step} isSelected={step.id === selectedId} onSelect={() => onSelect(step.id)} onRecognise={onRecognise && step.recognised ? () => onRecognise(step) : undefined} actions={actionsOf(step)} />
            ))}
          </tbody>
        </table>
      )}
      {(hidden > 0 || isWhole) && (
        <p className="sheet-body row no-print">
          {!isWhole && <span className="meta">{t('plan.hidden', { count: hidden })}</span>}
          <Button small tone="text" onClick={() => setIsWhole(!isWhole)}>
            {t(isWhole ? 'plan.showLess' : 'plan.showAll')}
          </Button>
        </p>
      )}
      {isRunning && (
        <div className="sheet-body plan-guide">
          {plan.escalation.length > 0 && (
            <div>
              <h3 className="meta-strong">{t('plan.escalation')}</h3>
              <ul className="plan-escalation">
                {plan.escalation.map((one) => (
                  <li key={one.id}>
                    <b>{one.look[f.language]}</b> → {one.act[f.language]} <span className="meta">{words.by(one)}</span>
                  </li>
                ))}
              </ul>
            </div>
          )}
          <div>
            <h3 className="meta-strong">{t('plan.between')}</h3>
            <p>{plan.between.text[f.language]}</p>
            <p className="meta">{[...(plan.code.includes('.') ? [t('plan.ofPathway', { version: plan.templateVersion })] : [plan.code, plan.templateVersion]), plan.next && t('plan.next', { code: plan.next })].filter(Boolean).join(' · ')}</p>
            <p className="meta">{plan.sources.map((source) => source[f.language]).join(' · ')}</p>
            {plan.newer && (
              <p className="row wrap">
                <span className="meta">{t('plan.newer', { version: plan.newer.version })}</span>
                {onMigrate && (
                  <Button small tone="text" onClick={onMigrate}>
                    {t('migrate.action')}
                  </Button>
                )}
              </p>
            )}
          </div>
        </div>
      )}
    </Sheet>
  );
}
