import { z } from 'zod';
import { type VisitPurpose, visitPurpose } from '#contract/visit-purposes.ts';
import { contentOf } from '../content/content-piece.ts';
import content from './content/visit-purposes.json' with { type: 'json' };

/** What visits are for, and whether that may be done at a distance: clinical content, checked as this module is loaded. */

const purposeList = contentOf(
  'visit-purposes',
  z.strictObject({
    purposes: z.array(
      z.strictObject({ ...visitPurpose.shape, why: visitPurpose.shape.why.optional(), source: z.string() }).refine(({ atDistance, why }) => (atDistance === 'allowed') === (why === undefined), { error: 'what is held back says why' }),
    ),
  }),
).refine(({ sources, body }) => body.purposes.every(({ source }) => sources.some(({ code }) => code === source)), { error: 'unknown source' });

const builtInPurposes = purposeList.parse(content);

export const purposeContentItems = [{ kind: builtInPurposes.kind, id: builtInPurposes.id, version: builtInPurposes.version, body: builtInPurposes }];

/** The purposes a visit may be booked for, in the order they are offered. */
export const visitPurposes: readonly VisitPurpose[] = builtInPurposes.body.purposes.map(({ code, label, atDistance, why }) => ({ code, label, atDistance, why: why ?? null }));

/** The purpose of that code; undefined for one that is not in the list. */
export function purposeOf(code: string): VisitPurpose | undefined {
  return visitPurposes.find((purpose) => purpose.code === code);
}
