import { z } from 'zod';
import { contentOf } from '../../content/content-piece.ts';
import content from '../content/home-places.json' with { type: 'json' };

/** Where a home about lies, by its region or the beginning of its postal code: content, checked as this module is loaded. */

const degrees = z.tuple([z.number().min(-90).max(90), z.number().min(-180).max(180)]);
const places = z.strictObject({ roadFactor: z.number().min(1).max(3), roadSource: z.string(), source: z.string(), regions: z.record(z.string(), degrees), postal: z.record(z.string(), degrees) });
const builtIn = contentOf('home-places', places)
  .refine(({ sources, body }) => [body.source, body.roadSource].every((code) => sources.some((one) => one.code === code)), { error: 'unknown source' })
  .parse(content);

export const homePlaceContentItems = [{ kind: builtIn.kind, id: builtIn.id, version: builtIn.version, body: builtIn }];

/** Degrees, WGS 84. */
export interface GeographicPlace {
  readonly latitude: number;
  readonly longitude: number;
}

/** Where a home about lies; null where neither its region nor its postal code says. */
export function homePlace({ regionCode, postalCode }: { readonly regionCode: string | null; readonly postalCode: string | null }): GeographicPlace | null {
  const found = builtIn.body.postal[(postalCode ?? '').slice(0, 3).toUpperCase()] ?? builtIn.body.regions[regionCode ?? ''];
  return found ? { latitude: found[0], longitude: found[1] } : null;
}

const earthKilometres = 6371;
const radians = (degree: number): number => (degree * Math.PI) / 180;

/** About how many kilometres of road lie between two places: the great circle (haversine), made longer as roads are. */
export function roadKilometres(one: GeographicPlace, other: GeographicPlace): number {
  const [north, east] = [radians(other.latitude - one.latitude), radians(other.longitude - one.longitude)];
  const half = Math.sin(north / 2) ** 2 + Math.cos(radians(one.latitude)) * Math.cos(radians(other.latitude)) * Math.sin(east / 2) ** 2;
  return 2 * earthKilometres * Math.asin(Math.sqrt(half)) * builtIn.body.roadFactor;
}

/**
 * Whether two homes can be seen on one round, by their postal codes: the same sector (its first three characters), or sectors
 * no farther from one another than so many kilometres of road. A region alone is too wide to say.
 */
export function onOneRound(one: string | null, other: string | null, kilometres: number): boolean {
  const [from = '', to = ''] = [one, other].map((code) => (code ?? '').replaceAll(' ', '').slice(0, 3).toUpperCase());
  if (from.length < 3 || to.length < 3) return false;
  if (from === to) return true;
  const [here, there] = [builtIn.body.postal[from], builtIn.body.postal[to]];
  return here !== undefined && there !== undefined && roadKilometres({ latitude: here[0], longitude: here[1] }, { latitude: there[0], longitude: there[1] }) <= kilometres;
}

/** About how far sites are from a home, by site; nothing of a site without coordinates, or where nobody knows the home. */
export function siteDistances(home: GeographicPlace | null, sites: readonly { readonly id: string; readonly place: GeographicPlace | null }[]): ReadonlyMap<string, number> {
  return new Map(home === null ? [] : sites.flatMap(({ id, place }) => (place ? [[id, roadKilometres(home, place)] as const] : [])));
}
