import { useEffect, useId, useRef, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppointmentView } from '#contract/appointments';
import { type CancelCause, cancelCauses, type CancelParty, cancelParty, type RequestAfter } from '#contract/visit-steps';
import { client } from '../link/client.ts';
import { useSeenVersion } from '../link/use-seen-version.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { Checkbox, Select, TextField } from '../ui/field.tsx';
import { SegmentedControl } from '../ui/segmented-control.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import { useSeriesOf } from './series/use-series-of.ts';
import type { VisitLife } from './use-visit-life.ts';

export interface CancelFormProps {
  readonly visit: AppointmentView;
  readonly life: VisitLife;
  readonly onClose: () => void;
}

/** What is usual for the request where a visit is called off so: withdrawn or declined, there is nothing left to wait for. */
const closing: readonly CancelCause[] = ['withdrawn', 'declined', 'seen-elsewhere', 'deceased', 'not-needed'];

/** Calls a visit off: by whom, why, and what becomes of its request. */
export function CancelForm({ visit, life, onClose }: CancelFormProps): ReactElement {
  const { t } = useTranslation(['visits', 'slots']);
  const f = useFormat();
  const [party, setParty] = useState<CancelParty>('patient');
  const [cause, setCause] = useState<CancelCause | ''>('');
  const [note, setNote] = useState('');
  const [request, setRequest] = useState<RequestAfter | null>(null);
  const [tried, setTried] = useState(false);
  const [withLater, setWithLater] = useState(false);
  const { later } = useSeriesOf(visit);
  const [seenVersion, tellVersion] = useSeenVersion(visit.version);
  const form = useRef<HTMLFormElement>(null);
  const [partyId, requestId] = [useId(), useId()];
  useShortcut('Escape', onClose, { label: t('cancel.keep') });
  useEffect(() => form.current?.querySelector<HTMLElement>('[role="radio"][aria-checked="true"]')?.focus(), []);

  const after = request ?? (cause !== '' && closing.includes(cause) ? 'closed' : 'waits');
  const causeError = tried && cause === '' ? t('cancel.causeNeeded') : undefined;
  const noteError = tried && cause === 'other' && note.trim() === '' ? t('cancel.noteNeeded') : undefined;
  const send = async (): Promise<void> => {
    setTried(true);
    if (cause === '' || (cause === 'other' && note.trim() === '') || life.isPending) {
      form.current?.querySelector<HTMLElement>(cause === '' ? 'select' : 'input')?.focus();
      return;
    }
    const why = { party, cause, note: note.trim() === '' ? null : note.trim(), request: after };
    if (withLater && visit.seriesId) {
      const { seriesId } = visit;
      const all = await life.runSeries('cancelled', () =>
        client.series.cancel({ seriesId, visits: [{ appointmentId: visit.id, expectedVersion: seenVersion }, ...later.map(({ id, version }) => ({ appointmentId: id, expectedVersion: version }))], ...why }),
      );
      if (all) onClose();
      return;
    }
    const done = await life.run('cancelled', () =>
      client.visits.cancel({ appointmentId: visit.id, expectedVersion: seenVersion, ...why }).catch((error: unknown) => {
        tellVersion(error);
        throw error;
      }),
    );
    if (done) onClose();
  };
  useShortcut('Control+Enter', () => void send(), { inFields: true, label: t('cancel.title') });

  return (
    <form
      ref={form}
      className="stack visit-cancel"
      aria-label={t('cancel.title')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <h3 className="section-title">{t('cancel.title')}</h3>
      <div className="field">
        <span className="field-label" id={partyId}>
          {t('cancel.party')}
        </span>
        <SegmentedControl
          label={t('cancel.party')}
          labelledBy={partyId}
          options={cancelParty.options.map((value) => ({ value, label: t(`party.${value}`) }))}
          value={party}
          onChange={(value) => {
            if (value !== party) setCause('');
            setParty(value);
          }}
        />
      </div>
      <Select
        label={t('cancel.cause')}
        placeholder={t('cancel.chooseCause')}
        value={cause}
        error={causeError}
        onChange={(event) => setCause(event.target.value as CancelCause | '')}
        options={cancelCauses[party].map((value) => ({ value, label: t(`cause.${value}`) }))}
      />
      <TextField label={t('cancel.note')} optional={cause !== 'other'} value={note} maxLength={300} error={noteError} onChange={(event) => setNote(event.target.value)} />
      {later.length > 0 && <Checkbox label={t('slots:series.alsoCancel', { count: later.length })} checked={withLater} onChange={(event) => setWithLater(event.target.checked)} />}
      {visit.referralId && (
        <div className="field">
          <span className="field-label" id={requestId}>
            {t('cancel.request')}
          </span>
          <SegmentedControl
            label={t('cancel.request')}
            labelledBy={requestId}
            options={(['waits', 'closed'] as const).map((value) => ({ value, label: t(`cancel.${value}`) }))}
            value={after}
            onChange={setRequest}
          />
          {after === 'waits' && visit.dueOn && <span className="meta">{t('cancel.delay', { date: f.date(visit.dueOn, 'weekday') })}</span>}
        </div>
      )}
      <div className="row wrap">
        <Button tone="primary" type="submit" disabled={life.isPending}>
          {t('cancel.confirm')}
        </Button>
        <Button tone="quiet" keys="Escape" onClick={onClose}>
          {t('cancel.keep')}
        </Button>
      </div>
    </form>
  );
}
