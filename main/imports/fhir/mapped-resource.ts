import type { CancelCause, CancelParty } from '#contract/visit-steps.ts';
import type { PractitionerTable } from '../../platform/database/tables/clinic-tables.ts';
import type { AllergyTable, ConditionTable, MedicationTable, ObservationComponentTable, ObservationTable, TreatmentCoverageTable, TreatmentEventTable, VaccinationTable } from '../../platform/database/tables/clinical-tables.ts';
import type { PatientTable } from '../../platform/database/tables/patient-tables.ts';
import type { Features } from '#contract/triage.ts';
import type { Reference } from './fhir-elements.ts';

/** The columns an import fills, by table; the writer adds ids, times and where the row came from. */

type Written<Table, Column extends keyof Table> = Readonly<Pick<Table, Column>>;

export type PatientContent = Written<
  PatientTable,
  | 'family_name' | 'given_name' | 'birth_family_name' | 'prefix' | 'birth_date' | 'administrative_sex' | 'gender' | 'language' | 'phone' | 'email'
  | 'address_line' | 'city' | 'postal_code' | 'country' | 'deceased_on' | 'marital_status'
> & { readonly deceased: number };

export type PractitionerContent = Written<
  PractitionerTable,
  'family_name' | 'given_name' | 'prefix' | 'administrative_sex' | 'phone' | 'fax' | 'email' | 'address_line' | 'city' | 'postal_code' | 'country' | 'organization'
> & { readonly active: number; readonly languages: string };

export type ConceptContent = Written<ConditionTable, 'code_system' | 'code' | 'text' | 'other_codings'>;

export type ConditionContent = ConceptContent &
  Written<ConditionTable, 'clinical_status' | 'verification_status' | 'category' | 'onset_on' | 'ended_on' | 'recorded_on'> & { readonly [Column in (typeof signColumns)[number]]: string | null };

/** Antibodies, HLA-B27 and erosions: what FHIR's Condition has no element for. */
export const signColumns = ['rheumatoid_factor', 'anti_ccp', 'ana', 'hla_b27', 'erosions'] as const;

export type ValueContent = Written<
  ObservationTable,
  'value_kind' | 'value_number' | 'value_unit' | 'value_unit_code' | 'value_code_system' | 'value_code' | 'value_text'
>;

export type ObservationContent = ConceptContent & ValueContent &
  Written<ObservationTable, 'status' | 'category' | 'effective_at' | 'issued_at' | 'interpretation' | 'reference_low' | 'reference_high'>;

export type ComponentContent = Written<ObservationComponentTable, 'code_system' | 'code' | 'text' | 'other_codings'> & ValueContent;

export type MedicationContent = ConceptContent &
  Written<MedicationTable, 'kind' | 'status' | 'intent' | 'authored_on' | 'started_on' | 'ended_on' | 'dosage' | 'reason_text'> & { readonly stop_reason: string | null; readonly stop_note: string | null };

export type AllergyContent = ConceptContent &
  Written<AllergyTable, 'kind' | 'category' | 'criticality' | 'clinical_status' | 'verification_status' | 'recorded_on' | 'reactions'>;

export type VaccinationContent = ConceptContent &
  Written<
    VaccinationTable,
    'status' | 'status_reason' | 'status_note' | 'given_on' | 'given_words' | 'lot_number' | 'expires_on' | 'site' | 'route' | 'dose_number' | 'primary_source' | 'report_origin' | 'note' | 'recorded_on'
  >;

/** What the clinic itself knows of a patient. */
export type PatientSettings = Written<PatientTable, 'region_code'> & { readonly mobility: string; readonly tele_suitability: string };

export interface IdentifierContent {
  readonly system: string;
  readonly value: string;
  readonly use: string | null;
  readonly valid_from: string | null;
  readonly valid_to: string | null;
  /** Who gave it, in words. */
  readonly issuer: string | null;
  /** 1: a French INS whose identity was verified. */
  readonly ins_qualified: number;
}

export interface MappedPatient {
  readonly table: 'patient';
  readonly content: PatientContent;
  readonly identifiers: readonly IdentifierContent[];
  readonly settings: PatientSettings;
}

export interface MappedPractitioner {
  readonly table: 'practitioner';
  readonly content: PractitionerContent;
  readonly identifiers: readonly IdentifierContent[];
}

/** A request as it came; what the clinic's day and zone make of its dates is the writer's to say. */
export interface ReferralContent {
  readonly state: 'received' | 'closed' | 'declined' | 'cancelled';
  readonly reason_code: string | null;
  readonly requested_cls: string | null;
  readonly free_text: string;
  readonly prerequisites_provided: readonly string[];
  /** As partial as it was given, or an instant. */
  readonly authored_on: string | null;
  readonly received_at: string | null;
  readonly completed_on: string | null;
  /** What is asked and why in the codes of others, JSON as received. */
  readonly request_codings: string | null;
  /** Why it ended over there, in words; absent where it has not, or nobody said. */
  readonly ended_elsewhere?: string;
}

/** A visit as it came. `ends_at` null: `minutes` after its start. */
export interface VisitContent {
  readonly starts_at: string;
  readonly ends_at: string | null;
  readonly minutes: number | null;
  readonly status: string;
  readonly modality: string;
  readonly zone: string | null;
  readonly patient_zone: string | null;
  readonly purpose: string | null;
  readonly reason: string | null;
  /** Of a visit that was called off: when, by whom, why, in which words, as far as it is said. */
  readonly cancelled_at: string | null;
  readonly cancel_party: CancelParty | null;
  readonly cancel_cause: CancelCause | null;
  readonly cancel_note: string | null;
}

export interface MappedReferral {
  readonly table: 'referral';
  readonly content: ReferralContent;
  readonly findings: Features;
  readonly subject: Reference;
  readonly requester: Reference | null;
}

export interface MappedVisit {
  readonly table: 'appointment';
  readonly content: VisitContent;
  readonly subject: Reference;
  /** Everybody named; one of them is the professional. */
  readonly participants: readonly Reference[];
  readonly basedOn: readonly Reference[];
}

/** A row about a patient, with whom it is about. */
export type MappedClinical =
  | { readonly table: 'condition'; readonly content: ConditionContent; readonly subject: Reference }
  | { readonly table: 'observation'; readonly content: ObservationContent; readonly components: readonly ComponentContent[]; readonly subject: Reference }
  | { readonly table: 'medication'; readonly content: MedicationContent; readonly subject: Reference; readonly requester: Reference | null }
  | { readonly table: 'allergy'; readonly content: AllergyContent; readonly subject: Reference }
  | { readonly table: 'vaccination'; readonly content: VaccinationContent; readonly subject: Reference };

export type EventContent = Written<TreatmentEventTable, 'happened_on' | 'term' | 'grade' | 'serious' | 'outcome' | 'note'> & { readonly recorded_at: string | null };
export type CoverageContent = Written<TreatmentCoverageTable, 'payer' | 'sent_on' | 'approved_on' | 'renews_on' | 'note'>;

/** What hangs on a drug: the drug is the first of these that is known. */
export type MappedTreatmentDetail = { readonly subject: Reference; readonly drugs: readonly Reference[] } & (
  | { readonly table: 'treatment_event'; readonly content: EventContent }
  | { readonly table: 'treatment_coverage'; readonly content: CoverageContent }
);

export type Mapped = MappedPatient | MappedPractitioner | MappedClinical | MappedTreatmentDetail | MappedReferral | MappedVisit;

/** What mapping one resource may look up in its own file: a reference's resource, whatever its type. */
export type FindResource = (reference: Reference) => unknown;
