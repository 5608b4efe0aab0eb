import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { routes, type TreatmentLine } from '#contract/treatments.ts';
import { api, client } from '../link/client.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { Select, TextField } from '../ui/field.tsx';
import { FormFrame } from '../ui/form-frame.tsx';
import { DateField, typedDate } from './date-field.tsx';
import { DoseFields } from './dose-fields.tsx';
import { type DoseForm, doseFormOf, typedDose } from './dose-form.ts';
import { type Ending, EndingFields } from './ending-fields.tsx';
import { useCommand } from './use-command.ts';
import { confirmationsOf, type GuardAnswers, GuardNotes, isAnswered, noAnswers, typedWeight, useGuards } from './guard-notes.tsx';
import { useTreatmentWords } from './use-treatment-words.ts';
import { useDrugWords } from './use-drug-words.ts';

export interface LineFormProps {
  readonly patientId: string;
  readonly line: TreatmentLine;
  readonly onClose: () => void;
}

/** Another dose of the same line, from a day on. */
export function DoseChangeForm({ patientId, line, onClose }: LineFormProps): ReactElement {
  const { t } = useTranslation('treatments');
  const drugWords = useDrugWords();
  const f = useFormat();
  const words = useTreatmentWords();
  const catalogue = useQuery(api.treatments.catalogue.queryOptions({ input: {}, staleTime: Infinity }));
  const current = line.doses.at(-1);
  const [form, setForm] = useState<DoseForm>(() => doseFormOf(current?.dose ?? null, current?.route ?? null, (value) => f.number(value)));
  const [from, setFrom] = useState<string>(f.today);
  const [answers, setAnswers] = useState<GuardAnswers>(noAnswers);
  const [isTried, setIsTried] = useState(false);
  const dose = typedDose(form);
  const day = typedDate(from);
  const weightKg = typedWeight(answers);
  const findings = useGuards(patientId, day && dose !== null && dose !== 'invalid' ? { lineId: line.id, ingredient: line.ingredient, dose, from: day, endedOn: null, weightKg } : null);
  const change = useCommand((input: Parameters<typeof client.treatments.changeDose>[0]) => client.treatments.changeDose(input), t('dose.done'), onClose);
  const submit = (): void => {
    setIsTried(true);
    if (dose === null || dose === 'invalid' || day === null || !isAnswered(findings, answers)) return;
    change.mutate({ lineId: line.id, expectedVersion: line.version, from: day, dose, route: form.route || null, weight: weightKg === null ? null : { kg: weightKg, on: f.today }, confirmations: confirmationsOf(findings, answers) });
  };
  return (
    <FormFrame title={t('dose.title')} note={drugWords(line.text)} submit={t('dose.save')} onSubmit={submit} onClose={onClose} isBusy={change.isPending} error={change.error}>
      {current && <p className="meta">{t('dose.before', { dose: words.dose(current) ?? t('list.unknown') })}</p>}
      <DoseFields form={form} onChange={setForm} routes={catalogue.data?.ingredients.find(({ key }) => key === line.ingredient)?.routes ?? routes} isInvalid={dose === 'invalid' || (isTried && dose === null)} autoFocus />
      <GuardNotes findings={findings} answers={answers} onChange={setAnswers} />
      <DateField label={t('dose.from')} value={from} error={words.issue(change.error, 'from')} onChange={setFrom} />
    </FormFrame>
  );
}

/** Ends a line: when and why. */
export function StopForm({ line, onClose }: LineFormProps): ReactElement {
  const { t } = useTranslation('treatments');
  const drugWords = useDrugWords();
  const f = useFormat();
  const [ending, setEnding] = useState<Ending>({ on: f.today, reason: '', note: '' });
  const [isTried, setIsTried] = useState(false);
  const stop = useCommand((input: Parameters<typeof client.treatments.stop>[0]) => client.treatments.stop(input), t('stop.done'), onClose);
  const submit = (): void => {
    setIsTried(true);
    const on = typedDate(ending.on, true);
    if (on !== null && ending.reason !== '') stop.mutate({ lineId: line.id, expectedVersion: line.version, on, reason: ending.reason, note: ending.note });
  };
  return (
    <FormFrame title={t('stop.title')} note={drugWords(line.text)} submit={t('stop.save')} onSubmit={submit} onClose={onClose} isBusy={stop.isPending} error={stop.error}>
      <EndingFields ending={ending} onChange={setEnding} error={stop.error} isTried={isTried} autoFocus />
    </FormFrame>
  );
}

