import type { Site } from '#contract/sites';
import { readNumber } from '../../text/typed-number.ts';

/** A site while it is written: what is typed may not be one yet. Pure. */
export interface SiteDraft extends Omit<Site, 'id' | 'retired' | 'openings' | 'version' | 'place'> {
  readonly latitude: string;
  readonly longitude: string;
}

type SiteValues = Omit<Site, 'id' | 'retired' | 'openings' | 'version'>;

/** What the fields show of a site, or of one that is new. */
export function toSiteDraft(site: Site | null, clinicZone: string): SiteDraft {
  const { name, address, city, postalCode, phone, zone, holidays, place } = site ?? { name: '', address: '', city: '', postalCode: '', phone: '', zone: clinicZone, holidays: null, place: null };
  return { name, address, city, postalCode, phone, zone, holidays, latitude: place ? String(place.latitude) : '', longitude: place ? String(place.longitude) : '' };
}

/** What is typed as a site, or the fields that are wrong: a name is needed; both coordinates or neither. */
export function readSite({ latitude, longitude, ...draft }: SiteDraft): { readonly values: SiteValues } | { readonly faults: ReadonlySet<'name' | 'place'> } {
  const [north, east] = [readNumber(latitude), readNumber(longitude)];
  const isNowhere = north === null && east === null;
  const isPlace = typeof north === 'number' && typeof east === 'number' && Math.abs(north) <= 90 && Math.abs(east) <= 180;
  const faults = new Set<'name' | 'place'>([...(draft.name.trim() === '' ? ['name' as const] : []), ...(isNowhere || isPlace ? [] : ['place' as const])]);
  if (faults.size > 0) return { faults };
  return { values: { ...draft, place: isPlace ? { latitude: north, longitude: east } : null } };
}
