import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Dose, type DoseReason, doseReasons } from '#contract/doses.ts';
import { client } from '../link/client.ts';
import { daysBetween } from '../text/format.ts';
import { useFormat } from '../text/use-format.ts';
import { DateField, typedDate } from '../treatments/date-field.tsx';
import { FormFrame } from '../ui/form-frame.tsx';
import { Select, TextField } from '../ui/field.tsx';
import { SegmentedField } from '../ui/segmented-control.tsx';
import { useDoseCommand } from './use-dose-command.ts';
import { useDoseWords } from './use-dose-words.ts';

interface DoseFormProps {
  readonly dose: Dose;
  readonly onClose: () => void;
}

const seen = ({ id, version }: Dose) => ({ doseId: id, expectedVersion: version });

function useReason() {
  const { t } = useTranslation('doses');
  const [reason, setReason] = useState<DoseReason | ''>('');
  const [words, setWords] = useState('');
  const [isTried, setIsTried] = useState(false);
  const fields = (
    <>
      <Select label={t('reasonField')} value={reason} placeholder={t('choose')} error={isTried && reason === '' ? t('issue.REQUIRED') : undefined} options={doseReasons.map((one) => ({ value: one, label: t(`reason.${one}`) }))} onChange={(event) => setReason(event.target.value as DoseReason)} />
      <TextField label={t('words')} optional value={words} maxLength={300} onChange={(event) => setWords(event.target.value)} />
    </>
  );
  return { reason, words, isTried, setIsTried, fields };
}

/** Another day for a dose, alone or with all that follow; or the same day in another place. */
export function MoveForm({ dose, onClose }: DoseFormProps): ReactElement {
  const { t } = useTranslation('doses');
  const f = useFormat();
  const phrases = useDoseWords();
  const [day, setDay] = useState(dose.dueOn < f.today ? f.today : dose.dueOn);
  const [follows, setFollows] = useState<'alone' | 'following'>('following');
  const [site, setSite] = useState<'phase' | 'hospital' | 'home'>(dose.isSiteChosen && (dose.site === 'hospital' || dose.site === 'home') ? dose.site : 'phase');
  const { reason, words, isTried, setIsTried, fields } = useReason();
  const move = useDoseCommand((input: Parameters<typeof client.doses.move>[0]) => client.doses.move(input), { said: () => t('move.done'), onDone: onClose });
  const on = typedDate(day);
  const days = on === null ? 0 : daysBetween(dose.dueOn, on);
  return (
    <FormFrame
      title={t('move.title', { number: dose.number })} submit={t('move.save')} onClose={onClose} isBusy={move.isPending} error={move.error}
      onSubmit={() => {
        setIsTried(true);
        if (on !== null && reason !== '') move.mutate({ ...seen(dose), on, following: follows === 'following', site: site === 'phase' ? null : site, reason, words });
      }}
    >
      <DateField label={t('move.on')} autoFocus value={day} onChange={setDay} error={isTried && on === null ? t('issue.REQUIRED') : phrases.issue(move.error, 'on')} />
      <SegmentedField label={t('move.others')} value={follows} onChange={setFollows} options={[{ value: 'following', label: days === 0 ? t('move.followingToo') : t('move.following', { count: Math.abs(days) }) }, { value: 'alone', label: t('move.alone') }]} />
      <SegmentedField label={t('move.site')} value={site} onChange={setSite} options={[{ value: 'phase', label: t('move.byPhase') }, { value: 'hospital', label: t('site.hospital') }, { value: 'home', label: t('site.home') }]} />
      {fields}
    </FormFrame>
  );
}

/** This dose is not given; those that follow keep their days. */
export function CancelForm({ dose, onClose }: DoseFormProps): ReactElement {
  const { t } = useTranslation('doses');
  const { reason, words, setIsTried, fields } = useReason();
  const cancel = useDoseCommand((input: Parameters<typeof client.doses.cancel>[0]) => client.doses.cancel(input), { said: () => t('cancel.done'), onDone: onClose });
  return (
    <FormFrame
      title={t('cancel.title', { number: dose.number })} note={t('cancel.note')} submit={t('cancel.save')} onClose={onClose} isBusy={cancel.isPending} error={cancel.error}
      onSubmit={() => {
        setIsTried(true);
        if (reason !== '') cancel.mutate({ ...seen(dose), reason, words });
      }}
    >
      {fields}
    </FormFrame>
  );
}

/** A dose given where no checklist is asked: the day is enough. */
export function GiveForm({ dose, onClose }: DoseFormProps): ReactElement {
  const { t } = useTranslation('doses');
  const f = useFormat();
  const phrases = useDoseWords();
  const [day, setDay] = useState(dose.dueOn < f.today ? dose.dueOn : f.today);
  const [isTried, setIsTried] = useState(false);
  const give = useDoseCommand((input: Parameters<typeof client.doses.give>[0]) => client.doses.give(input), { said: () => t('give.done'), onDone: onClose });
  const on = typedDate(day);
  return (
    <FormFrame
      title={t('give.title', { number: dose.number })} submit={t('give.save')} onClose={onClose} isBusy={give.isPending} error={give.error}
      onSubmit={() => {
        setIsTried(true);
        if (on !== null) give.mutate({ ...seen(dose), on });
      }}
    >
      <DateField label={t('give.on')} autoFocus value={day} onChange={setDay} error={isTried && on === null ? t('issue.REQUIRED') : phrases.issue(give.error, 'on')} />
    </FormFrame>
  );
}
