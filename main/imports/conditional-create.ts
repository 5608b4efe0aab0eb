import { sortKey } from '../patients/patient-name.ts';
import { livingRecord } from '../patients/duplicates/merge-repository.ts';
import type { ReadExecutor } from '../platform/database/schema.ts';
import { targetOf } from './fhir/bundle-reading.ts';
import type { RawResource } from './fhir/raw-resource.ts';
import type { MappedPatient, MappedPractitioner } from './fhir/mapped-resource.ts';
import { namesOf, patientsByIdentifier, practitionersByIdentifier, type Written } from './imported-people-repository.ts';

/**
 * Whoever a conditional create (`ifNoneExist=identifier=system|value`) finds on file: they are pointed at and left as they
 * are. Two people with the number are one too many; one of another name and birth date is somebody else. A practitioner of
 * another name is too: institutions are seen to give theirs the same number.
 *
 * @returns null where it names nobody, so that the resource is written as any other
 */
export async function presentAlready(db: ReadExecutor, raw: RawResource, mapped: MappedPatient | MappedPractitioner): Promise<Written | null> {
  if (raw.ifNoneExist === undefined) return null;
  const target = targetOf({ reference: `${raw.type}?${raw.ifNoneExist}` }, null);
  if (target?.kind !== 'identifier') return null;
  const { family_name: familyName, given_name: givenName } = mapped.content;
  const names = sortKey(familyName, givenName);
  if (mapped.table === 'practitioner') {
    const [id, other] = await practitionersByIdentifier(db, target.system, target.value);
    return id !== undefined && other === undefined && (await namesOf(db, 'practitioner', id))?.sort_key === names ? { fate: 'unchanged', id } : null;
  }
  const [id, other] = await patientsByIdentifier(db, target.system, target.value);
  if (other !== undefined) return { code: 'PATIENT_AMBIGUOUS' };
  if (id === undefined) return null;
  const living = await livingRecord(db, id);
  const known = await namesOf(db, 'patient', living);
  return known && known.birth_date !== mapped.content.birth_date && known.sort_key !== names ? { code: 'IDENTITY_CONFLICT' } : { fate: 'unchanged', id: living };
}
