import { activateContent, activeVersionIds, contentVersions, keepClinicContent } from '../../content/content-repository.ts';
import type { ReadExecutor, WriteExecutor } from '../../platform/database/schema.ts';
import { type DangerFindings, readDangerFindings, readRuleset, type Ruleset } from '../../triage/triage-content.ts';

/** The versions of the triage rules of a clinic: shipped ones and its own, what was changed, who signed which. */

const kind = 'triage-ruleset';
const contentId = 'rheumatology';
/** More than anybody will look through; the page shows those of the last years. */
const mostVersions = 300;

/** Every version without its body, newest first. */
export async function rulesetVersions(db: ReadExecutor) {
  return contentVersions(db, kind, contentId)
    .leftJoin('ruleset_version as r', 'r.id', 'v.id')
    .leftJoin('content_version as base', 'base.id', 'r.based_on')
    .leftJoin('user_account as u', 'u.id', 'r.made_by')
    .select(['r.change', 'r.rule_id', 'r.note', 'r.made_by', 'u.display_name', 'base.version as base_version'])
    .execute();
}

/** The id of the version in force. */
export async function rulesetInForce(db: ReadExecutor): Promise<string> {
  return (await activeVersionIds(db, [kind], contentId))[kind];
}

/** A version with its body, or undefined. */
export async function rulesetById(db: ReadExecutor, versionId: string): Promise<{ readonly id: string; readonly version: string; readonly origin: string; readonly ruleset: Ruleset } | undefined> {
  const row = await db.selectFrom('content_version').select(['id', 'version', 'origin', 'body']).where('id', '=', versionId).where('kind', '=', kind).executeTakeFirst();
  if (!row) return undefined;
  const read = readRuleset(JSON.parse(row.body));
  if (!read.success) throw read.error;
  return { id: row.id, version: row.version, origin: row.origin, ruleset: read.data };
}

/** What the program ships now: the last shipped version registered. */
export async function shippedRuleset(db: ReadExecutor): Promise<Ruleset> {
  const row = await db.selectFrom('content_version').select('id').where('kind', '=', kind).where('content_id', '=', contentId).where('origin', '=', 'built-in').orderBy('created_at', 'desc').orderBy('id', 'desc').limit(1).executeTakeFirstOrThrow();
  const found = await rulesetById(db, row.id);
  if (!found) throw new Error('a version just read is gone');
  return found.ruleset;
}

export async function dangerFindings(db: ReadExecutor): Promise<DangerFindings> {
  const row = await db.selectFrom('content_version').select('body').where('kind', '=', 'triage-danger-findings').where('activated_at', 'is not', null).orderBy('activated_at', 'desc').orderBy('id', 'desc').limit(1).executeTakeFirstOrThrow();
  return readDangerFindings(JSON.parse(row.body));
}

/** A change of the clinic, as it is kept. */
export interface NewRulesetVersion {
  readonly id: string;
  readonly ruleset: Ruleset;
  readonly basedOn: string;
  readonly change: 'put' | 'off';
  readonly ruleId: string;
  readonly note: string;
  readonly by: string;
  readonly now: string;
}

/** Keeps a version of the clinic; it is not in force by that. */
export async function insertRulesetVersion(db: WriteExecutor, made: NewRulesetVersion): Promise<void> {
  await keepClinicContent(db, { id: made.id, content: made.ruleset, now: made.now });
  await db.insertInto('ruleset_version').values({ id: made.id, based_on: made.basedOn, change: made.change, rule_id: made.ruleId, note: made.note, made_by: made.by }).execute();
}

/** Puts a version in force by somebody's signature. */
export async function signRuleset(db: WriteExecutor, signature: { readonly id: string; readonly versionId: string; readonly replacedId: string; readonly by: string; readonly now: string; readonly note: string }): Promise<void> {
  await activateContent(db, { id: signature.versionId, kind, contentId }, signature.now);
  await db
    .insertInto('ruleset_signature')
    .values({ id: signature.id, version_id: signature.versionId, replaced_id: signature.replacedId, signed_at: signature.now, signed_by: signature.by, note: signature.note })
    .execute();
}

/** Every signature, newest first. */
export async function rulesetSignatures(db: ReadExecutor): Promise<readonly { readonly versionId: string; readonly at: string; readonly by: string; readonly note: string }[]> {
  const rows = await db
    .selectFrom('ruleset_signature')
    .leftJoin('user_account', 'user_account.id', 'ruleset_signature.signed_by')
    .select(['version_id', 'signed_at', 'signed_by', 'note', 'user_account.display_name'])
    .orderBy('signed_at', 'desc')
    .orderBy('ruleset_signature.id', 'desc')
    .limit(mostVersions)
    .execute();
  return rows.map((row) => ({ versionId: row.version_id, at: row.signed_at, by: row.display_name ?? row.signed_by, note: row.note }));
}

/** Who signed a version last, for whoever is shown a proposal made with it. */
export async function lastSignatory(db: ReadExecutor, versionId: string): Promise<string | null> {
  const row = await db
    .selectFrom('ruleset_signature')
    .innerJoin('user_account', 'user_account.id', 'ruleset_signature.signed_by')
    .select('user_account.display_name')
    .where('version_id', '=', versionId)
    .orderBy('signed_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.display_name ?? null;
}
