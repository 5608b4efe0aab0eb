import { useMutation } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../link/client.ts';
import { saveFile } from '../../link/save-file.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';

/** Saves the rows that were not taken as a workbook, each with its reason, to be corrected and taken in again. */
export function SaveRejected({ importId }: { readonly importId: string }): ReactElement {
  const { t } = useTranslation('tables');
  const save = useMutation(api.tableImports.rejectedFile.mutationOptions({ onSuccess: saveFile }));
  return (
    <>
      <Button icon="download" disabled={save.isPending} onClick={() => save.mutate({ importId })}>
        {t('report.saveRejected')}
      </Button>
      {save.isError && <ErrorNotice what={t('report.saveFailed')} error={save.error} />}
    </>
  );
}
