import { z } from 'zod';
import { operation } from './define.ts';
import { patientSummary } from './patients.ts';
import { bilingual } from './triage.ts';
import { filled, id, instant, isoDate, line, partialDate, prose } from './values.ts';

/** Vocabulary of treatments: what a person takes or took, in which doses, why it ended, what went wrong, who pays. */

export const drugClasses = ['csDMARD', 'bDMARD', 'tsDMARD', 'glucocorticoid', 'analgesic', 'ULT', 'other'] as const;
export const drugClass = z.enum(drugClasses);
export type DrugClass = z.infer<typeof drugClass>;

export const routes = ['PO', 'SC', 'IM', 'IV', 'IA'] as const;
export const route = z.enum(routes);
export type Route = z.infer<typeof route>;

export const doseUnits = ['mg', 'g', 'µg', 'IU', 'mL'] as const;

/** So much, `times` times in every `perDays` days: 400 mg six days a week is 6 in 7. */
export const dose = z.object({
  amount: z.number().positive().max(100_000),
  unit: z.enum(doseUnits),
  times: z.int().min(1).max(24),
  perDays: z.number().positive().max(800),
  asNeeded: z.boolean(),
});
export type Dose = z.infer<typeof dose>;

export const stopReasons = ['primary-inefficacy', 'secondary-inefficacy', 'adverse-event', 'infection', 'remission', 'pregnancy', 'access', 'patient-choice', 'other'] as const;
export const stopReason = z.enum(stopReasons);
export type StopReason = z.infer<typeof stopReason>;

/** CTCAE: 1 mild, 2 moderate, 3 severe, 4 life-threatening, 5 death. */
export const eventGrades = [1, 2, 3, 4, 5] as const;
export const eventOutcomes = ['recovered', 'recovering', 'not-recovered', 'sequelae', 'fatal', 'unknown'] as const;

const person = z.object({ id, name: z.string() });
const drugKey = z.string().min(1).max(60);
const din = z.string().regex(/^\d{8}$/);

export const drugIngredient = z.object({
  key: drugKey, label: bilingual, drugClass, atc: z.array(z.string()).min(1), names: z.array(z.string()),
  /** What a form begins with; no amount is ever proposed. */
  usual: z.object({ route, unit: z.enum(doseUnits), perDays: z.number().positive() }),
  routes: z.array(route).min(1),
});
export type DrugIngredient = z.infer<typeof drugIngredient>;

export const drugProduct = z.object({
  din, name: z.string(), ingredient: drugKey, atc: z.string(), strength: z.string(), routes: z.array(route), form: bilingual,
  /** Of a biologic: the first product, or one made after it. */
  origin: z.enum(['originator', 'biosimilar']).nullable(),
});
export type DrugProduct = z.infer<typeof drugProduct>;

/** One dose of a line and how long it held; `to` null: until the line ends. */
export const dosePeriod = z.object({ from: partialDate.nullable(), to: partialDate.nullable(), dose: dose.nullable(), route: z.string().nullable(), text: z.string().nullable() });
export type DosePeriod = z.infer<typeof dosePeriod>;

export const adverseEvent = z.object({
  id, on: partialDate, term: z.string(), grade: z.int().min(1).max(5), serious: z.boolean(), outcome: z.enum(eventOutcomes), note: z.string(), by: person, at: instant,
});
export type AdverseEvent = z.infer<typeof adverseEvent>;

export const coverage = z.object({
  payer: z.string(), sentOn: isoDate.nullable(), approvedOn: isoDate.nullable(), renewsOn: isoDate.nullable(), note: z.string(),
});
export type Coverage = z.infer<typeof coverage>;

export const treatmentLine = z.object({
  id, version: z.int(),
  /** Of the catalogue; null for a drug it does not hold. */
  ingredient: drugKey.nullable(),
  /** The drug as it was entered or received. */
  text: z.string(),
  product: drugProduct.nullable(),
  drugClass,
  atc: z.string().nullable(),
  /** Which biologic or targeted drug of this person it is: 1 the first. Null for other classes. */
  lineNumber: z.int().nullable(),
  status: z.string(),
  isCurrent: z.boolean(),
  startedOn: z.string().nullable(),
  endedOn: z.string().nullable(),
  /** First to last; the last is the one that holds. */
  doses: z.array(dosePeriod),
  stopReason: stopReason.nullable(),
  stopNote: z.string(),
  indication: z.string(),
  /** It came with an import and nobody has touched it here. */
  imported: z.boolean(),
  events: z.array(adverseEvent),
  coverage: coverage.nullable(),
  /** `due`: the authorisation ends within the days of warning; `over`: it has ended. */
  renewal: z.enum(['due', 'over']).nullable(),
  /** What was confirmed against a guard, with the reason. */
  confirmations: z.array(z.object({ guard: z.string(), reason: z.string(), detail: z.string().nullable(), by: person, at: instant })),
});
export type TreatmentLine = z.infer<typeof treatmentLine>;

