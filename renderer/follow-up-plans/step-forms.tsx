import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlanStep } from '#contract/plans.ts';
import { api, client } from '../link/client.ts';
import { hasCode } from '../link/failure.ts';
import { useFormat } from '../text/use-format.ts';
import { DateField, typedDate } from '../treatments/date-field.tsx';
import { useCaller } from '../session/session-state.ts';
import { Select, TextField } from '../ui/field.tsx';
import { FormFrame } from '../ui/form-frame.tsx';
import { usePlanCommand } from './use-plan-command.ts';
import { usePlanWords } from './use-plan-words.ts';

/** Says that a step was done, on which day; or that it is not done, and why. */
export function CloseForm({ step, as, onClose }: { readonly step: PlanStep; readonly as: 'done' | 'skipped'; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation('plans');
  const f = useFormat();
  const words = usePlanWords();
  const label = step.label[f.language];
  const [on, setOn] = useState<string>(as === 'done' && step.recognised && step.recognised.on <= f.today ? step.recognised.on : f.today);
  const [said, setSaid] = useState('');
  const [isTried, setIsTried] = useState(false);
  const day = typedDate(on);
  const { practitionerId } = useCaller();
  const asksWho = as === 'done' && step.act !== null;
  const people = useQuery(api.credentials.whoMay.queryOptions({ input: { requires: [...(step.act?.requires ?? ['-'])], on: day ?? f.today }, enabled: asksWho }));
  // Offered only to those trained for it on that day.
  const trained = (people.data ?? []).filter(({ isTrained }) => isTrained);
  const [chosen, setChosen] = useState('');
  const who = trained.some((one) => one.practitionerId === (chosen || practitionerId)) ? chosen || practitionerId : null;
  const close = usePlanCommand((input: Parameters<typeof client.plans.closeStep>[0]) => client.plans.closeStep(input), {
    said: t(as === 'done' ? 'close.done' : 'close.skipped', { label }), onClose, back: ({ version }, { stepId }) => client.plans.reopenStep({ stepId, expectedVersion: version }),
  });
  const needsWho = asksWho && step.visit === null && who === null;
  const needsWords = as === 'skipped' && said.trim() === '';
  return (
    <FormFrame
      title={t(as === 'done' ? 'close.doneTitle' : 'close.skipTitle')} note={label} submit={t('close.save')} onClose={onClose} isBusy={close.isPending} error={close.error}
      onSubmit={() => {
        setIsTried(true);
        if (day === null || needsWords || needsWho) return;
        close.mutate({ stepId: step.id, expectedVersion: step.version, as, on: day, words: said, appointmentId: null, assessmentId: null, practitionerId: asksWho ? who : null });
      }}
    >
      <p>{step.what[f.language]}</p>
      {step.goOnIf && <p className="meta">{t('goOnIf', { words: step.goOnIf[f.language] })}</p>}
      <DateField label={t(as === 'done' ? 'close.on' : 'close.notedOn')} autoFocus={as === 'done'} value={on} error={words.issue(close.error, 'on') ?? (isTried && day === null ? words.required : undefined)} onChange={setOn} />
      {asksWho && step.act && people.data && (
        <Select
          label={t('close.by')} value={who ?? ''} placeholder={trained.length === 0 ? t('close.nobodyTrained') : step.visit ? step.visit.by : t('close.choose')} help={t('close.asksTraining', { act: step.act.label[f.language] })} error={isTried && needsWho ? words.required : undefined}
          options={trained.map((one) => ({ value: one.practitionerId, label: one.name }))} onChange={(event) => setChosen(event.target.value)}
        />
      )}
      <TextField label={t(as === 'done' ? 'close.words' : 'close.reason')} autoFocus={as === 'skipped'} optional={as === 'done'} value={said} maxLength={300} error={(isTried && needsWords) || hasCode(close.error, 'REASON_REQUIRED') ? words.required : undefined} onChange={(event) => setSaid(event.target.value)} />
    </FormFrame>
  );
}

/** Leaves a visit outside its window where it is, with why. */
export function KeepForm({ step, onClose }: { readonly step: PlanStep; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation('plans');
  const f = useFormat();
  const words = usePlanWords();
  const [reason, setReason] = useState('');
  const [isTried, setIsTried] = useState(false);
  const keep = usePlanCommand((input: Parameters<typeof client.plans.keepVisit>[0]) => client.plans.keepVisit(input), { said: t('keep.done'), onClose });
  return (
    <FormFrame
      title={t('keep.title')} note={step.label[f.language]} submit={t('keep.save')} onClose={onClose} isBusy={keep.isPending} error={keep.error}
      onSubmit={() => {
        setIsTried(true);
        if (reason.trim() !== '') keep.mutate({ stepId: step.id, expectedVersion: step.version, reason });
      }}
    >
      <TextField label={t('close.reason')} autoFocus value={reason} maxLength={300} error={isTried && reason.trim() === '' ? words.required : undefined} onChange={(event) => setReason(event.target.value)} />
    </FormFrame>
  );
}
