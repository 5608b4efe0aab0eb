import type { z } from 'zod';
import type { Bilingual } from '#contract/triage.ts';
import { activateContent, activeVersionsOfKind, contentVersions, insertClinicContent } from '../content/content-repository.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';
import { phaseKind, plannedContent, templateKind } from './plan-content.ts';

/** The versions of the templates of a clinic. */

export type TemplateContent = z.infer<typeof plannedContent>;

export interface TemplateVersion {
  readonly id: string;
  readonly origin: 'built-in' | 'clinic';
  readonly content: TemplateContent;
}

/** The id of the version in force of each template, by its code. */
export const templatesInForce = (db: ReadExecutor): Promise<ReadonlyMap<string, string>> => activeVersionsOfKind(db, templateKind);

/** These versions, by id; rows never change once written. */
export async function templateVersions(db: ReadExecutor, ids: readonly string[]): Promise<readonly TemplateVersion[]> {
  if (ids.length === 0) return [];
  const rows = await db.selectFrom('content_version').select(['id', 'origin', 'body']).where('kind', 'in', [templateKind, phaseKind]).where('id', 'in', ids).execute();
  return rows.map(({ id, origin, body }) => ({ id, origin: origin === 'clinic' ? 'clinic' : 'built-in', content: plannedContent.parse(JSON.parse(body)) }));
}

/** What templates and phases of pathways are called, by their code, in the last words the clinic had for each. */
export async function planTitles(db: ReadExecutor, codes: readonly string[]): Promise<Readonly<Record<string, Bilingual>>> {
  if (codes.length === 0) return {};
  const rows = await db.selectFrom('content_version').select(['content_id', 'body']).where('kind', 'in', [templateKind, phaseKind]).where('content_id', 'in', codes).orderBy('created_at').orderBy('id').execute();
  return Object.fromEntries(rows.map(({ content_id, body }) => [content_id, plannedContent.parse(JSON.parse(body)).body.title]));
}

/** The version of the steps of a pathway's phase; undefined where it has none. */
export async function phaseTemplate(db: ReadExecutor, id: string, version: string): Promise<string | undefined> {
  const row = await db.selectFrom('content_version').select('id').where('kind', '=', phaseKind).where('content_id', '=', id).where('version', '=', version).orderBy('created_at', 'desc').limit(1).executeTakeFirst();
  return row?.id;
}

/** Every version of one template without its body, newest first, with how many plans run on it. */
export async function versionsOf(db: ReadExecutor, code: string) {
  const running = db.selectFrom('follow_up_plan').select('template_id').select((eb) => eb.fn.countAll<number>().as('running')).where('state', '!=', 'ended').groupBy('template_id').as('r');
  return contentVersions(db, templateKind, code)
    .leftJoin('follow_up_template as t', 't.id', 'v.id')
    .leftJoin('content_version as base', 'base.id', 't.based_on')
    .leftJoin('user_account as u', 'u.id', 't.made_by')
    .leftJoin(running, 'r.template_id', 'v.id')
    .select(['t.note', 'base.version as base_version', 'u.display_name', 'r.running'])
    .execute();
}

/** Codes of every template of the clinic. */
export async function templateCodes(db: ReadExecutor): Promise<readonly string[]> {
  return (await db.selectFrom('content_version').select('content_id').distinct().where('kind', '=', templateKind).orderBy('content_id').execute()).map(({ content_id }) => content_id);
}

export interface NewTemplate {
  readonly id: string;
  readonly content: TemplateContent;
  readonly basedOn: string | null;
  readonly note: string;
  readonly now: string;
  readonly userId: string;
}

/** Keeps a version of a template, in force from now on. */
export async function insertTemplate(db: WriteExecutor, { id, content, basedOn, note, now, userId }: NewTemplate): Promise<void> {
  await insertClinicContent(db, { id, content, now });
  await db.insertInto('follow_up_template').values({ id, based_on: basedOn, note, made_by: userId }).execute();
}

/** Puts a version in force. */
export const activateTemplate = (db: WriteExecutor, { id, code }: { readonly id: string; readonly code: string }, now: string): Promise<void> => activateContent(db, { id, kind: templateKind, contentId: code }, now);

/** Puts no version of a template in force any more. */
export async function withdrawTemplate(db: WriteExecutor, code: string): Promise<void> {
  await db.updateTable('content_version').set({ activated_at: null }).where('kind', '=', templateKind).where('content_id', '=', code).execute();
}
