import type { z } from 'zod';
import type { ReadExecutor } from '../platform/database/schema.ts';
import { phaseKind, plannedContent, templateKind } from './plan-content.ts';

/** The versions of the templates of a clinic. */

export type TemplateContent = z.infer<typeof plannedContent>;

export interface TemplateVersion {
  readonly id: string;
  readonly origin: 'built-in' | 'clinic';
  readonly content: TemplateContent;
}

/** The id of the version in force of each template, by its code. */
export async function templatesInForce(db: ReadExecutor): Promise<ReadonlyMap<string, string>> {
  const rows = await db.selectFrom('content_version').select(['id', 'content_id']).where('kind', '=', templateKind).where('activated_at', 'is not', null).orderBy('activated_at').orderBy('id').execute();
  return new Map(rows.map(({ id, content_id }) => [content_id, id]));
}

/** These versions, by id; rows never change once written. */
export async function templateVersions(db: ReadExecutor, ids: readonly string[]): Promise<readonly TemplateVersion[]> {
  if (ids.length === 0) return [];
  const rows = await db.selectFrom('content_version').select(['id', 'origin', 'body']).where('kind', 'in', [templateKind, phaseKind]).where('id', 'in', ids).execute();
  return rows.map(({ id, origin, body }) => ({ id, origin: origin === 'clinic' ? 'clinic' : 'built-in', content: plannedContent.parse(JSON.parse(body)) }));
}

/** The version of the steps of a pathway's phase; undefined where it has none. */
export async function phaseTemplate(db: ReadExecutor, id: string, version: string): Promise<string | undefined> {
  const row = await db.selectFrom('content_version').select('id').where('kind', '=', phaseKind).where('content_id', '=', id).where('version', '=', version).orderBy('created_at', 'desc').limit(1).executeTakeFirst();
  return row?.id;
}
