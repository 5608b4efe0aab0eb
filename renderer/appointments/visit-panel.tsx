import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppointmentView } from '#contract/appointments';
import { api } from '../link/client.ts';
import { usePermission } from '../session/session-state.ts';
import { formatName } from '../text/format.ts';
import { useFormat } from '../text/use-format.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { ModalityMark } from '../ui/modality-mark.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import { UrgencyBadge, type UrgencyClass } from '../ui/urgency-badge.tsx';
import { ConsentFields, consentOf, type ConsentDraft } from './consent-fields.tsx';
import { CopyButton } from './copy-button.tsx';
import { isAtDistance, lacksConsent, useVisitWords } from './visit-words.ts';

export interface VisitPanelProps {
  readonly visit: AppointmentView;
  readonly onClose: () => void;
}

/** The visit under the keyboard: who, when in both zones, how, link, consent; and the way to the record. */
export function VisitPanel({ visit, onClose }: VisitPanelProps): ReactElement {
  const { t } = useTranslation(['appointments', 'common']);
  const f = useFormat();
  const words = useVisitWords();
  const router = useRouter();
  const { patient } = visit;
  const openRecord = (): void => router.history.push(`/patients/${patient.id}`);
  useShortcut('Enter', openRecord, { label: t('panel.openRecord') });
  useShortcut('Escape', onClose, { label: t('panel.close') });

  return (
    <aside className="schedule-panel" aria-label={t('panel.label')}>
      <div className="schedule-panel-head">
        <div className="row">
          {visit.cls && <UrgencyBadge urgency={visit.cls as UrgencyClass} />}
          <h2 className="grow ellipsis">{formatName(patient)}</h2>
          <IconButton icon="close" label={t('panel.close')} keys="Escape" onClick={onClose} />
        </div>
        <p className="meta">
          {[f.age(patient.birthDate), t(`common:sexName.${patient.administrativeSex}`), patient.fileNumber, patient.maskedNam].filter(Boolean).join(' · ')}
        </p>
        {patient.phone && <p className="meta">{patient.phone}</p>}
      </div>
      <div className="schedule-panel-body">
        <dl className="schedule-facts">
          <dt>{t('panel.when')}</dt>
          <dd>
            <b>{f.date(visit.localStart.slice(0, 10), 'full')}</b>
            <br />
            {words.hours(visit)}
            {visit.patientZone && visit.patientZone !== visit.zone && (
              <>
                <span className="meta">, {words.zone(visit.zone)}</span>
                <br />
                {t('panel.patientTime', { time: f.instantTime(visit.startsAt, visit.patientZone) })}<span className="meta">, {words.zone(visit.patientZone)}</span>
              </>
            )}
          </dd>
          <dt>{t('panel.professional')}</dt>
          <dd>
            {visit.professionalName}
            {visit.professionalRole && <span className="meta">, {words.role(visit.professionalRole)}</span>}
          </dd>
          <dt>{t('panel.modality')}</dt>
          <dd>
            <ModalityMark modality={visit.modality} />
          </dd>
          {visit.reason && (
            <>
              <dt>{t('panel.reason')}</dt>
              <dd>{visit.reason}</dd>
            </>
          )}
          {visit.dueOn && (
            <>
              <dt>{t('panel.due')}</dt>
              <dd>
                {f.date(visit.dueOn)}{' '}
                {visit.late ? (
                  <Chip tone="danger" icon="alert">
                    {t('panel.late')}
                  </Chip>
                ) : (
                  <Chip tone="ok" icon="check">
                    {t('panel.inTime')}
                  </Chip>
                )}
              </dd>
            </>
          )}
          {visit.modality === 'VIDEO' && (
            <>
              <dt>{t('panel.link')}</dt>
              <dd className="stack">
                {visit.videoLink ? (
                  <>
                    <span className="schedule-link">{visit.videoLink}</span>
                    <CopyButton text={visit.videoLink} label={t('panel.copyLink')} />
                  </>
                ) : (
                  t('panel.noLink')
                )}
              </dd>
            </>
          )}
        </dl>
        {isAtDistance(visit.modality) && <Consent visit={visit} />}
      </div>
      <div className="schedule-panel-foot">
        <Button tone={lacksConsent(visit) ? 'default' : 'primary'} keys="Enter" onClick={openRecord}>
          {t('panel.openRecord')}
        </Button>
      </div>
    </aside>
  );
}

function Consent({ visit }: { readonly visit: AppointmentView }): ReactElement {
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
            {t('consent.noted')}
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
