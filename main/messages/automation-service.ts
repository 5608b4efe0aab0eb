import type { Inputs, Outputs } from '#contract/index.ts';
import type { MessageAutomation } from '#contract/messages.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import type { WriteExecutor } from '../platform/database/schema.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import type { Caller } from '../users/caller.ts';
import { countAutomatic, keptAutomation, type KeptAutomation, releasable, releasedNotLeft, writeAutomation } from './automation-repository.ts';
import { changeMessage } from './message-repository.ts';
import { rulesInForce } from './message-rule-service.ts';
import { isInDay, isWithinHours, midnight } from './message-timing.ts';

/** What a clinic begins with once it says anything: off. */
const atFirst: MessageAutomation = { dailyLimit: 40, from: '09:00', until: '17:00' };
/** Messages let leave in one go. */
const mostAtOnce = 30;

/** Rules that let messages leave by themselves: off to begin with, so many a day, within hours, stopped at once by anybody who sends messages. */
export function createAutomationService({ unitOfWork, audit, clinic, ports }: ServiceDependencies) {
  const entry = (userId: string, action: string) => ({ userId, action, entity: 'message-rule', entityId: null });
  const stale = (kept: KeptAutomation | undefined): DeclaredError => new DeclaredError('STALE', { version: kept?.version ?? 0, changedBy: kept?.savedBy ?? null, changedAt: kept?.savedAt ?? ports.clock.now() });
  const write = async (db: WriteExecutor, caller: Caller, expectedVersion: number, next: (kept: MessageAutomation & { readonly isOn: boolean }) => MessageAutomation & { readonly isOn: boolean }): Promise<{ version: number }> => {
    const kept = await keptAutomation(db);
    if ((kept?.version ?? 0) !== expectedVersion) throw stale(kept);
    if (!(await writeAutomation(db, expectedVersion, next(kept ?? { ...atFirst, isOn: false }), { now: ports.clock.now(), userId: caller.userId }))) throw stale(await keptAutomation(db));
    return { version: expectedVersion + 1 };
  };
  /** What has not left yet is to be looked at again. */
  const putBack = async (db: WriteExecutor): Promise<number> => {
    const rows = await releasedNotLeft(db);
    for (const one of rows) await changeMessage(db, one, { state: 'prepared', automaticAt: null }, ports.clock.now());
    return rows.length;
  };

  return {
    read: (): Promise<Outputs['messages']['automation']> =>
      unitOfWork.read(async (db) => {
        const kept = await keptAutomation(db);
        const { dailyLimit, from, until } = kept ?? atFirst;
        return { dailyLimit, from, until, isOn: kept?.isOn ?? false, version: kept?.version ?? 0, today: await countAutomatic(db, midnight(ports.clock.now(), clinic.timeZone)), saved: kept ? { at: kept.savedAt, by: kept.savedBy } : null, isDemonstration: clinic.demonstration };
      }),

    /** @throws DeclaredError `STALE`, `INVALID` */
    save: (caller: Caller, { expectedVersion, dailyLimit, from, until }: Inputs['messages']['saveAutomation']): Promise<{ version: number }> =>
      unitOfWork.write(async (db) => {
        const issues = [...(['from', 'until'] as const).filter((path) => !isInDay({ from, until }[path])).map((path) => ({ path, code: 'OUTSIDE_DAY' })), ...(until <= from ? [{ path: 'until', code: 'NOT_AFTER' }] : [])];
        if (issues.length > 0) throw new DeclaredError('INVALID', { issues });
        const done = await write(db, caller, expectedVersion, ({ isOn }) => ({ isOn, dailyLimit, from, until }));
        await audit.record(db, { ...entry(caller.userId, 'message-automation.saved'), detail: { dailyLimit, from, until } });
        return done;
      }),

    /** @throws DeclaredError `STALE`, `INVALID` (the demonstration) */
    switch: (caller: Caller, { expectedVersion, isOn }: Inputs['messages']['switchAutomation']): Promise<{ version: number }> =>
      unitOfWork.write(async (db) => {
        if (isOn && clinic.demonstration) throw new DeclaredError('INVALID', { issues: [{ path: 'isOn', code: 'DEMONSTRATION' }] });
        const done = await write(db, caller, expectedVersion, (kept) => ({ ...kept, isOn }));
        const back = isOn ? 0 : await putBack(db);
        await audit.record(db, { ...entry(caller.userId, isOn ? 'message-automation.on' : 'message-automation.off'), detail: { putBack: back } });
        return done;
      }),

    /** Stops at once, whatever the version: stopping is never refused. */
    stop: (caller: Caller): Promise<Outputs['messages']['stopAutomation']> =>
      unitOfWork.write(async (db) => {
        const kept = await keptAutomation(db);
        if (!kept?.isOn) return { putBack: 0 };
        await writeAutomation(db, kept.version, { ...kept, isOn: false }, { now: ports.clock.now(), userId: caller.userId });
        const back = await putBack(db);
        await audit.record(db, { ...entry(caller.userId, 'message-automation.off'), detail: { putBack: back } });
        return { putBack: back };
      }),

    /**
     * Lets messages of automatic rules leave: where it is on, within the hours and the limit of the day, by channels that are on, in the words
     * of the rule as it stands and never those somebody changed. Answers how many.
     */
    release: (channels: readonly string[], userId: string): Promise<number> =>
      unitOfWork.write(async (db) => {
        const now = ports.clock.now();
        const kept = await keptAutomation(db);
        if (!kept?.isOn || !isWithinHours(now, kept, clinic.timeZone)) return 0;
        let left = Math.min(mostAtOnce, kept.dailyLimit - (await countAutomatic(db, midnight(now, clinic.timeZone))));
        let released = 0;
        for (const rule of (await rulesInForce(db)).filter(({ isOn, automatic, clinicalReason }) => isOn && automatic && clinicalReason === null)) {
          for (const one of await releasable(db, rule, channels, now, left)) {
            if (!(await changeMessage(db, one, { state: 'ready', automaticAt: now }, now))) continue;
            await audit.record(db, { userId, action: 'message.ready', entity: 'message', entityId: one.id, patientId: one.patientId, detail: { automatic: true } });
            [left, released] = [left - 1, released + 1];
          }
        }
        return released;
      }),
  };
}
