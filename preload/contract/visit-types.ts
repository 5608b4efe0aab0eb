import { z } from 'zod';
import { operation } from './define.ts';
import { roles } from './permissions.ts';
import { equipmentKind } from './resources.ts';
import { bilingual, urgency } from './triage.ts';
import { visitModality } from './values.ts';
import { visitPurpose } from './visit-purposes.ts';

/** Longest time around a visit, in minutes. */
export const longestBuffer = 120;

const facts = {
  /** Length in minutes; null: the usual one of each professional. */
  minutes: z.int().min(5).max(240).nullable(),
  /** Minutes its professional needs before and after it: nobody else is seen in them. */
  bufferBefore: z.int().min(0).max(longestBuffer),
  bufferAfter: z.int().min(0).max(longestBuffer),
  /** Roles that may hold it; empty: all. */
  roles: z.array(z.enum(roles)).max(roles.length),
  /** Classes of request it is for; empty: all, and visits without a request. */
  classes: z.array(urgency).max(urgency.options.length),
  /** Modalities it is held in; empty: those its purpose allows. */
  modalities: z.array(visitModality).max(4),
  /** Held in a room of the site, whichever is free, where its professional has none of their own then; and with an equipment. Of visits in person. */
  needsRoom: z.boolean(),
  equipment: equipmentKind.nullable(),
};

/** A type of visit: what it is for, how long it takes, who holds it, for which requests and how. */
export const visitType = visitPurpose.extend(facts);
export type VisitType = z.infer<typeof visitType>;

/** A type as the clinic keeps it. */
export const visitTypeEntry = visitType.extend({
  /** Of the shipped content: its words and what it says of visits at a distance are not the clinic's to change. */
  isBuiltIn: z.boolean(),
  /** No longer offered; visits booked for it keep it. */
  retired: z.boolean(),
  /** 0: as shipped. */
  version: z.int(),
});
export type VisitTypeEntry = z.infer<typeof visitTypeEntry>;

const seen = { code: visitPurpose.shape.code, expectedVersion: z.int() };

export const visitTypes = {
  /** The types of visits in the order they are offered: those shipped, then the clinic's own by name; those no longer offered last. */
  list: operation({ access: 'signed-in', scope: 'clinic' }).output(z.object({ types: z.array(visitTypeEntry).max(200) })),
  /**
   * Adds a type of the clinic (`expectedVersion` 0 and a code nobody has) or changes one. `label` null: the words of the content.
   * Visits already booked keep their length and the time around them.
   */
  save: operation({ access: 'settings.manage', scope: 'clinic' })
    .input(z.object({ ...seen, label: bilingual.nullable(), ...facts }))
    .output(visitTypeEntry),
  /** No longer offers a type, or offers it again. */
  setRetired: operation({ access: 'settings.manage', scope: 'clinic' })
    .input(z.object({ ...seen, retired: z.boolean() }))
    .output(visitTypeEntry),
};
