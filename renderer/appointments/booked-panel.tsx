import { useId, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppointmentView } from '#contract/appointments';
import { formatName } from '../text/format.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';
import { Icon } from '../ui/icon.tsx';
import { ModalityMark } from '../ui/modality-mark.tsx';
import { CopyButton } from './copy-button.tsx';
import { usePatientText } from './patient-text.ts';
import { lacksConsent, useVisitWords } from './visit-words.ts';

export interface BookedPanelProps {
  readonly visit: AppointmentView;
  /** Shows the visit in the day. */
  readonly onDone: () => void;
}

/** The visit is booked: what to tell the patient, ready to copy. */
export function BookedPanel({ visit, onDone }: BookedPanelProps): ReactElement {
  const { t } = useTranslation('appointments');
  const f = useFormat();
  const words = useVisitWords();
  const textId = useId();
  const text = usePatientText()(visit);
  return (
    <aside className="schedule-panel" aria-label={t('booked.title')}>
      <div className="schedule-panel-head" role="status">
        <div className="row ok">
          <Icon name="check" />
          <h2>{t('booked.title')}</h2>
        </div>
        <p>
          <b>{formatName(visit.patient)}</b>
        </p>
        <p>
          {f.date(visit.localStart.slice(0, 10), 'full')}, {words.hours(visit)}
        </p>
        <p className="meta">{[visit.professionalName, words.where(visit), ...visit.resources.map(({ name }) => name)].filter(Boolean).join(' · ')}</p>
        <ModalityMark modality={visit.modality} />
      </div>
      <div className="schedule-panel-body stack">
        {visit.late && (
          <div>
            <Chip tone="danger" icon="alert">
              {t('panel.late')}
            </Chip>
          </div>
        )}
        {lacksConsent(visit) && (
          <div>
            <Chip tone="warn" icon="alert">
              {t('consent.missing')}
            </Chip>
          </div>
        )}
        {visit.modality === 'VIDEO' && !visit.videoLink && <p className="note note-warn">{t('panel.noLink')}</p>}
        <h3 id={textId}>{t('booked.message')}</h3>
        <p className="schedule-message" aria-labelledby={textId}>
          {text}
        </p>
        <CopyButton text={text} label={t('booked.copy')} />
      </div>
      <div className="schedule-panel-foot">
        <Button tone="primary" keys="Enter" focusOnMount onClick={onDone}>
          {t('booked.done')}
        </Button>
      </div>
    </aside>
  );
}
