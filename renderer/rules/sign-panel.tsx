import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RulesetVersion } from '#contract/rules';
import { api } from '../link/client.ts';
import { hasCode, toFailure } from '../link/failure.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { TextArea } from '../ui/field.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { useToast } from '../ui/toast.tsx';

const refusals = ['IN_FORCE', 'NOT_REPLAYED', 'VIGNETTE_MISSED'] as const;
const isRefusal = (state: unknown): state is (typeof refusals)[number] => refusals.some((one) => one === state);

/** Signing a version into force, and who did so before. */
export function SignPanel({ version, mayChange }: { readonly version: RulesetVersion; readonly mayChange: boolean }): ReactElement {
  const { t } = useTranslation('rules');
  const f = useFormat();
  const queries = useQueryClient();
  const toast = useToast();
  const [note, setNote] = useState('');
  const sign = useMutation(
    api.rules.putInForce.mutationOptions({
      onSuccess: ({ version: name }) => {
        setNote('');
        toast({ text: t('sign.done', { version: name }) });
        void queries.invalidateQueries({ queryKey: api.rules.key() });
        void queries.invalidateQueries({ queryKey: api.referrals.key() });
      },
    }),
  );
  const refused = hasCode(sign.error, 'ILLEGAL_STATE') ? (toFailure(sign.error).data as { readonly state?: unknown }).state : null;
  return (
    <Sheet title={t('sign.title')} padded>
      <div className="rules-editor">
        {version.isInForce ? (
          <p className="note note-ok">{t('sign.inForce')}</p>
        ) : (
          mayChange && (
            <>
              <p>{t('sign.explain')}</p>
              <TextArea label={t('sign.note')} rows={2} value={note} onChange={({ target }) => setNote(target.value)} />
              {sign.isError && (isRefusal(refused) ? <p className="note note-danger" role="alert">{t(`sign.${refused}`)}</p> : <ErrorNotice what={t('sign.notDone')} error={sign.error} kept />)}
              <div>
                <Button tone="primary" disabled={note.trim() === '' || sign.isPending} onClick={() => note.trim() !== '' && sign.mutate({ versionId: version.versionId, note })}>
                  {t('sign.action')}
                </Button>
              </div>
            </>
          )
        )}
        {version.signatures.length > 0 && (
          <>
            <h3 className="section-title">{t('sign.history')}</h3>
            <ul>
              {version.signatures.map(({ at, by, note: said }) => (
                <li key={at}>{t('version.signed', { by, when: f.instant(at), note: said })}</li>
              ))}
            </ul>
          </>
        )}
      </div>
    </Sheet>
  );
}
