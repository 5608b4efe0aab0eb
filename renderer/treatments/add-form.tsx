import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import { z } from 'zod';
import { doseUnits, routes, stopReasons } from '#contract/treatments.ts';
import { useKeptForm } from '../drafts/use-kept-form.tsx';
import { api, client } from '../link/client.ts';
import { useFormat } from '../text/use-format.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { TextField } from '../ui/field.tsx';
import { FormFrame } from '../ui/form-frame.tsx';
import { DateField, typedDate } from './date-field.tsx';
import { DoseFields } from './dose-fields.tsx';
import { emptyDose, rhythmKeys, rhythmOf, typedDose } from './dose-form.ts';
import { type ChosenDrug, DrugField } from './drug-field.tsx';
import { EndingFields } from './ending-fields.tsx';
import { useCommand } from './use-command.ts';
import { confirmationsOf, GuardNotes, isAnswered, noAnswers, typedWeight, useGuards } from './guard-notes.tsx';
import { useTreatmentWords } from './use-treatment-words.ts';

export interface AddFormProps {
  readonly patientId: string;
  readonly onAdded: (lineId: string) => void;
  readonly onClose: () => void;
}

/** What is typed of a treatment, as it is kept while one writes. */
const written = z.object({
  drug: z.object({ ingredient: z.string().nullable(), din: z.string().nullable(), text: z.string() }).nullable(),
  dose: z.object({ amount: z.string(), unit: z.enum(doseUnits), rhythm: z.enum([...rhythmKeys, 'other']), times: z.string(), perDays: z.string(), asNeeded: z.boolean(), route: z.enum([...routes, '']) }),
  startedOn: z.string(), indication: z.string(), ending: z.object({ on: z.string(), reason: z.enum([...stopReasons, '']), note: z.string() }), answers: z.object({ reasons: z.record(z.string(), z.string()), weight: z.string() }),
});

/** Begins a treatment, or enters a past one. */
export function AddForm({ patientId, onAdded, onClose }: AddFormProps): ReactElement {
  const { t } = useTranslation('treatments');
  const f = useFormat();
  const words = useTreatmentWords();
  const [lineId] = useState(() => v7());
  const catalogue = useQuery(api.treatments.catalogue.queryOptions({ input: {}, staleTime: Infinity }));
  const { value, change, offer, finish } = useKeptForm({
    form: 'treatment', recordId: patientId, start: { drug: null, dose: emptyDose, startedOn: f.today, indication: '', ending: { on: '', reason: '' as const, note: '' }, answers: noAnswers }, schema: written,
  });
  const { dose: form, startedOn, indication, ending, answers } = value;
  const ingredients = catalogue.data?.ingredients ?? [];
  const products = catalogue.data?.products ?? [];
  const kept = value.drug;
  // Taken up again before the catalogue is there, a drug of it is not yet one in words.
  const isKnown = catalogue.data !== undefined || kept?.ingredient === null;
  const drug: ChosenDrug | null = !kept || !isKnown ? null : { ingredient: ingredients.find(({ key }) => key === kept.ingredient) ?? null, product: products.find(({ din }) => din === kept.din) ?? null, text: kept.text };
  const [isTried, setIsTried] = useState(false);

  const choose = (chosen: ChosenDrug | null): void => {
    const usual = chosen?.ingredient?.usual;
    const named = chosen && { ingredient: chosen.ingredient?.key ?? null, din: chosen.product?.din ?? null, text: chosen.text };
    if (!usual) {
      change({ drug: named });
      return;
    }
    const route = chosen.product?.routes.find((one) => one === usual.route) ?? chosen.product?.routes[0] ?? usual.route;
    change({ drug: named, dose: { ...form, unit: usual.unit, rhythm: rhythmOf({ times: 1, perDays: usual.perDays }) ?? 'other', perDays: String(usual.perDays), route } });
  };
  const dose = typedDose(form);
  const start = typedDate(startedOn, true);
  const end = typedDate(ending.on, true);
  const weightKg = typedWeight(answers);
  const findings = useGuards(patientId, drug && start ? { lineId: null, ingredient: drug.ingredient?.key ?? null, dose: dose === 'invalid' ? null : dose, from: start, endedOn: end, weightKg } : null);
  const add = useCommand((input: Parameters<typeof client.treatments.add>[0]) => client.treatments.add(input), t('add.done'), () => {
    finish();
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
      {offer}
      <DrugField ingredients={ingredients} products={products} drug={drug} onChange={choose} error={isTried && !drug ? t('issue.REQUIRED') : undefined} />
      {drug && (
        <>
          <DoseFields form={form} onChange={(next) => change({ dose: next })} routes={drug.ingredient?.routes ?? routes} isInvalid={dose === 'invalid'} autoFocus />
          <GuardNotes findings={findings} answers={answers} onChange={(next) => change({ answers: next })} />
          <DateField label={t('add.startedOn')} partial value={startedOn} error={words.issue(add.error, 'startedOn') ?? (isTried && start === null ? t('issue.NOT_A_DATE') : undefined)} onChange={(next) => change({ startedOn: next })} />
          <TextField label={t('add.indication')} optional value={indication} maxLength={200} onChange={(event) => change({ indication: event.target.value })} />
          <EndingFields ending={ending} onChange={(next) => change({ ending: next })} error={add.error} optional isTried={isTried} />
        </>
      )}
      {catalogue.data && <p className="meta">{catalogue.data.sources[0]?.[f.language]}</p>}
    </FormFrame>
  );
}
