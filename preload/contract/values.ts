import { z } from 'zod';

/** Shared vocabulary of the contract: ids, dates, instants, coded concepts, text bounds. JSON values only. */

/** UUID (version 7 where we make it). */
export const id = z.uuid();
/** Years a clinic can mean: beyond them dates are a slip of the keys, and calculations with them leave the calendar. */
const isInReach = (text: string): boolean => text >= '1850' && text < '2200';
/** Civil date, `YYYY-MM-DD`, and a real one. */
export const isoDate = z.iso.date().refine(isInReach);
/** FHIR partial date: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, kept with the precision given. */
export const partialDate = z.string().regex(/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/);
/** UTC instant, always `YYYY-MM-DDTHH:mm:ss.sssZ`, so that text order is time order. */
export const instant = z.iso.datetime({ precision: 3 }).refine(isInReach);
/** Wall time of day, `HH:mm`. */
export const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
/** Wall date and time, `YYYY-MM-DDTHH:mm`. */
export const localDateTime = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/);
/** IANA time zone name, one this machine knows. */
export const timeZone = z.string().regex(/^[A-Za-z]+(\/[A-Za-z0-9_+-]+){0,2}$/).max(60).refine(isKnownZone);

/** Zones already asked about: the question costs as much as a whole page of answers. */
const knownZones = new Map<string, boolean>();

function isKnownZone(name: string): boolean {
  const known = knownZones.get(name);
  if (known !== undefined) return known;
  const found = findZone(name);
  if (knownZones.size < 1000) knownZones.set(name, found);
  return found;
}

function findZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    // A RangeError: no such zone.
    return false;
  }
}
export const language = z.enum(['fr', 'en']);
export type Language = z.infer<typeof language>;

/** A language somebody speaks: a tag of BCP 47 (`fr`, `iu`), or the words a file had. */
export const spokenLanguage = z.string().trim().min(1).max(60);
/** Languages a professional speaks with patients: tags of BCP 47 (`fr`, `iu`), or the words a file had; empty: nobody has said. */
export const spokenLanguages = z.array(spokenLanguage).max(12);

/** One line of text a person typed. */
export const line = (max = 200) => z.string().trim().max(max);
/** A required line. */
export const filled = (max = 200) => z.string().trim().min(1).max(max);
/** Free text of several lines. */
export const prose = (max = 8000) => z.string().trim().max(max);

export const administrativeSex = z.enum(['F', 'M', 'X', 'unknown']);
export type AdministrativeSex = z.infer<typeof administrativeSex>;

/**
 * How a record stands to whoever asks: `open` to all who may read records; `restricted`, and the caller of its care team (or
 * in by exception); `closed` to them: its lines say who it is and nothing more.
 */
export const patientAccess = z.enum(['open', 'restricted', 'closed']);
export type PatientAccess = z.infer<typeof patientAccess>;

/** How a visit takes place. */
export const visitModality = z.enum(['IN_PERSON', 'VIDEO', 'PHONE', 'HOME']);
export type VisitModality = z.infer<typeof visitModality>;

/** A coded concept as received: the code may be unmapped, the text is always kept. */
export const codedConcept = z.object({
  codeSystem: z.string().nullable(),
  code: z.string().nullable(),
  text: z.string(),
});

/** Systems of the identifiers a clinic keeps. Foreign systems keep their own URI. */
export const identifierSystems = {
  nam: 'urn:relais:identifier:ramq-nam',
  nir: 'urn:oid:1.2.250.1.213.1.4.8',
  file: 'urn:relais:identifier:clinic-file',
  /** Of another issuer, who is named beside it. */
  foreign: 'urn:relais:identifier:foreign',
} as const;

/** Cursor of keyset paging: opaque to the page. */
export const cursor = z.string().max(500);
