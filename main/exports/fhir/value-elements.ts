import { isBefore } from '../../imports/fhir/fhir-dates.ts';
import { ownExtensions, type Quantity } from '../../imports/fhir/fhir-elements.ts';
import type { ValueContent } from '../../imports/fhir/mapped-resource.ts';
import { mapValue } from '../../imports/fhir/value-mapping.ts';
import { observationSchema } from '../../imports/fhir/fhir-schemas.ts';
import { pruned } from '../../imports/fhir/element-pruning.ts';
import { extension } from './resource.ts';

/** The elements of a value: `value[x]` or `dataAbsentReason`, and the extensions they need. */
export interface ValueElements {
  readonly extension: readonly unknown[];
  readonly elements: Readonly<Record<string, unknown>>;
}

const number = String.raw`-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?`;
const bounded = new RegExp(`^(<=|>=|<|>) (${number})(?: .*)?$`, 's');
const amount = new RegExp(`^(?:(<=|>=|<|>) )?(${number})(?: (.+))?$`, 's');

/**
 * A value in FHIR, such that reading it again gives the same columns. One that FHIR cannot say so (a range whose words
 * do not give back its limits) is written in words, its columns beside it.
 *
 * @param sayable false where FHIR forbids a value (the code is that of a component)
 */
export function valueElements(row: ValueContent, sayable = true): ValueElements {
  const columns = valueColumns(row);
  if (columns.value_kind === null) return { extension: [], elements: {} };
  const elements = sayable ? candidate(columns) : {};
  if (sayable && isPlainQuantity(columns)) return { extension: [], elements };
  if (readsAs(elements, columns)) return { extension: [], elements };
  const words = sayable && columns.value_text !== null && columns.value_text.trim() !== '' ? { valueString: columns.value_text } : {};
  return { extension: extension(ownExtensions.columns, { valueString: JSON.stringify(columns) }), elements: words };
}

/** The value's own columns, of a row that has others. */
function valueColumns({ value_kind, value_number, value_unit, value_unit_code, value_code_system, value_code, value_text }: ValueContent): ValueContent {
  return { value_kind, value_number, value_unit, value_unit_code, value_code_system, value_code, value_text };
}

/** The common case, seen without reading it again. */
function isPlainQuantity({ value_kind, value_number, value_unit, value_unit_code, value_code_system, value_code, value_text }: ValueContent): boolean {
  const named = value_unit !== null && value_unit.trim() !== '' && (value_unit_code === null ? value_code_system === null : value_code_system !== null && /^\S+$/.test(value_unit_code + value_code_system));
  return value_kind === 'quantity' && value_number !== null && Number.isFinite(value_number) && named && value_code === null && value_text === null;
}

function readsAs(elements: Readonly<Record<string, unknown>>, columns: ValueContent): boolean {
  const read = observationSchema.safeParse({ status: 'final', code: {}, ...(pruned(elements) as object | undefined) });
  if (!read.success) return false;
  const again = mapValue(read.data);
  return Object.keys(again).every((name) => again[name as keyof ValueContent] === columns[name as keyof ValueContent]);
}

function candidate(columns: ValueContent): Readonly<Record<string, unknown>> {
  const { value_number, value_text, value_code_system, value_code } = columns;
  const words = value_text ?? '';
  const unit = { unit: columns.value_unit, system: value_code_system, code: columns.value_unit_code };
  switch (columns.value_kind) {
    case 'quantity':
      return { valueQuantity: { value: value_number, ...unit } };
    case 'comparison': {
      const read = bounded.exec(words);
      return read ? { valueQuantity: { value: Number(read[2]), comparator: read[1], ...unit } } : {};
    }
    case 'coded':
      return { valueCodeableConcept: { coding: [{ system: value_code_system, code: value_code }], text: value_text } };
    case 'absent':
      return { dataAbsentReason: { coding: [{ system: value_code_system, code: value_code }], text: value_text } };
    case 'string':
      return { valueString: value_text };
    case 'boolean':
      return words === 'true' || words === 'false' ? { valueBoolean: words === 'true' } : {};
    case 'integer':
      return { valueInteger: value_number };
    case 'dateTime':
      return { valueDateTime: value_text };
    case 'time':
      return { valueTime: value_text };
    case 'period':
      return periodElement(words);
    case 'range':
      return { valueRange: rangeElement(words, unit) };
    case 'ratio': {
      const [numerator, denominator] = words.split(':');
      return { valueRatio: { numerator: amountOf(numerator ?? ''), denominator: amountOf(denominator ?? '') } };
    }
    default:
      return {};
  }
}

function periodElement(words: string): Readonly<Record<string, unknown>> {
  const [start, end] = words.split('/').map((one) => (one === '..' ? undefined : one));
  return start !== undefined && end !== undefined && isBefore(end, start) ? {} : { valuePeriod: { start, end } };
}

interface Unit {
  readonly unit: string | null;
  readonly system: string | null;
  readonly code: string | null;
}

/** "5–10 mg", "≥ 5 mg", "≤ 10 mg", "5 mg – 1 g". */
function rangeElement(words: string, unit: Unit): Readonly<Record<string, unknown>> {
  const one = (text: string): object => ({ value: Number(/[-\d.eE+]+/.exec(text)?.[0]), ...unit });
  if (words.startsWith('≥ ')) return { low: one(words.slice(2)) };
  if (words.startsWith('≤ ')) return { high: one(words.slice(2)) };
  if (words.includes(' – ')) {
    const [low, high] = words.split(' – ');
    return { low: amountOf(low ?? ''), high: { ...amountOf(high ?? ''), ...unit } };
  }
  const [low, high] = words.split('–');
  return { low: one(low ?? ''), high: one(high ?? '') };
}

function amountOf(words: string): Partial<Quantity> {
  const read = amount.exec(words);
  return read ? { ...(read[1] === undefined ? {} : { comparator: read[1] as '<' }), value: Number(read[2]), ...(read[3] === undefined ? {} : { unit: read[3] }) } : {};
}
