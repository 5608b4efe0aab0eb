import { useState, type ReactElement } from 'react';
import { useCommand } from '../treatments/use-command.ts';
import { useTreatmentWords } from '../treatments/use-treatment-words.ts';
import { TextField } from '../ui/field.tsx';
import { FormFrame } from '../ui/form-frame.tsx';

export interface WithdrawFormProps {
  readonly title: string;
  readonly label: string;
  readonly submit: string;
  /** What is said once it is done. */
  readonly said: string;
  readonly send: (reason: string) => Promise<unknown>;
  readonly onClose: () => void;
}

/** Takes something entered by mistake out of the record, with why. */
export function WithdrawForm({ title, label, submit, said, send, onClose }: WithdrawFormProps): ReactElement {
  const words = useTreatmentWords();
  const [reason, setReason] = useState('');
  const [isTried, setIsTried] = useState(false);
  const withdraw = useCommand(send, said, onClose);
  return (
    <FormFrame
      title={title}
      submit={submit}
      onSubmit={() => {
        setIsTried(true);
        if (reason.trim() !== '') withdraw.mutate(reason);
      }}
      onClose={onClose}
      isBusy={withdraw.isPending}
      error={withdraw.error}
    >
      <TextField label={label} autoFocus value={reason} maxLength={300} error={isTried && reason.trim() === '' ? words.required : undefined} onChange={(event) => setReason(event.target.value)} />
    </FormFrame>
  );
}
