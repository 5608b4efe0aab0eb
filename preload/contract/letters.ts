import { z } from 'zod';
import { operation } from './define.ts';
import { delivery } from './deliveries.ts';
import { referralState } from './referrals.ts';
import { filled, id, instant, language, line, prose } from './values.ts';

/**
 * Why one writes: the request has arrived, something is missing, a visit is booked, the person is redirected, the referrer is
 * answered in writing, or told that the request is declined.
 */
export const letterKind = z.enum(['acknowledgement', 'information', 'appointment', 'redirect', 'advice', 'refusal']);
export type LetterKind = z.infer<typeof letterKind>;

/** What stands at the head of a letter beside the clinic's name. */
export const letterhead = z.object({ address: prose(400), phone: line(40), fax: line(40), email: line(120) });
export type Letterhead = z.infer<typeof letterhead>;

/** Longest text of a letter or of a template. */
export const longestBody = 8000;

const withdrawn = z.object({ at: instant, by: z.string() }).nullable();
const letter = z.object({ id, kind: letterKind, language, addressee: z.string(), body: z.string(), writtenAt: instant, writtenBy: z.string(), withdrawn, mayWithdraw: z.boolean() });

const which = { kind: letterKind, language };
/** `version` 0: never edited. `isShipped`: the text is that of the program. */
const template = z.object({ ...which, version: z.int(), body: z.string(), isShipped: z.boolean(), saved: z.object({ at: instant, by: z.string() }).nullable() });

/** What is wrong with the text of a template: a field nobody knows, the known one it resembles, or a brace without its other. */
const templateProblem = z.object({ code: z.enum(['unknown-field', 'unclosed-field', 'stray-brace']), name: z.string(), nearest: z.string().nullable() });
export type TemplateProblem = z.infer<typeof templateProblem>;

export const letters = {
  /** The letters written about a referral, newest first; reading one that exists is not making one. */
  list: operation({ access: 'referral.read', scope: 'clinic' }).input(z.object({ referralId: id })).output(z.array(letter).max(50)),
  /**
   * The letter as the clinic's template gives it for this request: to be read and edited before it is made. `empty`: fields of
   * the template this request says nothing of.
   */
  draft: operation({ access: 'referral.complete', scope: 'clinic' })
    .input(z.object({ referralId: id, ...which }))
    .output(z.object({ body: z.string(), empty: z.array(z.string()) })),
  /**
   * Writes a letter, keeps it with its paper, and hands it over as PDF. The same id again hands over the letter as it was kept.
   * The letter of a written advice ends the request.
   */
  write: operation({ access: 'referral.complete', scope: 'clinic' })
    .input(z.object({ letterId: id, referralId: id, ...which, addressee: filled(300), body: filled(longestBody) }))
    .output(delivery),
  /** Takes a letter back that should not have been made: it stays listed as such. Written advice is then to be written again. */
  withdraw: operation({ access: 'referral.complete', scope: 'clinic' })
    .input(z.object({ letterId: id }))
    .output(z.object({ version: z.int(), state: referralState })),
  letterhead: operation({ access: 'signed-in', scope: 'clinic' }).output(letterhead),
  setLetterhead: operation({ access: 'settings.manage', scope: 'clinic' }).input(letterhead).output(letterhead),
  /** The templates in force, and the names of the fields in each language. */
  templates: operation({ access: 'settings.manage', scope: 'clinic' }).output(
    z.object({ templates: z.array(template), fields: z.object({ fr: z.array(z.string()), en: z.array(z.string()) }) }),
  ),
  /** Every version of one template, newest first. */
  templateVersions: operation({ access: 'settings.manage', scope: 'clinic' }).input(z.object(which)).output(z.array(template).max(200)),
  /** The letter a text would give for an invented request, and what is wrong with the text. */
  previewTemplate: operation({ access: 'settings.manage', scope: 'clinic' })
    .input(z.object({ ...which, body: z.string().max(longestBody) }))
    .output(z.object({ text: z.string(), problems: z.array(templateProblem) })),
  /** Keeps a text as the next version; null goes back to the text the program comes with. */
  saveTemplate: operation({ access: 'settings.manage', scope: 'clinic' })
    .input(z.object({ ...which, expectedVersion: z.int(), body: filled(longestBody).nullable() }))
    .output(z.object({ version: z.int() })),
};
