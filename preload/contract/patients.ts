import { z } from 'zod';
import { operation } from './define.ts';
import { duplicateStrength, weighedReason } from './duplicates.ts';
import { identifier, nirCheck } from './identifiers.ts';
import { facetValue, mobility, noFilters, registryFilters, registryLayout, registrySort, teleSuitability } from './registry.ts';
import { administrativeSex, codedConcept, cursor, filled, id, instant, isoDate, line, partialDate, patientAccess, spokenLanguage } from './values.ts';

/** One line of a list of patients. Identifiers are masked; the record shows them whole. */
export const patientSummary = z.object({
  id,
  familyName: z.string(),
  givenName: z.string(),
  birthDate: partialDate.nullable(),
  administrativeSex,
  maskedNam: z.string().nullable(),
  /** Where a list shows it: the registry and its search. */
  maskedNir: z.string().nullable().optional(),
  fileNumber: z.string().nullable(),
  regionCode: z.string().nullable(),
  deceased: z.boolean(),
  access: patientAccess,
});
export type PatientSummary = z.infer<typeof patientSummary>;

/** A registry row: summary plus what the clinic follows. */
export const registryRow = patientSummary.extend({
  mainProblem: z.string().nullable(),
  lastVisitOn: isoDate.nullable(),
  nextVisitAt: instant.nullable(),
  openReferralClass: z.string().nullable(),
  mobility,
  teleSuitability,
  language: z.string().nullable(),
});
export type RegistryRow = z.infer<typeof registryRow>;

export const namFindings = z.enum([
  'FORMAT', 'BIRTH_DATE_MISMATCH', 'SEX_MISMATCH', 'FAMILY_NAME_MISMATCH', 'GIVEN_NAME_MISMATCH', 'CHECK_DIGIT', 'ALREADY_USED',
]);

/** What checking a NAM against the rest of the identity says. Errors block, warnings are shown. */
export const namCheck = z.object({
  normalized: z.string().nullable(),
  errors: z.array(namFindings),
  warnings: z.array(namFindings),
  /** Derived from the number: birth dates it can mean (centuries whose check digit agrees first) and sex marker. */
  derivedBirthDates: z.array(isoDate),
  derivedSex: z.enum(['F', 'M']).nullable(),
  /** First ten letters and digits a NAM of this person would start with, from name, birth date and sex. */
  expectedStart: z.string().nullable(),
});
export type NamCheck = z.infer<typeof namCheck>;

const identityFields = {
  familyName: filled(80),
  givenName: filled(80),
  birthFamilyName: line(80).nullable(),
  birthDate: isoDate,
  administrativeSex,
  nam: line(20).nullable(),
  /** French NIR, with or without its key. */
  nir: line(30).nullable().optional(),
  fileNumber: line(40).nullable(),
  language: spokenLanguage,
  phone: line(40).nullable(),
  email: z.union([z.email().max(120), z.literal('')]).nullable(),
  addressLine: line(200).nullable(),
  city: line(80).nullable(),
  postalCode: line(12).nullable(),
  regionCode: line(4).nullable(),
  mobility,
  teleSuitability,
};

/** A form to register a person. Create-commands carry an id the page made, so a retry is recognised. */
export const registerPatientInput = z.object({ patientId: id, ...identityFields });
export type RegisterPatientInput = z.infer<typeof registerPatientInput>;

export const problem = codedConcept.extend({ id, clinicalStatus: z.string().nullable(), onsetOn: z.string().nullable(), endedOn: z.string().nullable() });
export const allergy = codedConcept.extend({ id, criticality: z.string().nullable(), clinicalStatus: z.string().nullable(), reaction: z.string().nullable() });
export const medication = codedConcept.extend({ id, status: z.string(), authoredOn: z.string().nullable(), dosage: z.string().nullable() });
export const measuredValue = z.object({
  text: z.string(),
  number: z.number().nullable(),
  unit: z.string().nullable(),
  value: z.string().nullable(),
  /** Set where the answer is yes or no. */
  yes: z.boolean().nullable(),
});
export const result = codedConcept.extend({
  id,
  effectiveAt: z.string().nullable(),
  category: z.string().nullable(),
  interpretation: z.string().nullable(),
  referenceLow: z.number().nullable(),
  referenceHigh: z.number().nullable(),
  value: measuredValue,
  components: z.array(measuredValue),
});
export const referralLine = z.object({ id, receivedAt: instant, reasonCode: z.string().nullable(), cls: z.string().nullable(), state: z.string(), dueOn: isoDate.nullable() });
export const visitLine = z.object({
  id, startsAt: instant, localStart: z.string(), zone: z.string(), minutes: z.int(), modality: z.string(), status: z.string(), professionalName: z.string(),
});

