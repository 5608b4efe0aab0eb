import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuditVerification } from '#contract/audit.ts';
import { api } from '../link/client.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Icon } from '../ui/icon.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { useShortcut } from '../ui/shortcut.ts';

/** Reads the whole trail again and says whether it is whole. */
export function AuditVerificationSheet(): ReactElement {
  const { t } = useTranslation('audit');
  const queryClient = useQueryClient();
  const verify = useMutation(api.audit.verify.mutationOptions({ onSuccess: () => queryClient.invalidateQueries({ queryKey: api.audit.report.key() }) }));
  const start = (): void => {
    if (!verify.isPending) verify.mutate(undefined);
  };
  useShortcut('v', start, { label: t('verify.action') });
  return (
    <Sheet
      title={t('verify.title')}
      padded
      actions={
        <Button small tone="primary" icon="shield" keys="v" disabled={verify.isPending} onClick={start}>
          {t('verify.action')}
        </Button>
      }
    >
      <div className="stack">
        <p className="ink-2 administration-prose">{t('verify.explained')}</p>
        <div role="status" aria-live="polite" className="stack">
          {verify.isPending && <span className="meta">{t('verify.running')}</span>}
          {verify.isSuccess && <Verdict verification={verify.data} />}
        </div>
        {verify.isError && <ErrorNotice what={t('verify.failed')} error={verify.error} onRetry={start} />}
      </div>
    </Sheet>
  );
}

function Verdict({ verification }: { readonly verification: AuditVerification }): ReactElement {
  const { t } = useTranslation('audit');
  const f = useFormat();
  const { broken, rows, verifiedAt, earlier, headKept } = verification;
  return (
    <>
      {broken ? (
        <div className="note note-danger">
          <Icon name="alert" />
          <div className="stack">
            <b>{t(`verify.broken.${broken.kind}`, { row: f.number(broken.seq) })}</b>
            <span>{t('verify.broken.what')}</span>
          </div>
        </div>
      ) : (
        <div className="note note-ok">
          <Icon name="check" />
          <b>{t('verify.whole', { count: rows, number: f.number(rows), when: f.instant(verifiedAt) })}</b>
        </div>
      )}
      {earlier.file === 'changed' && (
        <div className="note note-warn">
          <Icon name="alert" />
          {t('verify.headsChanged')}
        </div>
      )}
      {!headKept && (
        <div className="note note-warn">
          <Icon name="alert" />
          {t('verify.headNotKept')}
        </div>
      )}
      {earlier.file !== 'changed' && (
        <span className="meta">{earlier.since ? t('verify.compared', { count: earlier.heads, number: f.number(earlier.heads), since: f.instantDate(earlier.since) }) : t('verify.first')}</span>
      )}
    </>
  );
}
