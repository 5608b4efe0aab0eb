import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePlanCommand } from '../../follow-up-plans/use-plan-command.ts';
import { usePlanWords } from '../../follow-up-plans/use-plan-words.ts';
import { client } from '../../link/client.ts';
import { TextField } from '../../ui/field.tsx';
import { FormFrame } from '../../ui/form-frame.tsx';

/** Takes nobody new on a pathway, with the reason whoever proposes it is told. */
export function RetireForm({ code, onClose }: { readonly code: string; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation('pathways');
  const words = usePlanWords();
  const [reason, setReason] = useState('');
  const [isTried, setIsTried] = useState(false);
  const retire = usePlanCommand((input: Parameters<typeof client.pathwayEditor.retire>[0]) => client.pathwayEditor.retire(input), { said: t('retire.done'), onClose, back: () => client.pathwayEditor.offer({ code }) });
  const submit = (): void => {
    setIsTried(true);
    if (reason.trim() !== '') retire.mutate({ code, reason });
  };
  return (
    <FormFrame title={t('retire.title')} note={t('retire.note')} submit={t('retire.go')} onSubmit={submit} onClose={onClose} isBusy={retire.isPending} error={retire.error}>
      <TextField label={t('reason')} autoFocus value={reason} maxLength={300} error={isTried && reason.trim() === '' ? words.required : undefined} onChange={(event) => setReason(event.target.value)} />
    </FormFrame>
  );
}
