import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { PathwayCondition } from '#contract/pathways.ts';
import { useFormat } from '../../text/use-format.ts';
import { conditionSaid, type Fact } from './condition-draft.ts';

/** How a condition is said to the reader. */
export function useConditionWords(): (condition: PathwayCondition, facts: readonly Fact[]) => string {
  const { t } = useTranslation('pathways');
  const f = useFormat();
  return useMemo(
    () => (condition, facts) =>
      conditionSaid(condition, facts, {
        name: (label) => label[f.language], number: (value) => f.number(value),
        answer: (fact, is) => t(is ? 'condition.yes' : 'condition.no', { fact }), compare: (fact, op, value) => t(`condition.compare.${op}`, { fact, value }),
        join: (parts, kind) => parts.join(` ${t(kind === 'all' ? 'condition.and' : 'condition.or')} `), not: (part) => t('condition.notSaid', { part }), times: (value, fact) => t('condition.timesSaid', { value, fact }),
      }),
    [t, f],
  );
}
