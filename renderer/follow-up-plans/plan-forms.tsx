import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type FollowUpPlan, planEndings } from '#contract/plans.ts';
import { api, client } from '../link/client.ts';
import { daysBetween } from '../text/format.ts';
import { useFormat } from '../text/use-format.ts';
import { DateField, typedDate } from '../treatments/date-field.tsx';
import { FieldGroup, Select, TextField } from '../ui/field.tsx';
import { FormFrame } from '../ui/form-frame.tsx';
import { SegmentedField } from '../ui/segmented-control.tsx';
import { usePlanCommand } from './use-plan-command.ts';
import { usePlanWords } from './use-plan-words.ts';

export interface PlanFormProps {
  readonly plan: FollowUpPlan;
  readonly onClose: () => void;
}

/** Other starting dates for a plan: what moves is seen before. */
export function MoveForm({ plan, onClose }: PlanFormProps): ReactElement {
  const { t } = useTranslation('plans');
  const f = useFormat();
  const words = usePlanWords();
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>(() => Object.fromEntries(plan.anchors.map(({ code, on }) => [code, on ?? ''])));
  const anchors = Object.fromEntries(plan.anchors.map(({ code }) => [code, typedDate(typed[code] ?? '')]));
  const before = Object.fromEntries(plan.anchors.map(({ code, on }) => [code, on]));
  const isWrong = plan.anchors.some(({ code }) => (typed[code] ?? '').trim() !== '' && anchors[code] === null);
  const preview = useQuery(api.plans.previewMove.queryOptions({ input: { planId: plan.id, anchors }, enabled: !isWrong, placeholderData: keepPreviousData }));
  const move = usePlanCommand((input: Parameters<typeof client.plans.move>[0]) => client.plans.move(input), { said: t('move.done'), onClose, back: ({ version }) => client.plans.move({ planId: plan.id, expectedVersion: version, anchors: before }) });
  const moved = preview.data?.moved ?? [];
  return (
    <FormFrame title={t('move.title')} submit={t('move.save')} onSubmit={() => !isWrong && move.mutate({ planId: plan.id, expectedVersion: plan.version, anchors })} onClose={onClose} isBusy={move.isPending} error={move.error}>
      <p className="meta">{t('move.note')}</p>
      {plan.anchors.map(({ code, label }, index) => (
        <DateField key={code} label={label[f.language]} autoFocus={index === 0} optional={index > 0} value={typed[code] ?? ''} error={words.issue(move.error ?? preview.error, `anchors.${code}`)} onChange={(value) => setTyped({ ...typed, [code]: value })} />
      ))}
      <FieldGroup label={t('move.preview')}>
        {preview.data && moved.length === 0 && <p className="meta">{t('move.nothing')}</p>}
        <ul className="plan-preview">
          {moved.map((one, index) => (
            <li key={index} className={one.isOutside || one.isPast ? 'warn' : undefined}>
              {words.moved(one)}
            </li>
          ))}
        </ul>
      </FieldGroup>
    </FormFrame>
  );
}

/** Stands a plan still, with why. */
export function PauseForm({ plan, onClose }: PlanFormProps): ReactElement {
  const { t } = useTranslation('plans');
  const words = usePlanWords();
  const [reason, setReason] = useState('');
  const [isTried, setIsTried] = useState(false);
  const pause = usePlanCommand((input: Parameters<typeof client.plans.pause>[0]) => client.plans.pause(input), { said: t('pause.done'), onClose, back: ({ version }) => client.plans.resume({ planId: plan.id, expectedVersion: version, dates: 'stay' }) });
  return (
    <FormFrame
      title={t('pause.title')} submit={t('pause.save')} onClose={onClose} isBusy={pause.isPending} error={pause.error}
      onSubmit={() => {
        setIsTried(true);
        if (reason.trim() !== '') pause.mutate({ planId: plan.id, expectedVersion: plan.version, reason });
      }}
    >
      <TextField label={t('pause.reason')} autoFocus value={reason} maxLength={300} error={isTried && reason.trim() === '' ? words.required : undefined} onChange={(event) => setReason(event.target.value)} />
    </FormFrame>
  );
}

/** Goes on with a plan: its dates put off by the days of the pause, or as they were. */
export function ResumeForm({ plan, onClose }: PlanFormProps): ReactElement {
  const { t } = useTranslation('plans');
  const f = useFormat();
  const [dates, setDates] = useState<'put-off' | 'stay'>('put-off');
  const resume = usePlanCommand((input: Parameters<typeof client.plans.resume>[0]) => client.plans.resume(input), { said: t('resume.done'), onClose });
  return (
    <FormFrame title={t('resume.title')} note={plan.stateNote ?? undefined} submit={t('resume.save')} onSubmit={() => resume.mutate({ planId: plan.id, expectedVersion: plan.version, dates })} onClose={onClose} isBusy={resume.isPending} error={resume.error}>
      <SegmentedField label={t('resume.dates')} value={dates} onChange={setDates} options={[{ value: 'put-off', label: t('resume.putOff', { count: Math.max(daysBetween(plan.stateSince, f.today), 0) }) }, { value: 'stay', label: t('resume.stay') }]} />
    </FormFrame>
  );
}

/** Ends a plan, with why. */
export function EndForm({ plan, onClose }: PlanFormProps): ReactElement {
  const { t } = useTranslation('plans');
  const words = usePlanWords();
  const [reason, setReason] = useState('');
  const [note, setNote] = useState('');
  const [isTried, setIsTried] = useState(false);
  const end = usePlanCommand((input: Parameters<typeof client.plans.end>[0]) => client.plans.end(input), { said: t('end.done'), onClose, back: ({ version }) => client.plans.reopen({ planId: plan.id, expectedVersion: version }) });
  const chosen = planEndings.find((one) => one === reason);
  const needsNote = chosen === 'other' && note.trim() === '';
  return (
    <FormFrame
      title={t('end.title')} submit={t('end.save')} onClose={onClose} isBusy={end.isPending} error={end.error}
      onSubmit={() => {
        setIsTried(true);
        if (chosen && !needsNote) end.mutate({ planId: plan.id, expectedVersion: plan.version, reason: chosen, note });
      }}
    >
      <Select label={t('end.reason')} autoFocus value={reason} placeholder={t('end.choose')} error={isTried && !chosen ? words.required : undefined} options={planEndings.map((one) => ({ value: one, label: t(`ending.${one}`) }))} onChange={(event) => setReason(event.target.value)} />
      <TextField label={t('end.note')} optional={chosen !== 'other'} value={note} maxLength={300} error={isTried && needsNote ? words.required : undefined} onChange={(event) => setNote(event.target.value)} />
    </FormFrame>
  );
}
