import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChecklistResult } from '#contract/doses.ts';
import { Icon } from '../ui/icon.tsx';

const marks = { go: { icon: 'check', tone: 'ok' }, hold: { icon: 'pause', tone: 'warn' }, 'no-go': { icon: 'stop', tone: 'danger' } } as const;

/** How a checklist, or an item of it, stands: sign, word and colour. */
export function ResultMark({ result, of = 'list' }: { readonly result: ChecklistResult; readonly of?: 'list' | 'item' }): ReactElement {
  const { t } = useTranslation('doses');
  const { icon, tone } = marks[result];
  return (
    <span className={`row no-wrap dose-result ${tone}`}>
      <Icon name={icon} size="small" />
      {t(`${of === 'item' ? 'itemResult' : 'result'}.${result}`)}
    </span>
  );
}
