import type { RejectionCode } from '#contract/imports.ts';
import { addressesOf, type BundleIndex, type Target, targetOf } from './fhir/bundle-reading.ts';
import type { RawResource } from './fhir/raw-resource.ts';
import type { Reference } from './fhir/fhir-elements.ts';
import { addressKey, type SourceKey } from './source-key.ts';

/** Somebody a reference led to, or why to nobody. `later`: not yet, perhaps in a file still to come. */
export type Resolution = { readonly id: string } | { readonly code: RejectionCode } | 'later';

/** Where people already on file are looked up. */
export interface PeopleOnFile {
  bySource(type: PersonType, key: SourceKey): Promise<string | null>;
  /** At most two ids. */
  byIdentifier(type: PersonType, system: string, value: string): Promise<readonly string[]>;
}

export type PersonType = 'Patient' | 'Practitioner';

/** What became of a person of this import: their row, or that they were rejected. */
type Person = { readonly id: string } | 'rejected';

/** The people one import has met so far, by the addresses its files give them. */
export class ImportedPeople {
  readonly #byResource = new Map<RawResource, Person>();
  readonly #byAddress = new Map<string, Person | 'ambiguous'>();

  add(raw: RawResource, person: Person): void {
    this.#byResource.set(raw, person);
    for (const address of addressesOf(raw)) {
      const present = this.#byAddress.get(address);
      const same = present === undefined || (present !== 'ambiguous' && present !== 'rejected' && person !== 'rejected' && present.id === person.id);
      this.#byAddress.set(address, same ? person : 'ambiguous');
    }
  }

  /** Lets go of a file's resources; their addresses stay. */
  endFile(): void {
    this.#byResource.clear();
  }

  /**
   * Follows a reference to a person: within its own file, then among the other files of this import, then on file.
   *
   * @param index the file the reference stands in; null once that file is done with
   */
  async resolve(type: PersonType, reference: Reference, from: string | null, index: BundleIndex | null, onFile: PeopleOnFile): Promise<Resolution> {
    const target = targetOf(reference, from);
    if (!target) return 'later';
    if (target.kind !== 'contained' && target.type !== null && target.type !== type) return { code: 'SUBJECT_NOT_PATIENT' };
    const found = index?.find(withType(target, type));
    if (found === 'ambiguous') return { code: 'PATIENT_AMBIGUOUS' };
    if (found) return found.type === type ? resolutionOf(this.#byResource.get(found)) : { code: 'SUBJECT_NOT_PATIENT' };
    if (target.kind === 'contained') return 'later';
    if (target.kind === 'identifier') {
      const [id, other] = await onFile.byIdentifier(type, target.system, target.value);
      if (other !== undefined) return { code: 'PATIENT_AMBIGUOUS' };
      return id === undefined ? 'later' : { id };
    }
    for (const address of target.addresses) {
      const met = this.#byAddress.get(address);
      if (met) return resolutionOf(met);
    }
    for (const address of target.addresses) {
      const key = addressKey({ type, id: address.startsWith(`${type}/`) ? address.slice(type.length + 1) : null, fullUrl: address });
      const id = key ? await onFile.bySource(type, key) : null;
      if (id !== null) return { id };
    }
    return 'later';
  }
}

function withType(target: Target, type: PersonType): Target {
  return target.kind === 'identifier' ? { ...target, type } : target;
}

function resolutionOf(person: Person | 'ambiguous' | undefined): Resolution {
  if (person === undefined) return 'later';
  if (person === 'rejected') return { code: 'PATIENT_REJECTED' };
  return person === 'ambiguous' ? { code: 'PATIENT_AMBIGUOUS' } : person;
}
