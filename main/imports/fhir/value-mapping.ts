import { conceptText, mainCoding } from './fhir-concepts.ts';
import type { Quantity } from './fhir-elements.ts';
import type { FhirValues } from './fhir-schemas.ts';
import { readKeptColumns } from './kept-columns.ts';
import { pruned } from './element-pruning.ts';
import { RejectedError } from './rejection.ts';
import type { ValueContent } from './mapped-resource.ts';

const noValue: ValueContent = {
  value_kind: null, value_number: null, value_unit: null, value_unit_code: null, value_code_system: null, value_code: null, value_text: null,
};

/**
 * The value of an observation or component in columns; `value_kind` says how to read them.
 * Kinds: quantity, comparison (a bound such as "< 5 mg/L", kept in words so that it is never read as 5), coded, string,
 * boolean, integer, dateTime, time, period, range, ratio, absent (why there is none). Without a number, the text says
 * everything, its unit too.
 */
export function mapValue(values: FhirValues, path = ''): ValueContent {
  const given = valueElements.filter((name) => values[name] !== undefined);
  if (given.length > 1) throw new RejectedError('VALUE_INVALID', [path, given[1]].filter(Boolean).join('.'));
  return { ...valueOf(values), ...readKeptColumns(values.extension, Object.keys(noValue)) };
}

/** FHIR's `value[x]`: one of them at most. */
const valueElements = [
  'valueQuantity', 'valueCodeableConcept', 'valueString', 'valueBoolean', 'valueInteger', 'valueDateTime', 'valueTime', 'valuePeriod', 'valueRange', 'valueRatio',
] as const satisfies readonly (keyof FhirValues)[];

function valueOf(values: FhirValues): ValueContent {
  if (values.valueQuantity && pruned(values.valueQuantity) !== undefined) return quantityColumns(values.valueQuantity);
  if (values.valueCodeableConcept && pruned(values.valueCodeableConcept) !== undefined) {
    const main = mainCoding(values.valueCodeableConcept);
    return { ...noValue, value_kind: 'coded', value_code_system: main?.system ?? null, value_code: main?.code ?? null, value_text: conceptText(values.valueCodeableConcept) };
  }
  if (values.valueString !== undefined) return textValue('string', values.valueString);
  if (values.valueBoolean !== undefined) return textValue('boolean', String(values.valueBoolean));
  if (values.valueInteger !== undefined) return { ...noValue, value_kind: 'integer', value_number: values.valueInteger };
  if (values.valueDateTime !== undefined) return textValue('dateTime', values.valueDateTime);
  if (values.valueTime !== undefined) return textValue('time', values.valueTime);
  if (values.valuePeriod && pruned(values.valuePeriod) !== undefined) return textValue('period', `${values.valuePeriod.start ?? '..'}/${values.valuePeriod.end ?? '..'}`);
  if (values.valueRange && pruned(values.valueRange) !== undefined) {
    const { low, high } = values.valueRange;
    const coded = high?.code === undefined ? low : high;
    return {
      ...noValue, value_kind: 'range', value_unit: unitOf(high ?? low), value_unit_code: coded?.code ?? null,
      value_code_system: coded?.code === undefined ? null : (coded.system ?? null), value_text: rangeText(low, high),
    };
  }
  if (values.valueRatio) {
    const { numerator, denominator } = values.valueRatio;
    return textValue('ratio', `${quantityText(numerator)}:${quantityText(denominator)}`);
  }
  if (values.dataAbsentReason && pruned(values.dataAbsentReason) !== undefined) {
    const main = mainCoding(values.dataAbsentReason);
    return { ...noValue, value_kind: 'absent', value_code_system: main?.system ?? null, value_code: main?.code ?? null, value_text: conceptText(values.dataAbsentReason) };
  }
  return noValue;
}

function quantityColumns(quantity: Quantity): ValueContent {
  const unit = { value_unit: quantity.unit ?? quantity.code ?? null, value_unit_code: quantity.code ?? null, value_code_system: quantity.system ?? null };
  if (quantity.comparator !== undefined) return { ...noValue, ...unit, value_kind: 'comparison', value_text: quantityText(quantity) };
  return { ...noValue, ...unit, value_kind: 'quantity', value_number: quantity.value ?? null };
}

/** "1", "160", "5 mg", "< 5 mg". */
function quantityText({ comparator, value, unit, code }: Quantity): string {
  const named = unit ?? code;
  return [comparator, value, named === '1' ? undefined : named].filter((part) => part !== undefined).join(' ');
}

/** "5–10 mg", "≥ 5 mg", "5 mg – 1 g": the unit is said once where both ends share it. */
function rangeText(low: Quantity | undefined, high: Quantity | undefined): string {
  if (!low) return high ? `≤ ${quantityText(high)}` : '';
  if (!high) return `≥ ${quantityText(low)}`;
  if (unitOf(low) === unitOf(high)) return `${low.value ?? ''}–${quantityText(high)}`;
  return `${quantityText(low)} – ${quantityText(high)}`;
}

function unitOf(quantity: Quantity | undefined): string | null {
  return quantity?.unit ?? quantity?.code ?? null;
}

function textValue(kind: string, text: string): ValueContent {
  return { ...noValue, value_kind: kind, value_text: text };
}
