import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppointmentView } from '#contract/appointments';
import { longestConversion } from '#contract/remote-visits';
import { client } from '../../link/client.ts';
import { useSeenVersion } from '../../link/use-seen-version.ts';
import { TextField } from '../../ui/field.tsx';
import { SegmentedField } from '../../ui/segmented-control.tsx';
import { readNumber } from '../../text/typed-number.ts';
import type { VisitLife } from '../use-visit-life.ts';
import { RemoteForm } from './remote-form.tsx';

export interface OutcomeFormProps {
  readonly visit: AppointmentView;
  readonly life: VisitLife;
  readonly onClose: () => void;
}

/** How a visit at a distance ended: what could not be examined, and whether the person is to be seen in person, within how many days and why. */
export function OutcomeForm({ visit, life, onClose }: OutcomeFormProps): ReactElement {
  const { t } = useTranslation('remote-visits');
  const [examLimits, setExamLimits] = useState('');
  const [next, setNext] = useState<'done' | 'convert'>('done');
  const [days, setDays] = useState('10');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const [seenVersion, tellVersion] = useSeenVersion(visit.version);
  const typed = readNumber(days);
  const withinDays = typeof typed === 'number' && Number.isInteger(typed) && typed >= 1 && typed <= longestConversion ? typed : null;
  const daysError = tried && withinDays === null ? t('outcome.daysWrong', { most: longestConversion }) : undefined;
  const reasonError = tried && reason.trim() === '' ? t('outcome.reasonMissing') : undefined;
  const send = async (): Promise<void> => {
    setTried(true);
    const convert = next === 'convert' && withinDays !== null ? { withinDays, reason: reason.trim() } : null;
    if (life.isPending || (next === 'convert' && (convert === null || convert.reason === ''))) return;
    const done = await life.run('done', () =>
      client.visits.mark({ appointmentId: visit.id, expectedVersion: seenVersion, as: 'done', outcome: { examLimits: examLimits.trim(), convert } }).catch((error: unknown) => {
        tellVersion(error);
        throw error;
      }),
    );
    if (done) onClose();
  };
  return (
    <RemoteForm title={t('outcome.title')} submit={t('outcome.save')} leave={t('outcome.leave')} isBusy={life.isPending} onSubmit={() => void send()} onClose={onClose}>
      <TextField autoFocus label={t('outcome.examLimits')} optional value={examLimits} maxLength={300} onChange={(event) => setExamLimits(event.target.value)} />
      <SegmentedField label={t('outcome.next')} options={(['done', 'convert'] as const).map((value) => ({ value, label: t(`outcome.${value}`) }))} value={next} onChange={setNext} />
      {next === 'convert' && (
        <>
          <TextField label={t('outcome.days')} inputMode="numeric" value={days} maxLength={4} error={daysError} onChange={(event) => setDays(event.target.value)} />
          <TextField label={t('outcome.reason')} value={reason} maxLength={300} error={reasonError} help={t('outcome.reasonHelp')} onChange={(event) => setReason(event.target.value)} />
        </>
      )}
    </RemoteForm>
  );
}
