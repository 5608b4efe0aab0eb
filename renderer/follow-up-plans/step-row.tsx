import type { ReactElement, ReactNode, Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlanStep } from '#contract/plans.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { usePlanWords } from './use-plan-words.ts';

export interface StepRowProps {
  readonly step: PlanStep;
  readonly isSelected: boolean;
  readonly onSelect: () => void;
  /** Takes what was found as this step. */
  readonly onRecognise: (() => void) | undefined;
  readonly actions: ReactNode;
  readonly ref?: Ref<HTMLTableRowElement> | undefined;
}

/** A step of a plan: its day and why, what and who, where it stands; once chosen, what can be done with it. */
export function StepRow({ step, isSelected, onSelect, onRecognise, actions, ref }: StepRowProps): ReactElement {
  const { t } = useTranslation('plans');
  const f = useFormat();
  const words = usePlanWords();
  const why = words.reasons(step);
  const { standing, recognised, visit } = step;
  const tone = standing === 'late' || step.isOutside ? 'danger' : standing === 'due' ? 'warn' : standing === 'done' || standing === 'booked' ? 'ok' : 'ink-2';
  const isClosed = standing === 'done' || standing === 'skipped';
  return (
    <>
      <tr ref={ref} data-line={step.id} tabIndex={isSelected ? 0 : -1} aria-selected={isSelected} className={isClosed ? 'treatment-past' : undefined} onFocus={onSelect} onClick={onSelect}>
        <td>
          <b className="tabular">{f.date(step.dueOn)}</b>
          {!isClosed && <span className="meta treatment-note">{t('window', { from: f.date(step.fromOn, 'short'), until: f.date(step.untilOn, 'short') })}</span>}
          {why !== '' && !isClosed && <span className="meta treatment-note">{why}</span>}
        </td>
        <td>
          <b>{step.label[f.language]}</b>
          <span className="treatment-note">{step.what[f.language]}</span>
          {step.goOnIf && <span className="meta treatment-note">{t('goOnIf', { words: step.goOnIf[f.language] })}</span>}
        </td>
        <td>
          {t(`kind.${step.kind}`)}
          <span className="meta treatment-note">
            {words.who(step)}
            {step.minutes !== null && ` · ${t('minutes', { count: step.minutes })}`}
          </span>
        </td>
        <td>
          <span className={`row ${tone}`}>
            <Icon name={standing === 'late' || step.isOutside ? 'alert' : standing === 'done' || standing === 'booked' ? 'check' : 'clock'} size="small" />
            {words.standing(step)}
          </span>
          {step.performedBy && <span className="meta treatment-note">{t('performedBy', { name: step.performedBy })}</span>}
          {step.competence && <span className="warn treatment-note">{t('competence', { words: step.competence })}</span>}
          {step.words && <span className="meta treatment-note">{[step.words, step.closedBy].filter(Boolean).join(' · ')}</span>}
          {step.isOutside && visit && <span className="danger treatment-note">{t('outside', { date: f.date(visit.on, 'short'), from: f.date(step.fromOn, 'short'), until: f.date(step.untilOn, 'short') })}</span>}
          {step.keptReason && <span className="meta treatment-note">{t('kept', { reason: step.keptReason })}</span>}
          {recognised && (
            <span className="treatment-note">
              {words.recognised(recognised)}{' '}
              {onRecognise && (
                <Button small tone="text" onClick={onRecognise}>
                  {t('recognised.yes')}
                </Button>
              )}
            </span>
          )}
        </td>
      </tr>
      {isSelected && actions && (
        <tr className="treatment-actions no-print" aria-selected>
          <td colSpan={4}>
            <div className="row wrap">{actions}</div>
          </td>
        </tr>
      )}
    </>
  );
}
