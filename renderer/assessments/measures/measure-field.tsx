import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { InstrumentInput } from '#contract/instruments.ts';
import { readNumber } from '../../text/typed-number.ts';
import { useFormat } from '../../text/use-format.ts';
import { Checkbox, Field, Select } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';

/** What a field holds: a number as typed, a box, a choice, several choices. */
export type TypedValue = string | boolean | readonly string[];

export interface PreviousValue {
  readonly value: number | boolean | string | readonly string[];
  /** Civil date. */
  readonly on: string;
}

export interface MeasureFieldProps {
  readonly input: InstrumentInput;
  readonly value: TypedValue | undefined;
  readonly previous: PreviousValue | undefined;
  /** What main says is wrong with it. */
  readonly problem: string | undefined;
  readonly onChange: (value: TypedValue | undefined) => void;
  readonly disabled?: boolean;
}

/** One thing an instrument asks, with its unit and range, and beside it the last value and which way it went. */
export function MeasureField({ input, value, previous, problem, onChange, disabled }: MeasureFieldProps): ReactElement {
  const { t } = useTranslation('assessments');
  const f = useFormat();
  const label = input.label[f.language];
  switch (input.kind) {
    case 'number': {
      const typed = typeof value === 'string' ? value : '';
      const number = readNumber(typed);
      const isOut = typeof number === 'number' && (number < input.min || number > input.max);
      const range = t('measure.range', { min: f.number(input.min), max: f.number(input.max), unit: input.unit[f.language] });
      const error = number === 'not-a-number' ? t('measure.notANumber') : isOut ? t('measure.out', { range }) : problem;
      return (
        <Field label={label} error={error} help={previous && <Previous input={input} previous={previous} now={typeof number === 'number' ? number : null} />}>
          {(ids) => (
            <span className="input measure-input" title={range}>
              <input {...ids} inputMode="decimal" autoComplete="off" value={typed} disabled={disabled} onChange={(event) => onChange(event.target.value === '' ? undefined : event.target.value)} />
              <span className="meta">{input.unit[f.language]}</span>
            </span>
          )}
        </Field>
      );
    }
    case 'flag':
      return <Checkbox label={<span title={input.help?.[f.language]}>{label}</span>} checked={value === true} disabled={disabled} onChange={(event) => onChange(event.target.checked ? true : undefined)} />;
    case 'choice':
      return (
        <Select
          label={label} error={problem} placeholder="" disabled={disabled}
          options={input.options.map((option) => ({ value: option.code, label: option.label[f.language] }))}
          value={typeof value === 'string' ? value : ''}
          onChange={(event) => onChange(event.target.value === '' ? undefined : event.target.value)}
        />
      );
    case 'set': {
      const chosen: readonly string[] = Array.isArray(value) ? value : [];
      return (
        <fieldset className="measure-set" disabled={disabled}>
          <legend className="field-label">{label}</legend>
          {input.options.map((option) => (
            <Checkbox
              key={option.code} label={option.label[f.language]} checked={chosen.includes(option.code)}
              onChange={(event) => onChange(event.target.checked ? [...chosen, option.code] : chosen.filter((code) => code !== option.code))}
            />
          ))}
        </fieldset>
      );
    }
  }
}

/** "45 mm le 12 mai 2026", with an arrow from there to what is typed. */
function Previous({ input, previous, now }: { readonly input: InstrumentInput & { kind: 'number' }; readonly previous: PreviousValue; readonly now: number | null }): ReactElement | null {
  const { t } = useTranslation('assessments');
  const f = useFormat();
  if (typeof previous.value !== 'number') return null;
  const way = now === null || now === previous.value ? null : now > previous.value ? 'arrowUp' : 'arrowDown';
  return (
    <span className="row tabular measure-previous">
      {way && <Icon name={way} size="small" />}
      {t('measure.previous', { value: f.number(previous.value), unit: input.unit[f.language], date: f.date(previous.on) })}
    </span>
  );
}
