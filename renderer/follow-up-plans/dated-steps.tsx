import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { DatedStep } from '#contract/plans.ts';
import { useFormat } from '../text/use-format.ts';
import { Checkbox } from '../ui/field.tsx';
import { usePlanWords } from './use-plan-words.ts';

export interface DatedStepsProps {
  readonly steps: readonly DatedStep[];
  readonly today: string;
  readonly leftOut: ReadonlySet<string>;
  readonly onChange: (leftOut: ReadonlySet<string>) => void;
}

export const keyOf = ({ code, occurrence }: Pick<DatedStep, 'code' | 'occurrence'>): string => `${code}#${occurrence}`;

/** Every date a template would give, with why it was shifted; each may be left out. */
export function DatedSteps({ steps, today, leftOut, onChange }: DatedStepsProps): ReactElement {
  const { t } = useTranslation('plans');
  const f = useFormat();
  const words = usePlanWords();
  const toggle = (key: string, take: boolean): void => {
    const next = new Set(leftOut);
    if (take) next.delete(key);
    else next.add(key);
    onChange(next);
  };
  return (
    <ul className="plan-preview">
      {steps.map((step) => {
        const key = keyOf(step);
        const why = words.reasons(step);
        return (
          <li key={key}>
            <Checkbox
              checked={!leftOut.has(key)}
              onChange={(event) => toggle(key, event.target.checked)}
              label={
                <>
                  <b className="tabular">{f.date(step.dueOn, 'weekday')}</b>
                  {step.untilOn < today && <span className="meta"> {t('apply.past')}</span>} {step.label[f.language]} <span className="meta">{words.who(step)}</span>
                  {why !== '' && <span className="meta plan-why">{why}</span>}
                </>
              }
            />
          </li>
        );
      })}
    </ul>
  );
}
