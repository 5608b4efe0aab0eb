import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { openTestClinic } from '../main/testing/test-clinic.ts';

/** A reference from one table to another, by these columns. */
interface Reference {
  readonly from: string;
  readonly to: string;
  readonly column: string;
  readonly required: boolean;
  /** At most one row refers to a row. */
  readonly unique: boolean;
}

/** Lines to these would hide the rest. */
const everywhere: readonly string[] = ['user_account', 'import_batch'];

/**
 * The tables and what refers to what, drawn from a database the migrations made. Fails when the drawing is out of date;
 * written anew with: npm test -- --only unit -- migrations -u
 */
test('the drawing of the data model is what the migrations make', async () => {
  const clinic = await openTestClinic('sqlite');
  try {
    const { db } = clinic.store.database;
    const { rows } = await sql<{ from: string; to: string; column: string; required: number; unique: number }>`
      select t.name as "from", f."table" as "to", f."from" as "column", (c."notnull" or c.pk > 0) as required,
        (c.pk = 1 and not exists (select 1 from pragma_table_info(t.name) where pk > 1)) or exists (
          select 1 from pragma_index_list(t.name) i where i."unique" = 1 and i.partial = 0
            and (select group_concat(name) from pragma_index_info(i.name)) = f."from") as "unique"
      from sqlite_schema t, pragma_foreign_key_list(t.name) f join pragma_table_info(t.name) c on c.name = f."from"
      where t.type = 'table' and t.name not like 'kysely_%' order by t.name, f."from"`.execute(db);
    const references: readonly Reference[] = rows.map((row) => ({ ...row, required: row.required === 1, unique: row.unique === 1 }));
    await expect(drawingOf(references)).toMatchFileSnapshot('../build/docs/data-model-drawing.md');
  } finally {
    await clinic.close();
  }
});

function drawingOf(references: readonly Reference[]): string {
  const drawn = references.filter(({ to }) => !everywhere.includes(to));
  const ofPatients = reaching('patient', drawn);
  const isOfPatients = ({ from }: Reference): boolean => ofPatients.has(from);
  const users = references.filter(({ to }) => everywhere.includes(to)).map(({ from, to, column }) => `- \`${from}.${column}\` → \`${to}\``);
  return [
    '# Data model, drawn', '',
    'Made from the migrations by `migrations/schema-drawing.test.ts`, which fails when this page is out of date. What each table holds is told in [data-model.md](data-model.md); columns are in `migrations/schema-*.sql`.', '',
    'A line goes from the row that is referred to, to the rows that refer to it; beside it, the column that does.', '',
    '## What belongs to a patient', '', ...diagram(drawn.filter(isOfPatients)), '',
    '## The rest', '', ...diagram(drawn.filter((reference) => !isOfPatients(reference))), '',
    '## Accounts and imports', '', 'Left out above, since lines to them would hide the rest.', '', ...users, '',
  ].join('\n');
}

/** The tables that refer to a table, directly or by others; the table itself among them. */
function reaching(target: string, references: readonly Reference[]): ReadonlySet<string> {
  const found = new Set([target]);
  for (let before = 0; before < found.size; ) {
    before = found.size;
    for (const { from, to } of references) if (found.has(to)) found.add(from);
  }
  return found;
}

function diagram(references: readonly Reference[]): readonly string[] {
  return ['```mermaid', 'erDiagram', ...references.map(({ from, to, column, required, unique }) => `  ${to} ${required ? '||' : '|o'}--${unique ? 'o|' : 'o{'} ${from} : "${column}"`), '```'];
}
