import { z } from 'zod';

/** What was found in the text of a letter. Offsets are into the text as pasted, in UTF-16 units, `end` excluded. */

/** Most characters of a letter that are read. */
export const longestLetter = 20_000;

const span = z.object({ start: z.int().min(0), end: z.int().min(0) });

/**
 * Why words are shown and no value is proposed. `uncertain`: doubted or asked; `history`: of the past; `family`: of somebody
 * else; `part`: denied, but a part of the finding only; `unclear`: nobody can say whether the negation reaches it; `imprecise`:
 * named without its value; `limit`: known to be below a limit only; `several`: a range or a course; `unit`: without a unit
 * one knows; `out-of-bounds`: no such value.
 */
export const letterWhy = z.enum(['uncertain', 'history', 'family', 'part', 'unclear', 'imprecise', 'limit', 'several', 'unit', 'out-of-bounds']);
export type LetterWhy = z.infer<typeof letterWhy>;

export const letterReading = z.object({
  lexiconVersion: z.string(),
  /** In the order of the letter. A finding said in two ways that contradict each other has two. */
  proposals: z.array(z.object({ field: z.string(), value: z.union([z.boolean(), z.number(), z.string()]), spans: z.array(span).min(1) })),
  toJudge: z.array(z.object({ field: z.string(), why: letterWhy, spans: z.array(span).min(1) })),
});
export type LetterReading = z.infer<typeof letterReading>;
/** A stretch of the text. */
export type LetterSpan = z.infer<typeof span>;
