import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import { client } from '../link/client.ts';
import { hasCode } from '../link/failure.ts';
import { useCommand } from '../treatments/use-command.ts';
import { useTreatmentWords } from '../treatments/use-treatment-words.ts';
import { FieldError, TextField } from '../ui/field.tsx';
import { FormFrame } from '../ui/form-frame.tsx';
import { SegmentedField } from '../ui/segmented-control.tsx';

const criticalities = ['low', 'high', 'unable-to-assess'] as const;

/** An allergy: to what, what happened, how dangerous. */
export function AllergyForm({ patientId, onClose }: { readonly patientId: string; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation('diagnoses');
  const words = useTreatmentWords();
  const [allergyId] = useState(() => v7());
  const [substance, setSubstance] = useState('');
  const [reaction, setReaction] = useState('');
  const [criticality, setCriticality] = useState<(typeof criticalities)[number]>('unable-to-assess');
  const [isTried, setIsTried] = useState(false);
  const add = useCommand((input: Parameters<typeof client.diagnoses.addAllergy>[0]) => client.diagnoses.addAllergy(input), t('allergy.done'), onClose);
  const isKnown = hasCode(add.error, 'DUPLICATE');
  const submit = (): void => {
    setIsTried(true);
    if (substance.trim() !== '') add.mutate({ allergyId, patientId, substance, reaction, criticality });
  };
  return (
    <FormFrame title={t('allergy.add')} submit={t('allergy.save')} onSubmit={submit} onClose={onClose} isBusy={add.isPending} error={isKnown ? null : add.error}>
      <TextField label={t('allergy.substance')} autoFocus value={substance} maxLength={120} error={isTried && substance.trim() === '' ? words.required : undefined} onChange={(event) => setSubstance(event.target.value)} />
      {isKnown && <FieldError text={t('allergy.duplicate')} />}
      <TextField label={t('allergy.reaction')} optional value={reaction} maxLength={200} onChange={(event) => setReaction(event.target.value)} />
      <SegmentedField label={t('allergy.criticality')} value={criticality} onChange={setCriticality} options={criticalities.map((one) => ({ value: one, label: t(`allergy.criticalityName.${one}`) }))} />
    </FormFrame>
  );
}
