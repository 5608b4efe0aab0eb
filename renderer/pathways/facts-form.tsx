import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FactReading, KnownFact, PathwayEnrolment } from '#contract/pathways.ts';
import { usePlanCommand } from '../follow-up-plans/use-plan-command.ts';
import { client } from '../link/client.ts';
import { readNumber } from '../text/typed-number.ts';
import { useFormat } from '../text/use-format.ts';
import { TextField } from '../ui/field.tsx';
import { FormFrame } from '../ui/form-frame.tsx';
import { SegmentedField } from '../ui/segmented-control.tsx';
import { Button } from '../ui/button.tsx';
import { RecordReading } from './record-reading.tsx';
import { usePathwayWords } from './use-pathway-words.ts';

type Typed = Readonly<Record<string, string>>;

/** What is asked before the next step, all at once: yes or no, or a number. What is left empty stays unknown. */
export function FactsForm({ enrolment, onClose }: { readonly enrolment: PathwayEnrolment; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation('pathways');
  const f = useFormat();
  const words = usePathwayWords();
  const asked = enrolment.facts.filter(({ isAsked }) => isAsked);
  const fields = asked.length > 0 ? asked : enrolment.facts;
  const before = (fact: KnownFact): string => (fact.value === null || fact.isStale ? '' : typeof fact.value === 'boolean' ? String(fact.value) : f.number(fact.value));
  const [typed, setTyped] = useState<Typed>({});
  const [isTried, setIsTried] = useState(false);
  const textOf = (fact: KnownFact): string => typed[fact.code] ?? before(fact);
  const read = (fact: KnownFact): boolean | number | null | 'wrong' => {
    const text = textOf(fact);
    if (fact.kind === 'yes-no') return text === '' ? null : text === 'true';
    const value = readNumber(text);
    if (value === null) return null;
    return value === 'not-a-number' || value < (fact.min ?? value) || value > (fact.max ?? value) ? 'wrong' : value;
  };
  const changed = fields.filter((fact) => textOf(fact) !== before(fact));
  const isWrong = changed.some((fact) => read(fact) === 'wrong');
  const note = usePlanCommand((input: Parameters<typeof client.pathways.noteFacts>[0]) => client.pathways.noteFacts(input), { said: t('facts.done', { count: changed.length }), onClose });
  const submit = (): void => {
    setIsTried(true);
    if (isWrong) return;
    if (changed.length === 0) return onClose();
    note.mutate({ enrolmentId: enrolment.id, expectedVersion: enrolment.version, facts: changed.flatMap((fact) => {
      const value = read(fact);
      return value === 'wrong' ? [] : [{ code: fact.code, value }];
    }) });
  };
  return (
    <FormFrame title={t('facts.title')} note={t('facts.note')} submit={t('facts.save')} onSubmit={submit} onClose={onClose} isBusy={note.isPending} error={note.error}>
      <div className="pathway-fields stack">
        {fields.map((fact, index) => (
          <div key={fact.code}>
            {fact.kind === 'yes-no' ? (
              <SegmentedField
                label={labelOf(fact)} value={textOf(fact) === '' ? null : textOf(fact)} onChange={(value) => setTyped({ ...typed, [fact.code]: value })}
                options={[{ value: 'true', label: t('facts.yes') }, { value: 'false', label: t('facts.no') }]}
              />
            ) : (
              <TextField
                label={labelOf(fact)} inputMode="decimal" optional autoFocus={index === 0} value={textOf(fact)}
                error={isTried && read(fact) === 'wrong' ? t('facts.wrong', { min: f.number(fact.min ?? 0), max: f.number(fact.max ?? 0) }) : undefined}
                onChange={(event) => setTyped({ ...typed, [fact.code]: event.target.value })}
              />
            )}
            {fact.reading && (
              <>
                <RecordReading reading={fact.reading} isTitled />
                {proposes(fact, fact.reading)}
              </>
            )}
          </div>
        ))}
      </div>
    </FormFrame>
  );

  /** Takes the answer of the record over, where it gives one that is not there already. */
  function proposes(fact: KnownFact, { value }: FactReading): ReactElement | null {
    if (value === null) return null;
    const text = typeof value === 'boolean' ? String(value) : f.number(value);
    if (textOf(fact) === text) return null;
    return (
      <Button small tone="text" label={t('reading.takeFor', { fact: fact.label[f.language], value: words.value({ value, unit: fact.unit }) })} onClick={() => setTyped({ ...typed, [fact.code]: text })}>
        {t('reading.take', { value: words.value({ value, unit: fact.unit }) })}
      </Button>
    );
  }

  function labelOf(fact: KnownFact): string {
    const unit = fact.unit?.[f.language];
    return [fact.label[f.language], unit && `(${unit})`, fact.isStale && `· ${t('facts.stale')}`].filter(Boolean).join(' ');
  }
}
