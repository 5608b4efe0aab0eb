import { type ReactElement, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { AssessmentEntry, AssessmentWork } from '#contract/assessments.ts';
import type { Instrument, InstrumentInput } from '#contract/instruments.ts';
import { useFormat } from '../../text/use-format.ts';
import { TextArea, TextField } from '../../ui/field.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { useShortcut } from '../../ui/shortcut.ts';
import { type EntryForm, isKeptApart, measuresOf } from '../entry-form.ts';
import { MeasureField, type PreviousValue, type TypedValue } from './measure-field.tsx';

/** Values of the laboratory carry the day the blood was taken. */
const laboratory: ReadonlySet<string> = new Set(['crp_mg_l', 'esr_mm_h', 'urate_umol_l']);

/** That the laboratory gave a bound only is said of the CRP, under it. */
const [ofDetection, belowDetection] = ['crp_mg_l', 'crp_below_lod'] as const;

export interface MeasuresSheetProps {
  readonly form: EntryForm;
  readonly chosen: readonly Instrument[];
  readonly work: AssessmentWork | undefined;
  readonly previous: { readonly on: string; readonly entry: AssessmentEntry } | null;
  readonly onChange: (change: Partial<EntryForm>) => void;
  readonly disabled: boolean;
}

/** What the chosen instruments ask besides the joints, each thing once, with the last value beside it. */
export function MeasuresSheet({ form, chosen, work, previous, onChange, disabled }: MeasuresSheetProps): ReactElement {
  const { t } = useTranslation('assessments');
  const f = useFormat();
  const body = useRef<HTMLDivElement>(null);
  const { shared, questionnaires } = measuresOf(chosen);
  const below = shared.find(({ name }) => name === belowDetection);
  const hasCrp = shared.some(({ name }) => name === ofDetection);
  useShortcut('m', () => body.current?.querySelector<HTMLElement>('input')?.focus(), { label: t('measures.focus') });

  const field = (instrument: Instrument | null, input: InstrumentInput): ReactElement => {
    const apart = instrument !== null && isKeptApart(input) ? instrument.id : null;
    const value: TypedValue | undefined = apart === null ? form.typed[input.name] : readApart(form.choices[apart]?.[input.name]);
    const write = (next: TypedValue | undefined): void => {
      if (apart !== null) onChange({ choices: { ...form.choices, [apart]: { ...form.choices[apart], [input.name]: writeApart(next) } } });
      else {
        const { [input.name]: _before, ...others } = form.typed;
        const typed = typeof next === 'string' || typeof next === 'boolean' ? { ...others, [input.name]: next } : others;
        // The day of the examination is written in where it shows, to be corrected if the blood was taken on another.
        const isUndated = laboratory.has(input.name) && next !== undefined && form.takenOn[input.name] === undefined;
        onChange(isUndated ? { typed, takenOn: { ...form.takenOn, [input.name]: form.on } } : { typed });
      }
    };
    const problem = work?.problems.find((one) => one.input === input.name && (instrument === null || one.instrument === instrument.id))?.text[f.language];
    return <MeasureField key={input.name} input={input} value={value} previous={previousOf(previous, input.name)} problem={problem} onChange={write} disabled={disabled} />;
  };

  return (
    <Sheet title={t('measures.title')} keys="m" className="measures-sheet">
      <div ref={body} className="measures-body">
        <div className="measures-grid">
          <TextField label={t('measures.on')} type="date" value={form.on} disabled={disabled} onChange={(event) => event.target.value !== '' && onChange({ on: event.target.value })} />
          {shared.filter(({ name }) => name !== belowDetection || !hasCrp).map((input) => (
            <div key={input.name} className={input.kind === 'flag' ? 'measures-flag' : undefined}>
              {field(null, input)}
              {input.name === ofDetection && below && <div className="measures-flag">{field(null, below)}</div>}
              {laboratory.has(input.name) && typeof form.typed[input.name] === 'string' && (
                <TextField
                  label={t('measures.takenOn')} type="date" value={form.takenOn[input.name] ?? ''} disabled={disabled}
                  onChange={(event) => event.target.value !== '' && onChange({ takenOn: { ...form.takenOn, [input.name]: event.target.value } })}
                />
              )}
            </div>
          ))}
        </div>
        {chosen.length === 0 && <p className="ink-2">{t('measures.none')}</p>}
        {questionnaires.map(({ instrument, inputs }) => (
          <details key={instrument.id} className="measures-questionnaire">
            <summary>
              {instrument.label[f.language]} <span className="meta">{t('measures.answered', { count: inputs.filter(({ name }) => isAnswered(form, instrument.id, name)).length, of: inputs.length })}</span>
            </summary>
            <p className="meta">{instrument.licence[f.language]}</p>
            <div className="measures-grid">{inputs.map((input) => field(instrument, input))}</div>
          </details>
        ))}
        <TextArea label={t('measures.note')} optional value={form.note} maxLength={4000} disabled={disabled} onChange={(event) => onChange({ note: event.target.value })} />
      </div>
    </Sheet>
  );
}

function isAnswered(form: EntryForm, instrumentId: string, name: string): boolean {
  return form.typed[name] !== undefined || (form.choices[instrumentId]?.[name] ?? null) !== null;
}

function writeApart(value: TypedValue | undefined): string | string[] | null {
  if (typeof value === 'string') return value;
  return typeof value === 'object' ? [...value] : null;
}

function readApart(value: unknown): TypedValue | undefined {
  if (typeof value === 'string') return value;
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : undefined;
}

function previousOf(previous: MeasuresSheetProps['previous'], name: string): PreviousValue | undefined {
  const value = previous?.entry.values[name];
  return previous && value !== undefined ? { value, on: previous.entry.takenOn[name] ?? previous.on } : undefined;
}
