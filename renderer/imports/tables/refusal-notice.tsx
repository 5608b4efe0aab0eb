import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { tableRefusal } from '#contract/table-reports.ts';
import { toFailure } from '../../link/failure.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Icon } from '../../ui/icon.tsx';

/** Why a file is not read, in words that say what to do with it; any other error as everywhere. */
export function RefusalNotice({ what, error }: { readonly what: string; readonly error: unknown }): ReactElement {
  const { t } = useTranslation('tables');
  const failure = toFailure(error);
  const data = failure.code === 'UNREADABLE_FILE' ? (failure.data as { readonly cause?: unknown; readonly line?: unknown } | undefined) : undefined;
  const cause = tableRefusal.safeParse(data?.cause);
  if (!cause.success) return <ErrorNotice what={what} error={error} />;
  return (
    <div className="note note-danger imports-outcome" role="alert">
      <Icon name="alert" />
      <div>
        <b>{what}</b> {t(`refusal.${cause.data}`)} {typeof data?.line === 'number' && t('refusedLine', { line: data.line })}
      </div>
    </div>
  );
}
