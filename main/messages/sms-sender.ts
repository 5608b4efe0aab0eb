import { z } from 'zod';
import type { SmsSettings } from '#contract/message-channels.ts';
import { errorCode } from '../platform/database/unit-of-work.ts';
import { type Outgoing, saidBriefly, type SendResult } from './sending.ts';

const patienceMilliseconds = 20_000;

/** What providers call the number of a message they took. */
const reference = z.union([z.object({ id: z.union([z.string(), z.number()]) }), z.object({ sid: z.string() }), z.object({ message_id: z.string() }), z.object({ messageId: z.string() })]);

/** Failures before anything was sent: nobody listens there, or not as who they should be. */
const nothingSent = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT', 'CERT_HAS_EXPIRED', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'ERR_TLS_CERT_ALTNAME_INVALID']);

/** Sends one SMS by one request to the clinic's provider. Follows no redirection. Never throws. */
export async function sendSms({ url, format, toField, textField, extra, auth, authName }: SmsSettings, secret: string, message: Outgoing): Promise<SendResult> {
  const fields = Object.fromEntries([...extra.map(({ name, value }) => [name, value] as const), [toField, message.to], [textField, message.body]]);
  const headers = new Headers({ 'Idempotency-Key': message.id, Accept: 'application/json', 'Content-Type': format === 'json' ? 'application/json' : 'application/x-www-form-urlencoded' });
  if (auth === 'bearer') headers.set('Authorization', `Bearer ${secret}`);
  if (auth === 'basic') headers.set('Authorization', `Basic ${Buffer.from(`${authName}:${secret}`).toString('base64')}`);
  if (auth === 'header') headers.set(authName, secret);
  try {
    const answer = await fetch(url, { method: 'POST', redirect: 'manual', headers, body: format === 'json' ? JSON.stringify(fields) : new URLSearchParams(fields).toString(), signal: AbortSignal.timeout(patienceMilliseconds) });
    const said = (await answer.text()).slice(0, 4000);
    return httpResult(answer.status, said);
  } catch (error) {
    const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
    const code = errorCode(cause);
    return { outcome: nothingSent.has(code) ? 'retry' : 'unclear', detail: saidBriefly(code === '' ? (error instanceof Error ? error.name : '') : code) };
  }
}

/** What an answer means: taken; not now; not this; or nobody knows. The provider's own words are not kept: they may repeat the message. */
export function httpResult(status: number, body: string): SendResult {
  if (status >= 200 && status < 300) return { outcome: 'sent', detail: saidBriefly(status, referenceOf(body)) };
  if (status === 429 || status === 503) return { outcome: 'retry', detail: String(status) };
  return { outcome: status >= 300 && status < 500 && status !== 408 ? 'refused' : 'unclear', detail: String(status) };
}

function referenceOf(body: string): string | null {
  try {
    const read = reference.safeParse(JSON.parse(body)).data;
    return read === undefined ? null : String(Object.values(read)[0] ?? '').slice(0, 80);
  } catch {
    // A provider that answers in words of its own has taken it all the same.
    return null;
  }
}
