import { z } from 'zod';
import { operation } from './define.ts';
import { bilingual } from './triage.ts';
import { filled, id, line, partialDate } from './values.ts';

/** Vocabulary of diagnoses, comorbidities and allergies. */

export const diagnosisStatuses = ['active', 'remission', 'resolved'] as const;
export const diagnosisVerifications = ['confirmed', 'provisional', 'differential', 'refuted'] as const;
const sign = z.enum(['positive', 'negative']).nullable();

/** Antibodies, HLA-B27 and erosions of a diagnosis; null: not known. */
export const diagnosisSigns = z.object({ rheumatoidFactor: sign, antiCcp: sign, ana: sign, hlaB27: sign, erosions: sign });
export type DiagnosisSigns = z.infer<typeof diagnosisSigns>;
export const signNames = ['rheumatoidFactor', 'antiCcp', 'ana', 'hlaB27', 'erosions'] as const satisfies readonly (keyof DiagnosisSigns)[];

export const listedDiagnosis = z.object({ code: z.string().min(3).max(6), label: bilingual, group: z.enum(['rheumatic', 'comorbidity']) });
export type ListedDiagnosis = z.infer<typeof listedDiagnosis>;

export const diagnosis = z.object({
  id, version: z.int(),
  /** ICD-10, where it is coded so. */
  code: z.string().nullable(),
  codeSystem: z.string().nullable(),
  text: z.string(),
  isRheumatic: z.boolean(),
  /** As received where it is none of ours. */
  status: z.string().nullable(),
  verification: z.string().nullable(),
  isOpen: z.boolean(),
  onsetOn: z.string().nullable(),
  endedOn: z.string().nullable(),
  signs: diagnosisSigns,
  imported: z.boolean(),
  recordedBy: z.string().nullable(),
});
export type Diagnosis = z.infer<typeof diagnosis>;

export const allergyLine = z.object({
  id, version: z.int(), code: z.string().nullable(), text: z.string(), criticality: z.string().nullable(), reaction: z.string().nullable(), isOpen: z.boolean(), imported: z.boolean(), recordedOn: z.string().nullable(), recordedBy: z.string().nullable(),
});
export type AllergyLine = z.infer<typeof allergyLine>;

/** Classification criteria worked out at a signed visit: the last of each set. */
const criteriaResult = z.object({ instrument: z.string(), label: bilingual, score: z.number().nullable(), category: bilingual.nullable(), formulaVersion: z.string(), on: z.string() });

const changed = z.object({ version: z.int() });

export const diagnoses = {
  /** Diagnoses and comorbidities (open first), allergies, criteria met. */
  list: operation({ access: 'patient.clinical.read', scope: 'clinic' })
    .input(z.object({ patientId: id }))
    .output(z.object({ diagnoses: z.array(diagnosis), allergies: z.array(allergyLine), criteria: z.array(criteriaResult), mayWrite: z.boolean() })),
  /** The list one chooses from. */
  catalogue: operation({ access: 'patient.clinical.read', scope: 'clinic' }).input(z.object({})).output(z.object({ version: z.string(), diagnoses: z.array(listedDiagnosis) })),
  /** Enters a diagnosis (`expectedVersion` null) or corrects one. @throws STALE, INVALID, DUPLICATE (the same is open already) */
  save: operation({ access: 'patient.clinical.write', scope: 'clinic' })
    .input(z.object({
      diagnosisId: id, patientId: id, expectedVersion: z.int().nullable(), code: z.string().max(10).nullable(), text: line(200), status: z.enum(diagnosisStatuses), verification: z.enum(diagnosisVerifications),
      onsetOn: partialDate.nullable(), endedOn: partialDate.nullable(), signs: diagnosisSigns,
    }))
    .output(changed),
  /** Takes one entered by mistake out of the record. @throws STALE */
  withdraw: operation({ access: 'patient.clinical.write', scope: 'clinic' }).input(z.object({ diagnosisId: id, expectedVersion: z.int() })).output(changed),
  /** Allergies alone: whoever opens the record reads them. */
  allergies: operation({ access: 'patient.read', scope: 'clinic' }).input(z.object({ patientId: id })).output(z.object({ allergies: z.array(allergyLine), mayWrite: z.boolean() })),
  /** Enters an allergy; the statement that there is none ends. @throws INVALID, DUPLICATE */
  addAllergy: operation({ access: 'allergy.write', scope: 'clinic' })
    .input(z.object({ allergyId: id, patientId: id, substance: filled(120), reaction: line(200), criticality: z.enum(['low', 'high', 'unable-to-assess']) }))
    .output(changed),
  /** Takes an allergy, or the statement that there is none, out of the record. @throws STALE */
  withdrawAllergy: operation({ access: 'allergy.write', scope: 'clinic' }).input(z.object({ allergyId: id, expectedVersion: z.int() })).output(changed),
  /** States that there is no known allergy. @throws ILLEGAL_STATE while one is on file */
  stateNoAllergy: operation({ access: 'allergy.write', scope: 'clinic' }).input(z.object({ allergyId: id, patientId: id })).output(changed),
};
