import type { RawResource } from './raw-resource.ts';

/** Patients and practitioners described inside the resource that points at them (`contained`, `#p1`). */

const personTypes: ReadonlySet<unknown> = new Set(['Patient', 'Practitioner']);
/** Where a kept resource points at a person. */
const pointers = ['subject', 'patient', 'requester', 'informationSource'] as const;
type Json = Readonly<Record<string, unknown>>;

/**
 * Takes the people out of a resource, each at an address of its own within the file. A practitioner without a name stays
 * where they are: many programs contain no more than a number or a role.
 *
 * @returns the resource pointing at those addresses, without the people; the people
 */
export function apart(resource: Json, place: string): { readonly owner: Json; readonly people: readonly RawResource[] } {
  const contained: readonly unknown[] = Array.isArray(resource['contained']) ? resource['contained'] : [];
  const addresses = new Map<string, string>();
  const people: RawResource[] = [];
  const rest: unknown[] = [];
  for (const [index, one] of contained.entries()) {
    const id = isObject(one) && personTypes.has(one['resourceType']) && (one['resourceType'] === 'Patient' || one['name'] !== undefined) ? one['id'] : undefined;
    if (!isObject(one) || typeof id !== 'string' || id.length > 100 || addresses.has(`#${id}`) || !pointsAt(resource, `#${id}`)) {
      rest.push(one);
      continue;
    }
    const fullUrl = `urn:relais:contained:${place}#${id}`;
    addresses.set(`#${id}`, fullUrl);
    people.push({ type: String(one['resourceType']), resource: one, id: null, fullUrl, place: `${place === '' ? '' : `${place}.`}contained[${index}]` });
  }
  if (people.length === 0) return { owner: resource, people };
  const moved = (value: unknown): unknown => (isObject(value) && typeof value['reference'] === 'string' ? { ...value, reference: addresses.get(value['reference']) ?? value['reference'] } : value);
  const named = Object.fromEntries(pointers.flatMap((name) => (resource[name] === undefined ? [] : [[name, moved(resource[name])]])));
  const participant = Array.isArray(resource['participant']) ? { participant: resource['participant'].map((one: unknown) => (isObject(one) ? { ...one, actor: moved(one['actor']) } : one)) } : {};
  return { owner: { ...resource, ...named, ...participant, contained: rest }, people };
}

function pointsAt(resource: Json, reference: string): boolean {
  const participants: readonly unknown[] = Array.isArray(resource['participant']) ? resource['participant'] : [];
  const all = [...pointers.map((name) => resource[name]), ...participants.map((one) => (isObject(one) ? one['actor'] : undefined))];
  return all.some((one) => isObject(one) && one['reference'] === reference);
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
