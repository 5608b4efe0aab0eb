import { type CancelCause, cancelCauses, type CancelParty, cancelParty } from '#contract/visit-steps.ts';
import { conceptText } from './fhir-concepts.ts';
import type { CodeableConcept } from './fhir-elements.ts';
import type { VisitContent } from './mapped-resource.ts';
import { RejectedError } from './rejection.ts';
import { z } from 'zod';

/** By whom and why a visit was called off, from and to `Appointment.cancelationReason`. */

/** Ours says both as `party-cause`; HL7's own list says less, and is given beside it for whoever knows only that one. */
const systems = { own: 'urn:relais:fhir:cancellation', hl7: 'http://terminology.hl7.org/CodeSystem/appointment-cancellation-reason' } as const;
const longestNote = 300;

type Cancellation = Pick<VisitContent, 'cancelled_at' | 'cancel_party' | 'cancel_cause' | 'cancel_note'>;
export const notCancelled: Cancellation = { cancelled_at: null, cancel_party: null, cancel_cause: null, cancel_note: null };

/** Codes of HL7's list that say one of our causes; of the others only who called it off is taken over. */
const known: Readonly<Record<string, readonly [CancelParty, CancelCause]>> = { 'pat-lt': ['patient', 'transport'], 'pat-dec': ['other', 'deceased'], 'oth-weath': ['other', 'weather'] };
const hl7Of: Readonly<Record<string, string>> = { 'patient-transport': 'pat-lt', 'other-deceased': 'pat-dec', 'other-weather': 'oth-weath' };
const hl7OfParty: Readonly<Record<CancelParty, string>> = { patient: 'pat', clinic: 'prov', referrer: 'other', other: 'other' };

/** What a reason and an instant say. A reason in no code of ours is kept in its words. @throws RejectedError */
export function cancellationOf(reason: CodeableConcept | undefined, at: string | undefined): Cancellation {
  const cancelled_at = z.iso.datetime({ precision: 3 }).safeParse(at).data ?? null;
  const codings = reason?.coding ?? [];
  const own = codings.find(({ system }) => system === systems.own)?.code;
  const party = cancelParty.safeParse(own?.slice(0, own.indexOf('-'))).data;
  const causes: readonly CancelCause[] = party === undefined ? [] : cancelCauses[party];
  const cause = causes.find((one) => own === `${party}-${one}`);
  if (party !== undefined && cause !== undefined) return { cancelled_at, cancel_party: party, cancel_cause: cause, cancel_note: noteOf(reason?.text) };
  const hl7 = codings.find(({ system, code }) => system === systems.hl7 && code !== undefined)?.code;
  const same = hl7 === undefined ? undefined : known[hl7];
  if (same) return { cancelled_at, cancel_party: same[0], cancel_cause: same[1], cancel_note: noteOf(reason?.text) };
  const words = noteOf(reason && conceptText(reason));
  if (words === null) return { ...notCancelled, cancelled_at };
  const by: CancelParty = hl7 === undefined ? 'other' : /^pat\b/.test(hl7) ? 'patient' : /^prov\b/.test(hl7) ? 'clinic' : 'other';
  return { cancelled_at, cancel_party: by, cancel_cause: 'other', cancel_note: words };
}

/** A reason as it leaves; undefined where nothing is known of it. */
export function cancellationElement({ party, cause, note }: { readonly party: string | null; readonly cause: string | null; readonly note: string | null }): CodeableConcept | undefined {
  const by = cancelParty.safeParse(party).data;
  if (by === undefined) return undefined;
  const code = `${by}-${cause ?? 'other'}`;
  return { coding: [{ system: systems.own, code }, { system: systems.hl7, code: hl7Of[code] ?? hl7OfParty[by] }], ...(note === null ? {} : { text: note }) };
}

function noteOf(words: string | null | undefined): string | null {
  const note = (words ?? '').replace(/[\r\n\t]+/g, ' ').trim();
  if (note.length > longestNote) throw new RejectedError('TOO_LONG', 'cancelationReason');
  return note === '' ? null : note;
}
