/** What is to be done at a calendar server so that it holds a professional's visits. Pure. */

/** A visit as it should stand there. */
export interface PushedVisit {
  readonly id: string;
  readonly version: number;
  readonly named: boolean;
}

/** What is to be written and what to be taken away. */
export interface PushWork<Visit extends PushedVisit> {
  readonly put: readonly Visit[];
  readonly remove: readonly string[];
}

/**
 * Compares what should be there with what is.
 *
 * @param visits live visits of the calendar, in the window
 * @param there what was written before
 * @param gone ids of what was written whose visit was called off or is another's now
 */
export function pushWork<Visit extends PushedVisit>(visits: readonly Visit[], there: readonly PushedVisit[], gone: ReadonlySet<string>): PushWork<Visit> {
  const written = new Map(there.map((item) => [item.id, item]));
  return {
    put: visits.filter((visit) => {
      const item = written.get(visit.id);
      return !item || item.version !== visit.version || item.named !== visit.named;
    }),
    remove: there.filter(({ id }) => gone.has(id)).map(({ id }) => id),
  };
}

/** Why an address cannot be pushed to, or null: https, or this computer; no user or password inside it; a collection ends with a slash. */
export function addressProblem(address: string): 'NOT_AN_ADDRESS' | 'NOT_HTTPS' | 'HOLDS_PASSWORD' | null {
  if (!URL.canParse(address)) return 'NOT_AN_ADDRESS';
  const url = new URL(address);
  if (url.username !== '' || url.password !== '') return 'HOLDS_PASSWORD';
  if (url.protocol === 'https:') return null;
  const isHere = url.hostname === 'localhost' || url.hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(url.hostname);
  return url.protocol === 'http:' && isHere ? null : 'NOT_HTTPS';
}

/** Where a visit lies in a collection. */
export function hrefOf(address: string, id: string): string {
  return new URL(`${id}.ics`, address.endsWith('/') ? address : `${address}/`).href;
}
