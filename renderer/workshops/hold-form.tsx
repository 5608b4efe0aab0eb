import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Workshop } from '#contract/workshops.ts';
import { usePlanCommand } from '../follow-up-plans/use-plan-command.ts';
import { usePlanWords } from '../follow-up-plans/use-plan-words.ts';
import { client } from '../link/client.ts';
import { formatName } from '../text/format.ts';
import { readNumber } from '../text/typed-number.ts';
import { DateField, typedDate } from '../treatments/date-field.tsx';
import { FormFrame } from '../ui/form-frame.tsx';
import { FieldGroup, TextField } from '../ui/field.tsx';
import { SegmentedField } from '../ui/segmented-control.tsx';

interface Typed {
  readonly attended: 'yes' | 'no' | null;
  readonly before: string;
  readonly after: string;
  readonly satisfaction: string;
}

const nothing: Typed = { attended: null, before: '', after: '', satisfaction: '' };

/** A whole number between bounds, nothing, or something else. */
function wholeWithin(text: string, least: number, most: number): number | null | 'fault' {
  const value = readNumber(text);
  if (value === null) return null;
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most ? value : 'fault';
}

const readTyped = ({ before, after, satisfaction }: Typed) => ({ scoreBefore: wholeWithin(before, 0, 100), scoreAfter: wholeWithin(after, 0, 100), satisfaction: wholeWithin(satisfaction, 1, 5) });

/** Notes a workshop as held: the day, the way there, who was there and what came of it. */
export function HoldForm({ workshop, onClose }: { readonly workshop: Workshop; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation('workshops');
  const words = usePlanWords();
  const [day, setDay] = useState(workshop.plannedOn);
  const [typedWay, setWay] = useState('');
  const [typed, setTyped] = useState<Readonly<Record<string, Typed>>>({});
  const [isTried, setIsTried] = useState(false);
  const hold = usePlanCommand((input: Parameters<typeof client.workshops.hold>[0]) => client.workshops.hold(input), { said: t('hold.done', { theme: workshop.theme }), onClose });
  const heldOn = typedDate(day);
  const way = readNumber(typedWay);
  const isWay = way === null || (typeof way === 'number' && way >= 0 && way <= 2000);
  const of = (enrolmentId: string): Typed => typed[enrolmentId] ?? nothing;
  const change = (enrolmentId: string, part: Partial<Typed>): void => setTyped({ ...typed, [enrolmentId]: { ...of(enrolmentId), ...part } });
  const attendance = workshop.people.flatMap(({ enrolmentId }) => {
    const one = of(enrolmentId);
    const { scoreBefore, scoreAfter, satisfaction } = readTyped(one);
    return one.attended === null || scoreBefore === 'fault' || scoreAfter === 'fault' || satisfaction === 'fault' ? [] : [{ enrolmentId, attended: one.attended === 'yes', scoreBefore, scoreAfter, satisfaction, note: '' }];
  });
  return (
    <FormFrame
      title={t('hold.title')} note={workshop.theme} submit={t('hold.save')} onClose={onClose} isBusy={hold.isPending} error={hold.error}
      onSubmit={() => {
        setIsTried(true);
        if (heldOn !== null && isWay && attendance.length === workshop.people.length) hold.mutate({ workshopId: workshop.id, expectedVersion: workshop.version, heldOn, kilometres: way, attendance });
      }}
    >
      <DateField label={t('hold.on')} autoFocus value={day} error={(isTried && heldOn === null ? words.required : undefined) ?? (words.issue(hold.error, 'heldOn') ? t('hold.future') : undefined)} onChange={setDay} />
      <TextField label={t('hold.kilometres')} optional inputMode="decimal" value={typedWay} error={isTried && !isWay ? t('hold.kilometresFault') : undefined} onChange={(event) => setWay(event.target.value)} />
      {workshop.people.map(({ enrolmentId, patient }) => {
        const one = of(enrolmentId);
        const { scoreBefore, scoreAfter, satisfaction } = readTyped(one);
        const fault = (value: unknown, text: string): string | undefined => (isTried && value === 'fault' ? text : undefined);
        return (
          <FieldGroup key={enrolmentId} label={formatName(patient)} error={isTried && one.attended === null ? words.required : undefined}>
            <SegmentedField label={t('hold.there')} value={one.attended} options={(['yes', 'no'] as const).map((value) => ({ value, label: t(`hold.${value}`) }))} onChange={(attended) => change(enrolmentId, { attended })} />
            {one.attended === 'yes' && (
              <div className="workshop-scores">
                <TextField label={t('hold.before')} optional inputMode="numeric" value={one.before} error={fault(scoreBefore, t('hold.scoreFault'))} onChange={(event) => change(enrolmentId, { before: event.target.value })} />
                <TextField label={t('hold.after')} optional inputMode="numeric" value={one.after} error={fault(scoreAfter, t('hold.scoreFault'))} onChange={(event) => change(enrolmentId, { after: event.target.value })} />
                <TextField label={t('hold.satisfaction')} optional inputMode="numeric" value={one.satisfaction} error={fault(satisfaction, t('hold.satisfactionFault'))} onChange={(event) => change(enrolmentId, { satisfaction: event.target.value })} />
              </div>
            )}
          </FieldGroup>
        );
      })}
    </FormFrame>
  );
}

/** Calls a workshop off, with why. */
export function CancelForm({ workshop, onClose }: { readonly workshop: Workshop; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation('workshops');
  const words = usePlanWords();
  const [reason, setReason] = useState('');
  const [isTried, setIsTried] = useState(false);
  const cancel = usePlanCommand((input: Parameters<typeof client.workshops.cancel>[0]) => client.workshops.cancel(input), { said: t('cancel.done', { theme: workshop.theme }), onClose });
  return (
    <FormFrame
      title={t('cancel.title')} note={workshop.theme} submit={t('cancel.save')} onClose={onClose} isBusy={cancel.isPending} error={cancel.error}
      onSubmit={() => {
        setIsTried(true);
        if (reason.trim() !== '') cancel.mutate({ workshopId: workshop.id, expectedVersion: workshop.version, reason });
      }}
    >
      <TextField label={t('cancel.why')} autoFocus maxLength={300} value={reason} error={isTried && reason.trim() === '' ? words.required : undefined} onChange={(event) => setReason(event.target.value)} />
    </FormFrame>
  );
}

/** Takes back a workshop noted as held by mistake, with why. */
export function TakeBackForm({ workshop, onClose }: { readonly workshop: Workshop; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation('workshops');
  const words = usePlanWords();
  const [reason, setReason] = useState('');
  const [isTried, setIsTried] = useState(false);
  const takeBack = usePlanCommand((input: Parameters<typeof client.workshops.takeBack>[0]) => client.workshops.takeBack(input), { said: t('takeBack.done', { theme: workshop.theme }), onClose });
  return (
    <FormFrame
      title={t('takeBack.title')} note={workshop.theme} submit={t('takeBack.save')} onClose={onClose} isBusy={takeBack.isPending} error={takeBack.error}
      onSubmit={() => {
        setIsTried(true);
        if (reason.trim() !== '') takeBack.mutate({ workshopId: workshop.id, expectedVersion: workshop.version, reason });
      }}
    >
      <p className="meta">{t('takeBack.note')}</p>
      <TextField label={t('takeBack.why')} autoFocus maxLength={300} value={reason} error={isTried && reason.trim() === '' ? words.required : undefined} onChange={(event) => setReason(event.target.value)} />
    </FormFrame>
  );
}
