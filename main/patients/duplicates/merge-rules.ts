import type { MergeField } from '#contract/duplicates.ts';
import { identifierSystems } from '#contract/values.ts';
import type { PatientFields, PatientIdentifier } from '../patient-fields.ts';

/** What the record that stays says once another became part of it. Pure. */

/** The columns a choice moves; numbers are chosen apart. */
const fieldsOf: Readonly<Record<Exclude<MergeField, 'nam' | 'fileNumber'>, readonly (keyof PatientFields)[]>> = {
  familyName: ['familyName'], givenName: ['givenName'], birthFamilyName: ['birthFamilyName'], birthDate: ['birthDate', 'birthPlaceCode'], administrativeSex: ['administrativeSex'], gender: ['gender'],
  language: ['language'], phone: ['phone'], email: ['email'], address: ['addressLine', 'city', 'postalCode', 'regionCode', 'country'], mobility: ['mobility'], teleSuitability: ['teleSuitability'],
  deceased: ['deceased', 'deceasedOn'],
};

/** The fields the record that stays takes from the one that goes. */
export function takenFields(retired: PatientFields, take: readonly MergeField[]): Partial<PatientFields> {
  const columns = take.flatMap((field) => (field === 'nam' || field === 'fileNumber' ? [] : fieldsOf[field]));
  return Object.fromEntries(columns.map((column) => [column, retired[column]]));
}

/**
 * The numbers of both: those of the record that stays, then what the other alone had. Of two numbers of one system the
 * chosen one is in use and the other is kept as an old one, so that the person is still found by it.
 */
export function mergedIdentifiers(survivor: readonly PatientIdentifier[], retired: readonly PatientIdentifier[], take: readonly MergeField[]): readonly PatientIdentifier[] {
  const taken = new Set<string>([...(take.includes('nam') ? [identifierSystems.nam] : []), ...(take.includes('fileNumber') ? [identifierSystems.file] : [])]);
  const isIn = (list: readonly PatientIdentifier[], one: PatientIdentifier): boolean => list.some(({ system, value }) => system === one.system && value === one.value);
  const added = retired.filter((one) => !isIn(survivor, one));
  const old = (one: PatientIdentifier): PatientIdentifier => (one.use === 'old' ? one : { ...one, use: 'old' });
  const hasCurrent = (list: readonly PatientIdentifier[], system: string): boolean => list.some((one) => one.system === system && one.use !== 'old');
  return [
    ...survivor.map((one) => (taken.has(one.system) && hasCurrent(added, one.system) ? old(one) : one)),
    ...added.map((one) => (!taken.has(one.system) && hasCurrent(survivor, one.system) ? old(one) : one)),
  ];
}
