import { z } from 'zod';

/** What is kept of the forms of doses while they are being written, and read again: of another version of the program, nothing. */

const text = z.string().max(1000);
const incident = z.object({ code: text, grade: text, words: text });
const written = z.object({
  reason: text, identifiers: z.array(text), product: text, lot: text, expiry: text, times: z.object({ started: text, ended: text, observedUntil: text }),
  vitals: z.record(z.string(), text), incidents: z.array(incident), words: text,
});
const answers = z.object({ typed: z.record(z.string(), z.object({ text, measuredOn: z.string().nullable() })), sampled: text, words: text });
const call = z.object({ answers: z.record(z.string(), text), words: text, symptomOn: text });

/** How a dose is given, as typed; times as `hh:mm`, vital signs by `moment.measure`. */
export type WrittenAdministration = z.infer<typeof written>;
/** An incident, as typed. */
export type TypedIncident = z.infer<typeof incident>;
/** The answers to an item of the list before a dose, as typed, by fact. */
export type WrittenAnswers = z.infer<typeof answers>;
/** A call about symptoms, as far as it was answered: choices by question. */
export type WrittenCall = z.infer<typeof call>;

export const readAdministrationDraft = (kept: unknown): WrittenAdministration | null => written.safeParse(kept).data ?? null;
export const readAnswersDraft = (kept: unknown): WrittenAnswers | null => answers.safeParse(kept).data ?? null;
export const readCallDraft = (kept: unknown): WrittenCall | null => call.safeParse(kept).data ?? null;
