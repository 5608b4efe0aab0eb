import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readNumber } from '../text/typed-number.ts';
import { useFormat } from '../text/use-format.ts';
import { Chip } from '../ui/chip.tsx';
import { Select, TextField } from '../ui/field.tsx';

export interface Choice {
  readonly value: string;
  readonly label: string;
}

interface ValuesFieldProps {
  readonly label: string;
  readonly options: readonly Choice[];
  readonly values: readonly string[];
  /** At least so many stay. */
  readonly least?: number;
  readonly onChange: (values: string[]) => void;
}

/** Several values of a list: those chosen as chips, the rest in a list that adds. */
export function ValuesField({ label, options, values, least = 0, onChange }: ValuesFieldProps): ReactElement {
  const { t } = useTranslation('cohorts');
  const words = (value: string): string => options.find((option) => option.value === value)?.label ?? value;
  return (
    <div className="cohorts-values">
      <Select label={label} value="" placeholder={t('definition.choose')} options={options.filter(({ value }) => !values.includes(value))} onChange={(event) => event.target.value !== '' && onChange([...values, event.target.value])} />
      {values.length > 0 && (
        <span className="row wrap cohorts-chips">
          {values.map((value) => (
            <Chip key={value} {...(values.length > least ? { onRemove: () => onChange(values.filter((one) => one !== value)), removeLabel: t('definition.removeValue', { value: words(value) }) } : {})}>
              {words(value)}
            </Chip>
          ))}
        </span>
      )}
    </div>
  );
}

interface NumberFieldProps {
  readonly label: string;
  readonly value: number | null;
  readonly whole?: boolean;
  readonly min: number;
  readonly max: number;
  /** May be left empty. */
  readonly optional?: boolean;
  readonly onChange: (value: number | null) => void;
}

/** A number typed with a comma or a point; what cannot be read stays, and is said. */
export function NumberField({ label, value, whole = true, min, max, optional = true, onChange }: NumberFieldProps): ReactElement {
  const { t } = useTranslation('cohorts');
  const f = useFormat();
  const [text, setText] = useState(value === null ? '' : f.number(value));
  const read = readNumber(text);
  const isWrong = read === 'not-a-number' || (read === null ? !optional : read < min || read > max || (whole && !Number.isInteger(read)));
  return (
    <TextField
      label={label} inputMode="decimal" value={text} {...(isWrong ? { error: t('field.notANumber') } : {})}
      onChange={(event) => {
        setText(event.target.value);
        const typed = readNumber(event.target.value);
        if (typed === 'not-a-number' || (typed === null && !optional)) return;
        if (typed === null || (typed >= min && typed <= max && (!whole || Number.isInteger(typed)))) onChange(typed);
      }}
    />
  );
}
