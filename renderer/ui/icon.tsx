import type { ReactElement } from 'react';
import { iconShapes, type IconName } from './icon-shapes.tsx';

const sizes = { small: 'icon icon-small', medium: 'icon', large: 'icon icon-large' } as const;

/** One drawing of our set; always beside a word, or inside a control that has its own name. */
export function Icon({ name, size = 'medium' }: { readonly name: IconName; readonly size?: keyof typeof sizes }): ReactElement {
  return (
    <svg className={sizes[size]} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      {iconShapes[name]}
    </svg>
  );
}
