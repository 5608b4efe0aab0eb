import { z } from 'zod';
import { operation } from './define.ts';
import { bilingual } from './triage.ts';
import { filled, id, isoDate, line, partialDate } from './values.ts';

/** Vocabulary of prevention: vaccinations and what is due, the checklist before a biologic, holds around an operation. */

export const vaccinationStatuses = ['completed', 'not-done'] as const;
/** Why a vaccine was not given. */
export const notGivenReasons = ['refused', 'contraindicated', 'immune', 'unavailable'] as const;
export type NotGivenReason = (typeof notGivenReasons)[number];
/** Where a vaccination is known from. */
export const vaccinationSources = ['given-here', 'registry', 'booklet', 'provider', 'recall'] as const;
export type VaccinationSource = (typeof vaccinationSources)[number];
export const vaccinationSites = ['LA', 'RA', 'LT', 'RT'] as const;
export const vaccinationRoutes = ['IM', 'SQ', 'IDINJ', 'PO', 'NASINHLC'] as const;

const vaccineKey = z.string().min(1).max(60);
export const vaccine = z.object({
  key: vaccineKey, label: bilingual,
  /** What it protects against, as recommendations count it. */
  group: z.string(),
  live: z.boolean(),
  /** The first is written for one entered here. */
  cvx: z.array(z.string()).min(1), atc: z.array(z.string()), words: z.array(z.string()),
});
export type Vaccine = z.infer<typeof vaccine>;

export const vaccination = z.object({
  id, version: z.int(),
  /** Of the catalogue; null for one it does not hold. */
  vaccine: vaccineKey.nullable(),
  text: z.string(), code: z.string().nullable(), live: z.boolean().nullable(),
  status: z.enum(vaccinationStatuses), reason: z.enum(notGivenReasons).nullable(), reasonNote: z.string(),
  /** A date, as partial as it is known; words where there is no better. */
  givenOn: z.string().nullable(), givenWords: z.string().nullable(),
  lot: z.string(), expiresOn: z.string().nullable(), site: z.string().nullable(), route: z.string().nullable(), doseNumber: z.int().nullable(),
  source: z.enum(vaccinationSources).nullable(), note: z.string(),
  imported: z.boolean(), recordedOn: z.string().nullable(), recordedBy: z.string().nullable(),
  /** A live vaccine given while, or just before, a drug it should not meet. */
  warning: z.object({ text: bilingual, source: bilingual }).nullable(),
});
export type Vaccination = z.infer<typeof vaccination>;

/** `later`: the next dose of a series is not due yet. `check`: nothing can be said from the record alone. */
export const vaccineStates = ['due', 'later', 'check', 'declined', 'done'] as const;
export type VaccineState = (typeof vaccineStates)[number];
export const vaccineProposal = z.object({
  code: z.string(), label: bilingual, state: z.enum(vaccineStates), text: bilingual, source: bilingual,
  dueOn: isoDate.nullable(), lastOn: z.string().nullable(), doses: z.int(), reason: z.enum(notGivenReasons).nullable(),
  /** How drugs of this person are handled around it. */
  handling: z.array(bilingual),
});
export type VaccineProposal = z.infer<typeof vaccineProposal>;

/** `optional`: not asked for of this drug, and not there. */
export const checkStates = ['abnormal', 'missing', 'expired', 'optional', 'done'] as const;
export type CheckState = (typeof checkStates)[number];
export const checkOutcomes = ['clear', 'abnormal', 'not-applicable'] as const;
export type CheckOutcome = (typeof checkOutcomes)[number];

/** What an item rests on: a result, a diagnosis, a vaccine, a coverage, an age. */
const evidence = z.object({ label: bilingual, on: z.string().nullable(), words: bilingual.nullable(), state: z.enum(checkStates) });
export type CheckEvidence = z.infer<typeof evidence>;
const statement = z.object({ id, outcome: z.enum(checkOutcomes), on: isoDate, note: z.string(), by: z.string() });
export type CheckStatement = z.infer<typeof statement>;
export const checkItem = z.object({
  code: z.string(), label: bilingual, state: z.enum(checkStates), source: bilingual,
  /** What to do, or what makes it abnormal. */
  action: bilingual.nullable(),
  /** How long it holds. */
  within: z.object({ months: z.int() }).nullable(),
  evidence: z.array(evidence), statement: statement.nullable(),
});
export type CheckItem = z.infer<typeof checkItem>;
const listedDrug = z.object({ key: z.string(), label: bilingual });

