import { useId, type ReactElement, type ReactNode } from 'react';
import { Kbd } from './kbd.tsx';

export interface SheetProps {
  readonly title: ReactNode;
  /** Beside the title, in meta: a count, a date, a source. */
  readonly note?: ReactNode;
  /** At the right of the header. */
  readonly actions?: ReactNode;
  /** Key that reaches this section, shown on its header. */
  readonly keys?: string | undefined;
  /** Padding of 12 px around the content; lists and tables go without. */
  readonly padded?: boolean;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A white sheet with a header: one section of a screen, a region named by its title. */
export function Sheet({ title, note, actions, keys, padded = false, className, children }: SheetProps): ReactElement {
  const titleId = useId();
  return (
    <section className={className ? `sheet ${className}` : 'sheet'} aria-labelledby={titleId}>
      <header className="sheet-header">
        {keys && <Kbd keys={keys} />}
        <h2 id={titleId}>{title}</h2>
        {note !== undefined && <span className="meta ellipsis">{note}</span>}
        <span className="grow" />
        {actions}
      </header>
      {padded ? <div className="sheet-body">{children}</div> : children}
    </section>
  );
}
