import { createHash } from 'node:crypto';
import { sortKey } from '../patients/patient-name.ts';
import type { PatientContent, PractitionerContent, IdentifierContent } from './fhir/mapped-resource.ts';
import { serverBase } from './fhir/bundle-reading.ts';
import type { RawResource } from './fhir/raw-resource.ts';

/**
 * What an imported row is recognised by the next time. `strong`: the source says so, and nobody else says the same;
 * a `number` is one a person carries, which can be mistyped or reused, so the person is compared as well.
 */
export interface SourceKey {
  readonly system: string;
  readonly id: string;
  readonly kind: 'strong' | 'number' | 'scoped';
}

/** Systems of keys that are not a server's address or an identifier's system. */
export const keySystems = { uuid: 'urn:uuid', file: 'urn:relais:import:file', content: 'urn:relais:import:content' } as const;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * The key a resource's own address gives, the same in whichever file it comes: its id if that is a UUID, else its place
 * on its server, else the UUID of its entry. Null when the address says nothing outside its file.
 */
export function addressKey({ type, id, fullUrl }: Pick<RawResource, 'type' | 'id' | 'fullUrl'>): SourceKey | null {
  const ownId = id?.toLowerCase() ?? '';
  if (uuid.test(ownId)) return strong(keySystems.uuid, `${type}/${ownId}`);
  if (fullUrl === null) return null;
  const base = serverBase(fullUrl);
  if (base !== null) {
    const last = fullUrl.slice(base.length + 1);
    const lastId = last.slice(last.indexOf('/') + 1).toLowerCase();
    return uuid.test(lastId) ? strong(keySystems.uuid, `${type}/${lastId}`) : strong(base, last);
  }
  const entryId = fullUrl.startsWith('urn:uuid:') ? fullUrl.slice('urn:uuid:'.length).toLowerCase() : '';
  return uuid.test(entryId) ? strong(keySystems.uuid, `${type}/${entryId}`) : null;
}

/** The key of a person: their address, else a number they carry, else what the file calls them together with who they are. */
export function personKey(raw: RawResource, content: PatientContent | PractitionerContent, identifiers: readonly IdentifierContent[]): SourceKey {
  const stable = addressKey({ ...raw, fullUrl: raw.fullUrl?.startsWith('urn:uuid:') ? null : raw.fullUrl });
  if (stable) return stable;
  const who = digest([sortKey(content.family_name, content.given_name), 'birth_date' in content ? content.birth_date : null]).slice(0, 32);
  const number = identifiers.find((one) => one.system !== '' && one.use !== 'old' && one.use !== 'temp');
  // Practitioners of one institution are seen to share its number, so theirs counts with the name only.
  if (number && raw.type === 'Practitioner') return { system: number.system, id: `${raw.type}/${number.value}#${who}`, kind: 'scoped' };
  if (number) return { system: number.system, id: `${raw.type}/${number.value}`, kind: 'number' };
  const entry = addressKey(raw);
  if (entry) return entry;
  // Every program has a "Patient/1": the file's own word for somebody never identifies them alone.
  return { system: keySystems.file, id: `${raw.type}/${raw.id ?? ''}#${who}`, kind: 'scoped' };
}

/** The key of a row about a patient: its address, else what the file calls it within the patient, else what it says. */
export function clinicalKey(raw: RawResource, patientId: string, hash: string): SourceKey {
  const stable = addressKey(raw);
  if (stable) return stable;
  if (raw.id !== null) return { system: keySystems.file, id: `${raw.type}/${raw.id}@${patientId}`, kind: 'scoped' };
  return { system: keySystems.content, id: `${raw.type}/${hash}@${patientId}`, kind: 'scoped' };
}

/** The row a key names by the id it left this clinic under: ours are UUIDs too. Null for any other key. */
export function ownId({ system, id }: Pick<SourceKey, 'system' | 'id'>, type: string): string | null {
  return system === keySystems.uuid && id.startsWith(`${type}/`) ? id.slice(type.length + 1) : null;
}

/** Whether a row has every column as a file says it. */
export function holds(row: object, content: object): boolean {
  const columns = row as Readonly<Record<string, unknown>>;
  return Object.entries(content).every(([name, value]) => (columns[name] ?? null) === value);
}

/** Hash of what was mapped; a change in it is what makes a row updated. */
export function digest(content: unknown): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}

function strong(system: string, id: string): SourceKey {
  return { system, id, kind: 'strong' };
}
