import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePlanCommand } from '../follow-up-plans/use-plan-command.ts';
import { usePlanWords } from '../follow-up-plans/use-plan-words.ts';
import { client } from '../link/client.ts';
import { hasCode, toFailure } from '../link/failure.ts';
import { TextField } from '../ui/field.tsx';
import { FormFrame } from '../ui/form-frame.tsx';
import type { MoveFormProps } from './move-forms.tsx';

/** Takes back an inclusion, an exit, the end or a resumption, with why; what it planned goes, what it called off or moved is there again. */
export function UndoForm({ enrolment, onClose }: MoveFormProps): ReactElement {
  const { t } = useTranslation('pathways');
  const words = usePlanWords();
  const [reason, setReason] = useState('');
  const [isTried, setIsTried] = useState(false);
  const undo = usePlanCommand((input: Parameters<typeof client.pathways.undo>[0]) => client.pathways.undo(input), { said: t('undo.done'), onClose });
  const move = enrolment.undoable;
  const { data } = toFailure(undo.error);
  const state = hasCode(undo.error, 'ILLEGAL_STATE') ? (data as { state?: string } | undefined)?.state : undefined;
  return (
    <FormFrame
      title={t(move === 'include' || move === 'leave' || move === 'complete' ? `undo.title.${move}` : 'undo.title.resume')} note={move === 'include' ? undefined : t('undo.note')} submit={t('undo.save')} onClose={onClose} isBusy={undo.isPending} error={state === undefined ? undo.error : null}
      onSubmit={() => {
        setIsTried(true);
        if (reason.trim() !== '') undo.mutate({ enrolmentId: enrolment.id, expectedVersion: enrolment.version, reason });
      }}
    >
      <TextField label={t('undo.reason')} autoFocus value={reason} maxLength={300} error={isTried && reason.trim() === '' ? words.required : undefined} onChange={(event) => setReason(event.target.value)} />
      {state !== undefined && <p className="note note-warn" role="alert">{t(state === 'anew' || state === 'deceased' ? `undo.${state}` : 'undo.failed')}</p>}
    </FormFrame>
  );
}
