import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import { z } from 'zod';
import { eventGrades, eventOutcomes } from '#contract/treatments.ts';
import { useKeptForm } from '../drafts/use-kept-form.tsx';
import { client } from '../link/client.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { Checkbox, Select, TextArea, TextField } from '../ui/field.tsx';
import { FormFrame } from '../ui/form-frame.tsx';
import { SegmentedField } from '../ui/segmented-control.tsx';
import { DateField, typedDate } from './date-field.tsx';
import { useCommand } from './use-command.ts';
import type { LineFormProps } from './line-forms.tsx';
import { useTreatmentWords } from './use-treatment-words.ts';
import { useDrugWords } from './use-drug-words.ts';

/** What is typed of an adverse event, as it is kept while one writes. */
const written = z.object({ term: z.string(), on: z.string(), grade: z.string().nullable(), serious: z.boolean(), outcome: z.string(), note: z.string() });

/** An adverse event put down to the drug, graded. */
export function EventForm({ line, onClose }: LineFormProps): ReactElement {
  const { t } = useTranslation('treatments');
  const drugWords = useDrugWords();
  const f = useFormat();
  const words = useTreatmentWords();
  const [eventId] = useState(() => v7());
  const { value: { term, on, grade, serious, outcome, note }, change, offer, finish } = useKeptForm({ form: 'adverse-event', recordId: line.id, start: { term: '', on: f.today, grade: null, serious: false, outcome: 'unknown', note: '' }, schema: written });
  const [isTried, setIsTried] = useState(false);
  const add = useCommand((input: Parameters<typeof client.treatments.addEvent>[0]) => client.treatments.addEvent(input), t('event.done'), () => {
    finish();
    onClose();
  });
  const remove = useCommand((input: Parameters<typeof client.treatments.withdrawEvent>[0]) => client.treatments.withdrawEvent(input), t('event.withdrawn'), onClose);
  const day = typedDate(on, true);
  const seen = { lineId: line.id, expectedVersion: line.version };
  const submit = (): void => {
    setIsTried(true);
    if (term.trim() === '' || day === null || grade === null) return;
    add.mutate({ ...seen, eventId, on: day, term, grade: Number(grade), serious, outcome: eventOutcomes.find((one) => one === outcome) ?? 'unknown', note });
  };
  return (
    <FormFrame title={t('event.title')} note={drugWords(line.text)} submit={t('event.save')} onSubmit={submit} onClose={onClose} isBusy={add.isPending || remove.isPending} error={add.error ?? remove.error}>
      {line.events.length > 0 && (
        <ul className="treatment-events">
          {line.events.map((event) => (
            <li key={event.id} className="row">
              <span className="grow">{t('event.line', { date: f.date(event.on), term: event.term, grade: event.grade })}</span>
              <Button tone="text" small label={t('event.removeOf', { term: event.term })} onClick={() => remove.mutate({ ...seen, eventId: event.id })}>
                {t('event.remove')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {offer}
      <TextField label={t('event.term')} autoFocus value={term} maxLength={200} error={isTried && term.trim() === '' ? t('issue.REQUIRED') : undefined} onChange={(event) => change({ term: event.target.value })} />
      <DateField label={t('event.on')} partial value={on} error={words.issue(add.error, 'on')} onChange={(next) => change({ on: next })} />
      <SegmentedField label={t('event.grade')} value={grade} onChange={(next) => change({ grade: next })} options={eventGrades.map((one) => ({ value: String(one), label: String(one) }))} />
      <p className="meta">{grade === null ? t(isTried ? 'event.gradeWanted' : 'event.gradeHelp') : t(`event.gradeName.${grade as '1' | '2' | '3' | '4' | '5'}`)}</p>
      <Checkbox label={t('event.serious')} checked={serious} onChange={(event) => change({ serious: event.target.checked })} />
      <Select label={t('event.outcome')} value={outcome} error={words.issue(add.error, 'outcome')} options={eventOutcomes.map((one) => ({ value: one, label: t(`event.outcomeName.${one}`) }))} onChange={(event) => change({ outcome: event.target.value })} />
      <TextArea label={t('event.note')} optional rows={2} value={note} maxLength={1000} onChange={(event) => change({ note: event.target.value })} />
    </FormFrame>
  );
}