/** Something to look at again before it is written; it may be written all the same, with a reason where `asks`. */
export const guardFinding = z.object({ code: z.string(), asks: z.boolean(), text: bilingual, source: bilingual });
export type GuardFinding = z.infer<typeof guardFinding>;

const confirmations = z.array(z.object({ guard: z.string().max(60), reason: z.string().trim().min(3).max(300) })).max(10);
const weight = z.object({ kg: z.number().min(20).max(350), on: isoDate });
const known = { lineId: id, expectedVersion: z.int() };
const changed = z.object({ version: z.int() });
const ending = { endedOn: partialDate.nullable(), stopReason: stopReason.nullable(), stopNote: prose(500) };

/** What is wanted of a drug, as the guards look at it. `lineId`: the line it changes. */
export const treatmentPlan = z.object({ lineId: id.nullable(), ingredient: drugKey.nullable(), dose: dose.nullable(), from: partialDate, endedOn: partialDate.nullable(), weightKg: z.number().min(20).max(350).nullable() });

export const treatments = {
  /** What a person takes and took: current first, then by end. */
  list: operation({ access: 'patient.clinical.read', scope: 'clinic' })
    .input(z.object({ patientId: id }))
    .output(z.object({ lines: z.array(treatmentLine), weight: weight.nullable(), today: isoDate, mayWrite: z.boolean() })),
  /** Current treatments whose authorisation ends within the days of warning, or has ended; the soonest first. */
  renewals: operation({ access: 'patient.clinical.read', scope: 'clinic' })
    .input(z.object({ limit: z.int().min(1).max(200).default(50) }))
    .output(z.object({
      rows: z.array(z.object({ patient: patientSummary, lineId: id, drug: z.string(), payer: z.string(), renewsOn: isoDate, daysLeft: z.int(), state: z.enum(['due', 'over']), /** When its renewal was asked for. */ sentOn: isoDate.nullable() })),
      total: z.int(), withinDays: z.int(),
    })),
  /** The drugs one chooses from, and where they are from. */
  catalogue: operation({ access: 'patient.clinical.read', scope: 'clinic' })
    .input(z.object({}))
    .output(z.object({ version: z.string(), ingredients: z.array(drugIngredient), products: z.array(drugProduct), sources: z.array(bilingual) })),
  /** What the guards say of a dose being typed. */
  check: operation({ access: 'patient.clinical.read', scope: 'clinic' })
    .input(z.object({ patientId: id, plan: treatmentPlan }))
    .output(z.object({ findings: z.array(guardFinding) })),
  /** Begins a line, or enters a past one. @throws INVALID (dates; a guard that asks and was not confirmed, `guard.<code>`), DUPLICATE */
  add: operation({ access: 'patient.clinical.write', scope: 'clinic' })
    .input(z.object({
      lineId: id, patientId: id, ingredient: drugKey.nullable(), text: line(200), din: din.nullable(), dose: dose.nullable(), route: route.nullable(), startedOn: partialDate, ...ending,
      indication: line(200), weight: weight.nullable(), confirmations,
    }))
    .output(changed),
  /** Another dose from a day on, of the same line. @throws STALE, INVALID */
  changeDose: operation({ access: 'patient.clinical.write', scope: 'clinic' })
    .input(z.object({ ...known, from: isoDate, dose, route: route.nullable(), weight: weight.nullable(), confirmations }))
    .output(changed),
  /** @throws STALE, INVALID, ILLEGAL_STATE (ended already) */
  stop: operation({ access: 'patient.clinical.write', scope: 'clinic' }).input(z.object({ ...known, on: partialDate, reason: stopReason, note: prose(500) })).output(changed),
  /** Puts right what was entered: product, dates, why it ended; without an end the line goes on. @throws STALE, INVALID */
  correct: operation({ access: 'patient.clinical.write', scope: 'clinic' })
    .input(z.object({ ...known, din: din.nullable(), startedOn: partialDate, ...ending, indication: line(200) }))
    .output(changed),
  /** Takes a line entered by mistake out of the record; it stays in the database as entered in error. @throws STALE */
  withdraw: operation({ access: 'patient.clinical.write', scope: 'clinic' }).input(z.object({ ...known, reason: filled(300) })).output(changed),
  /** An adverse event put down to the drug. */
  addEvent: operation({ access: 'patient.clinical.write', scope: 'clinic' })
    .input(z.object({ ...known, eventId: id, on: partialDate, term: filled(200), grade: z.int().min(1).max(5), serious: z.boolean(), outcome: z.enum(eventOutcomes), note: prose(1000) }))
    .output(changed),
  /** Takes an event entered by mistake back. */
  withdrawEvent: operation({ access: 'patient.clinical.write', scope: 'clinic' }).input(z.object({ ...known, eventId: id })).output(changed),
  /** Who pays, what was sent and approved, until when; null takes it off. */
  cover: operation({ access: 'patient.clinical.write', scope: 'clinic' })
    .input(z.object({ ...known, coverage: z.object({ payer: filled(120), sentOn: isoDate.nullable(), approvedOn: isoDate.nullable(), renewsOn: isoDate.nullable(), note: prose(500) }).nullable() }))
    .output(changed),
};