/** Puts right what was entered, or takes a line entered by mistake out of the record. */
export function CorrectForm({ line, onClose }: LineFormProps): ReactElement {
  const { t } = useTranslation('treatments');
  const drugWords = useDrugWords();
  const words = useTreatmentWords();
  const catalogue = useQuery(api.treatments.catalogue.queryOptions({ input: {}, staleTime: Infinity }));
  const [din, setDin] = useState(line.product?.din ?? '');
  const [startedOn, setStartedOn] = useState(line.startedOn ?? '');
  const [indication, setIndication] = useState(line.indication);
  const [ending, setEnding] = useState<Ending>({ on: line.endedOn ?? '', reason: line.stopReason ?? '', note: line.stopNote });
  const [isTried, setIsTried] = useState(false);
  const [reason, setReason] = useState<string | null>(null);
  const correct = useCommand((input: Parameters<typeof client.treatments.correct>[0]) => client.treatments.correct(input), t('correct.done'), onClose);
  const withdraw = useCommand((input: Parameters<typeof client.treatments.withdraw>[0]) => client.treatments.withdraw(input), t('correct.withdrawn'), onClose);
  const seen = { lineId: line.id, expectedVersion: line.version };
  const products = (catalogue.data?.products ?? []).filter(({ ingredient }) => ingredient === line.ingredient);
  const start = typedDate(startedOn, true);
  const end = typedDate(ending.on, true);
  const isOver = ending.on.trim() !== '';
  const submit = (): void => {
    setIsTried(true);
    if (reason !== null) {
      if (reason.trim() !== '') withdraw.mutate({ ...seen, reason });
      return;
    }
    if (start === null || (isOver && (end === null || ending.reason === ''))) return;
    correct.mutate({ ...seen, din: din || null, startedOn: start, endedOn: end, stopReason: isOver ? ending.reason || null : null, stopNote: isOver ? ending.note : '', indication });
  };
  return (
    <FormFrame
      title={t('correct.title')}
      note={drugWords(line.text)}
      submit={t(reason === null ? 'correct.save' : 'correct.withdraw')}
      onSubmit={submit}
      onClose={onClose}
      isBusy={correct.isPending || withdraw.isPending}
      error={correct.error ?? withdraw.error}
      more={
        reason === null && (
          <Button tone="text" onClick={() => setReason('')}>
            {t('correct.mistake')}
          </Button>
        )
      }
    >
      {reason !== null ? (
        <TextField label={t('correct.reason')} autoFocus value={reason} maxLength={300} error={isTried && reason.trim() === '' ? t('issue.REQUIRED') : undefined} onChange={(event) => setReason(event.target.value)} />
      ) : (
        <>
          {products.length > 0 && (
            <Select
              label={t('correct.product')}
              value={din}
              placeholder={t('correct.noProduct')}
              options={products.map((one) => ({ value: one.din, label: `${one.name} ${words.strength(one)} · ${one.din}` }))}
              onChange={(event) => setDin(event.target.value)}
            />
          )}
          <DateField label={t('add.startedOn')} partial value={startedOn} autoFocus error={words.issue(correct.error, 'startedOn') ?? (isTried && start === null ? t('issue.NOT_A_DATE') : undefined)} onChange={setStartedOn} />
          <EndingFields ending={ending} onChange={setEnding} error={correct.error} optional isTried={isTried} />
          <TextField label={t('add.indication')} optional value={indication} maxLength={200} onChange={(event) => setIndication(event.target.value)} />
        </>
      )}
    </FormFrame>
  );
}
