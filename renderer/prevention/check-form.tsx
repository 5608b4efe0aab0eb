import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import { type CheckItem, type CheckOutcome, checkOutcomes } from '#contract/prevention.ts';
import { client } from '../link/client.ts';
import { DateField, typedDate } from '../treatments/date-field.tsx';
import { useCommand } from '../treatments/use-command.ts';
import { useTreatmentWords } from '../treatments/use-treatment-words.ts';
import { useFormat } from '../text/use-format.ts';
import { TextField } from '../ui/field.tsx';
import { FormFrame } from '../ui/form-frame.tsx';
import { SegmentedField } from '../ui/segmented-control.tsx';

/** States that an item of the checklist was looked at: what was found, on which day; what is not simply clear is said. */
export function CheckForm({ patientId, item, onClose }: { readonly patientId: string; readonly item: CheckItem; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation('prevention');
  const f = useFormat();
  const words = useTreatmentWords();
  const [checkId] = useState(() => v7());
  const [outcome, setOutcome] = useState<CheckOutcome>('clear');
  const [on, setOn] = useState<string>(f.today);
  const [note, setNote] = useState('');
  const [isTried, setIsTried] = useState(false);
  const state = useCommand((input: Parameters<typeof client.prevention.stateCheck>[0]) => client.prevention.stateCheck(input), t('check.done'), onClose);
  const day = typedDate(on);
  const wantsNote = outcome !== 'clear' && note.trim().length < 3;
  return (
    <FormFrame
      title={item.label[f.language]}
      submit={t('check.save')}
      onSubmit={() => {
        setIsTried(true);
        if (day !== null && !wantsNote) state.mutate({ checkId, patientId, item: item.code, outcome, on: day, note });
      }}
      onClose={onClose}
      isBusy={state.isPending}
      error={state.error}
    >
      <SegmentedField label={t('check.found')} value={outcome} onChange={setOutcome} options={checkOutcomes.map((one) => ({ value: one, label: t(`check.outcome.${one}`) }))} />
      <DateField label={t('check.on')} autoFocus value={on} error={words.issue(state.error, 'on') ?? (isTried && day === null ? words.required : undefined)} onChange={setOn} />
      <TextField label={t('check.note')} optional={outcome === 'clear'} value={note} maxLength={300} error={isTried && wantsNote ? words.required : undefined} onChange={(event) => setNote(event.target.value)} />
    </FormFrame>
  );
}
