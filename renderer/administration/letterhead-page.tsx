import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Letterhead } from '#contract/letters';
import { api } from '../link/client.ts';
import { useClinic } from '../session/session-state.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { TextArea, TextField } from '../ui/field.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { useToast } from '../ui/toast.tsx';
import { AdministrationBar } from './administration-bar.tsx';

/** What stands at the head of the clinic's letters. */
export function LetterheadPage(): ReactElement {
  const { t } = useTranslation('administration');
  const letterhead = useQuery(api.letters.letterhead.queryOptions({ refetchOnWindowFocus: false }));
  return (
    <div className="page">
      <AdministrationBar current="letterhead" />
      <div className="page-body" id="administration-panel" role="tabpanel" aria-label={t('part.letterhead')}>
        {letterhead.isPending && <SkeletonRows rows={4} />}
        {letterhead.isError && <ErrorNotice what={t('letterhead.failed')} error={letterhead.error} onRetry={() => void letterhead.refetch()} />}
        {letterhead.data && <LetterheadForm letterhead={letterhead.data} />}
      </div>
    </div>
  );
}

function LetterheadForm({ letterhead }: { readonly letterhead: Letterhead }): ReactElement {
  const { t } = useTranslation(['administration', 'common']);
  const clinic = useClinic();
  const queries = useQueryClient();
  const toast = useToast();
  const [typed, setTyped] = useState(letterhead);
  const save = useMutation(
    api.letters.setLetterhead.mutationOptions({
      onSuccess: () => {
        toast({ text: t('administration:letterhead.saved') });
        void queries.invalidateQueries({ queryKey: api.letters.key() });
      },
    }),
  );
  const send = (): void => save.mutate(typed);
  useShortcut('Control+s', send, { inFields: true, label: t('common:action.save') });
  const field = (key: 'phone' | 'fax' | 'email', longest: number): ReactElement => (
    <TextField label={t(`administration:letterhead.${key}`)} optional maxLength={longest} value={typed[key]} onChange={(event) => setTyped({ ...typed, [key]: event.target.value })} />
  );
  return (
    <form
      className="letterhead-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Sheet title={t('administration:letterhead.title')} note={t('administration:letterhead.note')} padded>
        <div className="stack">
          <p>
            <b>{clinic.name}</b>
          </p>
          <TextArea label={t('administration:letterhead.address')} optional rows={3} maxLength={400} value={typed.address} onChange={(event) => setTyped({ ...typed, address: event.target.value })} />
          {field('phone', 40)}
          {field('fax', 40)}
          {field('email', 120)}
          {save.isError && <ErrorNotice what={t('administration:letterhead.notSaved')} error={save.error} kept onRetry={send} />}
          <div>
            <Button type="submit" tone="primary" keys="Control+s" disabled={save.isPending}>
              {t('common:action.save')}
            </Button>
          </div>
        </div>
      </Sheet>
    </form>
  );
}
