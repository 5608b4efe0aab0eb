import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import { routes } from '#contract/treatments.ts';
import { api, client } from '../link/client.ts';
import { useFormat } from '../text/use-format.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { TextField } from '../ui/field.tsx';
import { FormFrame } from '../ui/form-frame.tsx';
import { DateField, typedDate } from './date-field.tsx';
import { DoseFields } from './dose-fields.tsx';
import { type DoseForm, emptyDose, rhythmOf, typedDose } from './dose-form.ts';
import { type ChosenDrug, DrugField } from './drug-field.tsx';
import { type Ending, EndingFields } from './ending-fields.tsx';
import { useCommand } from './use-command.ts';
import { confirmationsOf, type GuardAnswers, GuardNotes, isAnswered, noAnswers, typedWeight, useGuards } from './guard-notes.tsx';
import { useTreatmentWords } from './use-treatment-words.ts';

export interface AddFormProps {
  readonly patientId: string;
  readonly onAdded: (lineId: string) => void;
  readonly onClose: () => void;
}

/** Begins a treatment, or enters a past one. */
export function AddForm({ patientId, onAdded, onClose }: AddFormProps): ReactElement {
  const { t } = useTranslation('treatments');
  const f = useFormat();
  const words = useTreatmentWords();
  const [lineId] = useState(() => v7());
  const catalogue = useQuery(api.treatments.catalogue.queryOptions({ input: {}, staleTime: Infinity }));
  const [drug, setDrug] = useState<ChosenDrug | null>(null);
  const [form, setForm] = useState<DoseForm>(emptyDose);
  const [startedOn, setStartedOn] = useState<string>(f.today);
  const [indication, setIndication] = useState('');
  const [ending, setEnding] = useState<Ending>({ on: '', reason: '', note: '' });
  const [answers, setAnswers] = useState<GuardAnswers>(noAnswers);
  const [isTried, setIsTried] = useState(false);

  const choose = (chosen: ChosenDrug | null): void => {
    setDrug(chosen);
    const usual = chosen?.ingredient?.usual;
    if (!usual) return;
    const route = chosen.product?.routes.find((one) => one === usual.route) ?? chosen.product?.routes[0] ?? usual.route;
    setForm({ ...form, unit: usual.unit, rhythm: rhythmOf({ times: 1, perDays: usual.perDays }) ?? 'other', perDays: String(usual.perDays), route });
  };
  const dose = typedDose(form);
  const start = typedDate(startedOn, true);
  const end = typedDate(ending.on, true);
  const weightKg = typedWeight(answers);
  const findings = useGuards(patientId, drug && start ? { lineId: null, ingredient: drug.ingredient?.key ?? null, dose: dose === 'invalid' ? null : dose, from: start, endedOn: end, weightKg } : null);
  const add = useCommand((input: Parameters<typeof client.treatments.add>[0]) => client.treatments.add(input), t('add.done'), () => {
    onAdded(lineId);
    onClose();
  });
  const isPast = ending.on.trim() !== '';
  const submit = (): void => {
    setIsTried(true);
    if (!drug || dose === 'invalid' || start === null || (isPast && (end === null || ending.reason === '')) || !isAnswered(findings, answers)) return;
    add.mutate({
      lineId, patientId, ingredient: drug.ingredient?.key ?? null, text: drug.text, din: drug.product?.din ?? null, dose, route: form.route || null, startedOn: start, endedOn: end, stopReason: isPast ? ending.reason || null : null,
      stopNote: isPast ? ending.note : '', indication, weight: weightKg === null ? null : { kg: weightKg, on: f.today }, confirmations: confirmationsOf(findings, answers),
    });
  };
  return (
    <FormFrame title={t('add.title')} submit={t('add.save')} onSubmit={submit} onClose={onClose} isBusy={add.isPending} error={add.error}>
      {catalogue.isError && <ErrorNotice what={t('add.noCatalogue')} error={catalogue.error} onRetry={() => void catalogue.refetch()} />}
      <DrugField ingredients={catalogue.data?.ingredients ?? []} products={catalogue.data?.products ?? []} drug={drug} onChange={choose} error={isTried && !drug ? t('issue.REQUIRED') : undefined} />
      {drug && (
        <>
          <DoseFields form={form} onChange={setForm} routes={drug.ingredient?.routes ?? routes} isInvalid={dose === 'invalid'} autoFocus />
          <GuardNotes findings={findings} answers={answers} onChange={setAnswers} />
          <DateField label={t('add.startedOn')} partial value={startedOn} error={words.issue(add.error, 'startedOn') ?? (isTried && start === null ? t('issue.NOT_A_DATE') : undefined)} onChange={setStartedOn} />
          <TextField label={t('add.indication')} optional value={indication} maxLength={200} onChange={(event) => setIndication(event.target.value)} />
          <EndingFields ending={ending} onChange={setEnding} error={add.error} optional isTried={isTried} />
        </>
      )}
      {catalogue.data && <p className="meta">{catalogue.data.sources[0]?.[f.language]}</p>}
    </FormFrame>
  );
}
