import type { RawResource } from './raw-resource.ts';

/** Results described inside the report that groups them (`contained`, `#crp`), as many laboratories send them. */

type Json = Readonly<Record<string, unknown>>;
/** What a report says once for all its results. */
const dates = ['effectiveDateTime', 'effectivePeriod', 'effectiveInstant'] as const;
const patientPointers = /^#/;

/**
 * Takes the results out of a report, each as if it stood beside it: whose it is and when it was taken are the report's
 * where the result does not say. A report called off or entered in error gives none.
 *
 * @returns the report without them; the results
 */
export function resultsApart(report: Json, place: string): { readonly owner: Json; readonly results: readonly RawResource[] } {
  const contained: readonly unknown[] = Array.isArray(report['contained']) ? report['contained'] : [];
  if (report['resourceType'] !== 'DiagnosticReport' || report['status'] === 'entered-in-error' || report['status'] === 'cancelled') return { owner: report, results: [] };
  const results: RawResource[] = [];
  const rest: unknown[] = [];
  for (const [index, one] of contained.entries()) {
    if (!isObject(one) || one['resourceType'] !== 'Observation') {
      rest.push(one);
      continue;
    }
    const { id, ...said } = one;
    const isDated = dates.some((name) => said[name] !== undefined);
    const inherited = isDated ? {} : Object.fromEntries(dates.flatMap((name) => (report[name] === undefined ? [] : [[name, report[name]]])));
    const resource = { ...inherited, ...(report['issued'] === undefined ? {} : { issued: report['issued'] }), ...said, ...(isOwn(said['subject']) ? {} : { subject: report['subject'] }) };
    // Its own id means something inside its report alone.
    const address = typeof report['id'] === 'string' && typeof id === 'string' ? `${report['id']}#${id}` : null;
    results.push({ type: 'Observation', resource, id: address !== null && address.length <= 200 ? address : null, fullUrl: null, place: `${place === '' ? '' : `${place}.`}contained[${index}]` });
  }
  return { owner: { ...report, contained: rest }, results };
}

/** Whether a result points at somebody outside the report. */
function isOwn(subject: unknown): boolean {
  return isObject(subject) && typeof subject['reference'] === 'string' && !patientPointers.test(subject['reference']);
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
