import { toxicityBody } from '#contract/toxicity.ts';
import { contentOf } from '../content/content-piece.ts';
import immuneRelated from './content/immune-related.json' with { type: 'json' };

/** Grading of toxicity: what does not hold together is refused as this module is loaded. */

const toxicitySchema = contentOf(
  'toxicity-grading',
  toxicityBody.superRefine(({ organs, questions, laboratory, general, escalations }, context) => {
    const refuse = (message: string) => context.addIssue({ code: 'custom', message });
    const known = new Set(organs.map(({ code }) => code));
    for (const { code, organ } of questions) if (!known.has(organ)) refuse(`${code} is of ${organ}, unknown`);
    for (const { test, organ } of laboratory) if (!known.has(organ)) refuse(`${test} is of ${organ}, unknown`);
    if (new Set(questions.map(({ code }) => code)).size !== questions.length || known.size !== organs.length) refuse('codes repeat');
    for (const { code, choices } of questions) if (choices.some(({ grade }, index) => grade < (choices[index - 1]?.grade ?? 1))) refuse(`the choices of ${code} are not from the mildest`);
    if (general.some(({ grade }, index) => grade !== index + 1) || new Set(escalations.map(({ level }) => level)).size !== 3) refuse('a grade or a level is missing');
  }),
);

/** Immune-related adverse events of checkpoint inhibitors: CTCAE v5.0 and ASCO 2021, with twenty questions in plain words. */
export const immuneRelatedToxicity = toxicitySchema.parse(immuneRelated);

/** The gradings a pathway may name, by their id. */
export const toxicityContents: ReadonlyMap<string, typeof immuneRelatedToxicity> = new Map([[immuneRelatedToxicity.id, immuneRelatedToxicity]]);
