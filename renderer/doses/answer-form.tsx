import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnsweredFact, CheckedItem } from '#contract/doses.ts';
import { client } from '../link/client.ts';
import { readNumber } from '../text/typed-number.ts';
import { useFormat } from '../text/use-format.ts';
import { DateField, typedDate } from '../treatments/date-field.tsx';
import { FormFrame } from '../ui/form-frame.tsx';
import { FieldError, TextField } from '../ui/field.tsx';
import { SegmentedField } from '../ui/segmented-control.tsx';
import { LaboratoryFields, type TypedValue } from './laboratory-fields.tsx';
import { laboratoryRows } from './laboratory-rows.ts';
import { DraftOffer } from '../drafts/draft-offer.tsx';
import { useDraft } from '../drafts/use-draft.ts';
import { readAnswersDraft, type WrittenAnswers } from './dose-drafts.ts';
import { useDoseCommand } from './use-dose-command.ts';
import { useDoseWords } from './use-dose-words.ts';

/** Answers one item of the list: all it asks, and a word where one is needed. */
export function AnswerForm({ item, doseId, onClose }: { readonly item: CheckedItem; readonly doseId: string; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation('doses');
  const f = useFormat();
  const phrases = useDoseWords();
  const [blank] = useState((): WrittenAnswers => ({ typed: Object.fromEntries(item.facts.map((fact) => [fact.code, answeredBefore(fact, f.number)])), sampled: '', words: '' }));
  const [written, setWritten] = useState(blank);
  const { typed, sampled, words } = written;
  const draft = useDraft({ form: 'dose-answers', recordId: `${doseId}-${item.code}`, value: written, blank, read: readAnswersDraft });
  const [isTried, setIsTried] = useState(false);
  const change = (values: Readonly<Record<string, TypedValue>>): void => setWritten((before) => ({ ...before, typed: { ...before.typed, ...values } }));
  const read = (fact: AnsweredFact): boolean | number | null | 'wrong' => {
    const text = typed[fact.code]?.text ?? '';
    if (fact.kind === 'yes-no') return text === '' ? null : text === 'true';
    const value = readNumber(text);
    return value === 'not-a-number' || (value !== null && (value < (fact.min ?? value) || value > (fact.max ?? value))) ? 'wrong' : value;
  };
  const answer = useDoseCommand((input: Parameters<typeof client.doses.answer>[0]) => client.doses.answer(input), { said: ({ result, escalated }) => (escalated ? t('answer.escalated') : t(`answer.done.${result}`)), onDone: () => {
    draft.finish();
    onClose();
  } });
  const rows = laboratoryRows(item.facts);
  const sampledOn = typedDate(sampled);
  /** A value typed here is of the sample of the form; one taken over, or answered before, of its own. */
  const isOfForm = ({ code, laboratory }: AnsweredFact): boolean => laboratory !== null && (typed[code]?.text ?? '') !== '' && typed[code]?.measuredOn === null;
  const asksDay = item.facts.some(isOfForm);
  const isWrong = item.facts.some((fact) => read(fact) === 'wrong' || read(fact) === null) || (asksDay && sampledOn === null);
  const errorOf = (fact: AnsweredFact): string | undefined => {
    if (!isTried) return undefined;
    const value = read(fact);
    if (value === null) return t('issue.REQUIRED');
    return value === 'wrong' ? t('issue.between', { min: f.number(fact.min ?? 0), max: f.number(fact.max ?? 0) }) : phrases.issue(answer.error, `answers.${fact.code}`);
  };
  const refusal = phrases.refusal(answer.error);
  return (
    <FormFrame
      title={item.label[f.language]} submit={t('answer.save')} onClose={onClose} isBusy={answer.isPending} error={refusal === null ? answer.error : null}
      onSubmit={() => {
        setIsTried(true);
        if (isWrong) return;
        answer.mutate({ doseId, item: item.code, words, answers: item.facts.flatMap((fact) => {
          const value = read(fact);
          if (value === 'wrong') return [];
          if (!fact.laboratory) return [{ fact: fact.code, value }];
          const measuredOn = typed[fact.code]?.measuredOn ?? sampledOn;
          const { proposed } = fact.laboratory;
          return [{ fact: fact.code, value, measuredOn, resultId: proposed && proposed.value === value && proposed.measuredOn === measuredOn ? proposed.resultId : null }];
        }) });
      }}
    >
      <DraftOffer draft={draft} onResume={setWritten} />
      {rows.length > 0 && <LaboratoryFields rows={rows} typed={typed} errorOf={errorOf} onChange={change} />}
      {rows.length > 0 && <DateField label={t('laboratory.sampledOn')} optional={!asksDay} value={sampled} onChange={(value) => setWritten((before) => ({ ...before, sampled: value }))} error={isTried && asksDay && sampledOn === null ? t('issue.REQUIRED') : undefined} />}
      {item.facts.filter(({ laboratory }) => laboratory === null).map((fact, index) => {
        const label = [fact.label[f.language], fact.unit && `(${fact.unit[f.language]})`].filter(Boolean).join(' ');
        const error = errorOf(fact);
        const text = typed[fact.code]?.text ?? '';
        if (fact.kind === 'number') return <TextField key={fact.code} label={label} inputMode="decimal" autoFocus={index === 0} value={text} onChange={(event) => change({ [fact.code]: { text: event.target.value, measuredOn: null } })} error={error} />;
        return <SegmentedField key={fact.code} label={label} value={text || null} error={error} onChange={(value) => change({ [fact.code]: { text: value, measuredOn: null } })} options={[{ value: 'true', label: t('yes') }, { value: 'false', label: t('no') }]} />;
      })}
      <TextField label={t('words')} optional value={words} maxLength={300} onChange={(event) => setWritten((before) => ({ ...before, words: event.target.value }))} />
      {refusal !== null && <FieldError text={refusal} />}
    </FormFrame>
  );
}

/** What was answered already and still counts; nothing otherwise, whatever the record proposes. */
function answeredBefore({ value, isStale, laboratory }: AnsweredFact, number: (value: number) => string): TypedValue {
  if (value === null || isStale) return { text: '', measuredOn: null };
  return { text: typeof value === 'boolean' ? String(value) : number(value), measuredOn: laboratory?.measuredOn ?? null };
}
