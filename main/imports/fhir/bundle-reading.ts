import { z } from 'zod';
import type { RejectionCode } from '#contract/imports.ts';
import { canonicalSystem } from './fhir-people.ts';
import { apart } from './contained-people.ts';
import { resultsApart } from './contained-results.ts';
import { fhirIdentifier, type Reference } from './fhir-elements.ts';
import type { RawResource } from './raw-resource.ts';

/** What a file holds: resources, and entries that hold none. */
export interface BundleContent {
  readonly resources: readonly RawResource[];
  readonly rejected: readonly { readonly place: string; readonly code: RejectionCode }[];
}

const importedBundles = new Set(['transaction', 'batch', 'collection', 'searchset', 'document', 'message']);
const resourceType = z.string().regex(/^[A-Z][A-Za-z]{1,63}$/);
const object = z.record(z.string(), z.unknown());
const logicalId = z.string().min(1).max(200);

/** Largest file read as one JSON document, in bytes: all of it is in memory, several times over. Longer ones come one resource a line. */
export const maximumDocumentBytes = 64 * 1024 * 1024;

/**
 * Reads a file's bytes as one document: a bundle's entries, or the one resource it is.
 *
 * @returns a single rejection with an empty place when the file as a whole cannot be read
 */
export function readBundle(bytes: Uint8Array): BundleContent {
  if (bytes.length > maximumDocumentBytes) return wholeFile('FILE_TOO_LARGE');
  let parsed: unknown;
  try {
    parsed = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    return wholeFile(error instanceof SyntaxError ? 'NOT_JSON' : 'ENCODING');
  }
  const file = object.safeParse(parsed);
  if (!file.success || !resourceType.safeParse(file.data['resourceType']).success) return wholeFile('NOT_FHIR');
  if (file.data['resourceType'] !== 'Bundle') return { resources: rawResources(file.data, { place: '' }), rejected: [] };
  if (!importedBundles.has(String(file.data['type']))) return wholeFile('BUNDLE_TYPE');
  const entries: readonly unknown[] = Array.isArray(file.data['entry']) ? file.data['entry'] : [];
  const resources: RawResource[] = [];
  const rejected: { place: string; code: RejectionCode }[] = [];
  for (const [index, entry] of entries.entries()) {
    const place = `entry[${index}]`;
    const read = object.safeParse(entry);
    const resource = object.safeParse(read.data?.['resource']);
    if (!resource.success) rejected.push({ place, code: 'ENTRY_EMPTY' });
    else if (!resourceType.safeParse(resource.data['resourceType']).success) rejected.push({ place: `${place}.resource`, code: 'TYPE_UNKNOWN' });
    else resources.push(...rawResources(resource.data, { place: `${place}.resource`, fullUrl: read.data?.['fullUrl'], request: read.data?.['request'] }));
  }
  return { resources, rejected };
}

/** One line of a file that holds a resource a line, or why it holds none. */
export function readLine(text: string, place: string): readonly RawResource[] | { readonly code: RejectionCode } {
  const read = object.safeParse(parsedOrNull(text));
  if (!read.success) return { code: 'NOT_JSON' };
  return resourceType.safeParse(read.data['resourceType']).success ? rawResources(read.data, { place }) : { code: 'TYPE_UNKNOWN' };
}

function parsedOrNull(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return null;
  }
}

/** A resource, the people described inside it that it points at, and the results inside a report: they are read as if they stood beside it. */
function rawResources(resource: Record<string, unknown>, { place, fullUrl, request }: { readonly place: string; readonly fullUrl?: unknown; readonly request?: unknown }): readonly RawResource[] {
  const ifNoneExist = z.string().max(500).safeParse(object.safeParse(request).data?.['ifNoneExist']).data;
  const { owner: described, people } = apart(resource, place);
  const { owner, results } = resultsApart(described, place);
  const raw: RawResource = {
    type: String(resource['resourceType']), resource: owner, id: logicalId.safeParse(resource['id']).data ?? null, fullUrl: logicalId.safeParse(fullUrl).data ?? null, place,
    ...(ifNoneExist === undefined ? {} : { ifNoneExist }),
  };
  return [...people, raw, ...results];
}

function wholeFile(code: RejectionCode): BundleContent {
  return { resources: [], rejected: [{ place: '', code }] };
}

