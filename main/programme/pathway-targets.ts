import { z } from 'zod';
import { publishedCounts } from '#contract/programme.ts';
import { isoDate } from '#contract/values.ts';
import { contentOf } from '../content/content-piece.ts';
import targets from './content/pathway-targets.json' with { type: 'json' };

/** What programmes that run a pathway aim at, and what they published. */

const count = z.int().positive();
const targetPiece = contentOf(
  'pathway-targets',
  z.strictObject({
    targets: z.array(z.strictObject({ pathway: z.string(), from: isoDate, months: z.int().positive(), count, source: z.string() })),
    published: z.array(z.strictObject({ pathway: z.string(), what: z.enum(publishedCounts), on: isoDate, count, source: z.string() })),
  }),
);

export const pathwayTargets = targetPiece.parse(targets);
