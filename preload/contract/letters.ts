import { z } from 'zod';
import { operation } from './define.ts';
import { delivery } from './deliveries.ts';
import { filled, id, instant, language, line, prose } from './values.ts';

/** Why one writes: the person is redirected, the referrer is answered in writing, asked for what is missing, or told that the request is declined. */
export const letterKind = z.enum(['redirect', 'advice', 'information', 'refusal']);
export type LetterKind = z.infer<typeof letterKind>;

/** What stands at the head of a letter beside the clinic's name. */
export const letterhead = z.object({ address: prose(400), phone: line(40), fax: line(40), email: line(120) });
export type Letterhead = z.infer<typeof letterhead>;

const letter = z.object({ id, kind: letterKind, language, addressee: z.string(), body: z.string(), writtenAt: instant, writtenBy: z.string() });

export const letters = {
  /** The letters written about a referral, newest first; reading one that exists is not making one. */
  list: operation({ access: 'referral.read', scope: 'clinic' }).input(z.object({ referralId: id })).output(z.array(letter).max(50)),
  /** Writes a letter, keeps it, and hands it over as PDF. The same id again hands over the letter as it was kept. */
  write: operation({ access: 'referral.complete', scope: 'clinic' })
    .input(z.object({ letterId: id, referralId: id, kind: letterKind, language, addressee: filled(300), body: filled(8000) }))
    .output(delivery),
  letterhead: operation({ access: 'signed-in', scope: 'clinic' }).output(letterhead),
  setLetterhead: operation({ access: 'settings.manage', scope: 'clinic' }).input(letterhead).output(letterhead),
};
