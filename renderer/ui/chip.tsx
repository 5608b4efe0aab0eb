import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { IconName } from './icon-shapes.tsx';
import { Icon } from './icon.tsx';

const tones = { plain: 'chip', accent: 'chip chip-accent', ok: 'chip chip-ok', warn: 'chip chip-warn', danger: 'chip chip-danger' } as const;

export interface ChipProps {
  readonly children: ReactNode;
  /** A status tone needs an icon beside the word: colour is never alone. */
  readonly tone?: keyof typeof tones;
  readonly icon?: IconName | undefined;
  /** Makes it a filter that can be taken away. */
  readonly onRemove?: (() => void) | undefined;
  /** What taking it away does, spoken; several chips side by side need one each. */
  readonly removeLabel?: string | undefined;
}

/** A short fact or an active filter, 22 px high. */
export function Chip({ children, tone = 'plain', icon, onRemove, removeLabel }: ChipProps): ReactElement {
  const { t } = useTranslation('common');
  return (
    <span className={tones[tone]}>
      {icon && <Icon name={icon} />}
      {children}
      {onRemove && (
        <button type="button" className="chip-remove" aria-label={removeLabel ?? t('action.remove')} onClick={onRemove}>
          <Icon name="close" />
        </button>
      )}
    </span>
  );
}
