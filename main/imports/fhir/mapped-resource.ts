import type {
  AllergyTable,
  ConditionTable,
  MedicationTable,
  ObservationComponentTable,
  ObservationTable,
  PatientTable,
  PractitionerTable,
} from '../../platform/database/schema.ts';
import type { Reference } from './fhir-schemas.ts';

/** The columns an import fills, by table; the writer adds ids, times and where the row came from. */

type Written<Table, Column extends keyof Table> = Readonly<Pick<Table, Column>>;

export type PatientContent = Written<
  PatientTable,
  | 'family_name' | 'given_name' | 'birth_family_name' | 'prefix' | 'birth_date' | 'administrative_sex' | 'gender' | 'language' | 'phone' | 'email'
  | 'address_line' | 'city' | 'postal_code' | 'country' | 'deceased_on' | 'marital_status'
> & { readonly deceased: number };

export type PractitionerContent = Written<
  PractitionerTable,
  'family_name' | 'given_name' | 'prefix' | 'administrative_sex' | 'phone' | 'fax' | 'email' | 'address_line' | 'city' | 'postal_code' | 'country'
> & { readonly active: number };

export type ConceptContent = Written<ConditionTable, 'code_system' | 'code' | 'text' | 'other_codings'>;

export type ConditionContent = ConceptContent &
  Written<ConditionTable, 'clinical_status' | 'verification_status' | 'category' | 'onset_on' | 'ended_on' | 'recorded_on'>;

export type ValueContent = Written<
  ObservationTable,
  'value_kind' | 'value_number' | 'value_unit' | 'value_unit_code' | 'value_code_system' | 'value_code' | 'value_text'
>;

export type ObservationContent = ConceptContent & ValueContent &
  Written<ObservationTable, 'status' | 'category' | 'effective_at' | 'issued_at' | 'interpretation' | 'reference_low' | 'reference_high'>;

export type ComponentContent = Written<ObservationComponentTable, 'code_system' | 'code' | 'text' | 'other_codings'> & ValueContent;

export type MedicationContent = ConceptContent &
  Written<MedicationTable, 'kind' | 'status' | 'intent' | 'authored_on' | 'started_on' | 'ended_on' | 'dosage' | 'reason_text'>;

export type AllergyContent = ConceptContent &
  Written<AllergyTable, 'kind' | 'category' | 'criticality' | 'clinical_status' | 'verification_status' | 'recorded_on' | 'reactions'>;

export interface IdentifierContent {
  readonly system: string;
  readonly value: string;
  readonly use: string | null;
  readonly valid_from: string | null;
}

export interface MappedPatient {
  readonly table: 'patient';
  readonly content: PatientContent;
  readonly identifiers: readonly IdentifierContent[];
}

export interface MappedPractitioner {
  readonly table: 'practitioner';
  readonly content: PractitionerContent;
  readonly identifiers: readonly IdentifierContent[];
}

/** A row about a patient, with whom it is about. */
export type MappedClinical =
  | { readonly table: 'condition'; readonly content: ConditionContent; readonly subject: Reference }
  | { readonly table: 'observation'; readonly content: ObservationContent; readonly components: readonly ComponentContent[]; readonly subject: Reference }
  | { readonly table: 'medication'; readonly content: MedicationContent; readonly subject: Reference; readonly requester: Reference | null }
  | { readonly table: 'allergy'; readonly content: AllergyContent; readonly subject: Reference };

export type Mapped = MappedPatient | MappedPractitioner | MappedClinical;

/** What mapping one resource may look up in its own file: a reference's resource, whatever its type. */
export type FindResource = (reference: Reference) => unknown;
