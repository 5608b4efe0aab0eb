import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PathwayEnrolment } from '#contract/pathways.ts';
import { usePlanCommand } from '../follow-up-plans/use-plan-command.ts';
import { usePlanWords } from '../follow-up-plans/use-plan-words.ts';
import { client } from '../link/client.ts';
import { daysBetween } from '../text/format.ts';
import { useFormat } from '../text/use-format.ts';
import { DateField, typedDate } from '../treatments/date-field.tsx';
import { Select, TextField } from '../ui/field.tsx';
import { FormFrame } from '../ui/form-frame.tsx';
import { SegmentedField } from '../ui/segmented-control.tsx';

export interface MoveFormProps {
  readonly enrolment: PathwayEnrolment;
  readonly onClose: () => void;
}

const seen = ({ id, version }: PathwayEnrolment) => ({ enrolmentId: id, expectedVersion: version });

/** Includes somebody: the first day, from which everything is counted, and the drug where there is one. */
export function IncludeForm({ enrolment, onClose }: MoveFormProps): ReactElement {
  const { t } = useTranslation('pathways');
  const f = useFormat();
  const words = usePlanWords();
  const [day, setDay] = useState(f.today);
  const [schedule, setSchedule] = useState('');
  const [isTried, setIsTried] = useState(false);
  const { schedules } = enrolment;
  const include = usePlanCommand((input: Parameters<typeof client.pathways.include>[0]) => client.pathways.include(input), { said: t('include.done', { label: enrolment.label[f.language] }), onClose });
  const on = typedDate(day);
  const needsDrug = schedules.length > 0 && schedule === '';
  return (
    <FormFrame
      title={t('include.title')} submit={t('include.save')} onClose={onClose} isBusy={include.isPending} error={include.error}
      onSubmit={() => {
        setIsTried(true);
        if (on !== null && !needsDrug) include.mutate({ ...seen(enrolment), on, schedule: schedule || null });
      }}
    >
      <DateField label={enrolment.anchor[f.language]} autoFocus value={day} error={isTried && on === null ? words.required : words.issue(include.error, 'on')} onChange={setDay} />
      {schedules.length > 0 && (
        <Select
          label={t('include.schedule')} value={schedule} placeholder={t('include.choose')} error={isTried && needsDrug ? words.required : undefined}
          options={schedules.map(({ code, drug, dose }) => ({ value: code, label: `${drug[f.language]}, ${dose[f.language]}` }))} onChange={(event) => setSchedule(event.target.value)}
        />
      )}
    </FormFrame>
  );
}

/** Enters the next phase on a day, or completes the pathway after the last. */
export function AdvanceForm({ enrolment, onClose }: MoveFormProps): ReactElement {
  const { t } = useTranslation('pathways');
  const f = useFormat();
  const words = usePlanWords();
  const { gate } = enrolment;
  const due = gate?.from ?? null;
  const [day, setDay] = useState(due !== null && due > f.today ? due : f.today);
  const [isTried, setIsTried] = useState(false);
  const [waiver, setWaiver] = useState('');
  const isShut = gate !== null && !gate.isOpen;
  const on = typedDate(day);
  const said = gate ? t('advance.done', { phase: gate.phase[f.language] }) : t('advance.completed');
  const advance = usePlanCommand((input: Parameters<typeof client.pathways.advance>[0]) => client.pathways.advance(input), { said, onClose });
  return (
    <FormFrame
      title={gate ? t('advance.title', { phase: gate.phase[f.language] }) : t('advance.complete')} submit={t('advance.save')} onClose={onClose} isBusy={advance.isPending} error={advance.error}
      onSubmit={() => {
        setIsTried(true);
        if (on !== null && (!isShut || waiver.trim() !== '')) advance.mutate({ ...seen(enrolment), on, ...(isShut && { waiver }) });
      }}
    >
      {isShut && (
        <>
          <p className="note note-warn">{t('events.unmet', { list: gate.items.filter(({ standing }) => standing !== 'met').map(({ label }) => label[f.language]).join(' · ') })}</p>
          <TextField label={t('advance.waiver')} help={t('advance.waiverHelp')} value={waiver} maxLength={300} error={isTried && waiver.trim() === '' ? words.required : undefined} onChange={(event) => setWaiver(event.target.value)} />
        </>
      )}
      {due !== null && <p className="meta">{t('advance.due', { date: f.date(due) })}</p>}
      <DateField label={t('advance.on')} autoFocus value={day} error={(isTried && on === null ? words.required : undefined) ?? (words.issue(advance.error, 'on') ? t('advance.before') : undefined)} onChange={setDay} />
    </FormFrame>
  );
}

