import { z } from 'zod';
import { id, instant } from './values.ts';

/**
 * How a change came about. `created` is the row's first: each field from nothing to what it began with. `undo` takes
 * another change back; `merge` brings two records together.
 */
export const changeOrigin = z.enum(['created', 'edit', 'import', 'undo', 'merge']);
export type ChangeOrigin = z.infer<typeof changeOrigin>;

const plainValue = z.union([z.string(), z.number(), z.boolean(), z.null()]);
/** A field's value as kept: plain, or the parts of a row that belongs to the record (an identifier). `null`: nothing. */
export const fieldValue = z.union([plainValue, z.record(z.string(), plainValue)]);
export type FieldValue = z.infer<typeof fieldValue>;

/** One field's change. The field of an identifier is `identifier:<id of its row>`. */
export const fieldChange = z.object({ field: z.string(), from: fieldValue, to: fieldValue });
export type FieldChange = z.infer<typeof fieldChange>;

/** One change of a record, as its history shows it. */
export const recordChange = z.object({
  id,
  entity: z.string(),
  entityId: z.string(),
  /** The version it led to. */
  version: z.int(),
  at: instant,
  /** Name of whoever made it; their id where there is no account. */
  byName: z.string(),
  origin: changeOrigin,
  reason: z.string().nullable(),
  /** The change it takes back. */
  undoes: z.string().nullable(),
  changes: z.array(fieldChange),
});
export type RecordChange = z.infer<typeof recordChange>;
