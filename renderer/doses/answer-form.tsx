import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnsweredFact, CheckedItem } from '#contract/doses.ts';
import { client } from '../link/client.ts';
import { readNumber } from '../text/typed-number.ts';
import { useFormat } from '../text/use-format.ts';
import { FormFrame } from '../ui/form-frame.tsx';
import { FieldError, TextField } from '../ui/field.tsx';
import { SegmentedField } from '../ui/segmented-control.tsx';
import { useDoseCommand } from './use-dose-command.ts';
import { useDoseWords } from './use-dose-words.ts';

/** Answers one item of the list: all it asks, and a word where one is needed. */
export function AnswerForm({ item, doseId, onClose }: { readonly item: CheckedItem; readonly doseId: string; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation('doses');
  const f = useFormat();
  const phrases = useDoseWords();
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>(() => Object.fromEntries(item.facts.map((fact) => [fact.code, fact.value === null || fact.isStale ? '' : typeof fact.value === 'boolean' ? String(fact.value) : f.number(fact.value)])));
  const [words, setWords] = useState('');
  const [isTried, setIsTried] = useState(false);
  const read = (fact: AnsweredFact): boolean | number | null | 'wrong' => {
    const text = typed[fact.code] ?? '';
    if (fact.kind === 'yes-no') return text === '' ? null : text === 'true';
    const value = readNumber(text);
    return value === 'not-a-number' || (value !== null && (value < (fact.min ?? value) || value > (fact.max ?? value))) ? 'wrong' : value;
  };
  const answer = useDoseCommand((input: Parameters<typeof client.doses.answer>[0]) => client.doses.answer(input), { said: ({ result, escalated }) => (escalated ? t('answer.escalated') : t(`answer.done.${result}`)), onDone: onClose });
  const isWrong = item.facts.some((fact) => read(fact) === 'wrong' || read(fact) === null);
  const refusal = phrases.refusal(answer.error);
  return (
    <FormFrame
      title={item.label[f.language]} submit={t('answer.save')} onClose={onClose} isBusy={answer.isPending} error={refusal === null ? answer.error : null}
      onSubmit={() => {
        setIsTried(true);
        if (isWrong) return;
        answer.mutate({ doseId, item: item.code, words, answers: item.facts.flatMap((fact) => {
          const value = read(fact);
          return value === 'wrong' ? [] : [{ fact: fact.code, value }];
        }) });
      }}
    >
      {item.facts.map((fact, index) => {
        const label = [fact.label[f.language], fact.unit && `(${fact.unit[f.language]})`].filter(Boolean).join(' ');
        const missing = isTried && read(fact) === null;
        if (fact.kind === 'number') {
          return (
            <TextField
              key={fact.code} label={label} inputMode="decimal" autoFocus={index === 0} value={typed[fact.code] ?? ''} onChange={(event) => setTyped({ ...typed, [fact.code]: event.target.value })}
              error={missing ? t('issue.REQUIRED') : isTried && read(fact) === 'wrong' ? t('issue.between', { min: f.number(fact.min ?? 0), max: f.number(fact.max ?? 0) }) : undefined}
            />
          );
        }
        return (
          <div key={fact.code}>
            <SegmentedField label={label} value={typed[fact.code] || null} onChange={(value) => setTyped({ ...typed, [fact.code]: value })} options={[{ value: 'true', label: t('yes') }, { value: 'false', label: t('no') }]} />
            {missing && <FieldError text={t('issue.REQUIRED')} />}
          </div>
        );
      })}
      <TextField label={t('words')} optional value={words} maxLength={300} onChange={(event) => setWords(event.target.value)} />
      {refusal !== null && <FieldError text={refusal} />}
    </FormFrame>
  );
}
