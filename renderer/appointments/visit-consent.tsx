import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppointmentView } from '#contract/appointments';
import { api } from '../link/client.ts';
import { usePermission } from '../session/session-state.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { ConsentFields, consentOf, type ConsentDraft } from './consent-fields.tsx';

/** The consent to a visit at a distance: noted, by whom and when; or to note. */
export function VisitConsent({ visit }: { readonly visit: AppointmentView }): ReactElement {
  const { t } = useTranslation('appointments');
  const f = useFormat();
  const mayBook = usePermission('appointment.book');
  const queries = useQueryClient();
  const [draft, setDraft] = useState<ConsentDraft>({ how: 'later', limitsExplained: false });
  const [tried, setTried] = useState(false);
  const note = useMutation(api.appointments.noteConsent.mutationOptions({ onSuccess: () => queries.invalidateQueries({ queryKey: api.appointments.key() }) }));
  const consent = consentOf(draft);
  const record = (): void => {
    setTried(true);
    if (consent && consent !== 'incomplete') note.mutate({ appointmentId: visit.id, consent });
  };

  if (visit.consent) {
    const facts = { how: t(`consent.how.${visit.consent.how}`), when: f.instant(visit.consent.notedAt) };
    return (
      <section className="stack" aria-label={t('consent.title')}>
        <div>
          <Chip tone="ok" icon="check">
            {t('consent.notedShort')}
          </Chip>
        </div>
        <p className="meta">{visit.consent.notedBy ? t('consent.notedBy', { ...facts, who: visit.consent.notedBy }) : t('consent.notedOn', facts)}</p>
      </section>
    );
  }
  return (
    <section className="stack" aria-label={t('consent.title')}>
      <div>
        <Chip tone="warn" icon="alert">
          {t('consent.missing')}
        </Chip>
      </div>
      {mayBook && (
        <>
          <ConsentFields draft={draft} onChange={setDraft} mayWait={false} showError={tried} />
          {note.isError && <ErrorNotice what={t('consent.failed')} error={note.error} kept onRetry={record} />}
          <div>
            <Button tone="primary" disabled={draft.how === 'later'} onClick={record}>
              {t('consent.note')}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}
