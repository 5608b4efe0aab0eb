import type { ReactElement, ReactNode } from 'react';

export interface EmptyStateProps {
  /** What is (not) here, in ink. */
  readonly sentence: string;
  /** What comes next, in ink-2. */
  readonly hint?: string | undefined;
  /** One button. */
  readonly action?: ReactNode;
}

/** An empty list says so, where the list would be, and what to do first. */
export function EmptyState({ sentence, hint, action }: EmptyStateProps): ReactElement {
  return (
    <div className="empty-state">
      <p>{sentence}</p>
      {hint && <p className="meta">{hint}</p>}
      {action}
    </div>
  );
}
