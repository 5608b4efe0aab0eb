import type { MouseEvent, ReactElement, ReactNode, Ref } from 'react';
import type { IconName } from './icon-shapes.tsx';
import { useNoCommands } from './commands.ts';
import { Icon } from './icon.tsx';
import { Kbd } from './kbd.tsx';

const tones = {
  default: 'button',
  primary: 'button button-primary',
  quiet: 'button button-quiet',
  text: 'button button-text',
  danger: 'button button-danger',
} as const;

export interface ButtonProps {
  readonly children: ReactNode;
  readonly onClick?: ((event: MouseEvent<HTMLButtonElement>) => void) | undefined;
  readonly type?: 'button' | 'submit';
  /** One `primary` per screen; `text` for the action of a row. */
  readonly tone?: keyof typeof tones;
  readonly small?: boolean;
  readonly icon?: IconName | undefined;
  /** Key hint at the right of the label, as in `useShortcut`. Shown only; bind it with `useShortcut`. */
  readonly keys?: string | undefined;
  /** Stays focusable and says why through `describedBy`; a click does nothing. */
  readonly disabled?: boolean | undefined;
  readonly describedBy?: string | undefined;
  readonly label?: string | undefined;
  readonly expanded?: boolean | undefined;
  readonly hasPopup?: 'menu' | 'dialog' | 'listbox' | undefined;
  readonly ref?: Ref<HTMLButtonElement> | undefined;
  /** Takes the keyboard when it appears. */
  readonly focusOnMount?: boolean;
}

/** The button of every screen. */
export function Button({
  children,
  onClick,
  type = 'button',
  tone = 'default',
  small,
  icon,
  keys,
  disabled,
  describedBy,
  label,
  expanded,
  hasPopup,
  ref,
  focusOnMount,
}: ButtonProps): ReactElement {
  const noCommands = useNoCommands();
  const isCommand = type === 'submit' || tone === 'primary' || tone === 'danger';
  const reason = isCommand ? noCommands : null;
  const isOff = disabled === true || reason !== null;
  return (
    <button
      ref={ref}
      autoFocus={focusOnMount}
      type={type}
      className={small ? `${tones[tone]} button-small` : tones[tone]}
      aria-disabled={isOff ? 'true' : undefined}
      title={reason ?? undefined}
      aria-describedby={describedBy}
      aria-label={label}
      aria-expanded={expanded}
      aria-haspopup={hasPopup}
      aria-keyshortcuts={keys}
      onClick={(event) => {
        if (isOff) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {icon && <Icon name={icon} />}
      {children}
      {keys && <Kbd keys={keys} />}
    </button>
  );
}

interface IconButtonProps {
  readonly icon: IconName;
  /** Spoken name and tooltip. */
  readonly label: string;
  readonly onClick: () => void;
  readonly keys?: string | undefined;
}

/** A button without a word: only print, return, previous, next, close. */
export function IconButton({ icon, label, onClick, keys }: IconButtonProps): ReactElement {
  return (
    <button type="button" className="icon-button" aria-label={label} title={keys ? `${label} (${keys})` : label} aria-keyshortcuts={keys} onClick={onClick}>
      <Icon name={icon} />
    </button>
  );
}
