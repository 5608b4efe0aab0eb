import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LostDefinition } from '#contract/recalls.ts';
import { client } from '../link/client.ts';
import { readNumber } from '../text/typed-number.ts';
import { useFormat } from '../text/use-format.ts';
import { DateField, typedDate } from '../treatments/date-field.tsx';
import { TextField } from '../ui/field.tsx';
import { FormFrame } from '../ui/form-frame.tsx';
import { usePlanCommand } from './use-plan-command.ts';
import { usePlanWords } from './use-plan-words.ts';

/** Puts the people chosen on the list of recalls, from a day on and with why. */
export function RecallForm({ patientIds, onClose }: { readonly patientIds: readonly string[]; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation('plans');
  const f = useFormat();
  const words = usePlanWords();
  const [on, setOn] = useState<string>(f.today);
  const [reason, setReason] = useState('');
  const [isTried, setIsTried] = useState(false);
  const day = typedDate(on);
  const recall = usePlanCommand((input: Parameters<typeof client.recalls.createFor>[0]) => client.recalls.createFor(input), { said: t('reach.recallDone'), onClose });
  return (
    <FormFrame
      title={t('reach.recall')} note={t('reach.chosen', { count: patientIds.length })} submit={t('reach.recallSave')} onClose={onClose} isBusy={recall.isPending} error={recall.error}
      onSubmit={() => {
        setIsTried(true);
        if (day !== null && reason.trim() !== '') recall.mutate({ patientIds: [...patientIds], dueOn: day, reason });
      }}
    >
      <TextField label={t('reach.recallReason')} autoFocus value={reason} maxLength={200} error={isTried && reason.trim() === '' ? words.required : undefined} onChange={(event) => setReason(event.target.value)} />
      <DateField label={t('reach.recallOn')} value={on} error={isTried && day === null ? words.required : undefined} onChange={setOn} />
    </FormFrame>
  );
}

const monthsOf = (text: string, least: number, most: number): number | null => {
  const typed = readNumber(text);
  return typeof typed === 'number' && Number.isInteger(typed) && typed >= least && typed <= most ? typed : null;
};

/** Changes when somebody counts as lost to follow-up. */
export function DefinitionForm({ definition, onClose }: { readonly definition: LostDefinition; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation('plans');
  const [step, setStep] = useState(String(definition.afterStepMonths));
  const [visit, setVisit] = useState(String(definition.afterVisitMonths));
  const [afterStepMonths, afterVisitMonths] = [monthsOf(step, 1, 60), monthsOf(visit, 3, 120)];
  const define = usePlanCommand((input: LostDefinition) => client.recalls.defineLost(input), { said: t('reach.defined'), onClose, back: () => client.recalls.defineLost(definition) });
  return (
    <FormFrame title={t('reach.define')} submit={t('reach.defineSave')} onSubmit={() => afterStepMonths !== null && afterVisitMonths !== null && define.mutate({ afterStepMonths, afterVisitMonths })} onClose={onClose} isBusy={define.isPending} error={define.error}>
      <TextField label={t('reach.stepMonths')} autoFocus inputMode="numeric" value={step} error={afterStepMonths === null ? t('reach.number') : undefined} onChange={(event) => setStep(event.target.value)} />
      <TextField label={t('reach.visitMonths')} inputMode="numeric" value={visit} error={afterVisitMonths === null ? t('reach.number') : undefined} onChange={(event) => setVisit(event.target.value)} />
    </FormFrame>
  );
}
