import { type Role, roles } from '#contract/permissions.ts';
import type { ReadExecutor } from '../platform/database/schema.ts';

/** Somebody of the clinic one may give work to. */
export interface Colleague {
  readonly userId: string;
  readonly name: string;
  readonly roles: Role[];
}

const mostColleagues = 500;

/** Those with an account that still opens, by name, with the roles they hold (documented join on accounts). */
export async function colleagues(db: ReadExecutor): Promise<Colleague[]> {
  const rows = await db
    .selectFrom('user_account as u')
    .innerJoin('user_role as r', 'r.user_id', 'u.id')
    .select(['u.id', 'u.display_name', 'r.role'])
    .where('u.disabled_at', 'is', null)
    .orderBy('u.display_name')
    .orderBy('u.id')
    .limit(mostColleagues * 2)
    .execute();
  return [...Map.groupBy(rows, ({ id }) => id)].slice(0, mostColleagues).map(([userId, held]) => ({
    userId, name: held[0]?.display_name ?? userId, roles: roles.filter((role) => held.some((one) => one.role === role)),
  }));
}
