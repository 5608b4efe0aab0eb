import { v5 } from 'uuid';
import { type ExportedReferral, isAnswered } from './request-resources.ts';
import { exportedId, type Refer, type Resource, resource } from './resource.ts';

/** A paper of a request, its bytes apart; `request` and `patient` under the ids they leave with. */
export interface ExportedPaper {
  readonly id: string;
  readonly patient: string;
  readonly request: string;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly addedAt: string;
}

/** A paper with what it holds. @param content its bytes, opened */
export function documentResource(row: ExportedPaper, content: Uint8Array, refer: Refer): Resource {
  return resource('DocumentReference', row.id, {
    status: 'current',
    subject: refer('Patient', row.patient),
    date: row.addedAt,
    content: [{ attachment: { contentType: row.mediaType, data: Buffer.from(content).toString('base64'), size: row.bytes, title: row.name, creation: row.addedAt } }],
    context: { related: [refer('ServiceRequest', row.request)] },
  });
}

/** Where a request stands, with the words of Relais beside those of FHIR. */
const stateSystem = 'urn:relais:fhir:referral-state';
/** Ids of tasks follow from those of their requests: the same request, sent again, has the same task. */
const tasks = '5b1f3f0e-7d0a-5c56-9b6a-2f8f0d7c4e11';
const taskStatuses: Readonly<Record<string, string>> = { received: 'requested', accepted: 'accepted', declined: 'rejected', cancelled: 'cancelled' };

/** How far the work on a request is: what it asks is in the ServiceRequest it is about. It leaves under an id that follows from the request's. */
export function requestTaskResource(row: ExportedReferral, refer: Refer): Resource {
  const request = exportedId(row, 'ServiceRequest');
  return resource('RequestTask', v5(`Task/${request}`, tasks), {
    status: taskStatuses[row.state] ?? (isAnswered(row) ? 'completed' : 'in-progress'),
    statusReason: row.ended_reason === null ? undefined : { text: row.ended_reason },
    businessStatus: { coding: [{ system: stateSystem, code: row.state }] },
    intent: 'order',
    focus: refer('ServiceRequest', request),
    for: refer('Patient', row.patient),
    authoredOn: row.received_at,
    performerType: row.queue_role === null ? [] : [{ text: row.queue_role }],
  });
}
