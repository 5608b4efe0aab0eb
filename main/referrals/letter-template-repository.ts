import { type LetterKind, letterKind } from '#contract/letters.ts';
import { type Language, language } from '#contract/values.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';

/** One version of a template; `body` null: from then on the text the program comes with. */
export interface KeptTemplate {
  readonly kind: LetterKind;
  readonly language: Language;
  readonly version: number;
  readonly body: string | null;
  readonly savedAt: string;
  readonly savedBy: string;
}

/** Every version of the templates, newest first; of one template where it is named. */
export async function templateVersions(db: ReadExecutor, of?: { readonly kind: LetterKind; readonly language: Language }): Promise<KeptTemplate[]> {
  let query = db
    .selectFrom('letter_template as t')
    .leftJoin('user_account as u', 'u.id', 't.saved_by')
    .select(['t.kind', 't.language', 't.version', 't.body', 't.saved_at', 't.saved_by', 'u.display_name'])
    .orderBy('t.version', 'desc')
    .limit(of ? 200 : 5000);
  if (of) query = query.where('t.kind', '=', of.kind).where('t.language', '=', of.language);
  return (await query.execute()).map((row) => ({
    kind: letterKind.parse(row.kind), language: language.parse(row.language), version: row.version, body: row.body, savedAt: row.saved_at, savedBy: row.display_name ?? row.saved_by,
  }));
}

/** The version in force of one template, or undefined where the clinic never edited it. */
export async function templateInForce(db: ReadExecutor, of: { readonly kind: LetterKind; readonly language: Language }): Promise<{ readonly version: number; readonly body: string | null } | undefined> {
  return db.selectFrom('letter_template').select(['version', 'body']).where('kind', '=', of.kind).where('language', '=', of.language).orderBy('version', 'desc').limit(1).executeTakeFirst();
}

export async function insertTemplate(db: WriteExecutor, { kind, language: written, version, body, savedAt, savedBy }: KeptTemplate): Promise<void> {
  await db.insertInto('letter_template').values({ kind, language: written, version, body, saved_at: savedAt, saved_by: savedBy }).execute();
}
