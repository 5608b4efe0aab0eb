import { type ReactElement, useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { EnteredTest } from '#contract/monitoring.ts';
import { useFormat } from '../text/use-format.ts';
import { FieldError } from '../ui/field.tsx';
import { useMonitoringWords } from './use-monitoring-words.ts';

export interface ValueRowProps {
  readonly test: EnteredTest;
  readonly value: { readonly text: string; readonly unit: string };
  readonly error: string | undefined;
  readonly onChange: (value: { readonly text: string; readonly unit: string }) => void;
}

/** One test on one line: its name, what is typed, the unit said, and the value before. */
export function ValueRow({ test, value, error, onChange }: ValueRowProps): ReactElement {
  const { t } = useTranslation('monitoring');
  const f = useFormat();
  const words = useMonitoringWords();
  const id = useId();
  const { label, kind, units, previous } = test;
  const described = [previous ? `${id}-before` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  return (
    <div className="monitoring-row">
      <label htmlFor={id}>{label[f.language]}</label>
      <input
        id={id} className={kind === 'number' ? 'input numeric' : 'input'} inputMode={kind === 'number' ? 'decimal' : 'text'} autoComplete="off" spellCheck={false} maxLength={kind === 'number' ? 20 : 200}
        aria-describedby={described || undefined} aria-invalid={error ? true : undefined} value={value.text} onChange={(event) => onChange({ ...value, text: event.target.value })}
      />
      {units.length > 1 ? (
        <select className="input" aria-label={t('entry.unitOf', { test: label[f.language] })} value={value.unit || units[0]} onChange={(event) => onChange({ ...value, unit: event.target.value })}>
          {units.map((unit) => (
            <option key={unit} value={unit}>
              {unit}
            </option>
          ))}
        </select>
      ) : (
        <span className="meta">{units[0] ?? ''}</span>
      )}
      <span id={`${id}-before`} className="meta tabular monitoring-before">
        {previous ? t('entry.before', { value: words.value(previous), date: previous.on ? f.date(previous.on, 'short') : '' }) : ''}
      </span>
      {error && <FieldError id={`${id}-error`} text={error} />}
    </div>
  );
}
