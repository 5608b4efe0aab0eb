import { z } from 'zod';
import { operation } from './define.ts';
import { bilingual } from './triage.ts';
import { filled, id, isoDate, line, partialDate } from './values.ts';

/** Vocabulary of prevention: vaccinations, and what is due. */

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
};
