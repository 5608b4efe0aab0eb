import { useMutation } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { TableMapping } from '#contract/table-imports.ts';
import { api } from '../../link/client.ts';
import { saveFile } from '../../link/save-file.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';

/** Saves the mapping as the file the command line takes. */
export function SaveMapping({ importId, mapping }: { readonly importId: string; readonly mapping: TableMapping }): ReactElement {
  const { t } = useTranslation('tables');
  const save = useMutation(api.tableImports.mappingFile.mutationOptions({ onSuccess: saveFile }));
  return (
    <>
      <Button small icon="download" disabled={save.isPending} onClick={() => save.mutate({ importId, mapping })}>
        {t('check.export')}
      </Button>
      {save.isError && <ErrorNotice what={t('check.exportFailed')} error={save.error} />}
    </>
  );
}
