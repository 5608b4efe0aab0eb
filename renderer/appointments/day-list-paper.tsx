import { useMutation } from '@tanstack/react-query';
import { type ReactElement, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../link/client.ts';
import { saveFile } from '../link/save-file.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';

export interface DayListPaperProps {
  readonly date: string;
  /** Null: of the whole clinic. */
  readonly practitionerId: string | null;
}

/** The list of the day as PDF; printed from the page, that is noted as well. */
export function DayListPaper({ date, practitionerId }: DayListPaperProps): ReactElement {
  const { t } = useTranslation('appointments');
  const make = useMutation(api.dayLists.makePdf.mutationOptions({ onSuccess: saveFile }));
  const { mutate: note } = useMutation(api.dayLists.notePrinted.mutationOptions());
  useEffect(() => {
    const onPrint = (): void => note({ date, practitionerId });
    window.addEventListener('beforeprint', onPrint);
    return () => window.removeEventListener('beforeprint', onPrint);
  }, [note, date, practitionerId]);
  return (
    <>
      <Button small icon="download" disabled={make.isPending} onClick={() => make.mutate({ date, practitionerId })}>
        {t('list.pdf')}
      </Button>
      {make.isError && <ErrorNotice what={t('list.pdfFailed')} error={make.error} />}
    </>
  );
}
