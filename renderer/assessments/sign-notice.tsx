import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { toFailure } from '../link/failure.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Icon } from '../ui/icon.tsx';

export interface SignNoticeProps {
  /** Why main did not sign. */
  readonly error: unknown;
  readonly onRetry: () => void;
}

/** Why an assessment was not signed. What no field can show, an empty page or a day to come, is said in words, with what to do. */
export function SignNotice({ error, onRetry }: SignNoticeProps): ReactElement {
  const { t } = useTranslation('assessments');
  const { code, data } = toFailure(error);
  const issues = code === 'INVALID' ? ((data as { issues?: readonly { code: string }[] }).issues ?? []).map((issue) => issue.code) : [];
  const said = issues.includes('EMPTY') ? t('page.empty') : issues.includes('FUTURE') ? t('page.ahead') : null;
  if (said === null) return <ErrorNotice what={t('page.notSigned')} error={error} kept onRetry={onRetry} />;
  return (
    <div className="note note-danger" role="alert">
      <Icon name="alert" />
      <div className="grow">
        <b>{t('page.notSigned')}</b> {said}
      </div>
    </div>
  );
}
