import { z } from 'zod';
import { operation } from './define.ts';
import { filled, instant, line } from './values.ts';

/** How messages are sent from the clinic's machine. Both are off until somebody has sent a test message and switched them on. */
export const sendingChannel = z.enum(['email', 'sms']);
export type SendingChannel = z.infer<typeof sendingChannel>;

/** `tls`: encrypted from the first byte; `starttls`: refused unless the server encrypts; `none`: in clear, told so by the clinic. */
export const smtpSecurity = z.enum(['tls', 'starttls', 'none']);

/** An SMTP server of the clinic. An empty user: the server asks for none. */
export const smtpSettings = z.object({ host: filled(200).regex(/^[A-Za-z0-9.:_-]+$/), port: z.int().min(1).max(65_535), security: smtpSecurity, user: line(200), from: z.email().max(200), fromName: line(120).regex(/^[^\r\n<>"]*$/) });
export type SmtpSettings = z.infer<typeof smtpSettings>;

const field = z.string().trim().regex(/^[A-Za-z0-9_.-]{1,60}$/);

/**
 * An SMS provider reached by one HTTP request a message: where, how the number and the text are called, what else is sent each time,
 * and how the clinic is recognised. Without encryption only where the clinic says so.
 */
export const smsSettings = z.object({
  url: z.url({ protocol: /^https?$/ }).max(400),
  allowPlain: z.boolean(),
  format: z.enum(['json', 'form']),
  toField: field,
  textField: field,
  extra: z.array(z.object({ name: field, value: line(200) })).max(10),
  auth: z.enum(['none', 'bearer', 'basic', 'header']),
  /** The user of `basic`, or the name of the `header`. */
  authName: line(120),
});
export type SmsSettings = z.infer<typeof smsSettings>;

const state = { isOn: z.boolean(), version: z.int(), hasSecret: z.boolean(), testedAt: instant.nullable(), saved: z.object({ at: instant, by: z.string() }).nullable() };

/** How one try to send ended. `unclear`: the message may or may not have left. */
export const sendOutcome = z.enum(['sent', 'refused', 'retry', 'unclear']);
export type SendOutcome = z.infer<typeof sendOutcome>;

const seen = { expectedVersion: z.int().min(0) };
/** Null: the secret kept stays; empty: there is none any more. */
const secret = line(500).nullable();

export const messageChannels = {
  /** What is set for e-mail and SMS; the secrets are never told. `isDemonstration`: nothing can be switched on here. */
  read: operation({ access: 'settings.manage', scope: 'clinic' }).output(
    z.object({ email: z.object({ ...state, settings: smtpSettings.nullable() }), sms: z.object({ ...state, settings: smsSettings.nullable() }), isDemonstration: z.boolean() }),
  ),
  /** Keeps how e-mails are sent; off again, until it is tested anew. @throws STALE */
  saveEmail: operation({ access: 'settings.manage', scope: 'clinic' }).input(z.object({ ...seen, settings: smtpSettings, secret })).output(z.object({ version: z.int() })),
  /** Keeps how SMS are sent; off again, until it is tested anew. @throws STALE, INVALID (`url`, NOT_HTTPS; `authName`, REQUIRED) */
  saveSms: operation({ access: 'settings.manage', scope: 'clinic' }).input(z.object({ ...seen, settings: smsSettings, secret })).output(z.object({ version: z.int() })),
  /** Sends one test message now, to an address of the clinic's own. @throws INVALID (`to`; DEMONSTRATION), ILLEGAL_STATE (nothing is set) */
  test: operation({ access: 'settings.manage', scope: 'clinic' }).input(z.object({ channel: sendingChannel, to: filled(200) })).output(z.object({ outcome: sendOutcome, detail: z.string(), version: z.int() })),
  /** Switches sending on (after a test message left with these settings) or off (at once). @throws STALE, ILLEGAL_STATE (`untested`), INVALID (DEMONSTRATION) */
  switch: operation({ access: 'settings.manage', scope: 'clinic' }).input(z.object({ ...seen, channel: sendingChannel, isOn: z.boolean() })).output(z.object({ version: z.int() })),
};
