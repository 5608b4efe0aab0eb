import { useMutation } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Temporal } from 'temporal-polyfill';
import { api } from '../../link/client.ts';
import { saveFile } from '../../link/save-file.ts';
import { useFormat } from '../../text/use-format.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Checkbox } from '../../ui/field.tsx';
import { Sheet } from '../../ui/sheet.tsx';

/** The file tells the month past and the year to come. */
const [daysPast, days] = [30, 395];

/** A professional's visits as a file for a calendar, without names unless asked. */
export function CalendarFile({ practitionerId, mayName }: { readonly practitionerId: string; readonly mayName: boolean }): ReactElement {
  const { t } = useTranslation('calendars');
  const f = useFormat();
  const [withNames, setWithNames] = useState(false);
  const make = useMutation(api.calendars.professionalFile.mutationOptions({ onSuccess: saveFile }));
  const send = (): void => make.mutate({ practitionerId, from: Temporal.PlainDate.from(f.today).subtract({ days: daysPast }).toString(), days, language: f.language, withNames });
  return (
    <Sheet title={t('file.title')} padded>
      <div className="stack">
        <p className="meta">{t('file.note')}</p>
        {mayName && <Checkbox label={t('file.withNames')} checked={withNames} onChange={(event) => setWithNames(event.target.checked)} />}
        {make.isError && <ErrorNotice what={t('file.failed')} error={make.error} onRetry={send} />}
        <div>
          <Button icon="download" disabled={make.isPending} onClick={send}>
            {t('file.save')}
          </Button>
        </div>
      </div>
    </Sheet>
  );
}
