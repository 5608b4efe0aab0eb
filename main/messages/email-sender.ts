import { createTransport } from 'nodemailer';
import type { SmtpSettings } from '#contract/message-channels.ts';
import { type Outgoing, saidBriefly, type SendResult } from './sending.ts';

/** Longest one waits for the server: to answer at all, and between its words. */
const patience = { connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 30_000, dnsTimeout: 10_000 };

/** Sends one e-mail by the clinic's SMTP server, encrypted unless the settings say otherwise. Never throws. */
export async function sendEmail({ host, port, security, user, from, fromName }: SmtpSettings, secret: string, message: Outgoing): Promise<SendResult> {
  const transport = createTransport({
    host, port, secure: security === 'tls', requireTLS: security === 'starttls', ignoreTLS: security === 'none', ...patience,
    ...(user === '' ? {} : { auth: { user, pass: secret } }),
    tls: { minVersion: 'TLSv1.2' }, disableFileAccess: true, disableUrlAccess: true,
  });
  try {
    const { messageId, response } = await transport.sendMail({
      from: { name: fromName, address: from }, to: { name: '', address: message.to }, subject: message.subject, text: message.body,
      messageId: `<${message.id}@${from.split('@').at(-1) ?? 'localhost'}>`, headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    });
    return { outcome: 'sent', detail: saidBriefly(response, messageId) };
  } catch (error) {
    return smtpResult(error);
  } finally {
    transport.close();
  }
}

/**
 * What a failure means. A server that answered with 5xx to this message refuses it for good; where a connection that stood broke
 * without an answer, nobody knows. A server that never answered, or that did not let the clinic in, may be asked again.
 */
export function smtpResult(error: unknown): SendResult {
  const { code, command, responseCode, message } = error as { readonly code?: string; readonly command?: string; readonly responseCode?: number; readonly message?: string };
  const detail = saidBriefly(responseCode ?? code, command, message);
  if (code === 'EAUTH' || code === 'ETLS' || code === 'EDNS') return { outcome: 'retry', detail };
  if (responseCode !== undefined) return { outcome: responseCode >= 500 && responseCode !== 503 ? 'refused' : 'retry', detail };
  if (code === 'EENVELOPE' || code === 'EMESSAGE') return { outcome: 'refused', detail };
  // Nobody answered there at all. A connection that broke later is told alike before and after the text was handed over: nobody knows.
  const isUnanswered = (code === 'ESOCKET' && /^(connect|getaddrinfo) /.test(message ?? '')) || (code === 'ETIMEDOUT' && /^(Connection timeout|Greeting never received)/.test(message ?? ''));
  return { outcome: isUnanswered ? 'retry' : 'unclear', detail };
}