/** The record on one page. Clinical parts are absent where the caller may not read them. */
export const patientRecord = z.object({
  id,
  version: z.int(),
  /** Set on a restricted record: until when the caller is in by exception (null: by right), and how often others came in so these 30 days. */
  restriction: z.object({ openUntil: instant.nullable(), openings: z.int() }).nullable(),
  identity: z.object({
    familyName: z.string(), givenName: z.string(), birthFamilyName: z.string().nullable(), birthDate: partialDate.nullable(),
    administrativeSex, gender: z.string().nullable(), language: z.string().nullable(), phone: z.string().nullable(), email: z.string().nullable(),
    addressLine: z.string().nullable(), city: z.string().nullable(), postalCode: z.string().nullable(), regionCode: z.string().nullable(),
    mobility, teleSuitability, deceasedOn: z.string().nullable(), deceased: z.boolean(),
    prefix: z.string().nullable(), birthPlaceCode: z.string().nullable(), maritalStatus: z.string().nullable(), country: z.string().nullable(),
    identityDocument: z.string().nullable(), identityVerifiedOn: z.string().nullable(),
  }),
  identifiers: z.array(identifier),
  /** The check digit of the NAM does not agree with the birth date on file. */
  namToVerify: z.boolean(),
  source: z.object({ system: z.string(), importedAt: instant }).nullable(),
  /** The professional responsible; null: nobody. */
  responsible: z.object({ practitionerId: id, name: z.string() }).nullable(),
  allergies: z.array(allergy),
  clinical: z
    // `results`: the latest of each test; `resultCount`: of all there are.
    .object({ problems: z.array(problem), medications: z.array(medication), results: z.array(result), resultCount: z.int() })
    .nullable(),
  referrals: z.array(referralLine),
  visits: z.array(visitLine),
});
export type PatientRecord = z.infer<typeof patientRecord>;

/** Somebody on file who may be the person being registered. */
export const likelyDuplicate = z.object({ patient: patientSummary, score: z.number(), strength: duplicateStrength, reasons: z.array(weighedReason) });

/** What is known of a person being typed or edited. */
export const likelyDuplicatesInput = z.object({
  familyName: line(80), givenName: line(80), birthFamilyName: line(80).nullable().default(null), birthDate: isoDate.nullable(), administrativeSex: administrativeSex.nullable().default(null),
  nam: line(30).nullable(), fileNumber: line(40).nullable(), phone: line(40).nullable().default(null),
  /** The record being edited: not its own likeness, nor that of whoever was said to be somebody else. */
  exceptPatientId: id.nullable().default(null),
});
export type LikelyDuplicatesInput = z.infer<typeof likelyDuplicatesInput>;

export const patients = {
  /**
   * Search as one types: name in any order, birth date, NAM, file number; accents, hyphens, apostrophes forgiven. After those,
   * from `nearFrom` on, whose name is spelt nearly so or sounds so; not where `exact`, nor within quotation marks.
   */
  search: operation({ access: 'patient.read', scope: 'clinic' })
    .input(z.object({ text: line(120), limit: z.int().min(1).max(50).default(20), exact: z.boolean().default(false) }))
    .output(z.object({ patients: z.array(patientSummary), hasMore: z.boolean(), nearFrom: z.int().nullable() })),
  /**
   * The registry in the order asked for, keyset paged; narrowed by filters and by the same search as `search`. `total` where
   * the first page is the whole answer; else `facets` counts.
   */
  list: operation({ access: 'patient.read', scope: 'clinic' })
    .input(z.object({
      text: line(120).default(''), filters: registryFilters.default(noFilters), sort: registrySort.default({ by: 'name', direction: 'ascending' }),
      after: cursor.nullable().default(null), limit: z.int().min(1).max(200).default(100),
    }))
    .output(z.object({ rows: z.array(registryRow), next: cursor.nullable(), total: z.int().nullable(), nearFrom: z.int().nullable() })),
  /** How many there are by facet, each facet counted as if nothing were chosen in it; and how many answer in all. */
  facets: operation({ access: 'patient.read', scope: 'clinic' })
    .input(z.object({ text: line(120).default(''), filters: registryFilters.default(noFilters) }))
    .output(z.object({ total: z.int().nullable(), all: z.int(), facets: z.record(z.string(), z.array(facetValue).max(60)) })),
  /** How this person sees the registry; null until they chose. */
  registryLayout: operation({ access: 'patient.read', scope: 'clinic' }).output(registryLayout.nullable()),
  saveRegistryLayout: operation({ access: 'patient.read', scope: 'clinic' }).input(registryLayout).output(z.object({ saved: z.boolean() })),
  /** Opens a record; the reading is audited. */
  open: operation({ access: 'patient.read', scope: 'clinic' }).input(z.object({ patientId: id })).output(patientRecord),
  /** All results, newest first, or those of one test by its name. */
  results: operation({ access: 'patient.clinical.read', scope: 'clinic' })
    .input(z.object({ patientId: id, test: z.string().max(1000).nullable().default(null), after: cursor.nullable().default(null), limit: z.int().min(1).max(200).default(100) }))
    .output(z.object({ results: z.array(result), next: cursor.nullable() })),
  checkNam: operation({ access: 'patient.read', scope: 'clinic' })
    .input(z.object({
      nam: line(30), familyName: line(80), givenName: line(80), birthDate: partialDate.nullable(), administrativeSex: administrativeSex.nullable(), exceptPatientId: id.nullable(),
    }))
    .output(namCheck),
  checkNir: operation({ access: 'patient.read', scope: 'clinic' })
    .input(z.object({ nir: line(30), birthDate: partialDate.nullable(), administrativeSex: administrativeSex.nullable(), birthPlaceCode: line(5).nullable(), exceptPatientId: id.nullable() }))
    .output(nirCheck),
  likelyDuplicates: operation({ access: 'patient.read', scope: 'clinic' })
    .input(likelyDuplicatesInput)
    .output(z.array(likelyDuplicate).max(10)),
  register: operation({ access: 'patient.write', scope: 'clinic' }).input(registerPatientInput).output(z.object({ patientId: id })),
};
