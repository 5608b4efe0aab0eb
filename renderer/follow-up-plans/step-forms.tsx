import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlanStep, RecognisedFact } from '#contract/plans.ts';
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
export function CloseForm({ step, as, taken = null, onClose }: { readonly step: PlanStep; readonly as: 'done' | 'skipped'; /** What was found in the record and is taken as this step. */ readonly taken?: RecognisedFact | null; readonly onClose: () => void }): ReactElement {
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
  const isAsked = step.act?.training === 'asked';
  // Where training is required, only those who have it on that day; where it is asked for, the professions of the step and oneself too.
  const offered = (people.data ?? []).filter((one) => one.isTrained || (isAsked && (step.roles.includes(one.role) || one.practitionerId === practitionerId)));
  const [chosen, setChosen] = useState('');
  const who = offered.some((one) => one.practitionerId === (chosen || practitionerId)) ? chosen || practitionerId : null;
  // Nobody chosen: whoever saw the person.
  const doer = people.data?.find((one) => one.practitionerId === (chosen || step.visit?.practitionerId || who));
  const [competence, setCompetence] = useState('');
  const asksCompetence = asksWho && isAsked && doer?.isTrained === false;
  const close = usePlanCommand((input: Parameters<typeof client.plans.closeStep>[0]) => client.plans.closeStep(input), {
    said: t(as === 'done' ? 'close.done' : 'close.skipped', { label }), onClose, back: ({ version }, { stepId }) => client.plans.reopenStep({ stepId, expectedVersion: version }),
  });
  const needsWho = asksWho && step.visit === null && who === null;
  const needsCompetence = asksCompetence && competence.trim() === '';
  const needsWords = as === 'skipped' && said.trim() === '';
  return (
    <FormFrame
      title={t(as === 'done' ? 'close.doneTitle' : 'close.skipTitle')} note={label} submit={t('close.save')} onClose={onClose} isBusy={close.isPending} error={close.error}
      onSubmit={() => {
        setIsTried(true);
        if (day === null || needsWords || needsWho || needsCompetence) return;
        close.mutate({ stepId: step.id, expectedVersion: step.version, as, on: day, words: said, ...fulfilledBy(taken), practitionerId: asksWho ? (doer?.practitionerId ?? null) : null, competence: asksCompetence ? competence : '' });
      }}
    >
      <p>{step.what[f.language]}</p>
      {step.goOnIf && <p className="meta">{t('goOnIf', { words: step.goOnIf[f.language] })}</p>}
      <DateField label={t(as === 'done' ? 'close.on' : 'close.notedOn')} autoFocus={as === 'done'} value={on} error={words.issue(close.error, 'on') ?? (isTried && day === null ? words.required : undefined)} onChange={setOn} />
      {asksWho && step.act && people.data && (
        <Select
          label={t('close.by')} value={doer?.practitionerId ?? ''} placeholder={offered.length === 0 ? t('close.nobodyTrained') : step.visit ? step.visit.by : t(isAsked ? 'close.chooseAnybody' : 'close.choose')} help={t(isAsked ? 'close.asksOnly' : 'close.asksTraining', { act: step.act.label[f.language] })} error={isTried && needsWho ? words.required : undefined}
          options={offered.map((one) => ({ value: one.practitionerId, label: one.isTrained ? one.name : t('close.unnoted', { name: one.name }) }))} onChange={(event) => setChosen(event.target.value)}
        />
      )}
      {asksCompetence && (
        <TextField
          label={t('close.competence')} help={t('close.competenceHelp', { name: doer.name, lacks: doer.lacks.map((one) => one.label[f.language]).join(', ') })} value={competence} maxLength={300}
          error={isTried && needsCompetence ? words.required : undefined} onChange={(event) => setCompetence(event.target.value)}
        />
      )}
      <TextField label={t(as === 'done' ? 'close.words' : 'close.reason')} autoFocus={as === 'skipped'} optional={as === 'done'} value={said} maxLength={300} error={(isTried && needsWords) || hasCode(close.error, 'REASON_REQUIRED') ? words.required : undefined} onChange={(event) => setSaid(event.target.value)} />
    </FormFrame>
  );
}

/** What of the record fulfilled a step, as the command asks for it. */
export function fulfilledBy(found: RecognisedFact | null): Pick<Parameters<typeof client.plans.closeStep>[0], 'appointmentId' | 'assessmentId' | 'fact'> {
  const of = (kind: RecognisedFact['kind']): string | null => (found?.kind === kind ? found.id : null);
  return { appointmentId: of('visit'), assessmentId: of('assessment'), fact: found === null || found.kind === 'visit' || found.kind === 'assessment' ? null : { kind: found.kind, id: found.id } };
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
