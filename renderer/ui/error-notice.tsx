import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { lackingTraining } from '#contract/lacking-training.ts';
import { toFailure, type Failure } from '../link/failure.ts';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';
import { useUntrainedText } from './use-untrained-text.ts';

export interface ErrorNoticeProps {
  /** What did not happen: "Le rendez-vous n’a pas été enregistré." */
  readonly what: string;
  /** As thrown by the client: gives why and what to do, and the reference of an incident. */
  readonly error: unknown;
  /** Says that what was typed is kept. */
  readonly kept?: boolean;
  readonly onRetry?: (() => void) | undefined;
}

/** A failure, in place: what happened, what was kept, what to do now, and the reference in the log. */
export function ErrorNotice({ what, error, kept = false, onRetry }: ErrorNoticeProps): ReactElement {
  const { t } = useTranslation(['errors', 'common']);
  const describe = useFailureText();
  const failure = toFailure(error);
  return (
    <div className="note note-danger" role="alert">
      <Icon name="alert" />
      <div className="grow">
        <div>
          <b>{what}</b> {describe(failure)} {kept && t('errors:notice.kept')}
        </div>
        {failure.reference && <div className="ink-2">{t('errors:notice.reference', { reference: failure.reference })}</div>}
      </div>
      {onRetry && (
        <Button small onClick={onRetry}>
          {t('common:action.retry')}
        </Button>
      )}
    </div>
  );
}

/** The sentence for a failure, in the language of the page. */
function useFailureText(): (failure: Failure) => string {
  const { t } = useTranslation('errors');
  const untrained = useUntrainedText();
  return (failure) => {
    const lacking = failure.code === 'NOT_TRAINED' ? lackingTraining.safeParse(failure.data) : null;
    if (lacking?.success === true) return untrained(lacking.data);
    const cause = failure.code === 'STORE_UNREADABLE' ? storeCause(failure.data) : null;
    return cause ? `${t('code.STORE_UNREADABLE')} ${t(`store.${cause}`)}` : t(`code.${failure.code}`);
  };
}

const storeCauses = ['wrong-key-or-damaged', 'newer-schema', 'already-open', 'unreachable', 'read-only'] as const;

function storeCause(data: unknown): (typeof storeCauses)[number] | null {
  if (typeof data !== 'object' || data === null || !('cause' in data)) return null;
  return storeCauses.find((cause) => cause === data.cause) ?? null;
}
