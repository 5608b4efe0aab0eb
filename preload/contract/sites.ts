import { z } from 'zod';
import { easterChoice, holidayCalendar } from './away.ts';
import { operation } from './define.ts';
import { filled, id, line, timeZone } from './values.ts';

/** A site as a visit or a place names it. */
export const visitSite = z.object({ id, name: z.string() });
export type VisitSite = z.infer<typeof visitSite>;

const degrees = (most: number) => z.number().min(-most).max(most);

const told = {
  name: filled(120),
  address: line(200),
  city: line(120),
  postalCode: line(20),
  phone: line(40),
  /** IANA name: hours of the site are in its wall time. */
  zone: timeZone,
  /** Statutory holidays of the site; null: those of the clinic. */
  holidays: z.object({ calendar: holidayCalendar, easter: easterChoice }).nullable(),
  /** Degrees, WGS 84, from which distances are estimated; null where nobody has said. */
  place: z.object({ latitude: degrees(90), longitude: degrees(180) }).nullable(),
};

/** A place where the clinic sees people. */
export const site = z.object({ ...told, id, /** No longer used: no hours there, nothing new booked; earlier visits still name it. */ retired: z.boolean(), /** Weekly openings there. */ openings: z.int(), version: z.int() });
export type Site = z.infer<typeof site>;

export const sites = {
  /** The sites of the clinic by name, those no longer used last; the clinic's own zone, for what has no site. */
  list: operation({ access: 'signed-in', scope: 'clinic' }).output(z.object({ sites: z.array(site).max(100), zone: timeZone })),
  /**
   * Adds a site (`expectedVersion` 0) or changes one. Another zone holds for its hours from now on; visits already booked keep
   * their instant, their wall time and their zone. Another's change in between: `STALE`; a name already given: `INVALID`.
   */
  save: operation({ access: 'settings.manage', scope: 'clinic' })
    .input(z.object({ siteId: id, expectedVersion: z.int(), ...told }))
    .output(site),
  /** Takes a site out of use, or back into it. With weekly hours there: `INVALID` with `IN_USE`. */
  setRetired: operation({ access: 'settings.manage', scope: 'clinic' })
    .input(z.object({ siteId: id, expectedVersion: z.int(), retired: z.boolean() }))
    .output(site),
};
