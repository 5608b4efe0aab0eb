import { type DelaySettings, delayClasses } from '#contract/delays.ts';
import type { Inputs, Outputs } from '#contract/index.ts';
import { civilDate } from '../appointments/wall-time.ts';
import { DeclaredError } from '../platform/declared-error.ts';
import type { ServiceDependencies } from '../service-dependencies.ts';
import { delayProblems, givenDelays } from '../triage/delay-settings-rules.ts';
import type { Caller } from '../users/caller.ts';
import { settleUndecided } from './delay-clock.ts';
import { chosenDelays, writeDelays } from './delay-settings-repository.ts';

/** How long each class may wait in this clinic, and which days count. */
export function createDelaySettingsService({ unitOfWork, audit, clinic, ports }: ServiceDependencies) {
  return {
    delays: async (): Promise<Outputs['referrals']['delays']> => ({ settings: await unitOfWork.read(chosenDelays), given: givenDelays.days }),

    /**
     * Chooses the delays of what is decided from now on: undecided requests follow at once, those decided on keep theirs.
     *
     * @throws DeclaredError `INVALID` (laxer than given, or a class due before a more urgent one)
     */
    setDelays: async (caller: Caller, settings: Inputs['referrals']['setDelays']): Promise<Outputs['referrals']['setDelays']> => {
      const issues = delayProblems(settings);
      if (issues.length > 0) throw new DeclaredError('INVALID', { issues });
      return unitOfWork.write(async (db) => {
        const before = await chosenDelays(db);
        if (JSON.stringify(before) === JSON.stringify(settings)) return { changed: false };
        const now = ports.clock.now();
        await writeDelays(db, { settings, now, userId: caller.userId });
        await settleUndecided(db, { zone: clinic.timeZone, today: civilDate(now, clinic.timeZone) });
        await audit.record(db, { userId: caller.userId, action: 'referral.delays-set', entity: 'referral', entityId: null, detail: { counting: settings.counting, days: said(settings), daysBefore: said(before) } });
        return { changed: true };
      });
    },
  };
}

/** The days of each class, as the trail keeps them: `A 3, B 10…`. */
const said = ({ days }: DelaySettings): string => delayClasses.map((cls) => `${cls} ${String(days[cls])}`).join(', ');
