import { useMutation } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppointmentView } from '#contract/appointments';
import { client } from '../link/client.ts';
import { saveFile } from '../link/save-file.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Checkbox } from '../ui/field.tsx';
import { useShortcut } from '../ui/shortcut.ts';

/** Saves the visit as a file for a calendar, without the patient's name unless asked; of a visit called off, its cancellation. */
export function CalendarFileButton({ visit }: { readonly visit: AppointmentView }): ReactElement {
  const { t } = useTranslation('visits');
  const { language } = useFormat();
  const [withName, setWithName] = useState(false);
  const [withOthers, setWithOthers] = useState(false);
  const make = useMutation({
    mutationFn: () =>
      withOthers
        ? client.calendars.visitsFile({ appointmentIds: [visit.id], othersToCome: true, language, withName })
        : client.visits.calendarFile({ appointmentId: visit.id, language, withName }),
    onSuccess: saveFile,
  });
  const send = (): void => {
    if (!make.isPending) make.mutate();
  };
  useShortcut('i', send, { label: t('file.save') });
  return (
    <section className="stack visit-steps" aria-label={t('file.title')}>
      <Checkbox label={t('file.withName')} checked={withName} onChange={(event) => setWithName(event.target.checked)} />
      <Checkbox label={t('file.withOthers')} checked={withOthers} onChange={(event) => setWithOthers(event.target.checked)} />
      <div>
        <Button small icon="download" keys="i" onClick={send}>
          {visit.status === 'cancelled' ? t('file.saveCancelled') : t('file.save')}
        </Button>
      </div>
      {make.isError && <ErrorNotice what={t('file.failed')} error={make.error} onRetry={send} />}
    </section>
  );
}
