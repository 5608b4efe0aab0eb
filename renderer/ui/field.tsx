import { useId, type InputHTMLAttributes, type ReactElement, type ReactNode, type Ref, type SelectHTMLAttributes, type TextareaHTMLAttributes } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from './icon.tsx';

interface FieldFrame {
  readonly label: string;
  /** Under the field, in meta. */
  readonly help?: ReactNode;
  /** Under the field, with icon and word; replaces nothing the person typed. */
  readonly error?: string | undefined;
  /** Marks the label "facultatif". */
  readonly optional?: boolean | undefined;
}

interface FieldIds {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': true | undefined;
}

/** Label above, control, help or error below, tied together for readers. For controls of your own. */
export function Field(props: FieldFrame & { readonly children: (ids: FieldIds) => ReactNode }): ReactElement {
  const id = useId();
  const { label, help, error, optional, children } = props;
  const { t } = useTranslation('common');
  const describedBy = [help ? `${id}-help` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
        {optional && <span className="field-optional"> {t('field.optional')}</span>}
      </label>
      {children({ id, 'aria-describedby': describedBy || undefined, 'aria-invalid': error ? true : undefined })}
      {error && <FieldError id={`${id}-error`} text={error} />}
      {help && (
        <div id={`${id}-help`} className="field-help">
          {help}
        </div>
      )}
    </div>
  );
}

/** The sentence under a field that is wrong. */
export function FieldError({ id, text }: { readonly id?: string | undefined; readonly text: string }): ReactElement {
  return (
    <div id={id} className="field-error" role="alert">
      <Icon name="alert" size="small" />
      {text}
    </div>
  );
}

type Owned = 'id' | 'aria-describedby' | 'aria-invalid' | 'className';

export type TextFieldProps = FieldFrame & Omit<InputHTMLAttributes<HTMLInputElement>, Owned> & { readonly ref?: Ref<HTMLInputElement> };

/** One line of text. Spread `register('name')` of react-hook-form into it. */
export function TextField({ label, help, error, optional, ...input }: TextFieldProps): ReactElement {
  return (
    <Field label={label} help={help} error={error} optional={optional}>
      {(ids) => <input autoComplete="off" spellCheck={false} {...input} {...ids} className="input" />}
    </Field>
  );
}

type TextAreaProps = FieldFrame & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, Owned> & { readonly ref?: Ref<HTMLTextAreaElement> };

/** Several lines of text. */
export function TextArea({ label, help, error, optional, ...area }: TextAreaProps): ReactElement {
  return (
    <Field label={label} help={help} error={error} optional={optional}>
      {(ids) => <textarea rows={3} {...area} {...ids} className="input" />}
    </Field>
  );
}

interface Choice {
  readonly value: string;
  readonly label: string;
}

export type SelectProps = FieldFrame &
  Omit<SelectHTMLAttributes<HTMLSelectElement>, Owned | 'children'> & {
    readonly options: readonly Choice[];
    /** First, empty choice. */
    readonly placeholder?: string | undefined;
    readonly ref?: Ref<HTMLSelectElement>;
  };

/** A choice among many, the browser's own list: opens with Alt+Down, answers to typing. */
export function Select({ label, help, error, optional, options, placeholder, ...select }: SelectProps): ReactElement {
  return (
    <Field label={label} help={help} error={error} optional={optional}>
      {(ids) => (
        <select {...select} {...ids} className="input">
          {placeholder !== undefined && <option value="">{placeholder}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

export type CheckboxProps = Omit<InputHTMLAttributes<HTMLInputElement>, 'className' | 'children'> & {
  readonly label: ReactNode;
  readonly ref?: Ref<HTMLInputElement>;
};

/** A box (or, with `type="radio"`, a button) and its words. */
export function Checkbox({ label, ...input }: CheckboxProps): ReactElement {
  return (
    <label className="check">
      <input type="checkbox" {...input} />
      <span>{label}</span>
    </label>
  );
}

/** Fields that belong together, with their common name. */
export function FieldGroup({ label, help, error, children }: FieldFrame & { readonly children: ReactNode }): ReactElement {
  return (
    <fieldset className="field">
      <legend className="field-label">{label}</legend>
      {help && <div className="field-help">{help}</div>}
      {children}
      {error && <FieldError text={error} />}
    </fieldset>
  );
}
