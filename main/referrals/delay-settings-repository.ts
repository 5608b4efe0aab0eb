import { type DelaySettings, delaySettings } from '#contract/delays.ts';
import type { Urgency } from '#contract/triage.ts';
import { readAway } from '../appointments/absence-repository.ts';
import { addDays } from '../appointments/wall-time.ts';
import { closedDates } from '../appointments/working-days.ts';
import { readClinicSetting, writeClinicSetting } from '../clinics/clinic-setting-repository.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';
import { givenDelays } from '../triage/delay-settings-rules.ts';

const setting = 'referralDelays';
/** Of a clinic that chose none, or some this program does not know: those given. */
const chosen = delaySettings.catch(givenDelays);
/** How far behind a date closed days are read, in days: further than any delay without pauses. */
const daysBehind = 800;

/** The delays of the clinic, and its closed days, as they are now. */
export interface ClinicDelays {
  readonly settings: DelaySettings;
  readonly isClosed: (date: string) => boolean;
}

export async function chosenDelays(db: ReadExecutor): Promise<DelaySettings> {
  return chosen.parse(await readClinicSetting(db, setting));
}

export function writeDelays(db: WriteExecutor, { settings: value, now, userId }: { readonly settings: DelaySettings; readonly now: string; readonly userId: string }): Promise<void> {
  return writeClinicSetting(db, { key: setting, value, now, userId });
}

/** The delays by which requests complete on a date or later are due; closed days are read only where they count. */
export async function clinicDelays(db: ReadExecutor, firstDate: string, today: string): Promise<ClinicDelays> {
  const settings = await chosenDelays(db);
  return { settings, isClosed: settings.counting === 'working' ? await closedDates(db, firstDate, addDays(today, daysBehind)) : () => false };
}

/** Changes whenever the delays or, where working days count, the closed days around a date do; null where only calendar days count. */
export async function workingDaysMark(db: ReadExecutor, today: string): Promise<string | null> {
  const settings = await chosenDelays(db);
  if (settings.counting === 'calendar') return null;
  const year = Number(today.slice(0, 4));
  return JSON.stringify([settings, await readAway(db, { firstDate: `${year - 1}-01-01`, lastDate: `${year + 2}-12-31`, practitionerIds: [] })]);
}

/** Undecided requests without a pause, by what their due date follows from. */
export async function undecidedDues(db: ReadExecutor): Promise<{ cls: Urgency; completedOn: string; dueOn: string | null }[]> {
  const rows = await db
    .selectFrom('referral')
    .select(['proposed_cls', 'completed_on', 'due_on'])
    .where('state', '=', 'received')
    .where('proposed_cls', 'is not', null)
    .where('original_due_on', 'is', null)
    .groupBy(['proposed_cls', 'completed_on', 'due_on'])
    .execute();
  return rows.map((row) => ({ cls: row.proposed_cls as Urgency, completedOn: row.completed_on, dueOn: row.due_on }));
}

/** Writes the due date of all undecided requests of a class complete on a day that have no pause. */
export async function writeUndecidedDue(db: WriteExecutor, { cls, completedOn, dueOn }: { readonly cls: Urgency; readonly completedOn: string; readonly dueOn: string }): Promise<void> {
  await db.updateTable('referral').set({ due_on: dueOn }).where('state', '=', 'received').where('proposed_cls', '=', cls).where('completed_on', '=', completedOn).where('original_due_on', 'is', null).execute();
}

/** Undecided requests whose due date has moved by a pause. */
export async function undecidedPaused(db: ReadExecutor): Promise<string[]> {
  const rows = await db.selectFrom('referral').select('id').where('state', '=', 'received').where('original_due_on', 'is not', null).execute();
  return rows.map(({ id }) => id);
}
