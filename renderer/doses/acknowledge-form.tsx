import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Escalation, type EscalationAction, escalationActions } from '#contract/escalations.ts';
import { client } from '../link/client.ts';
import { FormFrame } from '../ui/form-frame.tsx';
import { Select, TextField } from '../ui/field.tsx';
import { useDoseCommand } from './use-dose-command.ts';

/** Answers an escalation: what is done, in a word and in a sentence, under one's own name. */
export function AcknowledgeForm({ escalation, onClose }: { readonly escalation: Escalation; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation('doses');
  const [action, setAction] = useState<EscalationAction | ''>('');
  const [words, setWords] = useState('');
  const [isTried, setIsTried] = useState(false);
  const answer = useDoseCommand((input: Parameters<typeof client.escalations.acknowledge>[0]) => client.escalations.acknowledge(input), { said: () => t('acknowledge.done'), onDone: onClose });
  return (
    <FormFrame
      title={t('acknowledge.title')} note={t('acknowledge.note')} submit={t('acknowledge.save')} onClose={onClose} isBusy={answer.isPending} error={answer.error}
      onSubmit={() => {
        setIsTried(true);
        if (action !== '' && words.trim() !== '') answer.mutate({ escalationId: escalation.id, action, words });
      }}
    >
      <Select label={t('acknowledge.action')} autoFocus value={action} placeholder={t('choose')} error={isTried && action === '' ? t('issue.REQUIRED') : undefined} options={escalationActions.map((one) => ({ value: one, label: t(`action.${one}`) }))} onChange={(event) => setAction(event.target.value as EscalationAction)} />
      <TextField label={t('acknowledge.words')} value={words} maxLength={600} error={isTried && words.trim() === '' ? t('issue.REQUIRED') : undefined} onChange={(event) => setWords(event.target.value)} />
    </FormFrame>
  );
}
