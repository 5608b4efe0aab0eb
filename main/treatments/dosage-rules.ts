import { z } from 'zod';
import { type Dose, type DosePeriod, doseUnits } from '#contract/treatments.ts';

/**
 * The doses of a line, kept as FHIR `Dosage[]` in the order they held, so that what was received, what is entered and what
 * leaves are one thing. A change of dose ends one period (`timing.repeat.boundsPeriod`) and begins another. Pure.
 */

const quantity = z.object({ value: z.number().optional(), unit: z.string().optional(), code: z.string().optional() });
const dosage = z.object({
  text: z.string().optional(),
  timing: z.object({
    repeat: z.object({
      boundsPeriod: z.object({ start: z.string().optional(), end: z.string().optional() }).optional(),
      frequency: z.number().optional(), period: z.number().optional(), periodUnit: z.string().optional(),
    }).optional(),
  }).optional(),
  asNeededBoolean: z.boolean().optional(),
  route: z.object({ coding: z.array(z.object({ code: z.string().optional(), display: z.string().optional() })).optional(), text: z.string().optional() }).optional(),
  doseAndRate: z.array(z.object({ doseQuantity: quantity.optional() })).optional(),
});
type Dosage = z.output<typeof dosage>;

const daysOf: Readonly<Record<string, number>> = { h: 1 / 24, d: 1, wk: 7, mo: 30.4375, a: 365.25 };
const ucum: Readonly<Record<Dose['unit'], string>> = { mg: 'mg', g: 'g', 'µg': 'ug', IU: '[iU]', mL: 'mL' };

/** The periods a column holds, first to last; words alone where nothing is structured. Nothing of it is guessed. */
export function dosePeriods(json: string | null, line: { readonly startedOn: string | null; readonly endedOn: string | null }): readonly DosePeriod[] {
  const known = listIn(json).map((one): DosePeriod => {
    const bounds = one.timing?.repeat?.boundsPeriod;
    return {
      from: day(bounds?.start) ?? null, to: day(bounds?.end) ?? null, dose: doseIn(one), text: one.text ?? null,
      route: one.route?.text ?? one.route?.coding?.find(({ display }) => display !== undefined)?.display ?? one.route?.coding?.[0]?.code ?? null,
    };
  });
  return known.map((period, index) => ({ ...period, from: period.from ?? (index === 0 ? line.startedOn : null), to: period.to ?? (index === known.length - 1 ? line.endedOn : null) }));
}

/** The dose a `Dosage` says, where amount, unit and rhythm are all said. */
function doseIn({ timing, doseAndRate, asNeededBoolean }: Dosage): Dose | null {
  const given = doseAndRate?.[0]?.doseQuantity;
  const repeat = timing?.repeat;
  const unit = doseUnits.find((one) => one === given?.unit || ucum[one] === given?.code || ucum[one] === given?.unit) ?? null;
  const times = repeat?.frequency ?? 1;
  const days = repeat?.period === undefined ? null : repeat.period * (daysOf[repeat.periodUnit ?? ''] ?? 0);
  if (given?.value === undefined || given.value <= 0 || unit === null || !days || !Number.isInteger(times) || times < 1) return null;
  // Every eight hours is three times a day.
  const perDay = Math.round(times / days);
  const often = days < 1 && Math.abs(times / days - perDay) < 1e-9;
  return { amount: given.value, unit, times: often ? perDay : times, perDays: often ? 1 : days, asNeeded: asNeededBoolean ?? false };
}

/** What is to be written of a dose from a day on. */
export interface NewDose {
  readonly from: string;
  readonly dose: Dose;
  readonly route: string | null;
  /** In words, for whoever reads the resource elsewhere. */
  readonly text: string;
}

/** The column of a line with its first dose. `endedOn` of a past line. */
export function firstDosage(first: NewDose, endedOn: string | null): string {
  return JSON.stringify([written(first, 1, endedOn)]);
}

/**
 * The column once a dose changed: the periods that held before that day stay, the last of them ends there; what was to hold
 * from that day on or later gives way.
 */
export function dosageChanged(json: string | null, next: NewDose, startedOn: string | null): string {
  const before = rawList(json).filter((one, index) => (startOf(one) ?? (index === 0 ? startedOn : null) ?? '') < next.from);
  const kept = before.map((one, index) => bounded(one, { start: startOf(one) ?? (index === 0 ? startedOn : null), end: index === before.length - 1 ? next.from : endOf(one) }));
  return JSON.stringify([...kept, written(next, kept.length + 1, null)]);
}

/** The column of a line that began or ended on another day. */
export function dosageBounded(json: string | null, { startedOn, endedOn }: { readonly startedOn: string | null; readonly endedOn: string | null }): string | null {
  const all = rawList(json);
  if (all.length === 0) return json;
  // Words alone, as received, have no bounds to move.
  if (all.length === 1 && dosage.safeParse(all[0]).data?.timing?.repeat === undefined) return json;
  return JSON.stringify(all.map((one, index) => bounded(one, { start: index === 0 ? startedOn : startOf(one), end: index === all.length - 1 ? endedOn : endOf(one) })));
}

/** In the order of elements an import writes, so that what comes back is known as the same. */
function written({ from, dose: { amount, unit, times, perDays, asNeeded }, route, text }: NewDose, sequence: number, end: string | null): object {
  return {
    sequence, text,
    timing: { repeat: { boundsPeriod: { start: from, ...(end === null ? {} : { end }) }, frequency: times, period: perDays, periodUnit: 'd' } },
    ...(asNeeded ? { asNeededBoolean: true } : {}),
    ...(route === null ? {} : { route: { text: route } }),
    doseAndRate: [{ doseQuantity: { value: amount, unit, system: 'http://unitsofmeasure.org', code: ucum[unit] } }],
  };
}

function bounded(one: Readonly<Record<string, unknown>>, { start, end }: { readonly start: string | null; readonly end: string | null }): Readonly<Record<string, unknown>> {
  const timing = record(one['timing']);
  const { boundsPeriod: _before, ...repeat } = record(timing['repeat']);
  const bounds = { ...(start === null ? {} : { start }), ...(end === null ? {} : { end }) };
  return { ...one, timing: { ...timing, repeat: { ...(Object.keys(bounds).length > 0 ? { boundsPeriod: bounds } : {}), ...repeat } } };
}

const startOf = (one: unknown): string | null => day(dosage.safeParse(one).data?.timing?.repeat?.boundsPeriod?.start) ?? null;
const endOf = (one: unknown): string | null => day(dosage.safeParse(one).data?.timing?.repeat?.boundsPeriod?.end) ?? null;

/** A civil date, as partial as it is, of a date or an instant. */
function day(text: string | undefined): string | undefined {
  return text?.slice(0, 10);
}

function listIn(json: string | null): readonly Dosage[] {
  return rawList(json).flatMap((one) => dosage.safeParse(one).data ?? []);
}

function rawList(json: string | null): readonly Readonly<Record<string, unknown>>[] {
  if (json === null) return [];
  try {
    const value: unknown = JSON.parse(json);
    return (Array.isArray(value) ? value : [value]).map(record);
  } catch (error) {
    // Plain words kept where structure was expected.
    if (error instanceof SyntaxError) return [{ text: json }];
    throw error;
  }
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : typeof value === 'string' ? { text: value } : {};
}
