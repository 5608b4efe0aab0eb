import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { TableMapping } from '#contract/table-imports.ts';
import { api } from '../../link/client.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { TextField } from '../../ui/field.tsx';
import { useToast } from '../../ui/toast.tsx';

/** Keeps the mapping under a name; the next file with the same titles finds it. */
export function RememberMapping({ mapping }: { readonly mapping: TableMapping }): ReactElement {
  const { t } = useTranslation(['tables', 'common']);
  const queryClient = useQueryClient();
  const toast = useToast();
  const [name, setName] = useState<string | null>(null);
  const remember = useMutation(
    api.tableImports.remember.mutationOptions({
      onSuccess: () => {
        setName(null);
        toast({ text: t('check.remembered') });
        void queryClient.invalidateQueries({ queryKey: api.tableImports.mappings.key() });
      },
    }),
  );
  if (name === null) {
    return (
      <Button small onClick={() => setName('')}>
        {t('check.remember')}
      </Button>
    );
  }
  return (
    <form
      className="row tables-remember"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '') remember.mutate({ name, mapping });
      }}
    >
      <TextField label={t('check.name')} value={name} maxLength={80} autoFocus onChange={(event) => setName(event.target.value)} />
      <Button small type="submit" disabled={name.trim() === '' || remember.isPending}>
        {t('common:action.save')}
      </Button>
      <Button small tone="quiet" onClick={() => setName(null)}>
        {t('common:action.cancel')}
      </Button>
      {remember.isError && <ErrorNotice what={t('check.rememberFailed')} error={remember.error} />}
    </form>
  );
}