/** How a reference can be followed: to an address, or to whoever carries an identifier. */
export type Target =
  | { readonly kind: 'address'; readonly addresses: readonly string[]; readonly type: string | null }
  | { readonly kind: 'contained'; readonly id: string }
  | { readonly kind: 'identifier'; readonly system: string; readonly value: string; readonly type: string | null };

/**
 * Reads a reference: `urn:uuid:…`, an absolute address, `Patient/12` (under the address of the entry it stands in, then
 * as it is), `#contained`, `Patient?identifier=system|value`, or a bare identifier. Versions are left out.
 *
 * @param from address of the entry the reference stands in
 */
export function targetOf(reference: Reference, from: string | null): Target | null {
  const written = reference.reference?.replace(/\/_history\/[^/]*$/, '');
  if (written === undefined || written === '') {
    const { system, value } = reference.identifier ?? {};
    return value === undefined ? null : { kind: 'identifier', system: canonicalSystem(system), value, type: reference.type ?? null };
  }
  if (written.startsWith('#')) return { kind: 'contained', id: written.slice(1) };
  const conditional = /^([A-Z][A-Za-z]+)\?(.*)$/.exec(written);
  if (conditional) {
    const token = new URLSearchParams(conditional[2]).get('identifier');
    if (token === null) return null;
    const [system, value] = token.includes('|') ? [token.slice(0, token.indexOf('|')), token.slice(token.indexOf('|') + 1)] : ['', token];
    return { kind: 'identifier', system: canonicalSystem(system), value, type: conditional[1] ?? null };
  }
  const named = /(?:^|\/)([A-Z][A-Za-z]+)\/([A-Za-z0-9.-]{1,64})$/.exec(written);
  const relative = named ? `${named[1]}/${named[2]}` : null;
  if (relative !== written) return { kind: 'address', addresses: [written], type: named?.[1] ?? reference.type ?? null };
  const base = from === null ? null : serverBase(from);
  return { kind: 'address', addresses: base === null ? [relative] : [`${base}/${relative}`, relative], type: named?.[1] ?? null };
}

/** The server an absolute address is on: `https://host/fhir` of `https://host/fhir/Patient/12`. */
export function serverBase(address: string): string | null {
  return /^(https?:\/\/.+)\/[A-Z][A-Za-z]+\/[A-Za-z0-9.-]{1,64}$/.exec(address)?.[1] ?? null;
}

/** Resources of a file by the addresses others may point at them with; two at one address are told apart from none. */
export class BundleIndex {
  readonly #byAddress = new Map<string, RawResource | 'ambiguous'>();
  readonly #byIdentifier = new Map<string, RawResource | 'ambiguous'>();

  constructor(resources: readonly RawResource[]) {
    for (const raw of resources) {
      for (const address of addressesOf(raw)) add(this.#byAddress, address, raw);
      for (const one of z.array(z.unknown()).safeParse(raw.resource['identifier']).data ?? []) {
        const { data } = fhirIdentifier.safeParse(one);
        if (data?.value !== undefined) add(this.#byIdentifier, identifierKey(raw.type, canonicalSystem(data.system), data.value), raw);
      }
    }
  }

  find(target: Target): RawResource | 'ambiguous' | undefined {
    if (target.kind === 'address') {
      for (const address of target.addresses) {
        const found = this.#byAddress.get(address);
        if (found) return found;
      }
      return undefined;
    }
    return target.kind === 'identifier' && target.type !== null ? this.#byIdentifier.get(identifierKey(target.type, target.system, target.value)) : undefined;
  }
}

/** The addresses of a resource: its full one, and its type and id. */
export function addressesOf({ type, id, fullUrl }: RawResource): readonly string[] {
  return [...new Set([...(fullUrl === null ? [] : [fullUrl]), ...(id === null ? [] : [`${type}/${id}`])])];
}

function identifierKey(type: string, system: string, value: string): string {
  return JSON.stringify([type, system, value]);
}

function add(index: Map<string, RawResource | 'ambiguous'>, key: string, raw: RawResource): void {
  const present = index.get(key);
  // The same resource given twice in one file is not two.
  const same = present !== undefined && present !== 'ambiguous' && present.type === raw.type && present.id !== null && present.id === raw.id && present.fullUrl === raw.fullUrl;
  index.set(key, present === undefined || same ? raw : 'ambiguous');
}
