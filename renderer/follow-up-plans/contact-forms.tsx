import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import { contactOutcomes, contactWays, departureReasons } from '#contract/recalls.ts';
import { client } from '../link/client.ts';
import { useFormat } from '../text/use-format.ts';
import { DateField, typedDate } from '../treatments/date-field.tsx';
import { Select, TextField } from '../ui/field.tsx';
import { FormFrame } from '../ui/form-frame.tsx';
import { SegmentedField } from '../ui/segmented-control.tsx';
import { usePlanCommand } from './use-plan-command.ts';
import { usePlanWords } from './use-plan-words.ts';

export interface ContactFormProps {
  readonly patientId: string;
  readonly name: string;
  readonly onClose: () => void;
}

type Way = (typeof contactWays)[number];
type Outcome = (typeof contactOutcomes)[number];

/** Notes an attempt to reach somebody: how, and what came of it. */
export function ContactForm({ patientId, name, onClose }: ContactFormProps): ReactElement {
  const { t } = useTranslation('plans');
  const [contactId] = useState(() => v7());
  const [way, setWay] = useState<Way>('phone');
  const [outcome, setOutcome] = useState<Outcome>('no-answer');
  const [words, setWords] = useState('');
  const note = usePlanCommand((input: Parameters<typeof client.recalls.noteContact>[0]) => client.recalls.noteContact(input), { said: t('reach.noted', { name }), onClose, back: () => client.recalls.withdrawContact({ contactId }) });
  return (
    <FormFrame title={t('reach.contact')} note={name} submit={t('reach.save')} onSubmit={() => note.mutate({ contactId, patientId, way, outcome, words })} onClose={onClose} isBusy={note.isPending} error={note.error}>
      <SegmentedField label={t('reach.way')} value={way} onChange={setWay} options={contactWays.map((value) => ({ value, label: t(`way.${value}`) }))} />
      <Select label={t('reach.outcome')} autoFocus value={outcome} options={contactOutcomes.map((value) => ({ value, label: t(`outcome.${value}`) }))} onChange={(event) => setOutcome(contactOutcomes.find((one) => one === event.target.value) ?? 'no-answer')} />
      <TextField label={t('reach.words')} optional value={words} maxLength={300} onChange={(event) => setWords(event.target.value)} />
    </FormFrame>
  );
}

/** Says that somebody is followed here no longer, since when and why. */
export function DepartureForm({ patientId, name, onClose }: ContactFormProps): ReactElement {
  const { t } = useTranslation('plans');
  const f = useFormat();
  const words = usePlanWords();
  const [departureId] = useState(() => v7());
  const [reason, setReason] = useState<(typeof departureReasons)[number]>('moved');
  const [since, setSince] = useState<string>(f.today);
  const [note, setNote] = useState('');
  const on = typedDate(since);
  const depart = usePlanCommand((input: Parameters<typeof client.recalls.depart>[0]) => client.recalls.depart(input), { said: t('reach.goneDone', { name }), onClose, back: () => client.recalls.returned({ departureId }) });
  return (
    <FormFrame title={t('reach.gone')} note={name} submit={t('reach.goneSave')} onSubmit={() => on !== null && depart.mutate({ departureId, patientId, reason, sinceOn: on, words: note })} onClose={onClose} isBusy={depart.isPending} error={depart.error}>
      <Select label={t('reach.goneReason')} autoFocus value={reason} options={departureReasons.map((value) => ({ value, label: t(`departure.${value}`) }))} onChange={(event) => setReason(departureReasons.find((one) => one === event.target.value) ?? 'moved')} />
      <DateField label={t('reach.goneSince')} value={since} error={words.issue(depart.error, 'sinceOn')} onChange={setSince} />
      <TextField label={t('reach.words')} optional value={note} maxLength={300} onChange={(event) => setNote(event.target.value)} />
    </FormFrame>
  );
}
