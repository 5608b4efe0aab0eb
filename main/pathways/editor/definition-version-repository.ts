import { activateContent, contentVersions, insertClinicContent } from '../../content/content-repository.ts';
import type { ReadExecutor, WriteExecutor } from '../../platform/database/schema.ts';
import type { PathwayDefinition } from '../definition-file.ts';
import { pathwayKind } from '../pathway-content.ts';
import { phaseTemplates } from '../phase-template-rules.ts';

/** The versions of the definition of a pathway: which, by whom, why, and who is on the way on each. */

/** Every version of one pathway without its body, newest first. */
export async function versionsOf(db: ReadExecutor, code: string) {
  const running = db.selectFrom('pathway_enrolment').select('definition_id').select((eb) => eb.fn.countAll<number>().as('running')).where('state', 'in', ['proposed', 'running', 'suspended']).groupBy('definition_id').as('r');
  return contentVersions(db, pathwayKind, code)
    .leftJoin('pathway_definition as d', 'd.id', 'v.id')
    .leftJoin('content_version as base', 'base.id', 'd.based_on')
    .leftJoin('user_account as u', 'u.id', 'd.made_by')
    .leftJoin(running, 'r.definition_id', 'v.id')
    .select(['d.note', 'base.version as base_version', 'u.display_name', 'r.running'])
    .execute();
}

export interface NewDefinition {
  readonly id: string;
  readonly content: PathwayDefinition;
  readonly basedOn: string | null;
  readonly note: string;
  readonly now: string;
  readonly userId: string;
  readonly newId: () => string;
}

/** Keeps a version of a pathway, in force from now on, with the steps of its phases beside. */
export async function insertDefinition(db: WriteExecutor, { id, content, basedOn, note, now, userId, newId }: NewDefinition): Promise<void> {
  await insertClinicContent(db, { id, content, now });
  for (const template of phaseTemplates(content)) await insertClinicContent(db, { id: newId(), content: template, now });
  await db.insertInto('pathway_definition').values({ id, based_on: basedOn, note, made_by: userId }).execute();
}

/** Puts a version in force. People on the way stay on theirs: the steps of a phase are found by their version. */
export const activateDefinition = (db: WriteExecutor, { id, code }: { readonly id: string; readonly code: string }, now: string): Promise<void> => activateContent(db, { id, kind: pathwayKind, contentId: code }, now);
