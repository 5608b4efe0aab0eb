import { useId, useRef, type KeyboardEvent, type ReactElement, type ReactNode } from 'react';
import { FieldError } from './field.tsx';

export interface SegmentedControlProps<Value extends string> {
  readonly label: string;
  readonly options: readonly { readonly value: Value; readonly label: ReactNode }[];
  /** `null` when nothing is chosen yet. */
  readonly value: Value | null;
  readonly onChange: (value: Value) => void;
  readonly labelledBy?: string | undefined;
  /** What is wrong with the choice, said by whoever shows it: the group is marked. */
  readonly isWrong?: boolean | undefined;
}

/** A choice among a few, side by side: a radio group in one tab stop. */
export function SegmentedControl<Value extends string>(props: SegmentedControlProps<Value>): ReactElement {
  const { label, options, value, onChange, labelledBy, isWrong } = props;
  const group = useRef<HTMLDivElement>(null);
  const current = options.findIndex((option) => option.value === value);
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const index = (Math.max(current, 0) + step + options.length) % options.length;
    const option = options[index];
    if (!option) return;
    onChange(option.value);
    group.current?.querySelectorAll<HTMLButtonElement>('[role="radio"]')[index]?.focus();
  };
  return (
    <div ref={group} className="segmented" role="radiogroup" aria-label={labelledBy ? undefined : label} aria-labelledby={labelledBy} aria-invalid={isWrong ? true : undefined} onKeyDown={onKeyDown}>
      {options.map((option, index) => (
        <button
          key={option.value}
          type="button"
          role="radio"
          className="segmented-option"
          aria-checked={option.value === value}
          tabIndex={index === Math.max(current, 0) ? 0 : -1}
          onClick={() => onChange(option.value)}
        >
          {option.label}
        </button>
      ))}
    </div>
  );
}

/** The same with its label above, as a field. */
export function SegmentedField<Value extends string>({ error, ...props }: Omit<SegmentedControlProps<Value>, 'labelledBy' | 'isWrong'> & { readonly error?: string | undefined }): ReactElement {
  const id = useId();
  return (
    <div className="field">
      <span id={id} className="field-label">
        {props.label}
      </span>
      <SegmentedControl {...props} labelledBy={id} isWrong={error !== undefined} />
      {error !== undefined && <FieldError text={error} />}
    </div>
  );
}
