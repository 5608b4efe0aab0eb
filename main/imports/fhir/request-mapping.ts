import { z } from 'zod';
import { type Features, featuresSchema, urgency } from '#contract/triage.ts';
import { visitModality } from '#contract/values.ts';
import { visitPurpose } from '#contract/visit-purposes.ts';
import type { AppointmentStatus } from '#contract/visit-steps.ts';
import { pruned } from './element-pruning.ts';
import { conceptText, firstFilled, mainCoding } from './fhir-concepts.ts';
import { type CodeableConcept, type Extension, extensionAt, ownExtensions, statusReason } from './fhir-elements.ts';
import { codedResourceSchema, type FhirAppointment, type FhirServiceRequest } from './fhir-schemas.ts';
import type { FindResource, MappedReferral, MappedVisit } from './mapped-resource.ts';
import { NotKeptError, RejectedError } from './rejection.ts';
import { cancellationOf, notCancelled } from './visit-cancellation.ts';

/** Systems of the codes Relais itself writes: the reason for a referral, and that a request asks for a consultation. */
export const requestSystems = { reason: 'urn:relais:fhir:referral-reason', kind: 'urn:relais:fhir:request' } as const;

/** Categories of FHIR's own list that are not a request to see somebody (SNOMED CT). */
const otherCategories: Readonly<Record<string, string>> = {
  '108252007': 'laboratory', '363679005': 'imaging', '409063005': 'counselling', '409073007': 'education', '387713003': 'surgery',
};
/** How a request may have ended, beside being done; told by the extension of another Relais. */
const endings = z.enum(['declined', 'cancelled']);
const json = z.string().transform((text, context) => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    context.addIssue({ code: 'custom', message: 'VALUE_INVALID' });
    return z.NEVER;
  }
});
const prerequisites = json.pipe(z.array(z.string().max(40)).max(60));
const findings = json.pipe(featuresSchema);
const longestWords = 8000;

/**
 * A request to be seen, as a referral to triage here. What was decided elsewhere is not a decision of this clinic: it
 * comes in as what was asked, closed where it is over there. Requests for a test or an operation are not kept.
 *
 * @throws RejectedError, NotKeptError
 */
export function mapServiceRequest(request: FhirServiceRequest, find: FindResource): MappedReferral {
  if (request.status === 'entered-in-error') throw new NotKeptError(request.status);
  const other = request.category?.map((one) => otherCategories[mainCoding(one)?.code ?? '']).find((one) => one !== undefined);
  if (other !== undefined) throw new NotKeptError(other);
  const own = (url: string): Extension | undefined => extensionAt(request.extension, url);
  const received = own(ownExtensions.receivedAt)?.valueString;
  const state = stateOf(request);
  const endedBecause = state === 'received' ? null : conceptText(extensionAt(request.extension, statusReason)?.valueCodeableConcept);
  const concepts = [request.code, ...(request.reasonCode ?? [])].filter((one) => one !== undefined);
  return {
    table: 'referral',
    subject: request.subject,
    requester: request.requester ?? null,
    content: {
      state,
      reason_code: request.reasonCode?.flatMap((one) => one.coding ?? []).find((one) => one.system === requestSystems.reason)?.code ?? null,
      requested_cls: urgency.safeParse(own(ownExtensions.requestedClass)?.valueCode).data ?? (request.priority === 'stat' ? 'URG' : null),
      free_text: wordsOf(request, find),
      prerequisites_provided: prerequisites.safeParse(own(ownExtensions.prerequisites)?.valueString).data ?? [],
      authored_on: request.authoredOn ?? null,
      received_at: z.iso.datetime({ precision: 3 }).safeParse(received).data ?? null,
      completed_on: own(ownExtensions.completedOn)?.valueDate ?? null,
      request_codings: codedBesideOurs(concepts),
      ...(endedBecause === null ? {} : { ended_elsewhere: bounded(endedBecause) }),
    },
    findings: findingsOf(own(ownExtensions.findings)),
  };
}

function stateOf({ status, extension }: FhirServiceRequest): MappedReferral['content']['state'] {
  if (status === 'completed') return 'closed';
  return status === 'revoked' ? (endings.safeParse(extensionAt(extension, ownExtensions.ending)?.valueCode).data ?? 'closed') : 'received';
}

/** Findings of another Relais; a key or value this one does not know refuses the request: it may be a danger sign. */
function findingsOf(extension: Extension | undefined): Features {
  if (extension?.valueString === undefined) return {};
  const read = findings.safeParse(extension.valueString);
  if (!read.success) throw new RejectedError('VALUE_INVALID', 'extension');
  return read.data;
}

