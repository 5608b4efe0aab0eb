import { type Refer, type Resource, resource } from './resource.ts';

/** A message to a patient that left, or was tried, and whose it is: the id the patient leaves under. */
export interface ExportedMessage {
  readonly id: string;
  readonly patient: string;
  readonly occasion: string;
  readonly channel: string;
  readonly language: string;
  readonly state: string;
  readonly cause: string | null;
  readonly leftAt: string;
  readonly subject: string;
  readonly body: string;
  /** The visit it is about, as it leaves; null: one is to be booked. */
  readonly visit: string | null;
}

const media: Readonly<Record<string, string>> = { email: 'EMAILWRIT', sms: 'SMSWRIT', letter: 'MAILWRIT' };

/** What is known of its leaving: refused for good, or not known, is neither sent nor completed. */
function statusOf(state: string): string {
  if (state === 'failed') return 'not-done';
  return state === 'unclear' ? 'unknown' : 'completed';
}

/** A message as a FHIR Communication: to whom, by which way, when, in which words, about which visit. */
export function communicationResource(row: ExportedMessage, refer: Refer): Resource {
  const status = statusOf(row.state);
  return resource('Communication', row.id, {
    language: row.language,
    status,
    statusReason: status === 'not-done' ? { text: row.cause ?? row.state } : undefined,
    category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/communication-category', code: 'notification' }], text: row.occasion }],
    medium: media[row.channel] === undefined ? [] : [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ParticipationMode', code: media[row.channel] }] }],
    subject: refer('Patient', row.patient),
    topic: { text: row.subject },
    about: row.visit === null ? [] : [refer('Appointment', row.visit)],
    sent: status === 'completed' ? row.leftAt : undefined,
    recipient: [refer('Patient', row.patient)],
    payload: [{ contentString: row.body }],
  });
}
