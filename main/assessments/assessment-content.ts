import { z } from 'zod';
import { bilingual } from '#contract/triage.ts';
import { contentOf } from '../content/content-piece.ts';
import drugClasses from './content/drug-classes.json' with { type: 'json' };
import joints from './content/joints.json' with { type: 'json' };

/** The joints and the drugs an assessment knows: clinical content, checked as this module is loaded. */

const jointCatalogue = contentOf(
  'joint-catalogue',
  z.strictObject({
    sides: z.array(z.strictObject({ code: z.enum(['r', 'l']), label: bilingual })).length(2),
    /** `sets`: the counts a joint belongs to; `foot`: an ankle or a joint beyond it. */
    joints: z.array(z.strictObject({ name: z.string(), label: bilingual, sets: z.array(z.enum(['28', '66', '68'])), foot: z.boolean() })),
  }),
);
/** Drugs known by the beginning of their ATC code, or by a name in the words of a prescription. */
const drugClassList = contentOf('drug-classes', z.strictObject({ classes: z.array(z.strictObject({ code: z.string(), atc: z.array(z.string()), names: z.array(z.string()) })) }));

export const builtInJoints = jointCatalogue.parse(joints);
export const builtInDrugClasses = drugClassList.parse(drugClasses);

/** The same as rows of `content_version`. */
export const assessmentContentItems = [builtInJoints, builtInDrugClasses].map((piece) => ({ kind: piece.kind, id: piece.id, version: piece.version, body: piece }));