/** What is asked and why, in the words of the request: its code, its reasons, its notes, each once. Of another Relais: the notes. */
function wordsOf(request: FhirServiceRequest, find: FindResource): string {
  const notes = (request.note ?? []).map((note) => note.text);
  if (request.code && isOurs(request.code)) return bounded(notes.join('\n'));
  const named = [request.code, ...(request.reasonCode ?? [])].filter((one) => one !== undefined && !isOurs(one)).map(conceptText);
  const pointed = (request.reasonReference ?? []).map((pointer) => {
    const problem = codedResourceSchema.safeParse(find(pointer));
    return (problem.success ? conceptText(problem.data.code) : null) ?? firstFilled(pointer.display);
  });
  const said = notes.join('\n');
  const words = [...new Set([...named, ...pointed].filter((one) => one !== null))].filter((one) => !said.includes(one));
  return bounded([...words, ...notes].join('\n').trim());
}

function bounded(words: string): string {
  if (words.length > longestWords) throw new RejectedError('TOO_LONG', 'note');
  return words;
}

function isOurs(concept: CodeableConcept): boolean {
  return (concept.coding ?? []).some((one) => one.system === requestSystems.reason || one.system === requestSystems.kind);
}

/** The concepts of others as received, so that no code is lost; null when there is none. */
function codedBesideOurs(concepts: readonly CodeableConcept[]): string | null {
  const others = pruned(concepts.filter((one) => !isOurs(one) && (one.coding ?? []).length > 0));
  return others === undefined ? null : JSON.stringify(others);
}

/** What has or had a time here, as Relais names it. Other appointments take no place and are not kept. */
const keptStatuses: Readonly<Record<string, AppointmentStatus>> = { booked: 'booked', arrived: 'arrived', 'checked-in': 'arrived', fulfilled: 'done', noshow: 'no-show', cancelled: 'cancelled' };

/**
 * A visit that takes or took its place in the calendar, or was called off.
 *
 * @throws RejectedError, NotKeptError
 */
export function mapAppointment(appointment: FhirAppointment): MappedVisit {
  const status = keptStatuses[appointment.status];
  if (!status) throw new NotKeptError(appointment.status);
  // Of a visit called off, whoever declined it is still whose visit it was.
  const actors = appointment.participant.filter((one) => one.status !== 'declined' || status === 'cancelled').flatMap((one) => (one.actor ? [one.actor] : []));
  const [patients, others] = [actors.filter((one) => typeOf(one.reference, one.type) === 'Patient'), actors.filter((one) => typeOf(one.reference, one.type) !== 'Patient')];
  // In a bundle a participant may be named by an address that does not say what it is; who it is shows when it is followed.
  const subject = patients[0] ?? others[0];
  if (!subject) throw new RejectedError('SUBJECT_NOT_PATIENT', 'participant');
  if (appointment.start === undefined) throw new RejectedError('VALUE_MISSING', 'start');
  const end = appointment.end ?? null;
  if (end === null && appointment.minutesDuration === undefined) throw new RejectedError('VALUE_MISSING', 'end');
  if (end !== null && end <= appointment.start) throw new RejectedError('DATE_IMPOSSIBLE', 'end');
  const own = (url: string): Extension | undefined => extensionAt(appointment.extension, url);
  return {
    table: 'appointment',
    subject,
    participants: actors,
    basedOn: appointment.basedOn ?? [],
    content: {
      starts_at: appointment.start,
      ends_at: end,
      minutes: appointment.minutesDuration ?? null,
      status,
      modality: visitModality.safeParse(own(ownExtensions.modality)?.valueCode).data ?? 'IN_PERSON',
      zone: own(ownExtensions.zone)?.valueString ?? null,
      patient_zone: own(ownExtensions.patientZone)?.valueString ?? null,
      purpose: visitPurpose.shape.code.safeParse(own(ownExtensions.purpose)?.valueCode).data ?? null,
      reason: firstFilled((appointment.reasonCode ?? []).map(conceptText).filter((one) => one !== null).join('; '), appointment.description),
      ...(status === 'cancelled' ? cancellationOf(appointment.cancelationReason, own(ownExtensions.cancelledAt)?.valueString) : notCancelled),
    },
  };
}

/** The type a reference says: `Patient` of `Patient/12`. */
function typeOf(reference: string | undefined, type: string | undefined): string | null {
  return /(?:^|\/)([A-Z][A-Za-z]+)\/[^/]+$/.exec(reference ?? '')?.[1] ?? /^([A-Z][A-Za-z]+)\?/.exec(reference ?? '')?.[1] ?? type ?? null;
}
