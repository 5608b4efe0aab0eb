import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { afterEach, describe, expect, test } from 'vitest';
import { engines, openTestClinic, type TestClinic } from '../../testing/test-clinic.ts';

/** A column as its table is declared. */
interface DeclaredColumn {
  readonly kind: 'text' | 'number' | 'bytes';
  readonly nullable: boolean;
  readonly generated: boolean;
}
type Columns = Readonly<Record<string, DeclaredColumn>>;

/** What an engine needs for itself and no repository names. */
const ofTheEngine = /^(kysely_migration|sqlite_|patient_search_words)/;
/** SQLite's own row numbers: it says they may be null, and fills them in where they are left out. */
const rowNumbers = new Set(['audit_event.seq', 'audit_head.id', 'patient_search.search_id', 'search_word.id']);
const columnsOfTheEngine: Readonly<Record<string, readonly string[]>> = { 'postgres.patient_search': ['words'] };

/** Every interface of `schema.ts` and of the files of its areas, by name. */
function declaredInterfaces(): ReadonlyMap<string, ts.InterfaceDeclaration> {
  const areas = readdirSync(new URL('./tables/', import.meta.url)).map((name) => `./tables/${name}`);
  const sources = ['./schema.ts', ...areas].map((name) => ts.createSourceFile(name, readFileSync(new URL(name, import.meta.url), 'utf8'), ts.ScriptTarget.Latest, true));
  return new Map(sources.flatMap(({ statements }) => statements.filter(ts.isInterfaceDeclaration).map((one) => [one.name.text, one] as const)));
}

/** The tables declared for `Schema`, read from their source, each with its columns. */
function declaredTables(): Readonly<Record<string, Columns>> {
  const interfaces = declaredInterfaces();
  const membersOf = (name: string): readonly ts.PropertySignature[] => {
    const declaration = interfaces.get(name);
    if (!declaration) throw new Error(`no interface ${name} is declared`);
    const inherited = (declaration.heritageClauses ?? []).flatMap((clause) => clause.types.flatMap((type) => membersOf(type.expression.getText())));
    return [...inherited, ...declaration.members.filter(ts.isPropertySignature)];
  };
  const columnsOf = (name: string): Columns => Object.fromEntries(membersOf(name).map((member) => [member.name.getText(), columnOf(member.type?.getText() ?? '')]));
  return Object.fromEntries(membersOf('Schema').map((member) => [member.name.getText(), columnsOf(member.type?.getText() ?? '')]));
}

const kinds: Readonly<Record<string, 'text' | 'number' | 'bytes'>> = { string: 'text', number: 'number', Uint8Array: 'bytes' };
/** What each database calls a type of column. */
const kindOf: Readonly<Record<string, string>> = { integer: 'number', real: 'number', int4: 'number', int8: 'number', float8: 'number', text: 'text', blob: 'bytes', bytea: 'bytes' };

function columnOf(type: string): DeclaredColumn {
  const generated = /^Generated<(.+)>$/.exec(type);
  const inner = generated?.[1] ?? type;
  const nullable = inner.endsWith(' | null');
  const base = nullable ? inner.slice(0, -' | null'.length) : inner;
  const kind = kinds[base];
  if (!kind) throw new Error(`a column is text, number or bytes, not ${type}`);
  return { kind, nullable, generated: generated !== null };
}

describe.each(engines)('schema.ts on %s', (engine) => {
  let clinic: TestClinic;
  afterEach(() => clinic.close());

  test('says column by column what the migrations made', async () => {
    clinic = await openTestClinic(engine);
    const tables = (await clinic.store.database.db.introspection.getTables()).filter(({ name }) => !ofTheEngine.test(name));
    const found = Object.fromEntries(
      tables.map((table) => [
        table.name,
        Object.fromEntries(
          table.columns
            .filter(({ name }) => !columnsOfTheEngine[`${engine}.${table.name}`]?.includes(name))
            .map((column) => [
              column.name,
              { kind: kindOf[column.dataType.toLowerCase()] ?? column.dataType, nullable: column.isNullable, generated: column.hasDefaultValue || column.isAutoIncrementing },
            ]),
        ),
      ]),
    );
    const declared = declaredTables();
    expect(Object.keys(found).sort()).toEqual(Object.keys(declared).sort());
    if (engine === 'sqlite') {
      for (const name of rowNumbers) {
        const [table = '', column = ''] = name.split('.');
        found[table] = { ...found[table], [column]: { ...declared[table]![column]!, kind: found[table]![column]!.kind } };
      }
    }
    for (const [table, columns] of Object.entries(declared)) expect({ [table]: normalized(found[table] ?? {}) }).toEqual({ [table]: normalized(columns) });
  });
});

/** A column with a default may be left out when inserting; a nullable one as well, whether it has one or not. */
function normalized(columns: Readonly<Record<string, { kind: string; nullable: boolean; generated: boolean }>>) {
  return Object.fromEntries(Object.entries(columns).map(([name, { kind, nullable, generated }]) => [name, `${kind}${nullable ? ' or null' : ''}${generated && !nullable ? ', has a default' : ''}`]));
}
