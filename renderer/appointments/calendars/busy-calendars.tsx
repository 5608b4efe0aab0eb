import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import { type BusyCalendar, maximumCalendarCharacters } from '#contract/calendars';
import { api, client } from '../../link/client.ts';
import { hasCode } from '../../link/failure.ts';
import { useFormat } from '../../text/use-format.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { TextField } from '../../ui/field.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { useToast } from '../../ui/toast.tsx';
import { BusyReport } from './busy-report.tsx';

export interface BusyCalendarsProps {
  readonly practitionerId: string;
  readonly busy: readonly BusyCalendar[];
  readonly mayChange: boolean;
}

class TooLargeError extends Error {}

/** When a professional is busy by calendars of their own: read from files, read again, removed. */
export function BusyCalendars({ practitionerId, busy, mayChange }: BusyCalendarsProps): ReactElement {
  const { t } = useTranslation('calendars');
  const f = useFormat();
  const toast = useToast();
  const queries = useQueryClient();
  const picker = useRef<HTMLInputElement>(null);
  const [name, setName] = useState('');
  const [tried, setTried] = useState(false);
  // For which calendar the next file chosen is.
  const [target, setTarget] = useState<{ readonly id: string; readonly name: string } | null>(null);
  const reload = (): Promise<unknown> => Promise.all([api.calendars.key(), api.appointments.key(), api.absences.key()].map((queryKey) => queries.invalidateQueries({ queryKey })));
  const read = useMutation({
    mutationFn: async ({ file, calendar }: { readonly file: File; readonly calendar: { readonly id: string; readonly name: string } }) => {
      if (file.size > maximumCalendarCharacters * 2) throw new TooLargeError();
      // Of the text only times are read, which every encoding writes alike.
      const text = new TextDecoder().decode(await file.arrayBuffer());
      if (text.length > maximumCalendarCharacters) throw new TooLargeError();
      return { name: calendar.name, report: await client.calendars.readBusy({ calendarId: calendar.id, practitionerId, name: calendar.name, text }) };
    },
    onSuccess: async () => {
      setName('');
      setTried(false);
      await reload();
    },
  });
  const remove = useMutation({
    mutationFn: ({ id: calendarId }: BusyCalendar) => client.calendars.removeBusy({ calendarId }),
    onSuccess: async (_, calendar) => {
      read.reset();
      toast({ text: t('busy.removed', { name: calendar.name }) });
      await reload();
    },
  });
  const choose = (calendar: { readonly id: string; readonly name: string }): void => {
    setTarget(calendar);
    picker.current?.click();
  };
  const chooseNew = (): void => {
    setTried(true);
    if (name.trim() !== '') choose({ id: v7(), name: name.trim() });
  };
  return (
    <Sheet title={t('busy.title')} padded>
      <div className="stack">
        <p className="meta">{t('busy.note')}</p>
        {busy.length === 0 && <p className="ink-2">{t('busy.none')}</p>}
        <ul className="holiday-list" aria-label={t('busy.title')}>
          {busy.map((calendar) => (
            <li key={calendar.id} className="row">
              <span className="grow">
                <b>{calendar.name}</b> <span>{t('busy.times', { count: calendar.times, until: f.date(calendar.readUntil) })}</span>{' '}
                <span className="meta">{t('busy.readOn', { when: f.instant(calendar.readAt), who: calendar.readBy ?? '' })}</span>
              </span>
              {mayChange && (
                <>
                  <Button small label={t('busy.againOf', { name: calendar.name })} onClick={() => choose(calendar)}>
                    {t('busy.again')}
                  </Button>
                  <Button small tone="text" label={t('busy.removeOf', { name: calendar.name })} disabled={remove.isPending} onClick={() => remove.mutate(calendar)}>
                    {t('busy.remove')}
                  </Button>
                </>
              )}
            </li>
          ))}
        </ul>
        {remove.isError && <ErrorNotice what={t('busy.notRemoved')} error={remove.error} />}
        {read.isSuccess && <BusyReport {...read.data} />}
        {read.isError && <ReadRefused error={read.error} />}
        {mayChange && (
          <>
            <input
              ref={picker}
              type="file"
              accept=".ics,text/calendar"
              hidden
              onChange={(event) => {
                const file = event.target.files?.[0];
                event.target.value = '';
                if (file && target) read.mutate({ file, calendar: target });
              }}
            />
            <div className="hours-who">
              <TextField label={t('busy.name')} help={t('busy.nameHelp')} error={tried && name.trim() === '' ? t('busy.nameNeeded') : undefined} maxLength={80} value={name} onChange={(event) => setName(event.target.value)} />
            </div>
            <div>
              <Button icon="calendar" disabled={read.isPending} onClick={chooseNew}>
                {t('busy.choose')}
              </Button>
            </div>
          </>
        )}
      </div>
    </Sheet>
  );
}

function ReadRefused({ error }: { readonly error: unknown }): ReactElement {
  const { t } = useTranslation('calendars');
  if (error instanceof TooLargeError || hasCode(error, 'INVALID')) {
    return (
      <p className="note note-warn" role="alert">
        {t(error instanceof TooLargeError ? 'busy.tooLarge' : 'busy.noCalendar')}
      </p>
    );
  }
  return <ErrorNotice what={t('busy.failed')} error={error} />;
}