const holdActions = ['continue', 'stop', 'ask'] as const;
const hold = z.object({
  drug: z.string(), label: bilingual, dose: z.string().nullable(), action: z.enum(holdActions),
  /** Days on which the last dose may fall; null where only the first day without counts. */
  lastDose: z.object({ from: isoDate, to: isoDate }).nullable(),
  /** No dose from this day on, until `restartOn`. */
  noDoseFrom: isoDate.nullable(), restartOn: isoDate.nullable(),
  note: bilingual.nullable(), source: bilingual,
});
export type Hold = z.infer<typeof hold>;
const holdEvent = z.object({ code: z.string(), kind: z.enum(['operation', 'infection']), label: bilingual, note: bilingual });
export const holdPlan = z.object({ event: holdEvent, on: isoDate, holds: z.array(hold), others: z.array(bilingual) });
export type HoldPlan = z.infer<typeof holdPlan>;
const keptPlan = holdPlan.extend({ id, note: z.string(), at: z.string(), by: z.string() });
export type KeptPlan = z.infer<typeof keptPlan>;

const changed = z.object({ version: z.int() });

export const prevention = {
  /** Vaccinations of a person, newest first, what is due, and what live vaccines meet. @throws NOT_FOUND, RESTRICTED */
  vaccinations: operation({ access: 'patient.clinical.read', scope: 'clinic' })
    .input(z.object({ patientId: id }))
    .output(z.object({
      vaccinations: z.array(vaccination), proposals: z.array(vaccineProposal),
      /** What a live vaccine given today would meet. */
      live: z.object({ level: z.enum(['contraindicated', 'caution']), text: bilingual, source: bilingual }).nullable(),
      today: isoDate, mayWrite: z.boolean(),
    })),
  /** The vaccines one chooses from, and where they are from. */
  vaccines: operation({ access: 'patient.clinical.read', scope: 'clinic' }).input(z.object({})).output(z.object({ version: z.string(), vaccines: z.array(vaccine), sources: z.array(bilingual) })),
  /**
   * Enters a vaccination (`expectedVersion` null), or corrects one; what it said before stays in the history. A live vaccine
   * under a drug it is contraindicated with is kept once `confirmed`. @throws STALE, INVALID, DUPLICATE (the same on the same day)
   */
  saveVaccination: operation({ access: 'patient.clinical.write', scope: 'clinic' })
    .input(z.object({
      vaccinationId: id, patientId: id, expectedVersion: z.int().nullable(), vaccine: vaccineKey.nullable(), text: line(200), status: z.enum(vaccinationStatuses), reason: z.enum(notGivenReasons).nullable(), reasonNote: line(300),
      givenOn: partialDate, lot: line(40), expiresOn: partialDate.nullable(), site: z.enum(vaccinationSites).nullable(), route: z.enum(vaccinationRoutes).nullable(), doseNumber: z.int().min(1).max(20).nullable(),
      source: z.enum(vaccinationSources), note: line(500), confirmed: z.boolean().default(false),
    }))
    .output(changed),
  /** Takes one entered by mistake out of the record. @throws STALE */
  withdrawVaccination: operation({ access: 'patient.clinical.write', scope: 'clinic' }).input(z.object({ vaccinationId: id, expectedVersion: z.int(), reason: filled(300) })).output(changed),
  /** The checklist before a biologic or targeted drug: of the one named, else the one taken, else what all of them ask for. @throws NOT_FOUND, RESTRICTED */
  checklist: operation({ access: 'patient.clinical.read', scope: 'clinic' })
    .input(z.object({ patientId: id, drug: z.string().max(60).nullable() }))
    .output(z.object({ drug: z.string().nullable(), drugs: z.array(listedDrug), on: isoDate, items: z.array(checkItem), open: z.int(), mayWrite: z.boolean() })),
  /** States that an item was looked at: what was found, on which day. @throws INVALID */
  stateCheck: operation({ access: 'patient.clinical.write', scope: 'clinic' })
    .input(z.object({ checkId: id, patientId: id, item: z.string().max(60), outcome: z.enum(checkOutcomes), on: isoDate, note: line(300) }))
    .output(z.object({ stated: z.boolean() })),
  /** Takes a statement made by mistake back. */
  withdrawCheck: operation({ access: 'patient.clinical.write', scope: 'clinic' }).input(z.object({ checkId: id })).output(z.object({ withdrawn: z.boolean() })),
  /** What each drug taken does around an operation or an infection, and the plans kept, the last first. @throws NOT_FOUND, RESTRICTED */
  holds: operation({ access: 'patient.clinical.read', scope: 'clinic' })
    .input(z.object({ patientId: id, event: z.string().max(60).nullable(), on: isoDate.nullable() }))
    .output(z.object({ events: z.array(holdEvent), plan: holdPlan.nullable(), kept: z.array(keptPlan), today: isoDate, mayWrite: z.boolean() })),
  /** Keeps the plan of an operation in the record, as it was worked out. @throws INVALID */
  keepHolds: operation({ access: 'patient.clinical.write', scope: 'clinic' })
    .input(z.object({ planId: id, patientId: id, event: z.string().max(60), on: isoDate, note: line(500) }))
    .output(z.object({ kept: z.boolean() })),
  /** Takes a kept plan back: the operation is called off, or it was a mistake. */
  withdrawHolds: operation({ access: 'patient.clinical.write', scope: 'clinic' }).input(z.object({ planId: id, reason: filled(300) })).output(z.object({ withdrawn: z.boolean() })),
};
