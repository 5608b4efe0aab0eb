import { fhirDateTime } from '../../imports/fhir/fhir-dates.ts';

/** What no validator sees: days that do not exist, empty lists and objects, two `value[x]`, references that lead nowhere. */

const dateLike = /^\d{4}(-\d{2}){0,2}(T.*)?$/;
const choices = ['value', 'effective', 'onset', 'abatement', 'deceased', 'medication', 'asNeeded'] as const;
const dateNames = /(date|dateTime|Date|DateTime|issued|start|end|On|Asserted)$/;

/** What is wrong inside one resource, as `path: why`. */
export function wrongIn(value: unknown, path = ''): readonly string[] {
  const at = (name: string): string => (path === '' ? name : `${path}.${name}`);
  if (Array.isArray(value)) return value.length === 0 ? [`${path}: empty`] : value.flatMap((one, index) => wrongIn(one, `${path}[${index}]`));
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value);
    if (entries.length === 0) return [`${path}: empty`];
    const twice = choices.filter((choice) => entries.filter(([name]) => new RegExp(`^${choice}[A-Z]`).test(name)).length > 1).map((choice) => `${at(`${choice}[x]`)}: given twice`);
    return [...twice, ...entries.flatMap(([name, inner]) => (typeof inner === 'string' && dateNames.test(name) && dateLike.test(inner) && !fhirDateTime.safeParse(inner).success ? [`${at(name)}: no such day`] : wrongIn(inner, at(name))))];
  }
  if (value === null) return [`${path}: null`];
  return typeof value === 'string' && value.trim() === '' ? [`${path}: blank`] : [];
}

/** References of a set of resources that lead to none of them. */
export function danglingIn(resources: readonly { readonly resourceType: string; readonly id: string }[]): readonly string[] {
  const known = new Set(resources.flatMap(({ resourceType, id }) => [`${resourceType}/${id}`, `urn:uuid:${id}`]));
  const found: string[] = [];
  JSON.stringify(resources, (name, value: unknown) => {
    if (name === 'reference' && typeof value === 'string' && !known.has(value)) found.push(value);
    return value;
  });
  return found;
}
