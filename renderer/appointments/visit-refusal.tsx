import type { ReactElement } from 'react';
import type { AppointmentView } from '#contract/appointments';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Icon } from '../ui/icon.tsx';
import { refusedOf, useRefusalWords } from './use-refusal-words.ts';

/** Why a command on a visit was refused, in words: from when it is possible, or who came in between. */
export function VisitRefusal({ what, visit, error }: { readonly what: string; readonly visit: AppointmentView; readonly error: unknown }): ReactElement {
  const words = useRefusalWords();
  const refused = refusedOf(error);
  if (refused.code !== 'INVALID' && refused.code !== 'STALE') return <ErrorNotice what={what} error={error} />;
  return (
    <p className="note note-warn" role="alert">
      <Icon name="alert" />
      <span>
        <b>{what}</b> {words(refused, visit)}
      </span>
    </p>
  );
}
