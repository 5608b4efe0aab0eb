import { messageRule, type MessageRule } from '#contract/messages.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';

/** One version of a rule of messages. */
export interface RuleVersion {
  readonly code: string;
  readonly version: number;
  readonly rule: MessageRule;
  /** Since when it is on without a break. */
  readonly onSince: string | null;
  readonly savedAt: string;
  readonly savedBy: string;
}

/** Versions kept before rules could let messages leave by themselves do not. */
const keptBody = messageRule.extend({ automatic: messageRule.shape.automatic.default(false) });

/** Every version of the rules, newest first; of one where it is named. */
export async function ruleVersions(db: ReadExecutor, code?: string): Promise<readonly RuleVersion[]> {
  const rows = await db
    .selectFrom('message_rule as r')
    .leftJoin('user_account as u', 'u.id', 'r.saved_by')
    .select(['r.code', 'r.version', 'r.body', 'r.on_since', 'r.saved_at', 'r.saved_by', 'u.display_name'])
    .$if(code !== undefined, (query) => query.where('r.code', '=', code ?? ''))
    .orderBy('r.version', 'desc')
    .limit(200)
    .execute();
  return rows.map((row) => ({ code: row.code, version: row.version, rule: keptBody.parse(JSON.parse(row.body)), onSince: row.on_since, savedAt: row.saved_at, savedBy: row.display_name ?? row.saved_by }));
}

export async function insertRule(db: WriteExecutor, { code, version, rule, onSince, savedAt, savedBy }: RuleVersion): Promise<void> {
  await db.insertInto('message_rule').values({ code, version, body: JSON.stringify(rule), on_since: onSince, saved_at: savedAt, saved_by: savedBy }).execute();
}
