import { z } from 'zod';
import type { Coding } from '../../imports/fhir/fhir-elements.ts';
import type { ConceptContent } from '../../imports/fhir/mapped-resource.ts';

/** Coded concepts, from columns back to what they came as. */

const codings = z.array(z.record(z.string(), z.string()));
const isCode = /^\S+(\s\S+)*$/;
const isUri = /^\S*$/;

/**
 * A concept such that reading it again gives the same columns: the coding in columns first, unless it stands first
 * among the others already (with its version, or a display of its own).
 */
export function conceptElement({ code_system, code, text, other_codings }: ConceptContent): unknown {
  const others = other_codings === null ? [] : codings.parse(JSON.parse(other_codings));
  const first = others.find((one) => one['code'] !== undefined);
  const listed = first?.['code'] === code && (first?.['system'] ?? null) === code_system && (first?.['version'] !== undefined || (first?.['display'] !== undefined && first['display'] !== text));
  const main = code === null || !isCode.test(code) || !isUri.test(code_system ?? '') ? [] : [{ system: code_system, code }];
  return { coding: listed ? others : [...main, ...others], text };
}

/** A concept of one code of a list FHIR gives, else in words. */
export function codeElement(value: string | null, system: string, codes: readonly string[]): unknown {
  if (value === null) return undefined;
  return codes.includes(value) ? { coding: [{ system, code: value }] } : { text: value };
}

/** Codings kept as JSON beside a row. */
export function keptConcepts(json: string | null): readonly { readonly coding?: readonly Coding[]; readonly text?: string }[] {
  return json === null ? [] : (JSON.parse(json) as { coding?: Coding[]; text?: string }[]);
}

const terminology = 'http://terminology.hl7.org/CodeSystem';

/** FHIR's own lists that Relais fills. */
export const codeSystems = {
  conditionClinical: `${terminology}/condition-clinical`,
  conditionVerification: `${terminology}/condition-ver-status`,
  conditionCategory: `${terminology}/condition-category`,
  allergyClinical: `${terminology}/allergyintolerance-clinical`,
  allergyVerification: `${terminology}/allergyintolerance-verification`,
  observationCategory: `${terminology}/observation-category`,
  interpretation: `${terminology}/v3-ObservationInterpretation`,
  maritalStatus: `${terminology}/v3-MaritalStatus`,
  actReason: `${terminology}/v3-ActReason`,
  actSite: `${terminology}/v3-ActSite`,
  vaccineRoute: `${terminology}/v3-RouteOfAdministration`,
  immunizationOrigin: `${terminology}/immunization-origin`,
  eventSeriousness: `${terminology}/adverse-event-seriousness`,
  eventSeverity: `${terminology}/adverse-event-severity`,
  eventOutcome: `${terminology}/adverse-event-outcome`,
  identifierType: `${terminology}/v2-0203`,
  /** Of FR Core: kinds of identity numbers in France. */
  frenchIdentifierType: 'https://hl7.fr/ig/fhir/core/CodeSystem/fr-core-cs-v2-0203',
} as const;

export const codesOf = {
  conditionCategory: ['problem-list-item', 'encounter-diagnosis'],
  observationCategory: ['social-history', 'vital-signs', 'imaging', 'laboratory', 'procedure', 'survey', 'exam', 'therapy', 'activity'],
  interpretation: ['A', 'AA', 'H', 'HH', 'HU', 'L', 'LL', 'LU', 'N', 'POS', 'NEG', 'IND', 'DET', 'ND', 'R', 'S', 'I', 'D', 'U', 'B', 'W', '<', '>', 'E', 'EXP', 'UNE', 'RR', 'WR', 'NR'],
  actSite: ['LA', 'RA', 'LT', 'RT', 'LD', 'RD'],
  vaccineRoute: ['IM', 'SQ', 'IDINJ', 'PO', 'NASINHLC'],
  immunizationOrigin: ['provider', 'record', 'recall', 'school', 'jurisdiction'],
  maritalStatus: ['A', 'C', 'D', 'I', 'L', 'M', 'P', 'S', 'T', 'U', 'W'],
} as const;
