import { z } from 'zod';
import type { RecordReach } from '../../access/record-reach.ts';
import { tableMapping, tableReading } from '#contract/table-imports.ts';
import { tableRefusal } from '#contract/table-reports.ts';

/** What the long-work thread is told of a table. */

export const readJobKind = 'table-read';
export const checkJobKind = 'table-check';
export const runJobKind = 'table-run';

export const readJob = z.object({ fileId: z.uuid(), reading: tableReading.nullable(), remembered: tableMapping.nullable() });
export const checkJob = z.object({ importId: z.uuid(), reach: z.custom<RecordReach>() });
export const runJob = z.object({ importId: z.uuid(), userId: z.string(), reach: z.custom<RecordReach>() });

/** What a check comes to: whole, stopped, or the file turned out not to be readable. */
export const checkOutcome = z.union([z.object({ whole: z.boolean() }), z.object({ refusal: tableRefusal, line: z.int().nullable() })]);
export type CheckOutcome = z.infer<typeof checkOutcome>;
