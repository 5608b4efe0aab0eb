import { identifierSystems } from '#contract/values.ts';
import { normalizeNam } from '../../patients/nam-rules.ts';
import { firstFilled } from './fhir-concepts.ts';
import { type Address, type ContactPoint, type FhirIdentifier, type HumanName, ownExtensions } from './fhir-elements.ts';
import type { IdentifierContent } from './mapped-resource.ts';
import { RejectedError } from './rejection.ts';

/** Names, addresses and numbers of people, as FHIR gives them to patients and practitioners alike. */

/** Systems other programs use for the Québec health insurance number (NAM). */
const namSystems = new Set<string>([
  identifierSystems.nam,
  'https://fhir.infoway-inforoute.ca/NamingSystem/ca-qc-patient-healthcare-id',
  'http://fhir.infoway-inforoute.ca/NamingSystem/ca-qc-patient-healthcare-id',
  'urn:oid:2.16.840.1.113883.4.56',
  'urn:oid:2.16.124.10.101.1.60.100',
]);

const nameUses = ['official', 'usual', undefined, 'temp', 'nickname', 'anonymous'] as const;
const phoneUses = ['mobile', 'home', undefined, 'work', 'temp'] as const;
const addressUses = ['home', undefined, 'temp', 'work', 'billing'] as const;

/**
 * The name a person goes by: the official one first; never an old or maiden one. Whoever has one name only has it as
 * their family name, so that lists and searches find them.
 */
export function namesOf(names: readonly HumanName[] | undefined): { familyName: string; givenName: string; prefix: string | null; birthFamilyName: string | null } {
  const chosen = preferred(names, nameUses);
  const given = firstFilled((chosen?.given ?? []).join(' '));
  const familyName = firstFilled(chosen?.family, given, chosen?.text);
  if (familyName === null) throw new RejectedError('NAME_MISSING', 'name');
  return {
    familyName: familyName.trim(),
    givenName: firstFilled(chosen?.family) === null ? '' : (given ?? '').trim(),
    prefix: firstFilled((chosen?.prefix ?? []).join(' ')),
    birthFamilyName: firstFilled(names?.find((name) => name.use === 'maiden')?.family),
  };
}

/** The telephone or address to reach somebody by: by rank, then by use; never an old one. */
export function contactOf(contacts: readonly ContactPoint[] | undefined, system: 'phone' | 'email' | 'fax'): string | null {
  const own = (contacts ?? []).filter((contact) => contact.system === system && firstFilled(contact.value) !== null);
  const ranked = own.filter((contact) => contact.rank !== undefined && contact.use !== 'old').sort((one, other) => (one.rank ?? 0) - (other.rank ?? 0));
  return firstFilled(ranked[0]?.value, preferred(own, phoneUses)?.value);
}

/** Where somebody lives or works. */
export function addressOf(addresses: readonly Address[] | undefined) {
  const chosen = preferred(addresses, addressUses);
  return {
    address_line: firstFilled((chosen?.line ?? []).join(', '), chosen?.line === undefined && chosen?.city === undefined ? chosen?.text : undefined),
    city: firstFilled(chosen?.city),
    postal_code: firstFilled(chosen?.postalCode),
    country: firstFilled(chosen?.country),
  };
}

/** Numbers with a value, each once; the NAM under its own system, written without spaces. */
export function identifiersOf(identifiers: readonly FhirIdentifier[] | undefined): readonly IdentifierContent[] {
  const kept = new Map<string, IdentifierContent>();
  for (const identifier of identifiers ?? []) {
    const given = identifier.value?.trim();
    if (!given) continue;
    const system = canonicalSystem(identifier.system);
    const value = system === identifierSystems.nam ? normalizeNam(given) || given : system === identifierSystems.nir ? given.replace(/[\s.-]/g, '').toUpperCase() || given : given;
    const key = JSON.stringify([system, value]);
    const isQualified = system === identifierSystems.nir && (identifier.extension ?? []).some(({ url, valueBoolean }) => url === ownExtensions.insQualified && valueBoolean === true);
    if (kept.has(key)) continue;
    kept.set(key, {
      system, value, use: identifier.use ?? null, valid_from: identifier.period?.start ?? null, valid_to: identifier.period?.end ?? null, issuer: firstFilled(identifier.assigner?.display), ins_qualified: isQualified ? 1 : 0,
    });
  }
  return [...kept.values()];
}

/** The system a number is kept under: the NAM has one, the others keep their own URI. */
export function canonicalSystem(system: string | undefined): string {
  if (system === undefined) return '';
  return namSystems.has(system) ? identifierSystems.nam : system;
}

function preferred<T extends { readonly use?: string | undefined }>(all: readonly T[] | undefined, uses: readonly (string | undefined)[]): T | undefined {
  for (const use of uses) {
    const found = all?.find((one) => one.use === use);
    if (found) return found;
  }
  return undefined;
}
