import { z } from 'zod';
import type { Language } from '#contract/values.ts';
import { readClinicSetting, writeClinicSetting } from '../clinics/clinic-setting-repository.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';
import type { PushedVisit } from './push-rules.ts';

const setting = 'calendarPush';
const switched = z.object({ on: z.boolean() });

/** Whether the clinic lets visits be pushed; off until it says so. */
export async function isPushOn(db: ReadExecutor): Promise<boolean> {
  return switched.safeParse(await readClinicSetting(db, setting)).data?.on ?? false;
}

export async function switchPush(db: WriteExecutor, on: boolean, who: { now: string; userId: string }): Promise<void> {
  await writeClinicSetting(db, { key: setting, value: { on }, ...who });
}

/** Where a professional's visits go. */
export interface PushTarget {
  readonly practitionerId: string;
  readonly address: string;
  readonly userName: string;
  /** Sealed, as JSON. */
  readonly secret: string;
  readonly language: Language;
  readonly withNames: boolean;
  readonly setAt: string;
  readonly runAt: string | null;
  readonly succeededAt: string | null;
  readonly problem: string | null;
}

function targets(db: ReadExecutor) {
  return db.selectFrom('calendar_push').selectAll().orderBy('practitioner_id');
}

function toTarget(row: Awaited<ReturnType<ReturnType<typeof targets>['execute']>>[number]): PushTarget {
  return {
    practitionerId: row.practitioner_id, address: row.address, userName: row.user_name, secret: row.secret, language: row.language === 'en' ? 'en' : 'fr', withNames: row.with_names === 1,
    setAt: row.set_at, runAt: row.run_at, succeededAt: row.succeeded_at, problem: row.problem,
  };
}

export async function pushTargets(db: ReadExecutor): Promise<PushTarget[]> {
  return (await targets(db).limit(200).execute()).map(toTarget);
}

export async function pushTarget(db: ReadExecutor, practitionerId: string): Promise<PushTarget | undefined> {
  const row = await targets(db).where('practitioner_id', '=', practitionerId).executeTakeFirst();
  return row && toTarget(row);
}

/** Writes a target in place of the one before; elsewhere, what was written before is forgotten and everything is written again. */
export async function replaceTarget(db: WriteExecutor, target: Omit<PushTarget, 'runAt' | 'succeededAt' | 'problem'>, { userId, isElsewhere }: { userId: string; isElsewhere: boolean }): Promise<void> {
  const values = {
    address: target.address, user_name: target.userName, secret: target.secret, language: target.language, with_names: target.withNames ? 1 : 0, set_at: target.setAt, set_by: userId, run_at: null, succeeded_at: null, problem: null,
  };
  await db.insertInto('calendar_push').values({ practitioner_id: target.practitionerId, ...values }).onConflict((conflict) => conflict.column('practitioner_id').doUpdateSet(values)).execute();
  if (isElsewhere) await db.deleteFrom('calendar_push_item').where('practitioner_id', '=', target.practitionerId).execute();
}

/** Puts every sealed password under another key. */
export async function resealSecrets(db: WriteExecutor, reseal: (secret: string) => string): Promise<void> {
  for (const { practitionerId, secret } of await pushTargets(db)) await db.updateTable('calendar_push').set({ secret: reseal(secret) }).where('practitioner_id', '=', practitionerId).execute();
}

export async function deleteTarget(db: WriteExecutor, practitionerId: string): Promise<void> {
  await db.deleteFrom('calendar_push_item').where('practitioner_id', '=', practitionerId).execute();
  await db.deleteFrom('calendar_push').where('practitioner_id', '=', practitionerId).execute();
}

/** What was written for a professional, and of it what is no longer theirs: called off, or moved to another's calendar. */
export async function pushedItems(db: ReadExecutor, practitionerId: string): Promise<{ readonly there: readonly PushedVisit[]; readonly gone: ReadonlySet<string> }> {
  const rows = await db
    .selectFrom('calendar_push_item as i')
    .innerJoin('appointment as a', 'a.id', 'i.appointment_id')
    .select(['i.appointment_id', 'i.version', 'i.named', 'a.live', 'a.professional_id'])
    .where('i.practitioner_id', '=', practitionerId)
    .execute();
  return {
    there: rows.map((row) => ({ id: row.appointment_id, version: row.version, named: row.named === 1 })),
    gone: new Set(rows.filter((row) => row.live === 0 || row.professional_id !== practitionerId).map((row) => row.appointment_id)),
  };
}

export async function keepItem(db: WriteExecutor, item: PushedVisit & { readonly practitionerId: string; readonly newId: string }): Promise<void> {
  const values = { version: item.version, named: item.named ? 1 : 0 };
  await db
    .insertInto('calendar_push_item')
    .values({ id: item.newId, practitioner_id: item.practitionerId, appointment_id: item.id, ...values })
    .onConflict((conflict) => conflict.columns(['practitioner_id', 'appointment_id']).doUpdateSet(values))
    .execute();
}

export async function forgetItem(db: WriteExecutor, practitionerId: string, appointmentId: string): Promise<void> {
  await db.deleteFrom('calendar_push_item').where('practitioner_id', '=', practitionerId).where('appointment_id', '=', appointmentId).execute();
}

export async function noteRun(db: WriteExecutor, practitionerId: string, { now, problem }: { now: string; problem: string | null }): Promise<void> {
  await db.updateTable('calendar_push').set({ run_at: now, problem, ...(problem === null ? { succeeded_at: now } : {}) }).where('practitioner_id', '=', practitionerId).execute();
}
