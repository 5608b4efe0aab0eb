import { AccessMark } from '../access/access-mark.tsx';
import { useRouter } from '@tanstack/react-router';
import { useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppointmentView } from '#contract/appointments';
import { usePermission } from '../session/session-state.ts';
import { formatName } from '../text/format.ts';
import { useFormat } from '../text/use-format.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';
import { ModalityMark } from '../ui/modality-mark.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import { UrgencyBadge, type UrgencyClass } from '../ui/urgency-badge.tsx';
import { CopyButton } from './copy-button.tsx';
import { CalendarFileButton } from './calendar-file-button.tsx';
import { CancelForm } from './cancel-form.tsx';
import { VisitConsent } from './visit-consent.tsx';
import { OutcomeForm } from './remote/outcome-form.tsx';
import { RemoteSection } from './remote/remote-section.tsx';
import { SeriesOfVisit } from './series/series-of-visit.tsx';
import { WantsEarlier } from './waiting/wants-earlier.tsx';
import { useVisitLife } from './use-visit-life.ts';
import { VisitActions, VisitSteps } from './visit-life.tsx';
import { VisitExceptions, VisitInTheWay } from './visit-in-the-way.tsx';
import { VisitRefusal } from './visit-refusal.tsx';
import { VisitStatus } from './visit-status.tsx';
import { isAtDistance, lacksConsent, useVisitWords } from './visit-words.ts';

export interface VisitPanelProps {
  readonly visit: AppointmentView;
  /** Looks for another place for it. */
  readonly onMove: () => void;
  /** What was done last was taken back; the visit may stand on another day. */
  readonly onTakenBack: (visit: AppointmentView) => void;
  readonly onClose: () => void;
}

/** The visit under the keyboard: who, when in both zones, how, link, consent; and the way to the record. */
export function VisitPanel({ visit, onMove, onTakenBack, onClose }: VisitPanelProps): ReactElement {
  const { t } = useTranslation(['appointments', 'common', 'visits', 'sites']);
  const f = useFormat();
  const words = useVisitWords();
  const router = useRouter();
  const { patient } = visit;
  const mayBook = usePermission('appointment.book');
  const life = useVisitLife(onTakenBack);
  const [form, setForm] = useState<'cancel' | 'end' | null>(null);
  const isWriting = form !== null;
  // What had the keyboard is gone (a form closed, a place left): the visit has it, in the grid or the list.
  useEffect(() => {
    if (document.activeElement === document.body) document.querySelector<HTMLElement>(`[data-visit="${visit.id}"]`)?.focus();
  }, [visit.id, visit.version, isWriting]);
  const openRecord = (): void => router.history.push(`/patients/${patient.id}`);
  useShortcut('Enter', openRecord, { label: t('panel.openRecord'), enabled: !isWriting });
  useShortcut('Escape', onClose, { label: t('panel.close'), enabled: !isWriting });

  return (
    <aside className="schedule-panel" aria-label={t('panel.label')}>
      <div className="schedule-panel-head">
        <div className="row">
          {visit.cls && <UrgencyBadge urgency={visit.cls as UrgencyClass} />}
          <h2 className="grow ellipsis">{formatName(patient)}</h2>
          <AccessMark access={patient.access} />
          <IconButton icon="close" label={t('panel.close')} keys="Escape" onClick={onClose} />
        </div>
        <p className="meta">
          {[f.age(patient.birthDate), t(`common:sexName.${patient.administrativeSex}`), patient.fileNumber, patient.maskedNam].filter(Boolean).join(' · ')}
        </p>
        {patient.phone && <p className="meta">{patient.phone}</p>}
        {(visit.status !== 'booked' || visit.confirmed) && (
          <div>
            <VisitStatus status={visit.status} isConfirmed={visit.confirmed !== null} />
          </div>
        )}
      </div>
      <div className="schedule-panel-body">
        <VisitInTheWay visit={visit} />
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
          {words.where(visit) !== '' && (
            <>
              <dt>{t('sites:at')}</dt>
              <dd>{words.where(visit)}</dd>
            </>
          )}
          {visit.resources.length > 0 && (
            <>
              <dt>{t('sites:resource.of')}</dt>
              <dd>{visit.resources.map(({ name }) => name).join(', ')}</dd>
            </>
          )}
          <dt>{t('panel.professional')}</dt>
          <dd>
            {visit.professionalName}
            {visit.professionalRole && <span className="meta">, {words.role(visit.professionalRole)}</span>}
          </dd>
          <dt>{t('panel.modality')}</dt>
          <dd>
            <ModalityMark modality={visit.modality} />
          </dd>
          {visit.purpose && (
            <>
              <dt>{t('panel.purpose')}</dt>
              <dd>
                {visit.purpose.label[f.language]}
              </dd>
            </>
          )}
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
        {isAtDistance(visit.modality) && visit.status !== 'cancelled' && <VisitConsent visit={visit} />}
        {visit.remote && visit.status !== 'cancelled' && <RemoteSection key={visit.id} visit={visit} remote={visit.remote} />}
        <VisitExceptions visit={visit} />
        {mayBook && <WantsEarlier visit={visit} />}
        <SeriesOfVisit visit={visit} />
        <VisitSteps steps={visit.steps} />
        <CalendarFileButton visit={visit} />
      </div>
      <div className="schedule-panel-foot">
        {life.error !== null && <VisitRefusal what={t('visits:life.failed')} visit={visit} error={life.error} />}
        {mayBook && !isWriting && (
          <VisitActions
            visit={visit}
            life={life}
            onMove={onMove}
            onCancel={() => {
              life.forget();
              setForm('cancel');
            }}
            onEnd={() => {
              life.forget();
              setForm('end');
            }}
          />
        )}
        {form === 'cancel' && <CancelForm visit={visit} life={life} onClose={() => setForm(null)} />}
        {form === 'end' && <OutcomeForm visit={visit} life={life} onClose={() => setForm(null)} />}
        {form === null && (
          <Button tone={lacksConsent(visit) ? 'default' : 'primary'} keys="Enter" onClick={openRecord}>
            {t('panel.openRecord')}
          </Button>
        )}
      </div>
    </aside>
  );
}