/** Suspends, or leaves, with a reason of the pathway. */
export function ReasonForm({ enrolment, kind, onClose }: MoveFormProps & { readonly kind: 'suspend' | 'leave' }): ReactElement {
  const { t } = useTranslation('pathways');
  const f = useFormat();
  const words = usePlanWords();
  const [reason, setReason] = useState('');
  const [note, setNote] = useState('');
  const [isTried, setIsTried] = useState(false);
  const move = usePlanCommand((input: Parameters<typeof client.pathways.suspend>[0]) => client.pathways[kind](input), { said: t(`${kind}.done`), onClose });
  const reasons = kind === 'suspend' ? enrolment.suspensions : enrolment.exits;
  return (
    <FormFrame
      title={t(`${kind}.title`)} note={t(`${kind}.note`)} submit={t(`${kind}.save`)} onClose={onClose} isBusy={move.isPending} error={move.error}
      onSubmit={() => {
        setIsTried(true);
        if (reason !== '') move.mutate({ ...seen(enrolment), reason, note });
      }}
    >
      <Select label={t('reason')} autoFocus value={reason} placeholder={t('choose')} error={isTried && reason === '' ? words.required : undefined} options={reasons.map(({ code, label }) => ({ value: code, label: label[f.language] }))} onChange={(event) => setReason(event.target.value)} />
      <TextField label={t('noteField')} optional value={note} maxLength={300} onChange={(event) => setNote(event.target.value)} />
    </FormFrame>
  );
}

/** Goes on after a suspension: the steps put off by its days, or as they were. The phases keep their dates. */
export function ResumeForm({ enrolment, onClose }: MoveFormProps): ReactElement {
  const { t } = useTranslation('pathways');
  const f = useFormat();
  const [dates, setDates] = useState<'put-off' | 'stay'>('stay');
  const days = daysBetween(enrolment.stateSince, f.today);
  const resume = usePlanCommand((input: Parameters<typeof client.pathways.resume>[0]) => client.pathways.resume(input), { said: t('resume.done'), onClose });
  return (
    <FormFrame title={t('resume.title')} note={t('resume.note')} submit={t('resume.save')} onSubmit={() => resume.mutate({ ...seen(enrolment), dates })} onClose={onClose} isBusy={resume.isPending} error={resume.error}>
      {days > 0 ? <SegmentedField label={t('resume.dates')} value={dates} onChange={setDates} options={[{ value: 'stay', label: t('resume.stay') }, { value: 'put-off', label: t('resume.putOff', { count: days }) }]} /> : <p>{t('resume.sameDay')}</p>}
    </FormFrame>
  );
}

/** Takes a proposal back, with why. */
export function WithdrawForm({ enrolment, onClose }: MoveFormProps): ReactElement {
  const { t } = useTranslation('pathways');
  const words = usePlanWords();
  const [reason, setReason] = useState('');
  const [isTried, setIsTried] = useState(false);
  const withdraw = usePlanCommand((input: Parameters<typeof client.pathways.withdraw>[0]) => client.pathways.withdraw(input), { said: t('withdraw.done'), onClose });
  return (
    <FormFrame
      title={t('withdraw.title')} submit={t('withdraw.save')} onClose={onClose} isBusy={withdraw.isPending} error={withdraw.error}
      onSubmit={() => {
        setIsTried(true);
        if (reason.trim() !== '') withdraw.mutate({ ...seen(enrolment), reason });
      }}
    >
      <TextField label={t('reason')} autoFocus value={reason} maxLength={300} error={isTried && reason.trim() === '' ? words.required : undefined} onChange={(event) => setReason(event.target.value)} />
    </FormFrame>
  );
}
