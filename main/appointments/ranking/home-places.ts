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

/** About how far sites are from a home, by site; nothing of a site without coordinates, or where nobody knows the home. */
export function siteDistances(home: GeographicPlace | null, sites: readonly { readonly id: string; readonly place: GeographicPlace | null }[]): ReadonlyMap<string, number> {
  return new Map(home === null ? [] : sites.flatMap(({ id, place }) => (place ? [[id, roadKilometres(home, place)] as const] : [])));
}
