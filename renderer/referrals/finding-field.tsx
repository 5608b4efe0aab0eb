import { useId, useRef, type KeyboardEvent, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Finding } from '#contract/triage';
import { useFormat } from '../text/use-format.ts';
import { FieldError } from '../ui/field.tsx';
import { numberEntry } from './number-entry.ts';
import type { TriageWords } from './use-triage-words.ts';

export interface FindingFieldProps {
  readonly finding: Finding;
  readonly answer: boolean | string | undefined;
  readonly onAnswer: (field: string, answer: boolean | string | undefined) => void;
  readonly words: TriageWords;
}

/** One finding of the form, as its kind asks: yes, no or unknown; a number with its unit; a level. */
export function FindingField(props: FindingFieldProps): ReactElement {
  switch (props.finding.kind) {
    case 'number':
      return <NumberFinding {...props} />;
    case 'enum':
      return <LevelFinding {...props} />;
    case 'boolean':
    case 'list':
      return <YesNoFinding {...props} />;
  }
}

interface Option {
  readonly answer: boolean | string | undefined;
  readonly label: string;
  /** Keys that choose it from anywhere in the group. */
  readonly keys: readonly string[];
}

function YesNoFinding(props: FindingFieldProps): ReactElement {
  const { t } = useTranslation('referrals');
  const options: readonly Option[] = [
    { answer: true, label: t('answer.Yes'), keys: ['o', 'y', '1'] },
    { answer: false, label: t('answer.No'), keys: ['n', '0'] },
    { answer: undefined, label: t('answer.unknown'), keys: [' ', 'Backspace', 'Delete'] },
  ];
  return <ChoiceFinding {...props} options={options} />;
}

function LevelFinding(props: FindingFieldProps): ReactElement {
  const { t } = useTranslation('referrals');
  const { finding, words } = props;
  const options: Option[] = (finding.options ?? []).map(({ code, label }, index) => ({ answer: code, label: words.text(label), keys: [String(index)] }));
  return <ChoiceFinding {...props} options={[...options, { answer: undefined, label: t('answer.unknown'), keys: [' ', 'Backspace', 'Delete'] }]} />;
}

/** A row with its answers side by side: one tab stop, arrows move, O, N and Space answer. */
function ChoiceFinding({ finding, answer, onAnswer, words, options }: FindingFieldProps & { readonly options: readonly Option[] }): ReactElement {
  const group = useRef<HTMLDivElement>(null);
  const labelId = useId();
  const current = options.findIndex((option) => option.answer === answer);
  const choose = (index: number): void => {
    const option = options[index];
    if (!option) return;
    onAnswer(finding.field, option.answer);
    group.current?.querySelectorAll<HTMLElement>('[role="radio"]')[index]?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const keyed = options.findIndex((option) => option.keys.includes(event.key.toLowerCase()) || option.keys.includes(event.key));
    if (step !== undefined) choose((current + step + options.length) % options.length);
    else if (keyed >= 0) choose(keyed);
    else return;
    event.preventDefault();
  };
  return (
    <FindingRow finding={finding} words={words} labelId={labelId} answered={answer !== undefined}>
      <div ref={group} className="segmented finding-choice" role="radiogroup" aria-labelledby={labelId} aria-describedby={finding.help ? `${labelId}-help` : undefined} onKeyDown={onKeyDown}>
        {options.map((option, index) => (
          <button
            key={option.label}
            type="button"
            role="radio"
            className={option.answer === undefined ? 'segmented-option finding-unknown' : 'segmented-option'}
            aria-checked={index === current}
            tabIndex={index === current ? 0 : -1}
            onClick={() => choose(index)}
          >
            {option.label}
          </button>
        ))}
      </div>
    </FindingRow>
  );
}

function NumberFinding({ finding, answer, onAnswer, words }: FindingFieldProps): ReactElement {
  const { t } = useTranslation('referrals');
  const f = useFormat();
  const id = useId();
  const text = answer === undefined ? '' : String(answer);
  const entry = numberEntry(finding.field, text);
  const unit = finding.unit && words.text(finding.unit);
  const error =
    entry.kind === 'not-a-number'
      ? t('number.notANumber')
      : entry.kind === 'not-whole'
        ? t('number.notWhole')
        : entry.kind === 'out-of-bounds'
          ? t('number.outOfBounds', { min: f.number(finding.min ?? 0), max: f.number(finding.max ?? 0) })
          : undefined;
  const describedBy = [finding.help && `${id}-help`, unit && `${id}-unit`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <FindingRow finding={finding} words={words} labelId={id} controlId={`${id}-input`} answered={text !== ''} error={error}>
      <span className={error ? 'input input-invalid finding-number' : 'input finding-number'}>
        <input
          id={`${id}-input`}
          data-field={finding.field}
          inputMode="decimal"
          autoComplete="off"
          value={text}
          aria-describedby={describedBy || undefined}
          aria-invalid={error ? true : undefined}
          onChange={(event) => onAnswer(finding.field, event.target.value === '' ? undefined : event.target.value)}
        />
        {unit && (
          <span id={`${id}-unit`} className="meta no-wrap">
            {unit}
          </span>
        )}
      </span>
    </FindingRow>
  );
}

interface FindingRowProps {
  readonly finding: Finding;
  readonly words: TriageWords;
  readonly labelId: string;
  /** Set where a label can point at its control. */
  readonly controlId?: string;
  readonly answered: boolean;
  readonly error?: string | undefined;
  readonly children: ReactNode;
}

function FindingRow({ finding, words, labelId, controlId, answered, error, children }: FindingRowProps): ReactElement {
  const label = words.text(finding.label);
  return (
    <div className={answered ? 'finding finding-answered' : 'finding'}>
      <div className="finding-name">
        {controlId ? (
          <label id={labelId} htmlFor={controlId}>
            {label}
          </label>
        ) : (
          <span id={labelId}>{label}</span>
        )}
        {finding.help && (
          <span id={`${labelId}-help`} className="finding-help">
            {words.text(finding.help)}
          </span>
        )}
      </div>
      {children}
      {error && <FieldError id={`${labelId}-error`} text={error} />}
    </div>
  );
}
