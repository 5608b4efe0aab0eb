import { ownExtensions, statusReason } from '../../imports/fhir/fhir-elements.ts';
import { requestSystems } from '../../imports/fhir/request-mapping.ts';
import { cancellationElement } from '../../imports/fhir/visit-cancellation.ts';
import { keptConcepts } from './concept-elements.ts';
import { exportedId, extension, type Refer, type Resource, resource, type Sourced } from './resource.ts';

/** A referral with the ids its people leave under. */
export interface ExportedReferral extends Sourced {
  readonly patient: string;
  readonly referrer: string | null;
  readonly state: string;
  /** 1 while the written advice that was decided on is to be written. */
  readonly advice_pending: number;
  /** Why it was declined, cancelled or closed, in words. */
  readonly ended_reason: string | null;
  readonly reason_code: string | null;
  readonly requested_cls: string | null;
  readonly free_text: string;
  readonly findings: string;
  readonly prerequisites_provided: string;
  readonly request_codings: string | null;
  readonly queue_role: string | null;
  /** Ids of the papers that leave with it. */
  readonly papers: readonly string[];
  readonly received_at: string;
  readonly completed_on: string;
}

export interface ExportedVisit extends Sourced {
  readonly patient: string;
  readonly professional: string;
  readonly referral: string | null;
  readonly starts_at: string;
  readonly ends_at: string;
  readonly zone: string;
  readonly patient_zone: string | null;
  readonly purpose: string | null;
  readonly modality: string;
  readonly status: string;
  readonly live: number;
  readonly reason: string | null;
  readonly cancelled_at: string | null;
  readonly cancel_party: string | null;
  readonly cancel_cause: string | null;
  readonly cancel_note: string | null;
}

const priorities: Readonly<Record<string, string>> = { URG: 'stat', A: 'urgent', B: 'urgent' };
const overStates: readonly string[] = ['closed', 'redirected', 'advised'];
const revokedStates: readonly string[] = ['declined', 'cancelled'];

/** A request as it was asked. The decisions taken on it stay with the clinic that took them. */
export function serviceRequestResource(row: ExportedReferral, refer: Refer): Resource {
  const reason = row.reason_code === null ? [] : [{ coding: [{ system: requestSystems.reason, code: row.reason_code }] }];
  const said = (json: string): string | null => (json === '{}' || json === '[]' ? null : json);
  return resource('ServiceRequest', exportedId(row, 'ServiceRequest'), {
    extension: [
      ...extension(ownExtensions.findings, { valueString: said(inOneOrder(row.findings)) }),
      ...extension(ownExtensions.prerequisites, { valueString: said(row.prerequisites_provided) }),
      ...extension(ownExtensions.requestedClass, { valueCode: row.requested_cls }),
      ...extension(ownExtensions.receivedAt, { valueString: row.received_at }),
      ...extension(ownExtensions.completedOn, { valueDate: row.completed_on }),
      ...(revokedStates.includes(row.state) ? extension(ownExtensions.ending, { valueCode: row.state }) : []),
      ...extension(statusReason, { valueCodeableConcept: { text: row.ended_reason } }),
    ],
    status: statusOf(row),
    intent: 'order',
    priority: row.requested_cls === null ? undefined : (priorities[row.requested_cls] ?? 'routine'),
    code: { coding: [{ system: requestSystems.kind, code: 'consultation' }], text: 'Consultation' },
    subject: refer('Patient', row.patient),
    authoredOn: row.received_at,
    requester: row.referrer === null ? undefined : refer('Practitioner', row.referrer),
    reasonCode: [...reason, ...keptConcepts(row.request_codings)],
    note: row.free_text.trim() === '' ? [] : [{ text: row.free_text }],
    supportingInfo: row.papers.map((id) => refer('DocumentReference', id)),
  });
}

/** What FHIR says of where it stands. Advice that is still to be written is not given yet. */
function statusOf({ state, advice_pending }: ExportedReferral): string {
  if (revokedStates.includes(state)) return 'revoked';
  return isAnswered({ state, advice_pending }) ? 'completed' : 'active';
}

/** Whether nothing is left to do about it. */
export function isAnswered({ state, advice_pending }: Pick<ExportedReferral, 'state' | 'advice_pending'>): boolean {
  return overStates.includes(state) && advice_pending === 0;
}

/** Findings by name: the order they were typed in says nothing. */
function inOneOrder(json: string): string {
  return JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(json) as object).sort(([one], [other]) => (one < other ? -1 : 1))));
}

/** FHIR's word for where a visit stands. */
const statuses: Readonly<Record<string, string>> = { booked: 'booked', arrived: 'arrived', 'in-progress': 'arrived', done: 'fulfilled', 'no-show': 'noshow', cancelled: 'cancelled' };
/** Cause of a booking that was taken back at once: there never was a visit. */
const mistake = 'booked-by-mistake';

export function appointmentResource(row: ExportedVisit, refer: Refer): Resource {
  const status = row.cancel_cause === mistake ? 'entered-in-error' : (statuses[row.status] ?? (row.live === 1 ? 'booked' : 'cancelled'));
  return resource('Appointment', exportedId(row, 'Appointment'), {
    extension: [
      ...extension(ownExtensions.modality, { valueCode: row.modality }),
      ...extension(ownExtensions.zone, { valueString: row.zone }),
      ...extension(ownExtensions.patientZone, { valueString: row.patient_zone }),
      ...extension(ownExtensions.purpose, { valueCode: row.purpose }),
      ...(status === 'cancelled' ? extension(ownExtensions.cancelledAt, { valueString: row.cancelled_at }) : []),
    ],
    status,
    cancelationReason: status === 'cancelled' ? cancellationElement({ party: row.cancel_party, cause: row.cancel_cause, note: row.cancel_note }) : undefined,
    reasonCode: [{ text: row.reason }],
    start: row.starts_at,
    end: row.ends_at,
    basedOn: row.referral === null ? [] : [refer('ServiceRequest', row.referral)],
    participant: [
      { actor: refer('Patient', row.patient), status: 'accepted' },
      { actor: refer('Practitioner', row.professional), status: 'accepted' },
    ],
  });
}
