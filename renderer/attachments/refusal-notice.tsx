import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { maximumAttachmentBytes } from '#contract/attachments';
import { useFormat } from '../text/use-format.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Icon } from '../ui/icon.tsx';
import { AttachmentRefusedError } from './send-attachment.ts';

const mebibyte = 1024 * 1024;

/** A file was not taken: which, why, and what to do. */
export function RefusalNotice({ error, name }: { readonly error: unknown; readonly name?: string }): ReactElement {
  const { t } = useTranslation('attachments');
  const f = useFormat();
  if (!(error instanceof AttachmentRefusedError)) return <ErrorNotice what={t('addFailed')} error={error} />;
  return (
    <div className="note note-danger" role="alert">
      <Icon name="alert" />
      <span>
        <b>{name ?? t('addFailed')}</b> {t(`refusal.${error.code}`, { limit: f.number(maximumAttachmentBytes / mebibyte) })}
      </span>
    </div>
  );
}

/** How large a file is, as one says it. */
export function useSize(): (bytes: number) => string {
  const { t } = useTranslation('attachments');
  const f = useFormat();
  return (bytes) => (bytes < mebibyte ? t('size.kilo', { number: f.number(Math.max(1, Math.round(bytes / 1024))) }) : t('size.mega', { number: f.number(bytes / mebibyte, 1) }));
}
