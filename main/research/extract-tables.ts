import { z } from 'zod';
import { bilingual } from '#contract/triage.ts';
import content from './content/extract-tables.json' with { type: 'json' };

/** The files of an extract: what each holds, column by column, as the dictionary that goes with them says it. */

export const tableNames = ['participants', 'diagnoses', 'treatments', 'adverse_events', 'scores', 'results', 'visits'] as const;
export type TableName = (typeof tableNames)[number];

/** `key`: what the line is about, without which it is left out; `category`: a value left empty where too few have it. */
const columnKinds = ['id', 'outline', 'category', 'system', 'key', 'label', 'date', 'number'] as const;

const table = z.strictObject({ file: bilingual, about: bilingual, columns: z.record(z.string(), z.strictObject({ kind: z.enum(columnKinds), fr: z.string(), en: z.string() })) });
export const extractTables: Readonly<Record<TableName, z.infer<typeof table>>> = z.strictObject(Object.fromEntries(tableNames.map((name) => [name, table])) as Record<TableName, typeof table>).parse(content.tables);
export const dictionaryWords = content.dictionary;
export const reportWords = content.report;
