import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import type { Dose } from '#contract/doses.ts';
import { client } from '../link/client.ts';
import { DateField, typedDate } from '../treatments/date-field.tsx';
import { FormFrame } from '../ui/form-frame.tsx';
import { FieldError, TextField } from '../ui/field.tsx';
import { useDoseCommand } from './use-dose-command.ts';
import { useDoseWords } from './use-dose-words.ts';

interface CorrectFormProps {
  readonly dose: Dose;
  readonly onClose: () => void;
}

/** What every correction is sent with, and the field of its reason. */
function useCorrection(dose: Dose) {
  const { t } = useTranslation('doses');
  const [correctionId] = useState(() => v7());
  const [reason, setReason] = useState('');
  const [isTried, setIsTried] = useState(false);
  return {
    isTried, setIsTried, isWhole: reason.trim() !== '', sent: { doseId: dose.id, expectedVersion: dose.version, correctionId, reason },
    field: <TextField label={t('correct.reason')} autoFocus value={reason} maxLength={300} error={isTried && reason.trim() === '' ? t('issue.REQUIRED') : undefined} onChange={(event) => setReason(event.target.value)} />,
  };
}

/** The day of a dose given where no checklist is asked, corrected with why. */
export function CorrectDayForm({ dose, onClose }: CorrectFormProps): ReactElement {
  const { t } = useTranslation('doses');
  const phrases = useDoseWords();
  const { isTried, setIsTried, isWhole, sent, field } = useCorrection(dose);
  const [day, setDay] = useState(dose.givenOn ?? '');
  const on = typedDate(day);
  const correct = useDoseCommand((input: Parameters<typeof client.doses.correctDay>[0]) => client.doses.correctDay(input), { said: () => t('correct.done'), onDone: onClose });
  const refusal = phrases.refusal(correct.error);
  return (
    <FormFrame
      title={t('correct.title', { number: dose.number })} submit={t('correct.save')} onClose={onClose} isBusy={correct.isPending} error={refusal === null ? correct.error : null}
      onSubmit={() => {
        setIsTried(true);
        if (isWhole && on !== null) correct.mutate({ ...sent, on });
      }}
    >
      {field}
      <DateField label={t('give.on')} value={day} onChange={setDay} error={isTried && on === null ? t('issue.REQUIRED') : phrases.issue(correct.error, 'on')} />
      {refusal !== null && <FieldError text={refusal} />}
    </FormFrame>
  );
}

/** The record of a dose, entered in error: taken back with why, the dose is to be given again. */
export function TakeBackForm({ dose, onClose }: CorrectFormProps): ReactElement {
  const { t } = useTranslation('doses');
  const phrases = useDoseWords();
  const { setIsTried, isWhole, sent, field } = useCorrection(dose);
  const takeBack = useDoseCommand((input: Parameters<typeof client.doses.takeBack>[0]) => client.doses.takeBack(input), { said: () => t('takeBack.done'), onDone: onClose });
  const refusal = phrases.refusal(takeBack.error);
  return (
    <FormFrame
      title={t('takeBack.title', { number: dose.number })} note={t('takeBack.note')} submit={t('takeBack.save')} onClose={onClose} isBusy={takeBack.isPending} error={refusal === null ? takeBack.error : null}
      onSubmit={() => {
        setIsTried(true);
        if (isWhole) takeBack.mutate(sent);
      }}
    >
      {field}
      {refusal !== null && <FieldError text={refusal} />}
    </FormFrame>
  );
}
